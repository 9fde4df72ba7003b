"""Draws the template of the ballot."""

from __future__ import annotations

from pipeline.drawing.word.nd30 import PORTRAIT, Lines, heading_row
from pipeline.drawing.word.ooxml import TableCell, paragraph, table, text, together
from pipeline.drawing.word.pieces import COUNCIL_HEAD, SUBJECT, body, headed, name_heading, named_groups, share


def ballot(lines: Lines) -> str:
    """The ballot: a row for every nominee, with boxes for, against, and to choose the exemplary one."""
    widths = share(PORTRAIT, 10, 48, 52, 16, 18, 22)
    boxes = tuple(TableCell(paragraph("OBangGiua")) for _ in range(3))
    return together(
        headed(lines, PORTRAIT, COUNCIL_HEAD, "", "PHIẾU BẦU", f"Xét chọn {SUBJECT}"),
        body("Đánh dấu X vào một trong hai ô Đồng ý, Không đồng ý đối với từng {% if tap_the %}tập thể{% if ca_nhan %}, {% endif %}{% endif %}{% if ca_nhan %}cá nhân{% endif %}; đánh dấu X vào ô Điển hình tiên tiến ở đúng một dòng. "
                                    "Phiếu không ký tên, không ghi thêm tên."),
        table(
            widths,
            heading_row(widths, "TT", name_heading(""), "Chức vụ, đơn vị", "Đồng ý", "Không đồng ý", "Điển hình tiên tiến"),
            named_groups(widths, "", boxes, boxes),
        ),
        paragraph("TongSo", text("Phiếu có {{ danh_sach.doi_tuong }}.")),
        PORTRAIT.section(),
    )  # fmt: skip
