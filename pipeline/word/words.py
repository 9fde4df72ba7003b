"""Turns a Word file into its text, paragraph by paragraph and row by row, and its signs (drawings, hidden text and the like).

The seal, the proofs, the list of differences and the trace all use this text, so that each part is parsed once. It is what a
person reads on the page, not how the file stores it: the copy of a drawing for older programs is skipped unless it has
other text, a text box is a paragraph of its own, the page number is not text. So saving a file unchanged in any program
changes nothing here.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from zlib import crc32

from pipeline.opc.unpack import Element, Parts, Relation, open_parts, refuse_too_many_tags
from pipeline.values.vietnamese import one_line
from pipeline.word.signs import PAGE_FIELDS, SECTION, Signs, hiding_styles, signs_of
from pipeline.word.walk import BodyReader, Walk

DC = "{http://purl.org/dc/elements/1.1/}"
CORE = "docProps/core.xml"
GROUPS = {  # text outside the body, by the type of its relationship: the letter used in seals, the Vietnamese name
    "header": ("d", "đầu trang"),
    "footer": ("c", "chân trang"),
    "footnotes": ("t", "chú thích cuối trang"),
    "endnotes": ("v", "chú thích cuối văn bản"),
    "comments": ("k", "ý kiến bên lề"),
    "title": ("n", "tên ghi trong thuộc tính của tệp"),
}
NAMES = dict(GROUPS.values())
Others = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PaperText:
    """The text of a Word file, and its signs.

    ``texts`` are the body's paragraphs in order, empty ones too. ``rows`` are the table rows, the row of a nested table before the
    outer one: the index of the first paragraph of each cell, then of the first paragraph after the row. ``others`` are (letter of
    the group, text) of headers, footers, notes and the title, each once, sorted.
    """

    texts: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    others: Others
    signs: Signs

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs that are not empty."""
        return tuple(text for text in self.texts if text)

    @cached_property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The rows as the text of their cells, each cell on one line."""
        return tuple(tuple(one_line(" ".join(self.texts[a:b])) for a, b in pairwise(row)) for row in self.rows)

    @property
    def row_with_an_empty_cell(self) -> str | None:
        """The text of the first row with a cell without any paragraph, a file that Word calls damaged; None if there is no such row."""
        row = next((row for row in self.rows if len(set(row)) < len(row)), None)
        return None if row is None else one_line(" ".join(self.texts[row[0] : row[-1]]))

    @cached_property
    def outside_tables(self) -> tuple[str, ...]:
        """The non-empty paragraphs outside tables, each on one line."""
        return tuple(one_line(text) for text, row in zip(self.texts, self._row_of, strict=True) if text and row < 0)

    @property
    def lines(self) -> tuple[str, ...]:
        """One line for each paragraph outside tables and for each row: the row's paragraphs, joined, without its running number."""
        lines: list[str] = []
        for row, texts in self._by_row():
            short = [one_line(text) for text in texts]
            lines += short if row < 0 else [" | ".join(text for text in short[short[0].isdigit() :] if text)]
        return tuple(line for line in lines if line)

    @property
    def with_rows(self) -> tuple[tuple[str, str], ...]:
        """Each non-empty paragraph, in order, with the text of its whole table row ("" outside tables)."""
        paired: list[tuple[str, str]] = []
        for row, texts in self._by_row():
            filled = [text for text in texts if text]
            paired += [(text, "" if row < 0 else " | ".join(filled)) for text in filled]
        return tuple(paired)

    @cached_property
    def _row_of(self) -> list[int]:
        """For each paragraph the index of its innermost row; -1 outside tables."""
        found = [-1] * len(self.texts)
        for number in reversed(range(len(self.rows))):  # an outer row comes after those in its cells
            first, behind = self.rows[number][0], self.rows[number][-1]
            found[first:behind] = [number] * (behind - first)
        return found

    def _by_row(self) -> Iterator[tuple[int, list[str]]]:
        paired = zip(self._row_of, self.texts, strict=True)
        return ((row, [text for _, text in group]) for row, group in groupby(paired, key=lambda each: each[0]))


def read_words(content: bytes) -> PaperText:
    """The text of a Word file. Raises :class:`Unreadable`."""
    return paper_text_of(open_parts(content))


def paper_text_of(parts: Parts) -> PaperText:
    """The text of an opened Word file. Raises :class:`Unreadable`."""
    whole, hiding = parts[parts.main], hiding_styles(parts)
    refuse_too_many_tags(parts.main, whole)
    body = BodyReader(parts.main, hiding)
    body.feed(whole)
    body.close()
    others, unusual = [*title_of(parts)], pictures(parts)
    for name, letter in groups_of(parts.relations(parts.main), parts, body.edges).items():
        words, seen = read_other(parts.root(name), letter, hiding)
        others += words
        unusual += seen
    return joined_text(body, others, unusual)


def joined_text(body: BodyReader, others: Iterable[tuple[str, str]], unusual: Iterable[str]) -> PaperText:
    """The text of a paper: its body as read, with the texts and signs of its other parts."""
    signs = replace(body.signs, unusual=tuple(sorted((*body.signs.unusual, *unusual))))
    return PaperText(tuple(body.texts), tuple(body.rows), tuple(sorted(set(others))), signs)


def pictures(parts: Mapping[str, bytes]) -> list[str]:
    """One sign for each picture in a file, with its checksum."""
    return [f"ảnh {crc32(parts[name]):08X}" for name in parts if name.startswith("word/media/")]


def groups_of(relations: Iterable[Relation], names: Container[str], edges: Container[str]) -> dict[str, str]:
    """The parts outside the body that are shown (headers, footers, notes, comments), each with the letter of its group.

    ``relations`` are those of the body, ``names`` the parts in the file, ``edges`` the ids by which sections show headers and footers.
    """
    return {
        each.target: GROUPS[each.kind][0]
        for each in relations
        if each.kind in GROUPS and each.target in names and (each.kind not in ("header", "footer") or each.key in edges)
    }


def title_of(parts: Parts) -> Others:
    """The title in the file's properties, if any."""
    title = parts.root(CORE).findtext(f"{DC}title") if CORE in parts else None
    return ((GROUPS["title"][0], title),) if title else ()


def read_other(root: Element, letter: str, hiding: Mapping[str, str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The text of one part outside the body as (letter, paragraph), and its signs, each once, named after its group."""
    walk = Walk()
    walk.take(root)
    words = [(letter, text) for each in walk.texts if (text := each.strip())]
    counts, _ = signs_of(root, hiding)
    seen = {sign for sign in counts if sign not in PAGE_FIELDS and sign != SECTION}
    return words, sorted(f"{NAMES[letter]}: {sign}" for sign in seen)
