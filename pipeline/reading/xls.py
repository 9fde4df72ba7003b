"""Opens an xls workbook with xlrd, once for all that calamine does not read of it: error cells, fonts, number formats.

What xlrd does not read either is looked for in the records of its sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from io import StringIO
from struct import unpack_from
from typing import Any, TypeVar

import xlrd
from xlrd.compdoc import CompDoc

from pipeline.opc.unpack import ZIP

BOF, EOF = 0x0809, 0x0A
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


def records_by_sheet(content: bytes, book: Any) -> Callable[[str], Iterator[tuple[int, bytes]]]:
    """A function from the title of a sheet to its records: what each is, and its bytes; none where they are not found."""
    stream = _stream_of(content)
    starts = dict(zip(book.sheet_names(), vars(book)["_sh_abs_posn"], strict=True))
    return lambda title: _records(stream, starts[title])


def _stream_of(content: bytes) -> bytes:
    with suppress(Exception):  # as above
        compound = CompDoc(content, logfile=StringIO())
        for name in ("Workbook", "Book"):
            if stream := compound.locate_named_stream(name)[0]:
                return bytes(stream)
    return b""


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from the beginning of a sheet to its end."""
    depth = 0
    while at + 4 <= len(stream):
        record, length = unpack_from("<HH", stream, at)
        depth += (record == BOF) - (record == EOF)
        if depth == 0:
            return
        yield record, stream[at + 4 : at + 4 + length]
        at += 4 + length
