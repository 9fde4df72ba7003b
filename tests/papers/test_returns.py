"""Returned workbooks are accepted after they were corrected in LibreOffice and sent again."""

import pytest

from pipeline.values.model import Status
from tests.builder import document, findings, good, good_content, label_place, outline, run
from tests.old_fonts import good_in_tcvn3, good_in_vni, in_older_form
from tests.programs import converted, corrected

PERSON = "Trích ngang"
FAULTY = {"ngay_gui": "13/25/2020", "gioi_tinh": "Nữ"}
RIGHT = {"ngay_gui": "23/3/2020", "gioi_tinh": "Nam"}


def sent(kind: str) -> bytes:
    """A workbook of a kind with a mistake in it."""
    makers = {
        "xlsx": lambda: good(**FAULTY),
        "xls": lambda: converted({"a.xlsx": good(**FAULTY)}, "xls")["a"],
        "ods": lambda: converted({"a.xlsx": good(**FAULTY)}, "ods")["a"],
        "tcvn3": lambda: good_in_tcvn3(**FAULTY),
        "vni": lambda: good_in_vni(**FAULTY),
        "older": lambda: in_older_form(good_content(FAULTY)),
    }
    return makers[kind]()


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "tcvn3", "vni", "older"])
def test_a_return_corrected_in_libreoffice_is_accepted(kind: str) -> None:
    content = sent(kind)
    errors = [fault.code for fault in findings(content) if fault.severity == "error"]
    assert sorted(errors) == ["no-such-day", "title-against-sex"]
    back = document(run({"a.xlsx": content}), "tra-lai/a.xlsx")
    again = run({"b.xlsx": corrected(back, {(PERSON, label_place(key)): text for key, text in RIGHT.items()})})
    assert [received.status for received in again.checked.received] == [Status.ACCEPTED]
    assert again.checked.findings == ()
    expected, made = run({"b.xlsx": good(**RIGHT)}), again
    for path in ("trich-ngang/01", "danh-sach-tong-hop", "quyet-dinh"):
        assert outline(document(made, path)) == outline(document(expected, path))
