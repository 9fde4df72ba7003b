"""What the documentation promises is what there is."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from pipeline.commands.cli import COMMANDS
from pipeline.drawing.redraw import COLLECTIVE_FORM, INDIVIDUAL_FORM, OFFICE_FORM, REFERENCED
from pipeline.drawing.reference import reference_table, with_reference
from pipeline.papers.kinds import PAPERS
from pipeline.papers.year_papers import YEAR_PAPERS
from tests.builder import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "README.vi.md").read_text(encoding="utf-8")
TEMPLATES = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_both_commands_stand_at_the_top_of_the_readme() -> None:
    top = "\n".join(README.splitlines()[:12])
    assert "make quarter" in top
    assert "make test" in top


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_a_target_on_every_system_and_explained(command: str) -> None:
    assert command in TARGETS
    assert f'"{command}"' in (ROOT / "make.bat").read_text(encoding="utf-8")
    assert f"make {command}" in README


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_explained_to_developers(target: str) -> None:
    assert f"make {target}" in README or target in ("help", "clean")


def test_the_guide_names_every_paper() -> None:
    for paper in (*PAPERS, *YEAR_PAPERS):
        assert paper.kind in GUIDE


def test_files_named_in_the_readmes_exist() -> None:
    for name in re.findall(r"`((?:schemas|pipeline|templates|tests|inputs)/[\w./-]+\.\w+)`", README + TEMPLATES):
        assert (ROOT / name).is_file(), name
    for name in (INDIVIDUAL_FORM, COLLECTIVE_FORM, OFFICE_FORM, *(paper.template for paper in (*PAPERS, *YEAR_PAPERS))):
        assert f"`{name}`" in TEMPLATES


def test_the_reference_table_is_generated_from_the_schemas() -> None:
    assert with_reference(TEMPLATES, reference_table(REFERENCED)) == TEMPLATES


def test_a_readme_without_its_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="markers"):
        with_reference("không có gì", "bảng")


def test_the_lock_pins_every_version_with_hashes_and_names_no_registry() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9-]+==", lock, re.MULTILINE)
    assert len(pinned) > 30
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert "://" not in lock
    assert "--index" not in lock


LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))
ROWS = re.findall(r"^\| ([a-z0-9, -]+) \| ([^|]{4,}) \| ([A-Z][\w.-]+) \|$", README, re.MULTILINE)
TOLD = {name: (why, licence) for names, why, licence in ROWS for name in names.split(", ")}


def direct() -> set[str]:
    """The packages that we ask for ourselves."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = (*project["project"]["dependencies"], *project["dependency-groups"]["dev"])
    return {re.split("[<>=]", name)[0] for name in asked}


def brought_by() -> dict[str, set[str]]:
    """Each pinned package and those that need it, as the lock says."""
    found: dict[str, set[str]] = {name: set() for name in PINNED}
    name = ""
    for line in LOCK.splitlines():
        if pinned := re.match(r"([a-z0-9-]+)==", line):
            name = pinned[1]
        elif via := re.match(r"\s+#\s+(?:via )?([a-z][a-z0-9-]+)(?: \(.*\))?$", line):
            found[name].add(via[1])
    return {name: by - {"via"} for name, by in found.items()}


def test_every_pinned_package_stands_in_a_table_with_its_reason_and_no_other_does() -> None:
    assert set(TOLD) == PINNED
    assert sum(len(names.split(", ")) for names, _, _ in ROWS) == len(PINNED)
    assert direct() <= PINNED


def test_what_is_brought_along_names_those_that_need_it() -> None:
    for name, by in brought_by().items():
        why, _ = TOLD[name]
        if name not in direct():
            assert set(why.split(": ")[0].split(", ")) <= by, (name, by)


def test_licences_are_what_the_packages_say_of_themselves() -> None:
    for name, (_, licence) in TOLD.items():
        try:
            about = metadata(name)
        except PackageNotFoundError:  # of another system
            assert f"{name}==" in "".join(line for line in LOCK.splitlines() if "sys_platform" in line)
            continue
        said = [about[key] for key in ("License-Expression", "License") if key in about]
        words = " ".join([*said, *(about.get_all("Classifier") or [])]).replace("Mozilla Public License", "MPL")
        assert licence.split("-")[0] in words, (name, licence)
