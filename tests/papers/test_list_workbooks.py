"""The lists as workbooks hold the same people and values as their Word twins, with their types, and nothing sensitive."""

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from pipeline.papers.list_workbooks import COLUMNS
from pipeline.word.words import read_words
from tests.builder import Q1, document, good, good_collective, run
from tests.samples.made import sample, sample_year

LIST, YEAR = "danh-sach-tong-hop", "danh-sach-dien-hinh-nam"


def frame(content: bytes) -> pd.DataFrame:
    return pd.read_excel(BytesIO(content), engine="openpyxl", dtype=object, keep_default_na=False, na_filter=False)


def printed(value: object) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, (date, datetime)) else str(value)


def as_word(row: Mapping[Hashable, object]) -> tuple[str, ...]:
    """A row of the workbook as the consolidated list in Word prints it."""
    sent_on = row["Ngày gửi"]
    assert isinstance(sent_on, datetime)
    proposed = (
        str(row["Lý do ghi trên Giấy khen"]),
        str(row["Mức độ hoàn thành nhiệm vụ năm trước"]),
        str(row["Hình thức đề nghị"]),
        f"{sent_on.day:02}/{sent_on.month if sent_on.month > 2 else f'0{sent_on.month}'}/{sent_on.year}",
    )
    if row["Đối tượng"] == "Tập thể":
        return printed(row["TT"]), str(row["Đơn vị"]), *proposed
    name, born = f"{row['Danh xưng']} {row['Họ và tên']}", printed(row["Ngày sinh"])[-4:]
    return printed(row["TT"]), name, born, str(row["Chức vụ"]), str(row["Đơn vị"]), *proposed


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_workbook_gives_the_consolidated_list_value_for_value(number: int) -> None:
    outcome = sample(number)
    rows = frame(document(outcome, f"{LIST}.xlsx")).to_dict("records")
    words = [row for row in read_words(document(outcome, f"{LIST}.docx")).cells if row[0].isdigit()]
    assert len(rows) == len(outcome.checked.accepted)
    assert [as_word(row) for row in rows] == [tuple(row) for row in words]


def test_types_are_kept_filters_are_on_and_nothing_sensitive_is_there() -> None:
    outcome = run({"a.xlsx": good(thanh_tich="=1+1", ngay_sinh="1985"), "t.xlsx": good_collective()})
    content = document(outcome, f"{LIST}.xlsx")
    one, person = frame(content).to_dict("records")
    assert (one["Số người"], person["Số phiếu đồng ý"], person["Ngày sinh"]) == (11, 9, 1985)
    assert isinstance(person["Ngày gửi"], datetime)
    assert person["Thành tích tiêu biểu trong quý"] == "=1+1"
    assert person["Quý"] == Q1.title
    assert not {"Dân tộc", "Đảng viên"} & set(person)
    page = openpyxl.load_workbook(BytesIO(content)).active
    assert page is not None
    assert page.auto_filter.ref is not None
    assert page.auto_filter.ref.startswith("A1:")
    assert page.freeze_panes == "A2"
    assert content == document(
        run({"a.xlsx": good(thanh_tich="=1+1", ngay_sinh="1985"), "t.xlsx": good_collective()}), f"{LIST}.xlsx"
    )


def test_the_year_has_its_exemplars_as_a_workbook_in_the_order_of_the_list() -> None:
    year = sample_year()
    rows = frame(next(f.content for f in year.files if f.path == f"{YEAR}.xlsx")).to_dict("records")
    words = [
        row
        for row in read_words(next(f.content for f in year.files if f.path == f"{YEAR}.docx")).cells
        if row[0].isdigit()
    ]
    of_the_year = (
        "Quý được thống nhất",
        "Quý được chọn là điển hình tiên tiến",
        "Hình thức đã khen, đề nghị khen trong quý",
    )

    def exemplar(row: Mapping[Hashable, object]) -> tuple[object, ...]:
        name = row["Tên cá nhân, tập thể"]
        person = (f"{row['Danh xưng']} {name}", row["Chức vụ"], row["Đơn vị"])
        return str(row["TT"]), *(person if row["Danh xưng"] else (name,)), *(row[heading] for heading in of_the_year)

    assert {len(row) for row in words} == {5, 7}  # collectives and people
    assert [exemplar(row) for row in rows] == [tuple(row) for row in words]
    assert set(COLUMNS.values()) <= set(rows[0])
