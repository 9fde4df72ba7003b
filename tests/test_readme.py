"""The README files and CONTRIBUTING name every target, command and paper, and only files that exist."""

import re

import pytest

from pipeline.commands.cli import COMMANDS
from pipeline.drawing.forms.forms import COLLECTIVE_FORM, INDIVIDUAL_FORM
from pipeline.drawing.reference import reference_table, with_reference
from pipeline.papers.form_papers import FORM_PAPERS
from pipeline.papers.kinds import PAPERS
from pipeline.papers.year_papers import YEAR_PAPERS
from pipeline.values.file_names import (
    COUNCIL_WORKBOOK,
    FOLLOW_UP_FILE,
    LIST_WORKBOOK,
    OFFICE_FILE,
    REPORT,
    YEAR_COUNCIL_WORKBOOK,
)
from tests.builder import ROOT
from tests.shipped import TERMS

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "README.vi.md").read_text(encoding="utf-8")
TEMPLATES = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
PLAN = (ROOT / "docs" / "plan.md").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_both_commands_are_at_the_top_of_the_readme() -> None:
    top = "\n".join(README.splitlines()[:12])
    assert "make quarter" in top
    assert "make test" in top


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_a_target_on_every_system_and_explained(command: str) -> None:
    assert command in TARGETS
    assert f"echo   make {command} " in (ROOT / "make.bat").read_text(encoding="utf-8")
    assert f"make {command}" in README


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_explained(target: str) -> None:
    assert f"make {target}" in README + CONTRIBUTING or target == "help"
    assert f"make {target} " in (ROOT / "make.bat").read_text(encoding="utf-8") or target == "help"


def test_the_guide_names_every_paper() -> None:
    for paper in (*PAPERS, *YEAR_PAPERS):
        assert paper.kind in GUIDE


def test_each_sentence_of_the_plan_that_asks_for_something_is_answered_by_files_that_are_made() -> None:
    rows = re.findall(r"^\| ((?:[IV]+[.\d]*(?:, \w+)?)|the end) \| ([^|]+) \| ([^|]+) \|$", PLAN, re.MULTILINE)
    made = {paper.template for paper in (*PAPERS, *YEAR_PAPERS, *FORM_PAPERS)} | {paper.path for paper in YEAR_PAPERS}
    made |= {
        INDIVIDUAL_FORM,
        COLLECTIVE_FORM,
        OFFICE_FILE,
        FOLLOW_UP_FILE,
        COUNCIL_WORKBOOK,
        LIST_WORKBOOK,
        REPORT,
        YEAR_COUNCIL_WORKBOOK,
    }
    assert len(rows) == 19
    assert {clause.split(",")[0].split(".")[0] for clause, _, _ in rows} == {"I", "II", "III", "IV", "V", "the end"}
    for clause, _, answer in rows:
        files = set(re.findall(r"`([\w-]+\.(?:docx|xlsx|html))`", answer))
        assert files, clause
        assert files <= made, clause


def test_files_named_in_the_readmes_exist() -> None:
    for name in re.findall(r"`((?:schemas|pipeline|templates|tests|inputs)/[\w./-]+\.\w+)`", README + TEMPLATES):
        assert (ROOT / name).is_file(), name
    for name in re.findall(r"`(pipeline/[\w/]+/)`", TEMPLATES):
        assert (ROOT / name).is_dir(), name
    for name in (INDIVIDUAL_FORM, COLLECTIVE_FORM, OFFICE_FILE, *(paper.template for paper in (*PAPERS, *YEAR_PAPERS))):
        assert f"`{name}`" in TEMPLATES


def test_the_reference_table_is_generated_from_the_schemas() -> None:
    assert with_reference(TEMPLATES, reference_table(TERMS)) == TEMPLATES


def test_a_readme_without_its_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="markers"):
        with_reference("không có gì", "bảng")
