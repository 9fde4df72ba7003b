"""Parts of templates that several papers share: heads and ends, labelled facts, loops over paragraphs and rows, column widths."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.drawing.word.nd30 import (
    BLANK_NUMBER,
    PORTRAIT,
    Page,
    header_block,
    heading_row,
    line_below,
    signature_block,
    twips,
)
from pipeline.drawing.word.ooxml import TableCell, for_each, if_given, loop_row, paragraph, row, table, tag, text
from pipeline.values.vietnamese import NO_BREAK

OFFICE_HEAD = ("{{ co_quan.chu_quan }}", "{{ co_quan.ban_hanh }}")
UNIT_PARENT = "{{ co_quan.thuong_truc_chu_quan }}"  # of every unit: the standing body is one of them
STANDING_HEAD = (UNIT_PARENT, "{{ co_quan.thuong_truc_ban_hanh }}")
COUNCIL_HEAD = ("{{ co_quan.hoi_dong_chu_quan }}", "{{ co_quan.hoi_dong_ban_hanh }}")
SUBJECT = "gương điển hình tiên tiến {{ quy.trong_cau }}"
LETTER_SUBJECT = (  # in a narrow column: lines break where the sense does
    f"gương {NO_BREAK.join(('điển', 'hình', 'tiên', 'tiến'))} {{{{ quy.trong_cau|replace(' ', '{NO_BREAK}') }}}}"
)
SAMPLE_PERIODS = {"{{ quy.trong_cau }}": "quý I năm 2020", "{{ quy.ten }}": "năm 2020"}
CHANGED = "{{ muc.ten_chen }} {{ muc.ly_do }}"  # of one voted on who is no nominee any more
SEPARATOR = "{% if not loop.last %}; {% endif %}"
OF_DECISION = f"{{{{ muc.so_qd }}}} ngày{NO_BREAK}{{{{ muc.ngay_qd }}}}"  # of an award or initiative in a table
AFTER_TABLE = paragraph("DongTrong")  # Word wants a paragraph between a last table and the end of a section
RECOGNISED = (
    "{% if van_ban.quyet_dinh_khen_thuong.da_ky and quyet_dinh.cong_nhan %}, được công nhận tại Quyết định số{{ van_ban.quyet_dinh_khen_thuong.so }}/QĐ-{{ co_quan.ky_hieu }} {{ van_ban.quyet_dinh_khen_thuong.ngay }} của {{ co_quan.nguoi_dung_dau }}"
    " về việc công nhận điển hình tiên tiến và tặng Giấy khen {{ quy.trong_cau }}{% endif %}"
)


def number_of(kind: str, body: str = "co_quan.ky_hieu") -> str:
    """A paper's number and symbol: «Số: …/TTr-VP», the number left open until the paper is issued."""
    return f"Số:{BLANK_NUMBER}/{kind}-{{{{ {body} }}}}"


def headed(
    page: Page,
    head: tuple[str, str],
    number: str,
    title: str,
    subject: str,
    sample: str = "",
    day: str = "{{ ngay_ky }}",
    draft: bool = False,
    spaced: bool = False,
) -> str:
    """The head of a paper with its title and subject; ``spaced``: an empty line below.

    The line below the subject is as long as suits ``sample``, the subject of a sample paper.
    """
    return header_block(page, *head, number, day, draft) + titled(title, subject, sample, spaced)


def titled(title: str, subject: str, sample: str = "", spaced: bool = False) -> str:
    """The title and the subject with the line below it (see ``headed``)."""
    if not sample:
        sample = subject
        for period, shown in SAMPLE_PERIODS.items():
            sample = sample.replace(period, shown)
    drawn = paragraph("TenLoai", text(title)) + paragraph("TrichYeu", text(subject)) + line_below(sample, 14, 165)
    return drawn + (paragraph("DongKe") if spaced else "")


def signed(page: Page, recipients: str, signatory: str) -> str:
    """The end of a paper: recipients and signature, and the end of its section."""
    return signature_block(page, f"noi_nhan.{recipients}", signatory) + AFTER_TABLE + page.section()


def recipients_of(collectives: str, individuals: str, listed: str = "quyet_dinh.") -> str:
    """A tagged text that names the recipients in a paper: collectives, individuals or both, as there are."""
    both = f"{{% if {listed}tap_the and {listed}ca_nhan %}}, {{% endif %}}"
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


def named_heading(widths: Sequence[int], listed: str, of_person: Sequence[str], *others: str) -> str:
    """The heading row of a table of nominees: number, name, what only a person has, then the others.

    Where only collectives are listed, their name takes the columns of what only a person has, as it does in their rows.
    """
    headings = [TableCell(paragraph("DauBang", text(each)), align="center") for each in ("TT", *of_person, *others)]
    name, number, last = paragraph("DauBang", text(name_heading(listed))), headings[0], headings[1 + len(of_person) :]
    person = (number, TableCell(name, align="center"), *headings[1:])
    collective = (number, TableCell(name, 1 + len(of_person), "center"), *last)
    return row_if(widths, f"{listed}ca_nhan", row(*person, widths=widths, heading=True)) + row_if(
        widths, f"not {listed}ca_nhan", row(*collective, widths=widths, heading=True)
    )


def joined(variable: str, listed: str, shown: str = "") -> str:
    """A tagged text of a list's elements, divided by semicolons; ``shown`` is what is printed of one."""
    return f"{{% for {variable} in {listed} %}}{shown or f'{{{{ {variable} }}}}'}{SEPARATOR}{{% endfor %}}"


def body(content: str) -> str:
    """A paragraph of running text."""
    return paragraph("ThanVanBan", text(content))


def heading(content: str) -> str:
    """The heading of a part of a paper."""
    return paragraph("DeMuc", text(content))


def closing(content: str) -> str:
    """A last paragraph of running text, which stays with the signature."""
    return paragraph("DongCuoi", text(content))


def below_table(content: str) -> str:
    """A paragraph of running text below a table."""
    return paragraph("DongSauBang", text(content))


def fact(label: str, value: str, second: str = "", second_value: str = "", style: str = "ThanVanBan") -> str:
    """«Nhãn: giá trị» on one line; a second pair after a tab."""
    runs = [text(f"- {label}: "), text(value)]
    if second:
        runs += ["<w:r><w:tab/></w:r>", text(f"{second}: "), text(second_value)]
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{twips(95)}"/></w:tabs>' if second else ""
    return paragraph(style, *runs, properties=tab)


def each_line(lines: str, shown: str = "{{ dong }}") -> str:
    """A body paragraph for each line of a text."""
    return for_each("dong", lines, body(shown))


def optional_table(rows_of: str, headings: Sequence[str], shares: Sequence[int], values: Sequence[str]) -> str:
    """A table if the list has rows, else «Không có.»."""
    widths = share(PORTRAIT, *shares)
    cells = (centred(values[0]), *map(cell, values[1:]))
    return (
        tag(f"{{%p if {rows_of} %}}")
        + table(widths, heading_row(widths, *headings), rows(widths, "muc", rows_of, cells))
        + tag("{%p else %}")
        + body("Không có.")
        + tag("{%p endif %}")
    )


def awards_table(one: str) -> str:
    """The titles and awards that somebody has already received."""
    return optional_table(
        f"{one}.khen_thuong",
        ("Năm", "Danh hiệu, hình thức khen thưởng", "Quyết định", "Cơ quan ban hành"),
        (14, 58, 44, 44),
        ("{{ muc.nam }}", "{{ muc.ten }}", OF_DECISION, "{{ muc.co_quan }}"),
    )


def rows(widths: Sequence[int], variable: str, rows_of: str, cells: Sequence[TableCell]) -> str:
    """One table row for each element of a list."""
    return _between(widths, f"for {variable} in {rows_of}", row(*cells, widths=widths), "endfor")


def row_if(widths: Sequence[int], condition: str, drawn: str) -> str:
    """A table row, printed only if the condition is true."""
    return _between(widths, f"if {condition}", drawn, "endif")


def _between(widths: Sequence[int], start: str, drawn: str, end: str) -> str:
    columns = len(widths)
    return loop_row(f"{{%tr {start} %}}", columns, widths) + drawn + loop_row(f"{{%tr {end} %}}", columns, widths)


def title_row(widths: Sequence[int], title: str) -> str:
    """A row that names the group below it."""
    return row(TableCell(paragraph("NhomBang", text(title)), span=len(widths)), widths=widths)


def share(page: Page, *parts: int) -> tuple[int, ...]:
    """A page's text width divided in these proportions: column widths in twips that add up to it."""
    widths = [page.text_width * part // sum(parts) for part in parts]
    return (*widths[:-1], page.text_width - sum(widths[:-1]))


def cell(content: str, span: int = 1) -> TableCell:
    """A table cell of one paragraph."""
    return TableCell(paragraph("OBang", text(content)), span)


def centred(content: str) -> TableCell:
    """A table cell of one centred paragraph."""
    return TableCell(paragraph("OBangGiua", text(content)))


def lines_in_cell(lines: str, otherwise: str) -> TableCell:
    """A table cell with a paragraph for each line of a text, and ``otherwise`` where there is none."""
    listed = for_each("dong", lines, paragraph("OBang", text("{{ dong }}")))
    return TableCell(listed + if_given(f"not {lines}", otherwise))


def grouped(
    widths: Sequence[int],
    listed: str,
    of_collective: Sequence[TableCell],
    of_person: Sequence[TableCell],
    variables: tuple[str, str] = ("muc", "muc"),
) -> str:
    """Rows of collectives, then of individuals, numbered, each under its group's title if there are both."""
    both = f"{listed}tap_the and {listed}ca_nhan"
    drawn = [
        row_if(widths, both, title_row(widths, title))
        + rows(widths, variable, f"{listed}{group}", (centred(f"{{{{ {variable}.tt }}}}"), *cells))
        for title, group, variable, cells in (
            ("A. TẬP THỂ", "tap_the", variables[0], of_collective),
            ("B. CÁ NHÂN", "ca_nhan", variables[1], of_person),
        )
    ]
    return "".join(drawn)


def named_groups(
    widths: Sequence[int], listed: str, of_collective: Sequence[TableCell], of_person: Sequence[TableCell]
) -> str:
    """``grouped`` rows that begin with name and position."""
    person = (cell("{{ muc.danh_xung }} {{ muc.ho_ten }}"), cell("{{ muc.chuc_vu_don_vi }}"), *of_person)
    return grouped(widths, listed, (cell("{{ muc.ten }}", span=2), *of_collective), person)


def replication_table() -> str:
    """The chosen ones of a year: where each was taken over, with what result, where it was told (``ket_qua.dien_hinh``).

    Room below it, since what follows differs from year to year.
    """
    widths = share(PORTRAIT, 18, 46, 40, 38, 28)
    none = paragraph("OBang", text("Chưa có"))
    told = (lines_in_cell(f"muc.{key}", none) for key in ("noi", "ket_qua", "nguon"))
    return table(
        widths,
        heading_row(widths, "Quý", "Điển hình tiên tiến", "Nơi, thời gian áp dụng", "Kết quả", "Nơi đăng tin"),
        rows(widths, "muc", "ket_qua.dien_hinh", (centred("{{ muc.quy }}"), cell("{{ muc.ten }}"), *told)),
    ) + paragraph("DongKe")
