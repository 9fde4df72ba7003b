"""Shared forms that no longer fit the office workbook are drawn anew, or named with what to do where an officer has edited them."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from pipeline.checking.check import open_office
from pipeline.commands.cli import main
from pipeline.drawing.forms.fit import misfits
from pipeline.drawing.forms.forms import COLLECTIVE_FORM, INDIVIDUAL_FORM, draw_forms
from pipeline.papers.context import range_of
from schemas.ca_nhan import CA_NHAN
from schemas.tap_the import TAP_THE
from tests.builder import ROOT, UNIT_NAMES, good, source
from tests.checking.test_plan import NEXT, office_file
from tests.commands.places import furnished
from tests.shipped import TERMS

NEW_UNIT = "Phòng Chuyển đổi số"
CHANGED = office_file(
    ("Đơn vị", 1, {"ten": NEW_UNIT}), ("Tiêu chí", 2, {"noi_dung": "Giúp đỡ đồng nghiệp"}), ("Kế hoạch", 0, {"so": "09/KH-VPUBND", "gui_tu": "10"})
)  # fmt: skip
SAID = (
    "(đơn vị thiếu «Phòng Chuyển đổi số»; đơn vị thừa «Phòng Kinh tế»; tiêu chí khác «C3»; "
    "kế hoạch chưa ghi «Kế hoạch 09/KH-VPUBND», «từ ngày 10 đến ngày 25»)"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A quarter of one workbook, the templates next to the inputs, and the office workbook changed since they were drawn."""
    furnished(tmp_path)
    shutil.copytree(ROOT / "templates", tmp_path / "templates", ignore=shutil.ignore_patterns("pictures"))
    (tmp_path / "inputs" / "co-quan.xlsx").write_bytes(CHANGED)
    return tmp_path


def call(project: Path, *words: str) -> int:
    return main([*words, *(f"--{name}={project / name}" for name in ("inputs", "outputs", "templates"))])


def edit(form: Path) -> bytes:
    """An officer has saved the form with a line of his own."""
    book = openpyxl.load_workbook(form)
    book["Hướng dẫn"]["A20"] = "Gửi cả bản giấy."
    book.save(form)
    return form.read_bytes()


def about(printed: str, name: str) -> Iterable[str]:
    return [line.strip() for line in printed.splitlines() if name in line]


def test_the_shipped_forms_fit_the_shipped_office() -> None:
    for name, schema in ((INDIVIDUAL_FORM, CA_NHAN), (COLLECTIVE_FORM, TAP_THE)):
        assert misfits((ROOT / "templates" / name).read_bytes(), schema, TERMS) == ()


def test_a_form_that_cannot_be_read_does_not_fit() -> None:
    assert misfits(b"PK", CA_NHAN, TERMS) == ("không đọc được các trang của biểu mẫu",)


@pytest.mark.parametrize("words", [("templates",), ("forms", "2020-Q1"), ("quarter",)], ids=" ".join)
def test_forms_that_nobody_has_edited_are_drawn_anew_and_others_named(
    words: tuple[str, ...], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = edit(project / "templates" / COLLECTIVE_FORM)
    status = call(project, *words)
    printed = capsys.readouterr().out
    assert about(printed, INDIVIDUAL_FORM) == [
        f"Đã vẽ lại templates/{INDIVIDUAL_FORM} cho khớp co-quan.xlsx {SAID}; biểu mẫu gửi các đơn vị: make forms."
    ]
    (left,) = about(printed, COLLECTIVE_FORM)
    assert left.startswith(f"Lưu ý: {COLLECTIVE_FORM} không còn khớp co-quan.xlsx {SAID} và đã được sửa tay")
    assert "Dùng bieu-mau-tap-the.moi.xlsx" in left
    assert status == (1 if words == ("templates",) else 0)
    assert (project / "templates" / COLLECTIVE_FORM).read_bytes() == kept
    terms = open_office(source("co-quan.xlsx", CHANGED), TERMS.quarter.last_day).terms(TERMS.quarter)
    drawn = draw_forms(terms)
    assert (project / "templates" / INDIVIDUAL_FORM).read_bytes() == drawn[INDIVIDUAL_FORM]
    assert (project / "templates" / "bieu-mau-tap-the.moi.xlsx").read_bytes() == drawn[COLLECTIVE_FORM]


def test_a_run_of_an_old_quarter_and_one_with_other_templates_draw_nothing(project: Path) -> None:
    form = project / "templates" / INDIVIDUAL_FORM
    before = form.read_bytes()
    later = project / "inputs" / "2020-Q2"
    later.mkdir()
    (later / "a.xlsx").write_bytes(good(don_vi=UNIT_NAMES[2]))
    assert call(project, "quarter", "2020-Q1") == 0
    elsewhere = project / "other" / "inputs"
    shutil.copytree(project / "inputs", elsewhere)
    assert main(["forms", "2020-Q2", *(f"--{name}={path}" for name, path in (("inputs", elsewhere), ("outputs", project / "other" / "outputs"), ("templates", project / "templates")))]) == 0  # fmt: skip
    assert form.read_bytes() == before


def test_the_shared_forms_stay_those_of_the_quarter_whose_forms_were_sent_out_last(project: Path) -> None:
    next_year = {**NEXT, "so": "05/KH-VPUBND", "tu_ngay": "01/01/2021"}
    with_next = office_file(("Kế hoạch", 1, {"den_ngay": "31/12/2020"}), more={"Kế hoạch": ({**next_year},)})
    (project / "inputs" / "co-quan.xlsx").write_bytes(with_next)
    form = project / "templates" / INDIVIDUAL_FORM
    assert call(project, "quarter") == 0
    assert call(project, "forms", "2021-Q1") == 0
    sent_out = form.read_bytes()
    assert misfits(sent_out, CA_NHAN, TERMS) != ()
    assert (call(project, "quarter", "--all"), call(project, "templates")) == (0, 0)
    assert form.read_bytes() == sent_out


def test_an_office_workbook_with_an_error_or_without_a_quarter_stops_the_drawing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = project / "templates" / INDIVIDUAL_FORM
    before = form.read_bytes()
    (project / "inputs" / "co-quan.xlsx").write_bytes(office_file(("Tiêu chí", 2, {"nhom": ""})))
    assert call(project, "templates") == 2
    assert "trang «Tiêu chí»" in capsys.readouterr().err
    shutil.rmtree(project / "inputs" / "2020-Q1")
    assert call(project, "templates") == 2
    assert "chưa có quý nào" in capsys.readouterr().err
    assert form.read_bytes() == before


def test_how_far_an_example_is_made_known_is_said_by_the_level_of_the_parent() -> None:
    said = {parent: range_of(parent) for parent in ("UBND TỈNH LÀO CAI", "UBND THÀNH PHỐ HÀ NỘI", "HUYỆN ỦY A", "BỘ B")}
    assert list(said.values()) == ["toàn tỉnh", "toàn thành phố", "toàn huyện", "rộng hơn"]
