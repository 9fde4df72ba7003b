"""What the documentation promises is what there is."""

import re
import tomllib
from importlib.metadata import metadata

import pytest

from pipeline.assemble import PAPERS
from pipeline.cli import COMMANDS
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


def test_every_dependency_stands_in_the_table_with_its_reason_and_licence_and_in_the_lock() -> None:
    """Direct ones in the table, as their own metadata say of the licence; everything else is in the lock for one of them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    direct = {
        re.split("[<>=]", name)[0]
        for name in (*project["project"]["dependencies"], *project["dependency-groups"]["dev"])
    }
    rows = re.findall(r"^\| ([a-z0-9, -]+) \| ([^|]{4,}) \| ([A-Z][\w.-]+) \|$", README, re.MULTILINE)
    told = {name: licence for names, _, licence in rows for name in names.split(", ")}
    assert set(told) == direct
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert direct <= set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    for name, licence in told.items():
        about = metadata(name)
        said = [about[key] for key in ("License-Expression", "License") if key in about]
        words = " ".join([*said, *(about.get_all("Classifier") or [])])
        assert licence.split("-")[0] in words, (name, licence)
