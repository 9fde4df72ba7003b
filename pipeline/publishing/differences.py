"""Turns two versions of a Word paper or of the Council's workbook into Vietnamese lines that say what differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.checking.normalise import normalise
from pipeline.checking.sheets import known_kind
from pipeline.opc.kinds import Unreadable
from pipeline.reading.spreadsheet import parse_workbook
from pipeline.values.model import Entry, Record, Submission
from pipeline.values.sequences import changes
from pipeline.values.vietnamese import cut, one_line
from pipeline.word.words import NAMES, PaperText, read_words
from schemas.grammar import SheetLayout, SheetSchema
from schemas.hoi_dong import HOI_DONG
from schemas.hoi_dong_nam import HOI_DONG_NAM

COUNCIL = (HOI_DONG, HOI_DONG_NAM)
SHOWN = 120  # characters of a paragraph
CONTEXT = 4  # words shown before and after those that differ
UNREADABLE = "không so sánh được nội dung (tệp không mở được)"
ONLY_FORM = "chữ không đổi, chỉ khác cách trình bày"
OLD, NEW = "ở bản đã sửa", "ở bản mới"
BREAKS = {"\t": "[tab]", "\n": "[ngắt dòng]", "\v": "[ngắt cột]", "\f": "[ngắt trang]"}
BREAK = re.compile("[\t\n\v\f]")
COUNTED = (("drawings", "hình vẽ"), ("sections", "phần trang"))


def differences(name: str, old: bytes, new: bytes) -> tuple[str, ...]:
    """Two versions of a file as bytes → a line for each difference; ``name`` tells by its suffix what kind of file they are.

    In a Word file all readable text and drawing is compared, in a workbook the cells. If the files differ in form only,
    or cannot be read, one line says so.
    """
    try:
        if name.endswith(".docx"):
            found = tuple(_of_papers(read_words(old), read_words(new)))
        else:
            found = tuple(_of_workbooks(_sent(name, old), _sent(name, new)))
    except Unreadable:
        return (UNREADABLE,)
    return found or (ONLY_FORM,)


def compared(both: bytes, about: str) -> tuple[str, ...]:
    """The same for two versions in one run of bytes; ``about`` is the length of the first, a space, and the name."""
    length, _, name = about.partition(" ")
    return differences(name, both[: int(length)], both[int(length) :])


def _of_papers(before: PaperText, after: PaperText) -> Iterator[str]:
    """Differences of rows and paragraphs, then of headers, footers and notes, then of drawings, sections and other signs.

    The lines compared first leave out the numbers of table rows: one row more changes all that follow. They are compared
    only if nothing else differs.
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
    """A paragraph on one line, with names in brackets for its tabs and breaks."""
    return one_line(BREAK.sub(lambda found: f" {BREAKS[found[0]]} ", text))


def _others(old: PaperText, new: PaperText) -> Iterator[str]:
    for letter, name in NAMES.items():
        first, second = ([one_line(text) for key, text in each.others if key == letter] for each in (old, new))
        yield from (f"{name}: {line}" for line in _paragraphs(first, second))


def _signs(old: PaperText, new: PaperText) -> Iterator[str]:
    for attribute, name in COUNTED:
        first, second = getattr(old.signs, attribute), getattr(new.signs, attribute)
        if first != second:
            yield f"số {name}: {first} {OLD}, {second} {NEW}"
    before, after = Counter(old.signs.unusual), Counter(new.signs.unusual)
    yield from (f"{cut(one_line(sign), SHOWN)} chỉ có {OLD}" for sign in before - after)
    yield from (f"{cut(one_line(sign), SHOWN)} chỉ có {NEW}" for sign in after - before)


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for a, b, c, d in changes(old, new):
        paired = min(b - a, d - c)
        for n in range(paired):
            first, second = _differing_words(old[a + n], new[c + n])
            yield f"«{first}» {OLD}, «{second}» {NEW}"
        yield from (f"«{cut(text, SHOWN)}» chỉ có {OLD}" for text in old[a + paired : b])
        yield from (f"«{cut(text, SHOWN)}» chỉ có {NEW}" for text in new[c + paired : d])


def _differing_words(old: str, new: str) -> tuple[str, str]:
    """The parts of two paragraphs from the first to the last word that differs, with a few words before and after."""
    first, second = old.split(), new.split()
    start = next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    most = min(len(first), len(second)) - start
    end = next((n for n in range(most) if first[-1 - n] != second[-1 - n]), most)
    begin, after = max(start - CONTEXT, 0), max(end - CONTEXT, 0)
    parts = (" ".join(words[begin : len(words) - after]) for words in (first, second))
    before, behind = "… " if begin else "", " …" if after else ""
    one, other = (f"{before}{cut(text, SHOWN)}{behind}" for text in parts)
    return one, other


def _sent(name: str, content: bytes) -> Submission:
    """The Council's workbook with the values that people typed, without those that formulas compute."""
    book = parse_workbook(name, content)
    return normalise(book, *known_kind(book, COUNCIL))[0]


def _of_workbooks(old: Submission, new: Submission) -> Iterator[str]:
    schema = next(each for each in COUNCIL if each.kind == new.kind)
    for sheet in schema.sheets:
        before, after = old.tables.get(sheet.name, ()), new.tables.get(sheet.name, ())
        if sheet.layout is SheetLayout.LABELS:
            yield from _cells(sheet, before[0] if before else {}, after[0] if after else {})
        else:
            yield from _rows(sheet, before, after)
    first, second = ({one_line(stray.text): stray.place for stray in each.strays} for each in (old, new))
    for version, strays, others in ((OLD, first, second), (NEW, second, first)):
        only_here = ((text, cell) for text, cell in strays.items() if text not in others)
        yield from (f"trang «{c.sheet}», ô {c.cell}: «{cut(text, SHOWN)}» chỉ có {version}" for text, c in only_here)


def _rows(sheet: SheetSchema, old: Iterable[Record], new: Iterable[Record]) -> Iterator[str]:
    """Differences of a table's rows, paired by the person they are about: a removed row is one line, though others move up."""
    before, after = _by_name(sheet, old), _by_name(sheet, new)
    removed, added = [key for key in before if key not in after], [key for key in after if key not in before]
    for key, record in after.items():
        if key in before:
            yield from _cells(sheet, before[key], record, key[0])
    if len(removed) == len(added) == 1:  # one row, now about another person
        yield from _cells(sheet, before[removed[0]], after[added[0]])
        return
    yield from (f"trang «{sheet.name}», dòng «{_row(before[key])}» chỉ có {OLD}" for key in removed)
    yield from (f"trang «{sheet.name}», dòng «{_row(after[key])}» chỉ có {NEW}" for key in added)


def _by_name(sheet: SheetSchema, records: Iterable[Record]) -> Mapping[tuple[str, int], Record]:
    """(name, occurrence) → row: the name is what the form prints in the row, else its first column; occurrence from 0."""
    keys = [column.key for column in sheet.columns if column.locked][:3] or [sheet.columns[0].key]
    seen = Counter[str]()
    rows = {}
    for record in records:
        name = ", ".join(found for key in keys if key in record and (found := one_line(record[key].found)))
        rows[name, seen[name]] = record
        seen[name] += 1
    return rows


def _row(record: Record) -> str:
    return cut(", ".join(found for entry in record.values() if (found := one_line(entry.found))), SHOWN)


def _cells(sheet: SheetSchema, old: Mapping[str, Entry], new: Mapping[str, Entry], row: str = "") -> Iterator[str]:
    for column in sheet.columns:
        first, second = (each.get(column.key) for each in (old, new))
        before, after = _found(first), _found(second)
        if before != after and (shown := second or first):
            of_row = f" (dòng «{cut(row, SHOWN)}», cột «{column.heading}»)" if row else ""
            yield f"trang «{shown.place.sheet}», ô {shown.place.cell}{of_row}: «{cut(before, SHOWN)}» {OLD}, «{cut(after, SHOWN)}» {NEW}"


def _found(entry: Entry | None) -> str:
    return entry.found if entry else ""
