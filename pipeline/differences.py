"""Turns two versions of a file into what changed between them, in words."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO

from lxml import etree

from pipeline.container import Unreadable
from pipeline.spreadsheet import parse_workbook
from pipeline.vietnamese import one_line

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHOWN = 80  # characters of a paragraph
UNREADABLE = "không so sánh được nội dung (tệp không mở được)"
ONLY_FORM = "chữ không đổi, chỉ khác cách trình bày"


def differences(name: str, old: bytes, new: bytes) -> tuple[str, ...]:
    """What stands in the old file otherwise than in the new one: paragraphs of a Word file, cells of a workbook."""
    try:
        if name.endswith(".docx"):
            found = tuple(_paragraphs(texts_of(old), texts_of(new)))
        else:
            found = tuple(_cells(name, old, new))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, Unreadable):
        return (UNREADABLE,)
    return found or (ONLY_FORM,)


def texts_of(docx: bytes) -> tuple[str, ...]:
    """The paragraphs of a Word file's body, cells of tables included, in the order they stand; empty ones left out."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    texts = (
        one_line("".join(str(t.text or "") if t.tag == f"{W}t" else " " for t in p.iter(f"{W}t", f"{W}tab", f"{W}br")))
        for p in root.iter(f"{W}p")
    )
    return tuple(text for text in texts if text)


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = min(b - a, d - c)
        for n in range(paired):
            yield f"«{_short(old[a + n])}» ở bản đã sửa, «{_short(new[c + n])}» ở bản mới"
        yield from (f"«{_short(text)}» chỉ có ở bản đã sửa" for text in old[a + paired : b])
        yield from (f"«{_short(text)}» chỉ có ở bản mới" for text in new[c + paired : d])


def _cells(name: str, old: bytes, new: bytes) -> Iterator[str]:
    before, after = (_values(name, content) for content in (old, new))
    for place in sorted(set(before) | set(after)):
        first, second = before.get(place, ""), after.get(place, "")
        if first != second:
            sheet, row, column = place
            yield f"trang «{sheet}», dòng {row}, cột {column}: «{_short(first)}» ở bản đã sửa, «{_short(second)}» ở bản mới"


def _values(name: str, content: bytes) -> dict[tuple[str, int, int], str]:
    book = parse_workbook(name, content)
    return {
        (sheet.name, r + 1, c + 1): str(value)
        for sheet in book.sheets
        for r, row in enumerate(sheet.rows)
        for c, value in enumerate(row)
        if value != ""
    }


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
