"""Turns two versions of a file into what changed between them, in words."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO

from lxml import etree

from pipeline.container import Unreadable
from pipeline.normalise import normalise
from pipeline.spreadsheet import parse_workbook
from pipeline.vietnamese import one_line
from schemas.hoi_dong import HOI_DONG

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHOWN = 120  # characters of a paragraph
CONTEXT = 4  # words before and after what differs
UNREADABLE = "không so sánh được nội dung (tệp không mở được)"
ONLY_FORM = "chữ không đổi, chỉ khác cách trình bày"


def differences(name: str, old: bytes, new: bytes) -> tuple[str, ...]:
    """What stands in the old file otherwise than in the new one: paragraphs of a Word file, cells of a workbook."""
    try:
        if name.endswith(".docx"):
            found = tuple(_paragraphs(_worded(old), _worded(new)))
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


def _worded(docx: bytes) -> tuple[str, ...]:
    """The paragraphs but for the numbers of rows, which only follow from the rest."""
    return tuple(text for text in texts_of(docx) if not (text.isdigit() and len(text) < 4))


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = min(b - a, d - c)
        for n in range(paired):
            first, second = _where_they_part(old[a + n], new[c + n])
            yield f"«{first}» ở bản đã sửa, «{second}» ở bản mới"
        yield from (f"«{_short(text)}» chỉ có ở bản đã sửa" for text in old[a + paired : b])
        yield from (f"«{_short(text)}» chỉ có ở bản mới" for text in new[c + paired : d])


def _where_they_part(old: str, new: str) -> tuple[str, str]:
    """The parts of two paragraphs that differ, with a few words before and after."""
    first, second = old.split(), new.split()
    start = next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    most = min(len(first), len(second)) - start
    end = next((n for n in range(most) if first[-1 - n] != second[-1 - n]), most)
    begin, after = max(start - CONTEXT, 0), max(end - CONTEXT, 0)
    cut = (" ".join(words[begin : len(words) - after]) for words in (first, second))
    before, behind = "… " if begin else "", " …" if after else ""
    one, other = (f"{before}{_short(text)}{behind}" for text in cut)
    return one, other


def _cells(name: str, old: bytes, new: bytes) -> Iterator[str]:
    before, after = (_values(name, content) for content in (old, new))
    for place in [*after, *(place for place in before if place not in after)]:
        first, second = before.get(place, ""), after.get(place, "")
        if first != second:
            yield f"trang «{place[0]}», ô {place[1]}: «{_short(first)}» ở bản đã sửa, «{_short(second)}» ở bản mới"


def _values(name: str, content: bytes) -> dict[tuple[str, str], str]:
    """What people typed into the Council's workbook: (sheet, cell) → as typed; what the sheet computes is left out."""
    sent, _ = normalise(parse_workbook(name, content), HOI_DONG)
    entries = (entry for records in sent.tables.values() for record in records for entry in record.values())
    return {(entry.place.sheet, entry.place.cell): entry.found for entry in entries if entry.found}


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
