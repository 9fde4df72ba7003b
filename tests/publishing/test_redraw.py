"""Forms and templates are written to their folder without overwriting what an officer has edited."""

from dataclasses import replace
from pathlib import Path

from pipeline.drawing.everything import draw_everything
from pipeline.publishing.redraw import redraw
from tests.shipped import TERMS, UNIT_NAMES, individual_form


def test_everything_is_drawn_once_and_not_again(tmp_path: Path) -> None:
    drawn = draw_everything(TERMS)
    edited, redrawn = redraw(tmp_path, drawn)
    assert (edited, sorted(redrawn)) == ([], sorted(drawn))
    assert redraw(tmp_path, drawn) == ([], [])


def test_an_edited_file_is_left_as_is_and_the_new_version_written_next_to_it(tmp_path: Path) -> None:
    redraw(tmp_path, {"a.docx": b"one"})
    (tmp_path / "a.docx").write_bytes(b"edited")
    assert redraw(tmp_path, {"a.docx": b"two"}) == ([("a.docx", "a.moi.docx")], [])
    assert (tmp_path / "a.docx").read_bytes() == b"edited"
    assert (tmp_path / "a.moi.docx").read_bytes() == b"two"


def test_an_unedited_file_is_drawn_anew(tmp_path: Path) -> None:
    redraw(tmp_path, {"a.docx": b"one"})
    assert redraw(tmp_path, {"a.docx": b"two"}) == ([], ["a.docx"])
    assert (tmp_path / "a.docx").read_bytes() == b"two"


def test_the_drop_down_of_units_follows_the_office() -> None:
    assert draw_everything(replace(TERMS, units=("Phòng A",)))["bieu-mau-ca-nhan.xlsx"] != individual_form(UNIT_NAMES)
