"""Draws the template of the text that is printed onto the office's blank certificates."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.drawing.word.nd30 import (
    NO_BREAK,
    Lines,
    Page,
)
from pipeline.drawing.word.ooxml import TableCell, paragraph, row, table, tag, text
from pipeline.drawing.word.pieces import (
    AFTER_TABLE,
)

CERTIFICATE_PAGE = Page(297, 210, top=95, left=35, right=35)


def certificates(lines: Lines) -> str:
    """One page for each recipient, with only the text that the office's pre-printed certificate leaves open."""

    def page(loop: str, name: str, *below: str) -> Sequence[str]:
        return (
            tag(f"{{%p for nhan in {loop} %}}"),
            paragraph("GiayKhenTen", text(name)),
            *(paragraph("GiayKhenDong", text(line)) for line in below),
            paragraph("GiayKhenDong", text("{{ nhan.ly_do_lien|trim('.') }}.")),
            _certificate_signature(),
            AFTER_TABLE,
            tag("{%p endfor %}"),
        )  # fmt: skip

    return "".join(
        [
            *page("quyet_dinh.tap_the", "Tập thể {{ nhan.ten }}", "{{ co_quan.ten }}"),
            *page(
                "quyet_dinh.ca_nhan",
                "{{ nhan.danh_xung }} {{ nhan.ho_ten }}",
                "{{ nhan.chuc_vu_co_quan }}",
            ),
            CERTIFICATE_PAGE.section(numbered=False),
        ]
    )


def _certificate_signature() -> str:
    """The decision and the golden book at the left, place, date and signatory in the right half of the certificate."""
    left = CERTIFICATE_PAGE.text_width * 11 // 20  # holds the decision's number and day on one line
    widths = (left, CERTIFICATE_PAGE.text_width - left)
    authority = (
        tag("{%p if nguoi_ky.ky_thay %}") + paragraph("QuyenHan", text("{{ nguoi_ky.ky_thay }}")) + tag("{%p endif %}")
    )
    entered = paragraph(
        "GiayKhenSo",
        text(
            "Quyết định số{{ van_ban.quyet_dinh_khen_thuong.so }}/QĐ-{{ co_quan.ky_hieu }} {{ van_ban.quyet_dinh_khen_thuong.ngay }}"
        ),
    ) + paragraph("GiayKhenSo", text(f"Vào sổ vàng số:{NO_BREAK * 6}"))
    signed = (
        paragraph("GiayKhenSo", text("{{ van_ban.quyet_dinh_khen_thuong.ngay_ky }}"))
        + authority
        + paragraph("QuyenHan", text("{{ nguoi_ky.chuc_vu }}"))
        + paragraph("ChuKy")
        + paragraph("HoTenNguoiKy", text("{{ nguoi_ky.ho_ten }}"))
    )
    return table(
        widths, row(TableCell(entered, align="bottom"), TableCell(signed), widths=widths), borders=False, margin=0
    )
