"""Returned workbooks are accepted after they were corrected in LibreOffice and sent again."""

from pipeline.values.model import Status
from tests.builder import document, findings, good, good_content, label_place, outline, run
from tests.old_fonts import good_in_tcvn3, good_in_vni, in_older_form
from tests.programs import converted, corrected

PERSON = "Trích ngang"
FAULTY = {"ngay_gui": "13/25/2020", "gioi_tinh": "Nữ"}
RIGHT = {"ngay_gui": "23/3/2020", "gioi_tinh": "Nam"}


def sent() -> dict[str, bytes]:
    """A workbook with a mistake in it, of each kind."""
    other = {suffix: converted({"a.xlsx": good(**FAULTY)}, suffix)["a"] for suffix in ("xls", "ods")}
    older = {
        "tcvn3": good_in_tcvn3(**FAULTY),
        "vni": good_in_vni(**FAULTY),
        "older": in_older_form(good_content(FAULTY)),
    }
    return {"xlsx": good(**FAULTY), **other, **older}


def test_a_return_corrected_in_libreoffice_is_accepted() -> None:
    returned = {}
    for kind, content in sent().items():
        errors = [fault.code for fault in findings(content) if fault.severity == "error"]
        assert (kind, sorted(errors)) == (kind, ["no-such-day", "title-against-sex"])
        returned[kind] = document(run({"a.xlsx": content}), "tra-lai/a.xlsx")
    expected = run({"b.xlsx": good(**RIGHT)})
    changes = {(PERSON, label_place(key)): text for key, text in RIGHT.items()}
    for kind, content in corrected(returned, changes).items():
        again = run({"b.xlsx": content})
        assert [(kind, received.status) for received in again.checked.received] == [(kind, Status.ACCEPTED)]
        assert again.checked.findings == ()
        for path in ("trich-ngang/01", "danh-sach-tong-hop", "quyet-dinh"):
            assert outline(document(again, path)) == outline(document(expected, path)), kind
