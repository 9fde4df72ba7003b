"""Turns two versions of a file into what changed between them, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.checking.normalise import normalise
from pipeline.opc.kinds import Unreadable
from pipeline.reading.spreadsheet import parse_workbook
from pipeline.values.model import Entry, Record, Submission
from pipeline.values.sequences import changes
from pipeline.values.vietnamese import one_line
from pipeline.word.words import NAMES, Reading, read_words
from schemas.grammar import Layout, SheetSchema
from schemas.hoi_dong import HOI_DONG

SHOWN = 120  # characters of a paragraph
CONTEXT = 4  # words before and after what differs
UNREADABLE = "không so sánh được nội dung (tệp không mở được)"
ONLY_FORM = "chữ không đổi, chỉ khác cách trình bày"
OLD, NEW = "ở bản đã sửa", "ở bản mới"
BREAKS = {"\t": "[tab]", "\n": "[ngắt dòng]", "\v": "[ngắt cột]", "\f": "[ngắt trang]"}
BREAK = re.compile("[\t\n\v\f]")
COUNTED = (("drawings", "hình vẽ"), ("sections", "phần trang"))


def differences(name: str, old: bytes, new: bytes) -> tuple[str, ...]:
    """What stands in the old file otherwise than in the new one: of a Word file all that can be read, cells of a workbook."""
    try:
        if name.endswith(".docx"):
            found = tuple(_of_papers(read_words(old), read_words(new)))
        else:
            found = tuple(_of_workbooks(_sent(name, old), _sent(name, new)))
    except Unreadable:
        return (UNREADABLE,)
    return found or (ONLY_FORM,)


def _of_papers(before: Reading, after: Reading) -> Iterator[str]:
    """Rows and paragraphs, then headers, footers and notes, then what is no word.

    The numbers of rows only follow from the rest; they are told where nothing else is.
    """
    found = [
        *_paragraphs(before.lines, after.lines),
        *_others(before, after),
        *_signs(before, after),
    ]
    found = found or [*_paragraphs([*map(_with_breaks, before.paragraphs)], [*map(_with_breaks, after.paragraphs)])]
    if not found and before.signs.paragraphs != after.signs.paragraphs:
        found = [f"số đoạn, kể cả đoạn trống: {before.signs.paragraphs} {OLD}, {after.signs.paragraphs} {NEW}"]
    yield from found


def _with_breaks(text: str) -> str:
    """A paragraph on one line, its tabs and breaks named."""
    return one_line(BREAK.sub(lambda found: f" {BREAKS[found[0]]} ", text))


def _others(old: Reading, new: Reading) -> Iterator[str]:
    for letter, name in NAMES.items():
        first, second = ([one_line(text) for key, text in each.others if key == letter] for each in (old, new))
        yield from (f"{name}: {line}" for line in _paragraphs(first, second))


def _signs(old: Reading, new: Reading) -> Iterator[str]:
    for attribute, name in COUNTED:
        first, second = getattr(old.signs, attribute), getattr(new.signs, attribute)
        if first != second:
            yield f"số {name}: {first} {OLD}, {second} {NEW}"
    before, after = Counter(old.signs.unusual), Counter(new.signs.unusual)
    yield from (f"{_short(one_line(sign))} chỉ có {OLD}" for sign in before - after)
    yield from (f"{_short(one_line(sign))} chỉ có {NEW}" for sign in after - before)


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for a, b, c, d in changes(old, new):
        paired = min(b - a, d - c)
        for n in range(paired):
            first, second = _where_they_part(old[a + n], new[c + n])
            yield f"«{first}» {OLD}, «{second}» {NEW}"
        yield from (f"«{_short(text)}» chỉ có {OLD}" for text in old[a + paired : b])
        yield from (f"«{_short(text)}» chỉ có {NEW}" for text in new[c + paired : d])


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


def _sent(name: str, content: bytes) -> Submission:
    """The Council's workbook as people typed it; what the sheet computes is left out."""
    return normalise(parse_workbook(name, content), HOI_DONG)[0]


def _of_workbooks(old: Submission, new: Submission) -> Iterator[str]:
    for sheet in HOI_DONG.sheets:
        before, after = old.tables.get(sheet.name, ()), new.tables.get(sheet.name, ())
        if sheet.layout is Layout.LABELS:
            yield from _cells(sheet, before[0] if before else {}, after[0] if after else {})
        else:
            yield from _rows(sheet, before, after)
    first, second = ({one_line(stray.text): stray.place for stray in each.strays} for each in (old, new))
    for told, there, where in ((OLD, first, second), (NEW, second, first)):
        strays = ((text, place) for text, place in there.items() if text not in where)
        yield from (f"trang «{p.sheet}», ô {p.cell}: «{_short(text)}» chỉ có {told}" for text, p in strays)


def _rows(sheet: SheetSchema, old: Iterable[Record], new: Iterable[Record]) -> Iterator[str]:
    """Rows are known by whom they are about, wherever they stand: so one row less is one line, and not all that moved up."""
    before, after = _by_name(sheet, old), _by_name(sheet, new)
    gone, come = [key for key in before if key not in after], [key for key in after if key not in before]
    for key, record in after.items():
        if key in before:
            yield from _cells(sheet, before[key], record, key[0])
    if len(gone) == len(come) == 1:  # the same row, about somebody else
        yield from _cells(sheet, before[gone[0]], after[come[0]])
        return
    yield from (f"trang «{sheet.name}», dòng «{_row(before[key])}» chỉ có {OLD}" for key in gone)
    yield from (f"trang «{sheet.name}», dòng «{_row(after[key])}» chỉ có {NEW}" for key in come)


def _by_name(sheet: SheetSchema, records: Iterable[Record]) -> Mapping[tuple[str, int], Record]:
    """The rows by what is printed in them beforehand (else by their first column), and which of several such it is."""
    keys = [view.key for view in sheet.columns if view.meaning.locked][:3] or [sheet.columns[0].key]
    seen = Counter[str]()
    rows = {}
    for record in records:
        name = ", ".join(found for key in keys if key in record and (found := one_line(record[key].found)))
        rows[name, seen[name]] = record
        seen[name] += 1
    return rows


def _row(record: Record) -> str:
    return _short(", ".join(found for entry in record.values() if (found := one_line(entry.found))))


def _cells(sheet: SheetSchema, old: Mapping[str, Entry], new: Mapping[str, Entry], row: str = "") -> Iterator[str]:
    for view in sheet.columns:
        first, second = (each.get(view.key) for each in (old, new))
        before, after = _found(first), _found(second)
        if before != after and (shown := second or first):
            of_row = f" (dòng «{_short(row)}», cột «{view.heading}»)" if row else ""
            yield f"trang «{shown.place.sheet}», ô {shown.place.cell}{of_row}: «{_short(before)}» {OLD}, «{_short(after)}» {NEW}"


def _found(entry: Entry | None) -> str:
    return entry.found if entry else ""


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
