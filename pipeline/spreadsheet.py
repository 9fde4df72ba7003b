"""Turns the bytes of an xlsx, xlsm, xls, xlsb or ods file into a workbook as typed (the one wrapper round calamine).

Nothing is inferred here: numbers stay numbers, text stays text with its leading zeros, real dates stay dates.
calamine reads Excel errors and formulas without a stored value as empty: they are looked for in the sheets' own XML.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_to_tuple
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from pipeline.model import Sheet, Workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED = 400 * 2**20  # bytes: a quarter's workbook unpacks to well under 2 MB
OOXML_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
CELL_ROW = re.compile(rb"<(?:\w+:)?c [^>]*?r=[\"'][A-Z]{1,3}(\d{1,7})[\"']")
CELL_COLUMN = re.compile(rb"<(?:\w+:)?c [^>]*?r=[\"']([A-Z]{1,3})\d{1,7}[\"']")
MAX_CELLS = 5_000_000  # of the rectangle from A1; the form takes fewer than 2.000
SUSPECT = re.compile(rb"<(?:\w+:)?f[ >/]|t=[\"']e[\"']")


BROKEN = (  # what zip, XML and calamine raise on broken bytes
    CalamineError, OSError, ValueError, LookupError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError,
)  # fmt: skip


class Unreadable(Exception):
    """The bytes are not a workbook we can read; ``code`` is the finding's code, ``detail`` its particulars."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


def parse_workbook(name: str, content: bytes) -> Workbook:
    """The bytes of one file as a workbook as typed.

    Rows and columns count from A1 whatever is empty before them. Raises :class:`Unreadable` (``empty-file``,
    ``not-a-spreadsheet``, ``encrypted``, ``oversized``, ``damaged``) for everything else.
    """
    _look_at_container(content)
    try:
        _look_at_extent(content)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        grids = {title: book.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in book.sheet_names}
        spoiled = _spoiled_cells(content) if content.startswith(ZIP) else {}
    except PasswordError as error:
        raise Unreadable("encrypted") from error
    except BROKEN as error:
        raise Unreadable("damaged", "nội dung không đúng cấu trúc bảng tính") from error
    except BaseException as error:  # calamine's own panic derives from BaseException only
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("damaged", "nội dung không đúng cấu trúc bảng tính") from error
    sheets = (Sheet(title, tuple(map(tuple, rows)), spoiled.get(title, {})) for title, rows in grids.items())
    return Workbook(name, tuple(sheets))


def _look_at_container(content: bytes) -> None:
    """Refuse by the first bytes, before a parser sees them, what is no workbook at all."""
    if not content:
        raise Unreadable("empty-file")
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable("encrypted")
        return
    if not content.startswith(ZIP):
        kind = "PDF" if content.startswith(b"%PDF") else "không rõ định dạng"
        raise Unreadable("not-a-spreadsheet", kind)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            members = package.infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable("damaged", "tệp bị cắt cụt") from error
    names = {member.filename for member in members}
    if "word/document.xml" in names:
        raise Unreadable("not-a-spreadsheet", "tài liệu Word")
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Unreadable("not-a-spreadsheet", "tệp nén khác")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable("oversized", f"giải nén hơn {MAX_UNPACKED // 2**20} MB")


def _look_at_extent(content: bytes) -> None:
    """Refuse a sheet that reaches absurdly far, before calamine asks for its whole grid and takes the process down."""
    if not content.startswith(ZIP):
        return
    with zipfile.ZipFile(BytesIO(content)) as package:
        for part in filter(OOXML_SHEET.match, package.namelist()):
            xml = package.read(part)
            last_row = max((int(row) for row in CELL_ROW.findall(xml)), default=0)
            widest = max(set(CELL_COLUMN.findall(xml)), key=lambda letters: (len(letters), letters), default=b"A")
            if last_row * column_index_from_string(widest.decode()) > MAX_CELLS:
                raise Unreadable("oversized", f"trang tính kéo dài đến ô {widest.decode()}{last_row}")


def _spoiled_cells(content: bytes) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """The cells of each sheet that show an Excel error or hold a formula without a stored value."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        if "xl/workbook.xml" not in package.namelist():
            return {}
        return {
            title: dict(_spoiled_in(package.read(part)))
            for title, part in _sheet_parts(package)
            if part in package.namelist()
        }


def _sheet_parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The title and the part of each sheet, by way of the workbook's relationships."""
    targets = {str(rel.get("Id")): str(rel.get("Target")) for rel in _tree(package.read("xl/_rels/workbook.xml.rels"))}
    for sheet in _tree(package.read("xl/workbook.xml")).iterfind(".//{*}sheet"):
        identifier = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), None)
        target = targets.get(str(identifier), "")
        yield str(sheet.get("name")), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _spoiled_in(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    if not SUSPECT.search(xml):
        return
    for cell in _tree(xml).iterfind(".//{*}c"):
        shown, formula = cell.find("{*}v"), cell.find("{*}f")
        text = (shown.text or "") if shown is not None else ""
        if cell.get("t") == "e" or (formula is not None and not text):
            row, column = coordinate_to_tuple(str(cell.get("r")))
            yield (row - 1, column - 1), text or f"={formula.text if formula is not None else ''}"


def _tree(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
