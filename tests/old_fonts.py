"""Workbooks as offices kept them before Unicode, and in the form's earlier wording."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from io import BytesIO

import openpyxl
from openpyxl.styles import Font

from pipeline.drawing.forms.content import Content
from pipeline.reading.legacy_fonts import TCVN3_LETTERS, VNI_LETTERS
from schemas.ca_nhan import CA_NHAN
from schemas.grammar import SheetLayout
from schemas.tieu_chi import TIEU_CHI
from tests.builder import good, saved

TO_TCVN3 = {letter: sign for sign, letter in TCVN3_LETTERS.items()}
TO_VNI = {letter: signs for signs, letter in reversed(VNI_LETTERS.items())}


def in_tcvn3(text: str) -> str:
    """Text as TCVN3 hides it; a toned capital, which it lacks, as its small letter."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(TO_TCVN3.get(sign) or TO_TCVN3.get(sign.lower(), sign) for sign in composed)


def in_vni(text: str) -> str:
    """Text as VNI hides it."""
    return "".join(TO_VNI.get(sign, sign) for sign in unicodedata.normalize("NFC", text))


def in_font(content: bytes, font: str, hide: Callable[[str], str]) -> bytes:
    """A workbook with every text, headings too, typed in an old font."""
    book = openpyxl.load_workbook(BytesIO(content))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.startswith("="):
                    cell.value = hide(cell.value)
                    cell.font = Font(name=font)
    return saved(book)


def good_in_tcvn3(**labels: str) -> bytes:
    """A good workbook all in .VnTime."""
    return in_font(good(**labels), ".VnTime", in_tcvn3)


def good_in_vni(**labels: str) -> bytes:
    """A good workbook all in VNI-Times."""
    return in_font(good(**labels), "VNI-Times", in_vni)


def in_older_form(content: Content) -> bytes:
    """The same content in a form of earlier years: other words for sheets and headings, nothing above, no help."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for schema in CA_NHAN.sheets:
        sheet = book.create_sheet(schema.aliases[0])
        wording = {column.key: (column.aliases or (column.heading,))[0] for column in schema.columns}
        if schema.layout is SheetLayout.LABELS:
            for key, text in content.labels[schema.name].items():
                sheet.append([wording[key].upper(), text])
        else:
            keys = [
                column.key
                for column in schema.columns
                if schema is not TIEU_CHI or column.key in ("ma", "dat", "minh_chung")
            ]
            sheet.append(["STT", *(wording[key] for key in keys)])
            for number, row in enumerate(content.tables[schema.name], 1):
                sheet.append([number, *(row.get(key, "") for key in keys)])
    return saved(book)
