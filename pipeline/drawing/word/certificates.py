"""Draws the template of the text that is printed onto the office's blank certificates."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import NO_BREAK, Lines, Page, signature
from pipeline.drawing.word.ooxml import TableCell, for_each, paragraph, row, table, text
from pipeline.drawing.word.pieces import AFTER_TABLE

CERTIFICATE_PAGE = Page(297, 210, top=95, left=35, right=35)


def certificates(lines: Lines) -> str:
    """One page for each recipient, with only the text that the office's pre-printed certificate leaves open."""

    def page(loop: str, name: str, below: str) -> str:
        reason = "{{ nhan.ly_do_lien|trim('.') }}."
        printed = (paragraph("GiayKhenDong", text(line)) for line in (below, reason))
        return for_each(
            "nhan", loop, paragraph("GiayKhenTen", text(name)), *printed, _certificate_signature(), AFTER_TABLE
        )

    return (
        page("quyet_dinh.tap_the", "Tập thể {{ nhan.ten }}", "{{ co_quan.ten }}")
        + page("quyet_dinh.ca_nhan", "{{ nhan.danh_xung }} {{ nhan.ho_ten }}", "{{ nhan.chuc_vu_co_quan }}")
        + CERTIFICATE_PAGE.section(numbered=False)
    )


def _certificate_signature() -> str:
    """The decision and the golden book at the left, place, date and signatory in the right half of the certificate."""
    left = CERTIFICATE_PAGE.text_width * 11 // 20  # holds the decision's number and day on one line
    widths = (left, CERTIFICATE_PAGE.text_width - left)
    of_decision = "van_ban.quyet_dinh_khen_thuong"
    decided = f"Quyết định số{{{{ {of_decision}.so }}}}/QĐ-{{{{ co_quan.ky_hieu }}}} {{{{ {of_decision}.ngay }}}}"
    entered = "".join(paragraph("GiayKhenSo", text(line)) for line in (decided, f"Vào sổ vàng số:{NO_BREAK * 6}"))
    signed = paragraph("GiayKhenSo", text(f"{{{{ {of_decision}.ngay_ky }}}}")) + signature("nguoi_ky")
    return table(
        widths, row(TableCell(entered, align="bottom"), TableCell(signed), widths=widths), borders=False, margin=0
    )
