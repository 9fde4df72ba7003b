"""What the documentation promises is what there is."""

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from pipeline.assemble import PAPERS
from pipeline.cli import COMMANDS
from pipeline.stamp import PROGRAM
from pipeline.year import YEAR_PAPERS
from templates.drawing import COLLECTIVE_FORM, INDIVIDUAL_FORM, OFFICE_FORM, REFERENCED
from templates.reference import reference_table, with_reference
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
    assert f"make {target} " in (ROOT / "make.bat").read_text(encoding="utf-8") or target == "help"


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


def pinned(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))


RUN_LOCK, DEV_LOCK = ((ROOT / f"requirements{of}.lock").read_text(encoding="utf-8") for of in ("", "-dev"))
LOCK = RUN_LOCK + DEV_LOCK
PINNED = pinned(LOCK)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", [RUN_LOCK, DEV_LOCK], ids=["run", "development"])
def test_a_lock_pins_every_version_with_hashes_and_names_no_registry(lock: str) -> None:
    assert len(pinned(lock)) > 20
    for entry in re.split(r"^(?=[a-z0-9-]+==)", lock, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, entry
    assert "://" not in lock
    assert "--index" not in lock


def test_the_program_s_lock_holds_nothing_of_development_and_the_other_only_what_that_adds() -> None:
    assert names_of(PROJECT["project"]["dependencies"]) <= pinned(RUN_LOCK)
    assert names_of(PROJECT["dependency-groups"]["dev"]) <= pinned(DEV_LOCK)
    assert not pinned(RUN_LOCK) & pinned(DEV_LOCK)
    assert not {name for name, (why, _) in TOLD.items() if why.startswith("development")} & pinned(RUN_LOCK)
    assert "requirements.lock" in PROGRAM
    assert "requirements-dev.lock" not in PROGRAM


def names_of(asked: Iterable[str]) -> set[str]:
    return {re.split("[<>=]", name)[0] for name in asked}


ROWS = re.findall(r"^\| ([a-z0-9, -]+) \| ([^|]{4,}) \| ([A-Z][\w.-]+) \|$", README, re.MULTILINE)
TOLD = {name: (why, licence) for names, why, licence in ROWS for name in names.split(", ")}


def direct() -> set[str]:
    """The packages that we ask for ourselves."""
    return names_of((*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]))


def brought_by() -> dict[str, set[str]]:
    """Each pinned package and those that need it, as the lock says."""
    found: dict[str, set[str]] = {name: set() for name in PINNED}
    name = ""
    for line in LOCK.splitlines():
        if entry := re.match(r"([a-z0-9-]+)==", line):
            name = entry[1]
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
