"""The report of a year: its figures are those of the workbooks, the chosen ones without an entry are named, years are compared."""

import json
import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.checking.issued import FollowUp, TakenOver
from pipeline.papers.year_account import HEADINGS, account, print_account
from pipeline.papers.year_papers import EARLY, LATE, MISSING, NO_QUARTER, ON_TIME, RETURNED, WITHDRAWN
from pipeline.publishing.year_manifest import earlier_years
from pipeline.publishing.year_report import year_report
from pipeline.values.dates import Quarter
from pipeline.values.file_names import YEAR_PAGE
from pipeline.values.model import CellReference
from tests.builder import ROOT, outline, templates
from tests.graded import faults
from tests.samples.made import sample_year

REPORT = "bao-cao-ket-qua-nam.docx"
SAMPLES = [
    tomllib.loads((ROOT / "tests" / "samples" / f"2020-Q{n}.toml").read_text(encoding="utf-8")) for n in (1, 2, 3, 4)
]
PEOPLE = [person for sample in SAMPLES for person in sample["ca_nhan"]]
TAKEN = TakenOver(Quarter(2020, 1), "Giàng A Mẫu", "Phòng Kinh tế", date(2020, 5, 4), ("Giảm 30% văn bản đôn đốc.",), "Bản tin số 12", CellReference(""))  # fmt: skip


def test_the_figures_are_those_of_the_samples() -> None:
    made = account(sample_year().book)
    assert made["nominees"] == len(PEOPLE)
    assert made["collectives"] == sum(len(sample.get("tap_the", [])) for sample in SAMPLES)
    assert made["women"] == Counter(person["gioi_tinh"] for person in PEOPLE)["Nữ"]
    assert made["leaders"] == sum("ãnh đạo" in person["nhom"] for person in PEOPLE)
    assert made["chosen"] == sum("hoi_dong" in sample for sample in SAMPLES)
    assert made["money"] == (12 + 10) * 450_000 + 10 * 450_000 + 2 * 900_000
    assert sample_year().manifest["counts"].items() >= made.items()


def test_the_report_is_in_form_and_says_the_figures_in_every_quarter() -> None:
    content = next(file.content for file in sample_year().files if file.path == REPORT)
    assert faults(content) == ()
    text = outline(content)
    assert "| Quý IV | 11 | 00 | 01 | 11 | 00 |" in text
    assert "| Quý IV | chưa họp xét | - | - | - |\n| Cộng | 34 | 03 | 01 | 16.200.000 |" in text
    assert "tổng tiền thưởng 16.200.000 đồng (mười sáu triệu hai trăm nghìn đồng)" in text
    assert "Chưa có thông tin về việc nhân rộng: ông Giàng A Mẫu, Chuyên viên chính Phòng Tổng hợp (quý I); " in text
    assert "Chưa có số liệu của năm 2019 để so sánh." in text
    assert "kế hoạch năm sau: Phòng Quản trị - Tài vụ." in text.replace("\u00a0", " ")


def test_a_quarter_that_has_not_been_yet_is_held_against_no_unit() -> None:
    book = sample_year().book
    so_far = {unit: (state, NO_QUARTER, NO_QUARTER, NO_QUARTER) for unit, (state, *_) in book.register.items()}
    printed = print_account(replace(book, register=so_far), {})
    quarters = printed["quy"]
    assert printed["gui_chua_du"] == ()
    assert isinstance(quarters, tuple)
    assert [each["chua_gui"] for each in quarters] == ["00"] * 4


def test_every_unit_stands_in_one_column_of_a_quarter_and_none_is_told_to_do_better_for_a_withdrawal() -> None:
    book = sample_year().book
    states = dict(zip(book.register, [ON_TIME, LATE, EARLY, RETURNED, MISSING, WITHDRAWN] * 2, strict=True))
    printed = print_account(replace(book, register={unit: (each,) * 4 for unit, each in states.items()}), {})
    (first, *_), lacking = printed["quy"], printed["gui_chua_du"]
    assert [first[key] for key in ("dung_han", "som_muon", "chua_gui")] == ["02", "04", "06"]
    assert lacking == tuple(unit for unit, each in states.items() if each in (RETURNED, MISSING))


def test_what_became_of_the_chosen_ones_comes_from_the_follow_up_workbook() -> None:
    book = sample_year().book
    printed = print_account(replace(book, follow_up=FollowUp(taken_over=(TAKEN,))), {})
    chosen = printed["dien_hinh"]
    assert isinstance(chosen, tuple)
    first = chosen[0]
    assert (first["noi"], first["ket_qua"], first["nguon"]) == (
        ("Phòng Kinh tế, ngày\u00a004/5/2020",),
        TAKEN.result,
        ("Bản tin số 12",),
    )
    assert printed["taken_over"] == "01"
    waiting = printed["chua_nhan_rong"]
    assert isinstance(waiting, tuple)
    assert [text.split(" (")[1] for text in waiting] == ["quý II)", "quý III)"]


def test_years_are_compared_where_their_folders_are(tmp_path: Path) -> None:
    figures = {key: number for number, key in enumerate(HEADINGS, 3)}
    for year, counts in ((2018, {"money": 1}), (2019, figures), (2021, figures)):
        (tmp_path / str(year)).mkdir()
        (tmp_path / str(year) / "manifest.json").write_text(json.dumps({"counts": counts}), encoding="utf-8")
    (tmp_path / "2017").mkdir()
    (tmp_path / "2017" / "manifest.json").write_bytes(b"\x00")
    others = earlier_years(tmp_path, 2020)
    assert others == {2019: figures}
    book = sample_year().book
    compared = print_account(book, others)["so_sanh"]
    assert isinstance(compared, tuple)
    assert compared[1] == {"ten": "Lượt cá nhân được giới thiệu", "truoc": "4", "nay": str(len(PEOPLE))}
    page = year_report(book, [], templates()[YEAR_PAGE], (), others).decode()
    assert page.count("Qua các năm: ") == 2 * len(HEADINGS)
    assert "Năm 2019: 4" in page
    assert "16.200.000" in page
    assert "Qua các năm" not in year_report(book, [], templates()[YEAR_PAGE]).decode()


@pytest.mark.parametrize("key", HEADINGS)
def test_every_figure_that_is_compared_is_counted(key: str) -> None:
    assert key in account(sample_year().book)
