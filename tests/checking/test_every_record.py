"""In every run pandera checks every record of every sheet of every workbook, all records of a sheet in one pass."""

import pytest

from pipeline.checking.check import check_quarter, read_office_workbook
from pipeline.reading.folders import read_office, read_quarter
from pipeline.reading.sandbox import Reader
from pipeline.values.dates import Quarter
from tests.bench.inputs import MISTAKE_EVERY, office, workbooks
from tests.builder import ROOT, UNIT_NAMES, folder, good, good_collective, office_file, source
from tests.spy import demand_all_validated, records_of, spied


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_clean_sample_is_validated_whole(number: int) -> None:
    quarter = Quarter(2020, number)
    office_rows, _ = read_office_workbook(read_office(ROOT / "inputs"), quarter)
    with Reader() as reader, spied() as passes:
        checked = check_quarter(read_quarter(ROOT / "inputs", quarter, reader, without_earlier=True))
    assert demand_all_validated(passes, checked, office_rows) >= 200


def test_however_many_workbooks_a_sheet_is_one_pass_over_all_of_them_whatever_their_kind() -> None:
    own = office(300)
    office_rows, _ = read_office_workbook(source("co-quan.xlsx", own), Quarter(2020, 1))
    files = {**dict(workbooks(300)), "tap-the.xlsx": good_collective(), "hong.xlsx": b"x"}
    with spied() as passes:
        checked = check_quarter(folder(files, office=own))
    demand_all_validated(passes, checked, office_rows)
    planted = [each.code for each in checked.findings if each.place.file.startswith("don-vi-")]
    assert planted == ["no-such-day"] * (300 // MISTAKE_EVERY)  # what is measured are accepted workbooks
    assert dict(passes)["Trích ngang"] == 300
    assert dict(passes)["Tiêu chí"] > 10 * 300 // 2


def test_workbooks_without_a_record_of_a_sheet_are_validated_as_far_as_they_go() -> None:
    office_rows, _ = read_office_workbook(office_file(), Quarter(2020, 1))
    with spied() as passes:
        checked = check_quarter(folder({"a.xlsx": good(don_vi=UNIT_NAMES[0])}))
    demand_all_validated(passes, checked, office_rows)
    assert "Tập thể" not in records_of(checked, office_rows)
