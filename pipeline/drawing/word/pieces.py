"""Parts of templates that several papers share: labelled facts, loops over paragraphs and rows, groups, column widths."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.drawing.word.nd30 import (
    PORTRAIT,
    Page,
    heading_row,
    twips,
)
from pipeline.drawing.word.ooxml import TableCell, loop_row, paragraph, row, table, tag, text

AGENCY = "{{ co_quan.chu_quan }}"
ISSUER = "{{ co_quan.ban_hanh }}"
STANDING_HEAD = ("{{ co_quan.thuong_truc_chu_quan }}", "{{ co_quan.thuong_truc_ban_hanh }}")
COUNCIL_HEAD = ("{{ co_quan.hoi_dong_chu_quan }}", "{{ co_quan.hoi_dong_ban_hanh }}")
SUBJECT = "gương điển hình tiên tiến {{ quy.trong_cau }}"
SAMPLE_SUBJECT = "gương điển hình tiên tiến quý I năm 2020"
SEPARATOR = "{% if not loop.last %}; {% endif %}"
AFTER_TABLE = paragraph("DongTrong")  # Word wants a paragraph between a last table and the end of a section


def recipients_of(collectives: str, between: str, individuals: str, listed: str = "quyet_dinh.") -> str:
    """A tagged text that names the recipients in a paper: collectives, individuals or both, as there are."""
    both = f"{{% if {listed}tap_the and {listed}ca_nhan %}}{between}{{% endif %}}"
    return (
        f"{{% if {listed}tap_the %}}{collectives}{{% endif %}}{both}"
        f"{{% if {listed}ca_nhan %}}{individuals}{{% endif %}}"
    )


def name_heading(listed: str) -> str:
    """The heading of a table's column of names, as there are individuals, collectives or both."""
    return (
        f"{{% if {listed}ca_nhan %}}Họ và tên{{% if {listed}tap_the %}}, tên tập thể{{% endif %}}"
        "{% else %}Tên tập thể{% endif %}"
    )


def fact(label: str, value: str, second: str = "", second_value: str = "", style: str = "ThanVanBan") -> str:
    """«Nhãn: giá trị» on one line; a second pair after a tab."""
    runs = [text(f"- {label}: "), text(value)]
    if second:
        runs += ["<w:r><w:tab/></w:r>", text(f"{second}: "), text(second_value)]
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{twips(95)}"/></w:tabs>' if second else ""
    return paragraph(style, *runs, properties=tab)


def if_given(condition: str, content: str) -> tuple[str, str, str]:
    """Content between tags, printed only if the condition is true."""
    return tag(f"{{%p if {condition} %}}"), content, tag("{%p endif %}")


def each_line(lines: str) -> tuple[str, str, str]:
    """A body paragraph for each line of a text."""
    return tag(f"{{%p for dong in {lines} %}}"), paragraph("ThanVanBan", text("{{ dong }}")), tag("{%p endfor %}")


def optional_table(
    rows_of: str, headings: Sequence[str], shares: Sequence[int], values: Sequence[str]
) -> Sequence[str]:
    """A table if the list has rows, else «Không có.»."""
    widths = share(PORTRAIT, *shares)
    cells = tuple(
        TableCell(paragraph("OBangGiua" if number == 0 else "OBang", text(value)))
        for number, value in enumerate(values)
    )
    return (
        tag(f"{{%p if {rows_of} %}}"),
        table(widths, heading_row(widths, *headings), *rows(widths, "muc", rows_of, cells)),
        tag("{%p else %}"),
        paragraph("ThanVanBan", text("Không có.")),
        tag("{%p endif %}"),
    )


def rows(widths: Sequence[int], variable: str, rows_of: str, cells: Sequence[TableCell]) -> tuple[str, str, str]:
    """One table row for each element of a list."""
    start, end = f"{{%tr for {variable} in {rows_of} %}}", "{%tr endfor %}"
    return loop_row(start, len(widths), widths), row(*cells, widths=widths), loop_row(end, len(widths), widths)


def group(widths: Sequence[int], title: str, condition: str) -> tuple[str, str, str]:
    """A group's title row, printed only if the condition is true."""
    start, end = f"{{%tr if {condition} %}}", "{%tr endif %}"
    return loop_row(start, len(widths), widths), title_row(widths, title), loop_row(end, len(widths), widths)


def title_row(widths: Sequence[int], title: str) -> str:
    """A row that names the group below it."""
    return row(TableCell(paragraph("NhomBang", text(title)), span=len(widths)), widths=widths)


def share(page: Page, *parts: int) -> tuple[int, ...]:
    """A page's text width divided in these proportions: column widths in twips that add up to it."""
    widths = [page.text_width * part // sum(parts) for part in parts]
    return (*widths[:-1], page.text_width - sum(widths[:-1]))


def cell(content: str) -> TableCell:
    """A table cell of one paragraph."""
    return TableCell(paragraph("OBang", text(content)))


def centred(content: str) -> TableCell:
    """A table cell of one centred paragraph."""
    return TableCell(paragraph("OBangGiua", text(content)))


def body(content: str) -> str:
    """A paragraph of running text."""
    return paragraph("ThanVanBan", text(content))


def both_groups(
    widths: Sequence[int],
    collectives: str,
    people: str,
    of_collective: Sequence[TableCell],
    of_person: Sequence[TableCell],
) -> Sequence[str]:
    """Rows of collectives, then of individuals, each under its group's title if there are both."""
    both = f"{collectives} and {people}"
    name = TableCell(paragraph("OBang", text("{{ muc.danh_xung }} {{ muc.ho_ten }}")))
    post = TableCell(paragraph("OBang", text("{{ muc.chuc_vu_don_vi }}")))
    collective = TableCell(paragraph("OBang", text("{{ muc.ten }}")), span=2)
    return (
        *group(widths, "A. TẬP THỂ", both),
        *rows(widths, "muc", collectives, (centred("{{ muc.tt }}"), collective, *(of_collective or of_person))),
        *group(widths, "B. CÁ NHÂN", both),
        *rows(widths, "muc", people, (centred("{{ muc.tt }}"), name, post, *of_person)),
    )


def replication_table() -> str:
    """The chosen ones of a year: where each was taken over, with what result, where it was told (``ket_qua.dien_hinh``)."""
    widths = share(PORTRAIT, 18, 46, 40, 38, 28)
    cells = (centred("{{ muc.quy }}"), cell("{{ muc.ten }}"), *map(_listed, ("noi", "ket_qua", "nguon")))
    return table(
        widths,
        heading_row(widths, "Quý", "Điển hình tiên tiến", "Nơi, thời gian áp dụng", "Kết quả", "Nơi đăng tin"),
        *rows(widths, "muc", "ket_qua.dien_hinh", cells),
    )


def _listed(key: str) -> TableCell:
    """A cell with a paragraph for each line, and one that says so if there is none."""
    line = tag(f"{{%p for dong in muc.{key} %}}") + paragraph("OBang", text("{{ dong }}")) + tag("{%p endfor %}")
    none = tag(f"{{%p if not muc.{key} %}}") + paragraph("OBang", text("Chưa có")) + tag("{%p endif %}")
    return TableCell(line + none)
