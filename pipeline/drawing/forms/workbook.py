"""Holds an Excel form while it is drawn: styles, lists, checks; draws the sheets that are not in its schema (guide, slip, lists)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.image import Image
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.drawing.forms.cells import FIRST_ROW, LAST_INPUT_ROW, label_cell
from pipeline.drawing.forms.content import SlipLine
from pipeline.drawing.forms.live_checks import FINE, MISSING, WRONG, Checks, cell_named
from pipeline.values.sheets import CHECKS_SHEET, LISTS_SHEET
from pipeline.values.vietnamese import cut
from schemas.grammar import (
    ALL_FINE,
    COUNTED,
    GUIDE_SHEET,
    HINTS,
    NOT_COMPUTED,
    SLIP_SHEET,
    STRAYS_SHEET,
    Column,
    ColumnType,
    SheetLayout,
    SheetSchema,
    WorkbookSchema,
)
from schemas.terms import Terms

PICTURE_WIDTH, PICTURE_HEIGHT = 640, 360  # points of the screen into which a returned picture is fitted
SCREEN = 96  # points of the screen to an inch, by which XlsxWriter changes a picture's size
FONT = "Times New Roman"
LISTED_FROM = 3  # first row of a list, from 0
LINE_ROW = 2  # of the line that counts the cells still to be corrected
SLIP_OF_CELLS = "PHIẾU SỬA: sửa các ô tô màu ở các trang sau rồi gửi lại tệp này"
SLIP_OF_THE_WHOLE = "PHIẾU SỬA: làm theo nội dung dưới đây rồi gửi lại tệp này"  # for a workbook without coloured cells
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


class PlainFormulas(Worksheet):
    """A sheet whose formulas use no function newer than Excel 2010.

    XlsxWriter searches every formula for 45 newer ones, which would take five times as long as the rest of the form.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.lstrip("=")


class Drawing:
    """An open workbook with its styles, its lists, and the comments on its faulty cells."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        styles: Mapping[str, Format],
        lists: Mapping[str, tuple[str, ...]],
        comments: Mapping[tuple[str, str], str],
        live: bool,
        schema: WorkbookSchema,
        terms: Terms,
    ) -> None:
        self.schema, self.terms = schema, terms
        self.book, self.styles, self.lists, self.comments, self.live = book, styles, lists, comments, live
        self.list_columns = {name: number for number, name in enumerate(lists)}
        self.checks = Checks()
        self.lines: list[tuple[Worksheet, str]] = []
        self.spellings: dict[str, tuple[str, ...]] = {}
        self.faulty_values: dict[tuple[str, str], str] = {}  # by sheet and cell, as the sender typed them

    def slip(self, lines: Sequence[SlipLine]) -> None:
        """The first sheet of a returned workbook: what to correct, each line linked to its cell."""
        if not lines:
            return
        title = SLIP_OF_CELLS if self.comments else SLIP_OF_THE_WHOLE
        rows = [(str(n), line.sheet, line.cell, line.heading, line.message) for n, line in enumerate(lines, 1)]
        widths = {"TT": 6, "Trang": 16, "Ô": 8, "Mục": 30, "Nội dung": 100}
        sheet = self._listing(SLIP_SHEET, title, widths, rows, "label")
        for row, line in enumerate(lines, LISTED_FROM):
            if line.cell:
                sheet.write_url(row, 2, f"internal:'{line.sheet}'!{line.cell}", self.styles["link"], line.cell)
            sheet.set_row(row, height(line.message, 100, 20))

    def strays(self, strays: Sequence[tuple[str, str, str, str]], pictures: Mapping[int, bytes]) -> None:
        """The sheet of a returned workbook with what the sender typed, or laid as a picture, outside the form's cells."""
        if not strays:
            return
        widths = {"Trang": 20, "Ô": 8, "Mục": 30, "Nội dung": 100}
        sheet = self._listing(STRAYS_SHEET, "NỘI DUNG CHƯA CÓ CHỖ TRONG BIỂU MẪU", widths, strays, "input")
        hint = "Chép từ tệp đã gửi; cần dùng thì chuyển vào đúng mục. Trang này không được đọc."
        sheet.write_string(1, 0, hint, self.styles["hint"])
        for number, content in pictures.items():
            image = Image(BytesIO(content))
            scale = min(1, PICTURE_WIDTH / image.width, PICTURE_HEIGHT / image.height)
            sizes = {"x_scale": scale * image.x_dpi / SCREEN, "y_scale": scale * image.y_dpi / SCREEN, "y_offset": 24}
            sheet.set_row(LISTED_FROM + number, 25 + 0.75 * PICTURE_HEIGHT)
            sheet.insert_image(LISTED_FROM + number, 3, image, sizes)

    def _listing(
        self, name: str, title: str, widths: Mapping[str, int], rows: Sequence[Sequence[str]], style: str
    ) -> Worksheet:
        """A sheet with a title and a list; ``widths`` are those of its columns by heading."""
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, title, self.styles["title"])
        for column, (heading, width) in enumerate(widths.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(LISTED_FROM - 1, column, heading, self.styles["heading"])
        for row, texts in enumerate(rows, LISTED_FROM):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text, self.styles[style])
        sheet.freeze_panes(LISTED_FROM, 0)
        set_page(sheet, landscape=True)
        return sheet

    def value(self, sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
        """Write a value as text; a faulty cell is coloured and has its comment."""
        comment = self.comments.get((sheet.get_name(), cell_named(row, column)))
        sheet.write_string(row, column, text, self.styles["faulty"] if comment else style)
        if comment:
            self.faulty_values[sheet.get_name(), str(cell_named(row, column))] = text
            sheet.write_comment(row, column, comment, {"x_scale": 2.5, "y_scale": 1.6, "author": "", "font_name": FONT})

    def shown(self, sheet: Worksheet, row: int, at: int, schema: SheetSchema, column: Column) -> None:
        """Write a computed cell: the column's formula with each ``{key}`` or ``{sheet.key}`` replaced by its cell or range."""

        def address(found: re.Match[str]) -> str:
            where, _, key = found[1].rpartition(".")
            if where:
                return self._address_elsewhere(self.schema.sheet(where), key)
            if schema.layout is SheetLayout.LABELS:
                return label_cell(schema, key)
            return str(cell_named(row, [each.key for each in schema.columns].index(key), False, True))

        formula = re.sub(r"\{([^{}]+)\}", address, column.computed)
        sheet.write_formula(row, at, f"={formula}", self.styles["printed"], "")

    @staticmethod
    def _address_elsewhere(schema: SheetSchema, key: str) -> str:
        if schema.layout is SheetLayout.LABELS:
            return f"'{schema.name}'!{label_cell(schema, key)}"
        column = xl_col_to_name([each.key for each in schema.columns].index(key), True)
        return f"'{schema.name}'!{column}${FIRST_ROW + 2}:{column}${LAST_INPUT_ROW}"

    def guide(self, lines: Sequence[str]) -> None:
        """The sheet that explains how to fill in the form."""
        sheet = self.book.add_worksheet(GUIDE_SHEET)
        sheet.set_column(0, 0, 110)
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line, self.styles["guide" if row else "title"])
            sheet.set_row(row, 22 if len(line) < 105 else 38)
        set_page(sheet, landscape=True)

    def hidden_sheets(self) -> None:
        """The sheet with the drop-downs' choices, one column for each list, and the one with the formulas that check cells.

        Two, since XlsxWriter goes over each sheet's rows times its columns: a list may be long, the formulas stand side by side.
        """
        lists = self._hidden(LISTS_SHEET)
        for name, column in self.list_columns.items():
            for row, text in enumerate((name, *self.lists[name], *self.spellings.get(name, ()))):
                lists.write_string(row, column, text)
        if self.checks.formulas:
            checks = self._hidden(CHECKS_SHEET)
            for (row, column), formula in self.checks.formulas.items():
                checks.write_formula(row, column, formula, None, "")
        self._lines_of_the_day()

    def _hidden(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name, worksheet_class=PlainFormulas)
        sheet.protect("")
        sheet.hide()
        return sheet

    def _lines_of_the_day(self) -> None:
        """Write on top of each sheet how many cells are still to be corrected, there and in the whole form."""
        names = [name for _, name in self.lines]
        for sheet, name in self.lines:
            everywhere, here = self.checks.count(names), self.checks.count([name])
            before, between, after = COUNTED
            text = f'=IF(({everywhere})=0,"{ALL_FINE}","{before}"&({everywhere})&"{between}"&({here})&"{after}")'
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
        """Check a column's cells in the hidden sheet and colour them by the verdict; ``checks`` gives the formulas of a row."""
        if not self.live or not rows:
            return
        for row in rows:
            self.checks.add(schema.name, key, row, checks(row))
            self._corrected(sheet, schema, key, row, column)
        verdict = f"'{CHECKS_SHEET}'!{self.checks.parts(schema.name, key, rows[0]).verdict}".replace("$", "")
        for value, style in ((MISSING, "live-missing"), (WRONG, "live-wrong")):
            rule = {"type": "formula", "criteria": f"={verdict}={value}", "format": self.styles[style]}
            sheet.conditional_format(rows[0], column, rows[-1], column, rule)

    def _corrected(self, sheet: Worksheet, schema: SheetSchema, key: str, row: int, column: int) -> None:
        """Let a faulty cell of a returned workbook turn green once its value has changed and is correct."""
        cell = str(cell_named(row, column))
        if (typed := self.faulty_values.get((schema.name, cell))) is None or len(typed) > 200:
            return
        verdict = f"'{CHECKS_SHEET}'!{self.checks.parts(schema.name, key, row).verdict}"
        original = typed.replace('"', '""').replace("\n", '"&CHAR(10)&"')
        rule = {
            "type": "formula",
            "criteria": f'=AND({verdict}={FINE},NOT(EXACT({cell},"{original}")))',
            "format": self.styles["live-corrected"],
        }
        sheet.conditional_format(row, column, row, column, rule)

    def accepted(self, schema: SheetSchema, column: Column) -> str:
        """The range of a column's choices and their other accepted spellings; "" if it has no choices."""
        name = f"{schema.name} - {column.heading}"
        if name not in self.lists:
            return ""
        self.spellings[name] = tuple(alias for choice in column.choices for alias in choice.aliases)
        at, rows = self.list_columns[name], len(self.lists[name]) + len(self.spellings[name])
        return f"'{LISTS_SHEET}'!{cell_named(1, at, True, True)}:{cell_named(rows, at, True, True)}"

    def begin(self, schema: SheetSchema) -> Worksheet:
        """Add a sheet with its title and its hint."""
        sheet = self.book.add_worksheet(schema.name, worksheet_class=PlainFormulas)
        sheet.write_string(0, 0, schema.name.upper(), self.styles["title"])
        sheet.write_string(1, 0, HINTS[schema.layout], self.styles["hint"])
        sheet.set_row(0, 24)
        if self.live:
            self.lines.append((sheet, schema.name))
        return sheet

    def style_of(self, column: Column, row_required: bool = True) -> Format:
        """The style of a column's input cells."""
        if column.locked:
            return self.styles["printed"]
        return self.styles["required" if column.required and row_required else "input"]

    def validate(
        self, sheet: Worksheet, schema: SheetSchema, column: Column, first: tuple[int, int], last_row: int
    ) -> None:
        """Give a column's input cells their prompt and, if the column has one, a check that blocks wrong input."""
        if column.locked:
            return
        prompt = column.help if column.example in column.help else f"{column.help} Ví dụ: {column.example}"
        options = {
            "input_title": cut(column.heading, 32),
            "input_message": cut(prompt, 255),
            "error_title": "Giá trị chưa đúng",
            "error_message": cut(column.help, 255),
            "error_type": "warning" if column.open_choice else "stop",
            **self._rule(schema, column, cell_named(*first)),
        }
        sheet.data_validation(first[0], first[1], last_row, first[1], options)

    def _rule(self, schema: SheetSchema, column: Column, cell: str) -> Mapping[str, object]:
        """The options of a column's blocking check; numbers are checked as text, since all input cells are text."""
        name, low, high = f"{schema.name} - {column.heading}", column.minimum, column.maximum
        if name in self.lists:
            at = self.list_columns[name]
            top, bottom = (cell_named(row, at, True, True) for row in (1, len(self.lists[name])))
            return {"validate": "list", "source": f"='{LISTS_SHEET}'!{top}:{bottom}"}
        if column.kind in (ColumnType.INTEGER, ColumnType.YEAR):
            number = f'VALUE(SUBSTITUTE({cell},".",""))'
            fits = f"=IFERROR(AND({number}>={low},{number}<={high},{number}=INT({number})),FALSE)"
            return {"validate": "custom", "value": fits}
        if high is not None and column.kind is not ColumnType.DECIMAL:
            return {"validate": "length", "criteria": "<=", "value": high}
        return {"validate": "any"}


def set_page(sheet: Worksheet, landscape: bool) -> None:
    """A4, one page wide, with the page's number at the foot."""
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    sheet.set_footer(f'&C&"{FONT},Regular"&11Trang &P/&N')
    sheet.hide_gridlines(2)


def height(text: str, width: int, least: int) -> float:
    """A row's height in points for a text in a column of that many characters."""
    rows = sum(1 + len(line) // max(width, 1) for line in text.split("\n"))
    return min(max(rows * 16.5 + 4, least), 400)
