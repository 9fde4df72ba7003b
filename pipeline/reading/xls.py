"""Opens an xls workbook with xlrd, once for all that calamine does not read of it: error cells, fonts, number formats."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from typing import Any, TypeVar

import xlrd

from pipeline.opc.unpack import ZIP

Made = TypeVar("Made")


def opened_xls(content: bytes) -> Any:
    """The workbook, without its formats where only these are broken; None for another file, and for one that xlrd does not read."""
    for with_formats in () if content.startswith(ZIP) else (True, False):
        with suppress(Exception):  # it is stricter than calamine, and raises whatever broken bytes make of it
            return xlrd.open_workbook(
                file_contents=content, formatting_info=with_formats, ragged_rows=True, logfile=StringIO()
            )
    return None


def of_each_sheet(book: Any, read: Callable[[Any], Made]) -> dict[str, Made]:
    """What ``read`` makes of each sheet, by title; nothing of a workbook in which it meets broken bytes."""
    try:
        return {sheet.name: read(sheet) for sheet in book.sheets()}
    except Exception:  # as above
        return {}
