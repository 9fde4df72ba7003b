"""Turns a workbook's schema, and values to lay in, into an Excel form: the one way every workbook of the project is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from html import escape
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.dates import Quarter
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import CO_QUAN
from schemas.grammar import (
    GUIDE_SHEET,
    LISTS_SHEET,
    SLIP_SHEET,
    STRAYS_SHEET,
    YES,
    ColumnView,
    Kind,
    Layout,
    SheetSchema,
    WorkbookSchema,
)
from schemas.hoi_dong import HOI_DONG
from schemas.tap_the import TAP_THE
from schemas.tieu_chi import OFFICE_LEADER, TIEU_CHI, Criterion, printed_criteria
from schemas.trich_ngang import TRICH_NGANG
from templates.live_checks import (
    CHECKED_ROWS,
    FINE,
    LAST_CHECKED,
    MISSING,
    WRONG,
    Checks,
    cell_named,
    formulas_of,
    wrong_across,
)

FONT = "Times New Roman"
LAST_INPUT_ROW = 60  # tables are ready for input down to this row
LINE_ROW = 2  # where a live form says how much is still to be corrected
ALL_FINE = "Đã điền đủ, không còn mục cần sửa"
NOT_COMPUTED = "Mở bằng Excel để xem còn bao nhiêu mục cần sửa"  # until the program that opens the form computes it
FIRST_ROW = 3  # rows above: title, what to do, the state of the form
CREATED = datetime(2020, 3, 5)  # a stopped clock: the same form gives the same bytes
QUARTERS = tuple(Quarter(year, number).title for year in range(2020, 2036) for number in (1, 2, 3, 4))

BASE = {"font_name": FONT, "font_size": 12, "valign": "vcenter", "text_wrap": True}
STYLES: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 14, "text_wrap": False, "locked": True},
    "hint": {"italic": True, "text_wrap": False, "locked": True},
    "section": {"bold": True, "bg_color": "#D9E2F3", "text_wrap": False, "locked": True},
    "label": {"border": 1, "locked": True, "bg_color": "#F2F2F2"},
    "heading": {"bold": True, "border": 1, "align": "center", "bg_color": "#D9E2F3", "locked": True},
    "help": {"italic": True, "font_size": 10, "font_color": "#595959", "locked": True},
    "input": {"border": 1, "num_format": "@", "locked": False},
    "required": {"border": 1, "num_format": "@", "locked": False, "bg_color": "#FFF9E5"},
    "printed": {"border": 1, "num_format": "@", "locked": True, "bg_color": "#F2F2F2"},
    "guide": {"locked": True, "valign": "top"},
    "faulty": {"border": 1, "num_format": "@", "locked": False, "bg_color": "#F8CBAD"},
    "link": {"border": 1, "font_color": "#0000FF", "underline": 1, "locked": True},
    "live-missing": {"bg_color": "#FFD966"},
    "live-wrong": {"bg_color": "#F4B6B6", "font_color": "#9C0006"},
    "live-corrected": {"bg_color": "#E2EFDA"},
    "to-correct": {"bold": True, "font_color": "#9C0006", "text_wrap": False, "locked": True},
    "all-fine": {"bold": True, "font_color": "#375623"},
    "not-asked": {"bg_color": "#D9D9D9", "font_color": "#7F7F7F"},
}


@dataclass(frozen=True)
class SlipLine:
    """One line of a returned workbook's correction slip; ``cell`` is the cell of the form, empty if there is none."""

    sheet: str
    cell: str
    heading: str
    message: str


@dataclass(frozen=True)
class Content:
    """What to lay into a form, as text: a label sheet's values by key, a table's rows of values by key."""

    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    comments: Mapping[tuple[str, str], str] = field(default_factory=dict)  # of faulty cells: (sheet, cell) → what to do
    slip: Sequence[SlipLine] = ()
    strays: Sequence[tuple[str, str, str, str]] = ()  # text without a place in the form: sheet, cell, heading, text


BLANK = Content()

INDIVIDUAL_GUIDE = (
    "BIỂU MẪU GIỚI THIỆU GƯƠNG ĐIỂN HÌNH TIÊN TIẾN",
    "1. Mỗi quý, mỗi phòng, ban, đơn vị giới thiệu 01 cá nhân bằng một tệp theo biểu mẫu này (Kế hoạch 07/KH-VPUBND, mục V).",
    "2. Gửi tệp về Phòng Tổ chức - Hành chính (Thường trực Hội đồng) từ ngày 20 đến ngày 25 tháng cuối quý.",
    "3. Chỉ điền vào các ô nền trắng hoặc vàng nhạt; ô vàng nhạt và mục có dấu * là bắt buộc. Không đổi tên trang tính, tên mục; không gộp ô.",
    "4. Ngày ghi theo dạng ngày/tháng/năm đủ bốn chữ số của năm, ví dụ 15/3/1985. Riêng ngày sinh, thời gian công tác: chỉ biết năm thì ghi năm.",
    "5. Trang «Trích ngang»: thông tin cá nhân, nhiệm vụ, thành tích, đề nghị của đơn vị. Nhiều ý thì mỗi ý một dòng (Alt+Enter).",
    "6. Trang «Khen thưởng» và «Sáng kiến»: mỗi dòng một danh hiệu, hình thức khen thưởng hoặc sáng kiến, ghi đủ các cột; không có thì để trống.",
    "7. Trang «Tiêu chí»: trả lời Có hoặc Không cho các tiêu chí của nhóm đối tượng đã chọn, kèm minh chứng; dòng nền xám không phải trả lời.",
    "8. Lãnh đạo Văn phòng và tập thể do Hội đồng giới thiệu, không dùng biểu mẫu này để đơn vị đề nghị.",
    "9. Dân tộc và thông tin đảng viên chỉ dùng trong trích ngang nội bộ. Không ghi số căn cước, quê quán, nơi ở, tôn giáo, thông tin người thân.",
    "10. Dán nội dung từ tệp khác bằng «Dán giá trị» để giữ định dạng và danh sách chọn của biểu mẫu.",
)
OFFICE_GUIDE = (
    "THÔNG TIN CƠ QUAN",
    "1. Mọi văn bản lấy tên cơ quan, đơn vị, người ký, nơi nhận, căn cứ pháp lý và mức tiền thưởng từ tệp này.",
    "2. Khi có thay đổi: THÊM một dòng mới với «Từ ngày», không sửa dòng cũ, để quý cũ lập lại vẫn đúng như khi ban hành.",
    "3. Khi một dòng không còn hiệu lực mà không có dòng thay thế: ghi «Đến ngày».",
    "4. Dòng nào «Đã xác nhận» là Không thì chương trình vẫn dùng nhưng báo là chưa xác nhận; đối chiếu văn bản gốc rồi đổi thành Có.",
    "5. Người ký là cấp phó: thêm dòng với «Quyền hạn» là KT. Chánh Văn phòng và «Chức vụ» là Phó Chánh Văn phòng.",
)


COLLECTIVE_GUIDE = (
    "BIỂU MẪU GIỚI THIỆU TẬP THỂ ĐIỂN HÌNH TIÊN TIẾN",
    "1. Tập thể phòng, ban, đơn vị do Hội đồng xem xét, giới thiệu (Kế hoạch 07/KH-VPUBND, mục V); mỗi tập thể một tệp theo biểu mẫu này.",
    "2. Chỉ điền vào các ô nền trắng hoặc vàng nhạt; ô vàng nhạt và mục có dấu * là bắt buộc. Không đổi tên trang tính, tên mục; không gộp ô.",
    "3. Ngày ghi theo dạng ngày/tháng/năm đủ bốn chữ số của năm, ví dụ 23/3/2020. Nhiều ý thì mỗi ý một dòng (Alt+Enter).",
    "4. Trang «Tiêu chí»: trả lời Có hoặc Không cho cả chín tiêu chí (mục II.2 và III.1 của Kế hoạch), kèm minh chứng.",
    "5. Trang «Khen thưởng» và «Sáng kiến»: mỗi dòng một nội dung, ghi đủ các cột; không có thì để trống.",
)
COUNCIL_GUIDE = (
    "KẾT QUẢ HỌP HỘI ĐỒNG",
    "1. Tệp này có sẵn danh sách người, tập thể được giới thiệu trong quý và thành viên Hội đồng. Sau cuộc họp, điền các ô còn trống.",
    "2. Trang «Thành viên»: chọn Có hoặc Không ở cột Có mặt; vắng mặt thì ghi lý do. Thêm, bớt thành viên thì thêm, xóa dòng.",
    "3. Trang «Cuộc họp»: thời gian, địa điểm, chủ trì, thư ký, số phiếu. Tổng số, mẫu số tự tính.",
    "4. Trang «Biểu quyết»: số phiếu đồng ý, không đồng ý của từng người, tập thể; chọn Có ở đúng một dòng là điển hình tiên tiến; chọn hình thức Hội đồng thống nhất.",
    "5. Không sửa cột in sẵn. Nếu danh sách giới thiệu thay đổi sau cuộc họp, Hội đồng họp lại trên danh sách mới.",
    "6. Chép tệp này vào thư mục inputs của quý rồi chạy make quarter: biên bản, tờ trình, công văn giới thiệu, quyết định, giấy khen được lập theo kết quả.",
)


def individual_form(units: Sequence[str], content: Content = BLANK) -> bytes:
    """The shared form by which a unit introduces one individual, and the Council a leader, with values laid in."""
    return draw_form(CA_NHAN, {"don_vi": (*units, OFFICE_LEADER)}, content, INDIVIDUAL_GUIDE, live=True)


def collective_form(units: Sequence[str], content: Content = BLANK) -> bytes:
    """The form by which the Council introduces a collective, with values laid in."""
    return draw_form(TAP_THE, {"don_vi": units}, content, COLLECTIVE_GUIDE, live=True)


def council_form(units: Sequence[str], content: Content = BLANK) -> bytes:
    """The form of the Council's meeting, with values laid in; it has no list of units."""
    return draw_form(HOI_DONG, {}, content, COUNCIL_GUIDE, live=True)


def office_form(content: Content = BLANK) -> bytes:
    """The office workbook, with values laid in."""
    return draw_form(CO_QUAN, {}, content, OFFICE_GUIDE)


def _with_criteria(
    criteria: Iterable[Criterion], answers: Iterable[Mapping[str, str]]
) -> tuple[Mapping[str, str], ...]:
    """Every criterion of a form as a printed row, each with the answer given to it."""
    given = {answer["ma"]: answer for answer in answers}
    return tuple(
        {**given.get(c.code, {}), "ma": c.code, "muc": c.clause, "ten": c.title, "ap_dung": c.addressed_to}
        for c in criteria
    )


def draw_form(
    schema: WorkbookSchema,
    lists: Mapping[str, Sequence[str]],
    content: Content,
    guide: Sequence[str],
    live: bool = False,
) -> bytes:
    """A workbook's form as xlsx bytes: the same arguments give the same bytes.

    ``lists`` holds the choices of columns declared with ``choices_from``; ``guide`` the lines of the first sheet;
    ``live`` forms check themselves while they are filled in. All values are written as text, never as formulas.
    """
    if TIEU_CHI in schema.sheets:
        answers = _with_criteria(printed_criteria(schema.kind), content.tables.get(TIEU_CHI.name, ()))
        content = replace(content, tables={**content.tables, TIEU_CHI.name: answers})
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_format_properties": {**BASE, "locked": False}})
    book.set_properties({"title": schema.title, "author": "", "created": CREATED})
    drawing = _Drawing(
        book,
        {name: book.add_format({**BASE, **style}) for name, style in STYLES.items()},
        _all_lists(schema, lists),
        content.comments,
        live,
        schema,
    )
    drawing.slip(content.slip)
    drawing.guide(guide)
    for sheet in schema.sheets:
        _DRAWERS[sheet.layout](drawing, sheet, content)
    drawing.strays(content.strays)
    drawing.lists_sheet()
    book.close()
    for sheet in book.worksheets():  # a workbook refers to itself: what is large in it is let go at once
        sheet.fh.close()
        sheet.ready_rows = ""
    return buffer.getvalue()


def _all_lists(schema: WorkbookSchema, lists: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The choices of every column that has any, by the column's name in the hidden sheet."""
    found: dict[str, tuple[str, ...]] = {}
    for sheet in schema.sheets:
        for view in sheet.columns:
            choices = _choices(view, lists)
            if choices:
                found[f"{sheet.name} - {view.heading}"] = choices
    return found


def _choices(view: ColumnView, lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    if view.meaning.kind is Kind.QUARTER:
        return QUARTERS
    if view.meaning.choices_from:
        return tuple(lists[view.meaning.choices_from])
    return tuple(choice.text for choice in view.meaning.choices)


class _PlainFormulas(Worksheet):
    """A sheet whose formulas use no function newer than Excel 2010.

    XlsxWriter looks for 45 newer ones in every formula, which would take five times the rest of the form.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.lstrip("=")


class ReadyRows(Worksheet):
    """A sheet whose rows are given as they are to be written."""

    ready_rows = ""

    def _write_sheet_data(self) -> None:
        self.fh.write(f"<sheetData>{self.ready_rows}</sheetData>")


def lists_rows(columns: tuple[tuple[str, ...], ...], formulas: Mapping[tuple[int, int], str]) -> str:
    """The rows of the hidden sheet: columns of texts from the first on, and right of them formulas by row and column.

    The texts are the same in every form of an office and half of its size: they are spelt once.
    """
    texts = _text_cells(columns)
    judged: dict[int, list[str]] = {}
    for (row, column), formula in sorted(formulas.items()):
        cell = f'<c r="{cell_named(row, column)}" t="str"><f>{escape(formula, quote=False)}</f><v></v></c>'
        judged.setdefault(row, []).append(cell)
    last = max(judged, default=-1) + 1
    rows = [
        f'<row r="{row + 1}">{texts[row] if row < len(texts) else ""}{"".join(judged.get(row, ()))}</row>'
        for row in range(last)
    ]
    return "".join((*rows, _rows_from(columns, last)))


@lru_cache(maxsize=4)
def _text_cells(columns: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The cells of each row that hold a text."""
    names = [xl_col_to_name(column) for column in range(len(columns))]
    return tuple(
        "".join(
            f'<c r="{name}{row + 1}" t="inlineStr"><is><t>{escape(texts[row], quote=False)}</t></is></c>'
            for name, texts in zip(names, columns, strict=True)
            if row < len(texts)
        )
        for row in range(max(map(len, columns), default=0))
    )


@lru_cache(maxsize=4)
def _rows_from(columns: tuple[tuple[str, ...], ...], first: int) -> str:
    """The rows that hold nothing but texts, from a row on."""
    return "".join(
        f'<row r="{row + 1}">{cells}</row>' for row, cells in enumerate(_text_cells(columns)) if row >= first
    )


class _Drawing:
    """An open workbook with its styles, its lists, and the comments on its faulty cells."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        styles: Mapping[str, Format],
        lists: Mapping[str, tuple[str, ...]],
        comments: Mapping[tuple[str, str], str],
        live: bool,
        schema: WorkbookSchema,
    ) -> None:
        self.schema = schema
        self.book, self.styles, self.lists, self.comments, self.live = book, styles, lists, comments, live
        self.list_columns = {name: number for number, name in enumerate(lists)}
        self.checks = Checks(len(lists) + 1)
        self.lines: list[tuple[Worksheet, str]] = []
        self.spellings: dict[str, tuple[str, ...]] = {}
        self.laid: dict[tuple[str, str], str] = {}  # faulty cells: what was typed there

    def slip(self, lines: Sequence[SlipLine]) -> None:
        """The first sheet of a returned workbook: what to correct, each line linked to its cell."""
        if not lines:
            return
        sheet = self.book.add_worksheet(SLIP_SHEET)
        sheet.write_string(
            0, 0, "PHIẾU SỬA: sửa các ô tô màu ở các trang sau rồi gửi lại tệp này", self.styles["title"]
        )
        for column, (heading, width) in enumerate((("TT", 6), ("Trang", 16), ("Ô", 8), ("Mục", 30), ("Nội dung", 100))):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, heading, self.styles["heading"])
        for row, line in enumerate(lines, 3):
            for column, text in enumerate((str(row - 2), line.sheet, line.cell, line.heading, line.message)):
                sheet.write_string(row, column, text, self.styles["label"])
            if line.cell:
                sheet.write_url(row, 2, f"internal:'{line.sheet}'!{line.cell}", self.styles["link"], line.cell)
            sheet.set_row(row, _height(line.message, 100, 20))
        sheet.freeze_panes(3, 0)
        _set_page(sheet, landscape=True)

    def strays(self, strays: Sequence[tuple[str, str, str, str]]) -> None:
        """The sheet of a returned workbook that keeps what had no place in the form."""
        if not strays:
            return
        sheet = self.book.add_worksheet(STRAYS_SHEET)
        sheet.write_string(0, 0, "NỘI DUNG CHƯA CÓ CHỖ TRONG BIỂU MẪU", self.styles["title"])
        sheet.write_string(
            1, 0, "Chép từ tệp đã gửi; cần dùng thì chuyển vào đúng mục. Trang này không được đọc.", self.styles["hint"]
        )
        for column, (heading, width) in enumerate((("Trang", 20), ("Ô", 8), ("Mục", 30), ("Nội dung", 100))):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, heading, self.styles["heading"])
        for row, stray in enumerate(strays, 3):
            for column, text in enumerate(stray):
                sheet.write_string(row, column, text, self.styles["input"])
        sheet.freeze_panes(3, 0)
        _set_page(sheet, landscape=True)

    def value(self, sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
        """A value as text; coloured and with its comment where the sheet's faults name the cell."""
        comment = self.comments.get((sheet.get_name(), cell_named(row, column)))
        sheet.write_string(row, column, text, self.styles["faulty"] if comment else style)
        if comment:
            self.laid[sheet.get_name(), str(cell_named(row, column))] = text
            sheet.write_comment(row, column, comment, {"x_scale": 2.5, "y_scale": 1.6, "author": "", "font_name": FONT})

    def shown(self, sheet: Worksheet, row: int, column: int, schema: SheetSchema, view: ColumnView) -> None:
        """A computed cell: the column's formula, each ``{…}`` turned into the cell or range it names."""

        def address(found: re.Match[str]) -> str:
            where, _, key = found[1].rpartition(".")
            if where:
                return self._address_elsewhere(self.schema.sheet(where), key)
            if schema.layout is Layout.LABELS:
                return label_cell(schema, key)
            return str(cell_named(row, [each.key for each in schema.columns].index(key), False, True))

        formula = re.sub(r"\{([^{}]+)\}", address, view.meaning.computed)
        sheet.write_formula(row, column, f"={formula}", self.styles["printed"], "")

    @staticmethod
    def _address_elsewhere(schema: SheetSchema, key: str) -> str:
        if schema.layout is Layout.LABELS:
            return f"'{schema.name}'!{label_cell(schema, key)}"
        column = xl_col_to_name([each.key for each in schema.columns].index(key), True)
        return f"'{schema.name}'!{column}${FIRST_ROW + 2}:{column}${LAST_INPUT_ROW}"

    def guide(self, lines: Sequence[str]) -> None:
        """The sheet that says how to fill in the form."""
        sheet = self.book.add_worksheet(GUIDE_SHEET)
        sheet.set_column(0, 0, 110)
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line, self.styles["guide" if row else "title"])
            sheet.set_row(row, 22 if len(line) < 105 else 38)
        _set_page(sheet, landscape=True)

    def lists_sheet(self) -> None:
        """The hidden sheet that holds the drop-downs' choices, one column a list."""
        sheet = self.book.add_worksheet(LISTS_SHEET, worksheet_class=ReadyRows)
        columns = tuple((name, *self.lists[name], *self.spellings.get(name, ())) for name in self.list_columns)
        sheet.ready_rows = lists_rows(columns, self.checks.formulas)
        sheet.protect("")
        sheet.hide()
        self._lines_of_the_day()

    def _lines_of_the_day(self) -> None:
        """On top of each sheet how many cells are still to be corrected, there and in the whole form."""
        names = [name for _, name in self.lines]
        for sheet, name in self.lines:
            everywhere, here = self.checks.count(names), self.checks.count([name])
            text = f'=IF(({everywhere})=0,"{ALL_FINE}","Còn "&({everywhere})&" mục cần sửa (trang này: "&({here})&")")'
            sheet.write_formula(LINE_ROW, 0, text, self.styles["to-correct"], NOT_COMPUTED)
            fine = {"type": "formula", "criteria": f"=({everywhere})=0", "format": self.styles["all-fine"]}
            sheet.conditional_format(LINE_ROW, 0, LINE_ROW, 0, fine)

    def live_column(
        self,
        sheet: Worksheet,
        schema: SheetSchema,
        key: str,
        rows: range,
        column: int,
        checks: Callable[[int], Sequence[str]],
    ) -> None:
        """Judge a column's cells in the hidden sheet and show the verdicts by colour; ``checks`` gives a row's formulas."""
        if not self.live:
            return
        for row in rows:
            self.checks.judge(schema.name, key, row, checks(row))
            self._corrected(sheet, schema, key, row, column)
        verdict = f"'{LISTS_SHEET}'!{self.checks.parts(schema.name, key, rows[0]).verdict}".replace("$", "")
        for value, style in ((MISSING, "live-missing"), (WRONG, "live-wrong")):
            rule = {"type": "formula", "criteria": f"={verdict}={value}", "format": self.styles[style]}
            sheet.conditional_format(rows[0], column, rows[-1], column, rule)

    def _corrected(self, sheet: Worksheet, schema: SheetSchema, key: str, row: int, column: int) -> None:
        """A returned cell changes its colour once it is no longer what it was and nothing is wrong with it."""
        cell = str(cell_named(row, column))
        if (typed := self.laid.get((schema.name, cell))) is None or len(typed) > 200:
            return
        verdict = f"'{LISTS_SHEET}'!{self.checks.parts(schema.name, key, row).verdict}"
        original = typed.replace('"', '""').replace("\n", '"&CHAR(10)&"')
        rule = {
            "type": "formula",
            "criteria": f'=AND({verdict}={FINE},NOT(EXACT({cell},"{original}")))',
            "format": self.styles["live-corrected"],
        }
        sheet.conditional_format(row, column, row, column, rule)

    def accepted(self, schema: SheetSchema, view: ColumnView) -> str:
        """The range of a column's choices and of their other spellings; "" where it has none."""
        name = f"{schema.name} - {view.heading}"
        if name not in self.lists:
            return ""
        self.spellings[name] = tuple(alias for choice in view.meaning.choices for alias in choice.aliases)
        column, rows = self.list_columns[name], len(self.lists[name]) + len(self.spellings[name])
        return f"{cell_named(1, column, True, True)}:{cell_named(rows, column, True, True)}"

    def begin(self, schema: SheetSchema, hint: str) -> Worksheet:
        """A sheet with its title and its hint."""
        sheet = self.book.add_worksheet(schema.name, worksheet_class=_PlainFormulas)
        sheet.write_string(0, 0, schema.name.upper(), self.styles["title"])
        sheet.write_string(1, 0, hint, self.styles["hint"])
        sheet.set_row(0, 24)
        if self.live:
            self.lines.append((sheet, schema.name))
        return sheet

    def style_of(self, view: ColumnView, row_required: bool = True) -> Format:
        """The style of a column's input cells."""
        if view.meaning.locked:
            return self.styles["printed"]
        return self.styles["required" if view.meaning.required and row_required else "input"]

    def validate(
        self, sheet: Worksheet, schema: SheetSchema, view: ColumnView, first: tuple[int, int], last_row: int
    ) -> None:
        """The prompt and, where the column has one, the blocking check of its input cells."""
        if view.meaning.locked:
            return
        prompt = view.help if view.meaning.example in view.help else f"{view.help} Ví dụ: {view.meaning.example}"
        options = {
            "input_title": _shortened(view.heading, 32),
            "input_message": _shortened(prompt, 255),
            "error_title": "Giá trị chưa đúng",
            "error_message": _shortened(view.help, 255),
            "error_type": "warning" if view.meaning.open_choice else "stop",
            **self._rule(schema, view, cell_named(*first)),
        }
        sheet.data_validation(first[0], first[1], last_row, first[1], options)

    def _rule(self, schema: SheetSchema, view: ColumnView, cell: str) -> Mapping[str, object]:
        """The blocking check of one column; numbers are checked as the text they are typed as."""
        name, low, high = f"{schema.name} - {view.heading}", view.meaning.minimum, view.meaning.maximum
        if name in self.lists:
            column = self.list_columns[name]
            top, bottom = (
                cell_named(1, column, True, True),
                cell_named(len(self.lists[name]), column, True, True),
            )
            return {"validate": "list", "source": f"='{LISTS_SHEET}'!{top}:{bottom}"}
        if view.meaning.kind in (Kind.INTEGER, Kind.YEAR):
            number = f'VALUE(SUBSTITUTE({cell},".",""))'
            return {
                "validate": "custom",
                "value": f"=IFERROR(AND({number}>={low},{number}<={high},{number}=INT({number})),FALSE)",
            }
        if high is not None and view.meaning.kind is not Kind.DECIMAL:
            return {"validate": "length", "criteria": "<=", "value": high}
        return {"validate": "any"}


def _draw_labels(drawing: _Drawing, schema: SheetSchema, content: Content) -> None:
    """A sheet of labels: label, value to its right, help to the right of that."""
    sheet = drawing.begin(schema, "Điền vào cột B. Mục có dấu * là bắt buộc.")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 72)
    sheet.set_column(2, 2, 58)
    values = content.labels.get(schema.name, {})
    row = FIRST_ROW
    for view in schema.columns:
        if view.meaning.section:
            for column in range(3):
                sheet.write_string(row, column, "" if column else view.meaning.section, drawing.styles["section"])
            row += 1
        value = values.get(view.key, "")
        sheet.write_string(row, 0, view.heading + (" *" if view.meaning.required else ""), drawing.styles["label"])
        if view.meaning.computed:
            drawing.shown(sheet, row, 1, schema, view)
        else:
            drawing.value(sheet, row, 1, value, drawing.style_of(view))
        sheet.write_string(row, 2, view.help, drawing.styles["help"])
        sheet.set_row(row, _height(value, 70, 96 if view.meaning.kind is Kind.LINES else 30))
        drawing.validate(sheet, schema, view, (row, 1), row)
        if not view.meaning.locked:
            drawing.live_column(sheet, schema, view.key, range(row, row + 1), 1, _label_checks(drawing, schema, view))
        row += 1
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.print_area(0, 0, row - 1, 1)
    _set_page(sheet, landscape=False)
    _protect(sheet)


def _label_checks(drawing: _Drawing, schema: SheetSchema, view: ColumnView) -> Callable[[int], Sequence[str]]:
    def cell(key: str) -> str:
        return f"'{schema.name}'!{label_cell(schema, key)}"

    def checks(row: int) -> Sequence[str]:
        parts = drawing.checks.parts(schema.name, view.key, row)
        needed = "TRUE" if view.meaning.required else "FALSE"
        return formulas_of(
            view, cell(view.key), parts, needed, drawing.accepted(schema, view), wrong_across(schema, view.key, cell)
        )

    return checks


def _table_checks(drawing: _Drawing, schema: SheetSchema, view: ColumnView) -> Callable[[int], Sequence[str]]:
    """A row with anything in it needs its required columns; a criterion that the group answers needs answer and evidence."""
    column = [each.key for each in schema.columns].index(view.key)

    def cell(row: int, at: int) -> str:
        return f"'{schema.name}'!{cell_named(row, at, True, True)}"

    def checks(row: int) -> Sequence[str]:
        parts = drawing.checks.parts(schema.name, view.key, row)
        if schema is TIEU_CHI:
            needed = _criterion_needs(drawing, row, view, cell(row, column - 1))
        else:
            needed = f"COUNTA({cell(row, 0)}:{cell_named(row, len(schema.columns) - 1, True, True)})>0"
        return formulas_of(
            view,
            cell(row, column),
            parts,
            needed if view.meaning.required or schema is TIEU_CHI else "FALSE",
            drawing.accepted(schema, view),
        )

    return checks


def _criterion_needs(drawing: _Drawing, row: int, view: ColumnView, before: str) -> str:
    """Whether the chosen group answers the criterion of a row; its evidence only where the answer, one column before, is yes."""
    asked = "TRUE"
    if drawing.schema is CA_NHAN:
        group = f"'{TRICH_NGANG.name}'!{label_cell(TRICH_NGANG, 'nhom')}"
        groups = printed_criteria(CA_NHAN.kind)[row - FIRST_ROW - 1].groups
        asked = "OR(" + ",".join(f'{group}="{name}"' for name in groups) + ")"
    return asked if view.key == "dat" else f'AND({asked},{before}="{YES}")'


def _draw_table(drawing: _Drawing, schema: SheetSchema, content: Content) -> None:
    """A table: its heading row, its rows, and empty rows ready for more."""
    sheet = drawing.begin(schema, "Mỗi dòng một nội dung; điền đủ các cột có dấu *.")
    rows = content.tables.get(schema.name, ())
    printed = all(view.meaning.locked for view in schema.columns[:2])
    last = FIRST_ROW + len(rows) if printed else max(LAST_INPUT_ROW, FIRST_ROW + len(rows) + 20)
    for column, view in enumerate(schema.columns):
        star = " *" if view.meaning.required and not view.meaning.locked else ""
        sheet.set_column(column, column, view.meaning.width)
        sheet.write_string(FIRST_ROW, column, view.heading + star, drawing.styles["heading"])
        style = drawing.style_of(view, row_required=False)
        for number in range(last - FIRST_ROW):
            value = rows[number].get(view.key, "") if number < len(rows) else ""
            if not view.meaning.computed:
                drawing.value(sheet, FIRST_ROW + 1 + number, column, value, style)
            elif number < len(rows):
                drawing.shown(sheet, FIRST_ROW + 1 + number, column, schema, view)
        drawing.validate(sheet, schema, view, (FIRST_ROW + 1, column), last)
        if not view.meaning.locked:
            checked = range(FIRST_ROW + 1, min(last, LAST_CHECKED - 1, FIRST_ROW + max(CHECKED_ROWS, len(rows))) + 1)
            drawing.live_column(sheet, schema, view.key, checked, column, _table_checks(drawing, schema, view))
    sheet.set_row(FIRST_ROW, 36)
    for number, values in enumerate(rows):
        needed = max(_height(values.get(view.key, ""), view.meaning.width, 0) for view in schema.columns)
        sheet.set_row(FIRST_ROW + 1 + number, max(needed, 50 if printed else 20))
    if schema is TIEU_CHI and drawing.schema is CA_NHAN:
        _grey_other_groups(drawing, sheet)
    sheet.freeze_panes(FIRST_ROW + 1, 0)
    sheet.repeat_rows(FIRST_ROW)
    sheet.print_area(0, 0, max(FIRST_ROW + len(rows), FIRST_ROW + 10), len(schema.columns) - 1)
    _set_page(sheet, landscape=True)
    _protect(sheet)


_DRAWERS: Mapping[Layout, Callable[[_Drawing, SheetSchema, Content], None]] = {
    Layout.LABELS: _draw_labels,
    Layout.TABLE: _draw_table,
}


def form_cell(schema: SheetSchema, key: str, row: int = 0) -> str:
    """The cell of the form that holds a column's value; of its ``row``-th record in a table."""
    if schema.layout is Layout.LABELS:
        return label_cell(schema, key).replace("$", "")
    return str(cell_named(FIRST_ROW + 1 + row, [view.key for view in schema.columns].index(key)))


def label_cell(schema: SheetSchema, key: str) -> str:
    """The cell of a label sheet's value in the blank form, absolute: ``$B$15``."""
    row = FIRST_ROW
    for view in schema.columns:
        row += 1 if view.meaning.section else 0
        if view.key == key:
            return str(cell_named(row, 1, True, True))
        row += 1
    raise KeyError(key)


def _grey_other_groups(drawing: _Drawing, sheet: Worksheet) -> None:
    """Grey the criteria that the chosen group does not answer."""
    group = f"'{TRICH_NGANG.name}'!{label_cell(TRICH_NGANG, 'nhom')}"
    for row, criterion in enumerate(printed_criteria(CA_NHAN.kind), FIRST_ROW + 1):
        others = ",".join(f'{group}<>"{name}"' for name in criterion.groups)
        rule = {"type": "formula", "criteria": f'=AND({group}<>"",{others})', "format": drawing.styles["not-asked"]}
        sheet.conditional_format(row, 0, row, len(TIEU_CHI.columns) - 1, rule)


def _set_page(sheet: Worksheet, landscape: bool) -> None:
    """A4, one page wide, with the page's number at the foot."""
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    sheet.set_footer(f'&C&"{FONT},Regular"&11Trang &P/&N')
    sheet.hide_gridlines(2)


def _protect(sheet: Worksheet) -> None:
    """Lock what is not to be filled in, without a password; columns and rows may still be widened."""
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _height(text: str, width: int, least: int) -> float:
    """A row's height in points for a text in a column of that many characters."""
    rows = sum(1 + len(line) // max(width, 1) for line in text.split("\n"))
    return min(max(rows * 16.5 + 4, least), 400)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
