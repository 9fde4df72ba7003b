"""Templates compiled at set-up make the same papers, and are used for nothing but what they were made from."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.commands.prepare import prepare
from pipeline.publishing.made_from import program_digest
from pipeline.rendering import prepared
from pipeline.rendering.prepared import kept
from pipeline.rendering.render import render_document
from pipeline.values.model import Document
from tests.builder import templates, word_templates
from tests.equality import compiled

NAMES = sorted(name for name in word_templates() if "-nam" not in name and not name.startswith("so-theo-doi"))


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "PLACE", tmp_path)
    monkeypatch.setattr("pipeline.commands.prepare.PLACE", tmp_path)
    prepare(templates())


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_is_the_same_bytes_from_a_template_compiled_before(name: str) -> None:
    template, content, example = compiled()[name]
    before = kept(name, content, program_digest())
    assert before is not None
    paper = Document("x", "x.docx", name, "Tên", "", example)
    assert render_document(before, paper, date(2020, 3, 31)) == render_document(template, paper, date(2020, 3, 31))


def test_an_edited_template_another_program_and_damage_are_compiled_anew(tmp_path: Path) -> None:
    content = templates()[NAMES[0]]
    assert kept(NAMES[0], content, program_digest())
    assert kept(NAMES[0], content + b" ", program_digest()) is None
    assert kept(NAMES[0], content, "another") is None
    for damage in (b"", b"x", b"N", b"\x00" * 40):
        for path in tmp_path.glob("*.bin"):
            path.write_bytes(damage)
        assert kept(NAMES[0], content, program_digest()) is None


def test_what_older_programs_kept_goes(tmp_path: Path) -> None:
    (tmp_path / "old.bin").write_bytes(b"")
    prepare(templates())
    assert not (tmp_path / "old.bin").exists()
    assert len(list(tmp_path.glob("*.bin"))) == len(NAMES)
