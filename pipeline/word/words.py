"""Turns a Word file into all that can be read in it: words paragraph by paragraph and row by row, and signs that are no words.

This is the one reader of a paper's words: a part is parsed once, and seal, proofs, differences and trace take what it says.
What counts is what a reader meets, not how it is stored: the copy of a drawing for older programs is passed over unless
it says something else, a text box is a paragraph of its own, the page number is no word. Saving a file without a change
leaves all of it as it was, whichever program saves.
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
GROUPS = {  # of words outside the body, by the kind of relationship, each with the letter by which a seal knows it
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
class Reading:
    """All that can be read in a Word file.

    ``texts`` are the body's paragraphs in order, empty ones too. Each of ``rows`` is a row of a table, one of a table in a cell before
    the outer: the number of the first paragraph of each of its cells, then that of the first behind it. ``others`` are (letter of
    the group, words) of the other parts, each once, in order.
    """

    texts: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    others: Others
    signs: Signs

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs that have words."""
        return tuple(text for text in self.texts if text)

    @cached_property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The rows, cell by cell, each on one line."""
        return tuple(tuple(one_line(" ".join(self.texts[a:b])) for a, b in pairwise(row)) for row in self.rows)

    @property
    def row_with_an_empty_cell(self) -> str | None:
        """What the first row says in which a cell holds no paragraph at all, which Word calls damaged; None where there is none."""
        row = next((row for row in self.rows if len(set(row)) < len(row)), None)
        return None if row is None else one_line(" ".join(self.texts[row[0] : row[-1]]))

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The paragraphs that have words and stand in no table, each on one line."""
        return tuple(one_line(text) for text, row in zip(self.texts, self._row_of, strict=True) if text and row < 0)

    @property
    def lines(self) -> tuple[str, ...]:
        """A paragraph outside tables or a row of one each: its paragraphs on one line, without the row's number."""
        lines: list[str] = []
        for row, texts in self._by_row():
            said = [one_line(text) for text in texts]
            lines += said if row < 0 else [" | ".join(text for text in said[said[0].isdigit() :] if text)]
        return tuple(line for line in lines if line)

    @property
    def placed(self) -> tuple[tuple[str, str], ...]:
        """Each paragraph that has words, in order, with all words of its table's row ("" outside tables)."""
        placed: list[tuple[str, str]] = []
        for row, texts in self._by_row():
            said = [text for text in texts if text]
            placed += [(text, "" if row < 0 else " | ".join(said)) for text in said]
        return tuple(placed)

    @cached_property
    def _row_of(self) -> list[int]:
        """The innermost row of each paragraph; -1 outside tables."""
        found = [-1] * len(self.texts)
        for number in reversed(range(len(self.rows))):  # an outer row comes after those in its cells
            first, behind = self.rows[number][0], self.rows[number][-1]
            found[first:behind] = [number] * (behind - first)
        return found

    def _by_row(self) -> Iterator[tuple[int, list[str]]]:
        paired = zip(self._row_of, self.texts, strict=True)
        return ((row, [text for _, text in group]) for row, group in groupby(paired, key=lambda each: each[0]))


def read_words(content: bytes) -> Reading:
    """All that can be read in a Word file. Raises :class:`Unreadable`."""
    return reading_of(open_parts(content))


def reading_of(parts: Parts) -> Reading:
    """The same of its parts. Raises :class:`Unreadable`."""
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
    return whole_reading(body, others, unusual)


def whole_reading(body: BodyReader, others: Iterable[tuple[str, str]], unusual: Iterable[str]) -> Reading:
    """What was read of a body, with the words and signs of the other parts."""
    signs = replace(body.signs, unusual=tuple(sorted((*body.signs.unusual, *unusual))))
    return Reading(tuple(body.texts), tuple(body.rows), tuple(sorted(set(others))), signs)


def pictures(parts: Mapping[str, bytes]) -> list[str]:
    """The pictures in a file, each by its content."""
    return [f"ảnh {crc32(parts[name]):08X}" for name in parts if name.startswith("word/media/")]


def groups_of(relations: Iterable[Relation], names: Container[str], edges: Container[str]) -> dict[str, str]:
    """The parts beside the body that are shown, each with the letter of its group.

    ``relations`` are those of the body, ``names`` the parts that there are, ``edges`` what its sections name as header or footer.
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
    """The words of a header, footer, of notes or comments, and the signs in it, each once."""
    walk = Walk()
    walk.take(root)
    words = [(letter, text) for each in walk.texts if (text := each.strip())]
    seen = {sign for sign in signs_of(root, hiding).counts if sign not in PAGE_FIELDS and sign != SECTION}
    return words, sorted(f"{NAMES[letter]}: {sign}" for sign in seen)
