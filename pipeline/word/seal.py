"""Turns a paper's words into a seal in its own properties, and a sealed paper back into what was changed since.

The seal holds the paper's number, which is that of all that can be read in it, its place, a short digest of each paragraph
of the body and of headers, footers and notes, and its signs that are no words: so an edit of one letter anywhere is told
with its paragraph, with no network and no other file. It shows edits; it is no signature against forgers, who could
compute it anew: for that the manifest's number and digest of the whole file stand.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import escape, unescape
from itertools import islice

from lxml import etree

from pipeline.values.sequences import changes
from pipeline.word.parts import Element, WordParts, parsed
from pipeline.word.words import (
    GROUPS,
    NAMES,
    UNUSUAL,
    Signs,
    groups_of,
    hiding_styles,
    pictures,
    read_body,
    read_other,
    reading_of,
)

VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
CUSTOM, RELATIONS, TYPES = "docProps/custom.xml", "_rels/.rels", "[Content_Types].xml"
BODY = "word/document.xml"
NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
RELATION = (
    '<Relationship Id="rIdSeal" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"'
    ' Target="docProps/custom.xml"/>'
)
CONTENT_TYPE = '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
NUMBER, PLACE, WORDS, ASIDE, SIGNS = "so-ban", "van-ban", "dau-kiem-doan", "dau-kiem-khac", "dau-kiem-hinh"
ROOM = 250  # characters of one property: Word cuts a longer one off at 255
PARAGRAPH_END, DRAWING, SECTION = "</w:p>", "<w:drawing>", "<w:sectPr"
WORDS_OF = re.compile(r">([^<>]+)</w:t>")
FIRST_PARAGRAPH = re.compile(  # where a table follows it
    r"<w:body>(<w:p(?: [^>]*)?(?:/>|>(?:(?!<w:p[ />]).)*?</w:p>))<w:tbl[ >]", re.DOTALL
)
SHOWN = re.compile(r"<w:(?:t|br|sectPr|drawing|pict)[ />]")
TAB, TAB_AS_TEXT = "<w:tab/>", ">\t</w:t>"
OFTEN = 2**13  # characters; a longer piece is no template's own
TOGETHER = 2_000  # pieces that are read together
LENGTH = 10  # characters of each paragraph's digest
NONE = "-"
PLACES = re.compile(r"\d{4}(?:-Q[1-4])?/(?:[\w-]+/)?[\w-][\w.-]*", re.ASCII)
COUNTED = (("paragraphs", "đoạn"), ("drawings", "hình vẽ"), ("sections", "phần trang"))


@dataclass(frozen=True)
class Seal:
    """What a paper says of itself: number, place (``2020-Q1/to-trinh.docx``), the digests of its words, and its signs.

    ``whole`` tells whether the number is that of what the seal holds: else the seal itself was changed.
    """

    number: str
    place: str
    words: tuple[str, ...]
    aside: tuple[str, ...]
    signs: str
    whole: bool = True


@dataclass(frozen=True)
class Edit:
    """One thing that is not as it was made: where, and the words there now ("" if taken out).

    ``number`` counts the body's paragraphs that have words; it is 0 for what is no paragraph of the body.
    """

    number: int
    text: str
    where: str = ""


@dataclass(frozen=True)
class Around:
    """What a template's papers say beside the tags, for their seals: words of its constant other parts, and where else to look.

    ``groups`` are the other parts that are shown; ``hiding`` its styles that hide. ``usual``: the body holds no sign but
    paragraphs, tabs, drawings and sections, so that its papers need not be parsed; ``drawings`` of each of them, None
    where that must be counted; ``divided``: there may be several sections.
    """

    words: tuple[tuple[str, str], ...]
    unusual: tuple[str, ...]
    groups: Mapping[str, str]
    hiding: Mapping[str, str]
    usual: bool
    drawings: int | None
    divided: bool


def around_of(parts: Mapping[str, bytes], tagged: Container[str], numbered: bool) -> Around:
    """What a template's parts say beside those with tags; ``numbered``: its drawings stand outside all loops and conditions."""
    body, hiding = etree.fromstring(parts[BODY]), hiding_styles(parts)
    groups, words, unusual = groups_of(parts, body), list[tuple[str, str]](), list[str]()
    for name, letter in groups.items():
        if name not in tagged:
            said, seen = read_other(etree.fromstring(parts[name]), letter, hiding)
            words += said
            unusual += seen
    unusual += pictures(parts)
    written, (_, signs) = etree.tostring(body, encoding="unicode"), read_body(body, hiding)
    usual = not (UNUSUAL.search(written) or signs.unusual or _is_spaced(body))
    drawings = signs.drawings if numbered or not signs.drawings else None
    return Around(tuple(words), tuple(unusual), groups, hiding, usual, drawings, signs.sections != 1)


def _begins_blank(block: str) -> bool:
    """What :func:`pipeline.word_reading.begins_blank` says, of the first block of a usual body's XML."""
    found = FIRST_PARAGRAPH.search(block)
    return found is not None and not SHOWN.search(found[1])


def _is_spaced(body: Element) -> bool:
    """Whether a body's elements have spaces between them, which no word processor writes and which are no words."""
    return any(each.tail or (each.text and len(each)) for each in body.iter())


class Sealing:
    """Reads a paper along while it is written, part by part, and makes its seal."""

    def __init__(self, around: Around, title: str) -> None:
        self._around = around
        self._others = {*around.words, *([(GROUPS["title"][0], title)] if title else [])}
        self._unusual = [*around.unusual]
        self._words: list[str] = []
        self._paragraphs, self._drawings = 0, around.drawings or 0
        self._sections = 0 if around.divided else 1
        self._kept: list[str] = []  # a body out of the usual, which is read when it is whole

    def body(self, blocks: Iterable[str]) -> Iterator[bytes]:
        """The body's blocks as bytes, read on the way."""
        for number, block in enumerate(blocks):
            if self._around.usual:
                self._look(block)
                self._paragraphs -= number == 0 and _begins_blank(block)
            else:
                self._kept.append(block)
            yield block.encode()
        if self._kept:
            texts, signs = read_body(etree.fromstring("".join(self._kept)), self._around.hiding)
            self._words += map(digest, texts)
            self._paragraphs, self._drawings, self._sections = signs.paragraphs, signs.drawings, signs.sections
            self._unusual += signs.unusual

    def pieces(self, pieces: Iterable[str]) -> Iterator[str]:
        """The body's pieces joined, many at a time; of one with the usual signs only the words are noted, and no tree is needed."""
        left, said = iter(pieces), ""
        while some := list(islice(left, TOGETHER)):
            if self._around.usual:
                said = self._read(some, said)
            yield "".join(some)
        if said:
            self._words.append(_digest_of(said))

    def _read(self, pieces: Iterable[str], said: str) -> str:
        """Note the words of some pieces that go on where ``said`` ends; what the last paragraph says so far."""
        words, ended = self._words, 0
        for piece in pieces:
            if "<" not in piece:  # a value's own
                said += piece
                continue
            goes_on, whole, begun, ends = _said_again(piece) if len(piece) < OFTEN else _said_by(piece)
            said += goes_on
            if ends:
                if said:
                    words.append(_digest_of(said))
                words += whole
                ended += ends
                said = begun
        self._paragraphs += ended
        return said

    def _look(self, block: str) -> None:
        """A block of a body with the usual signs only."""
        if self._around.drawings is None:
            self._drawings += block.count(DRAWING)
        if self._around.divided:
            self._sections += block.count(SECTION)

    def other(self, name: str, xml: str) -> None:
        """Take in a part beside the body."""
        if letter := self._around.groups.get(name, ""):
            self._take(letter, etree.fromstring(xml))

    def comments(self, xml: bytes) -> None:
        """Take in the comments that the program has put there."""
        self._take(GROUPS["comments"][0], etree.fromstring(xml))

    def _take(self, letter: str, root: Element) -> None:
        words, unusual = read_other(root, letter, self._around.hiding)
        self._others |= {*words}
        self._unusual += unusual

    def parts(self, parts: Mapping[str, bytes], place: str) -> tuple[dict[str, bytes], str]:
        """The parts that the Word file needs to carry its seal, from what they are without, and its number.

        The same words at the same place have the same number: so a run in which a paper has not changed gives the same
        bytes, and an older edition is known by its number.
        """
        signs = _signs(Signs(self._paragraphs, self._drawings, self._sections, tuple(sorted(self._unusual))))
        return seal_parts(parts, place, self._words, _aside(self._others), signs)


def seal_parts(
    parts: Mapping[str, bytes], place: str, words: Sequence[str], aside: Sequence[str], signs: str
) -> tuple[dict[str, bytes], str]:
    """The parts that carry a seal of these digests and signs, and its number."""
    number = _number(place, words, aside, signs)
    values = [(NUMBER, number), (PLACE, escape(place)), *_split(WORDS, words), *_split(ASIDE, aside), (SIGNS, signs)]
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{n}" name="{name}"><vt:lpwstr>{text}</vt:lpwstr></property>'
        for n, (name, text) in enumerate(values, 2)
    )
    custom = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{NAMESPACE}"'
        f' xmlns:vt="{VT[1:-1]}">{properties}</Properties>'
    )
    return {
        CUSTOM: custom.encode(),
        RELATIONS: parts[RELATIONS].replace(b"</Relationships>", f"{RELATION}</Relationships>".encode()),
        TYPES: parts[TYPES].replace(b"</Types>", f"{CONTENT_TYPE}</Types>".encode()),
    }, number


def _split(name: str, digests: Iterable[str]) -> list[tuple[str, str]]:
    """Digests over as many properties as they need, none longer than Word keeps."""
    whole = "".join(digests)
    return [(f"{name}-{n + 1}", whole[n * ROOM : (n + 1) * ROOM]) for n in range(max(1, -(-len(whole) // ROOM)))]


def _joined(told: Mapping[str, str], name: str, length: int) -> tuple[str, ...]:
    """The digests of that length from the properties over which they are split."""
    pieces, number = [], 1
    while (key := f"{name}-{number}") in told:
        pieces.append(told[key])
        number += 1
    whole = "".join(pieces)
    return tuple(whole[at : at + length] for at in range(0, len(whole), length))


def _number(place: str, words: Sequence[str], aside: Sequence[str], signs: str) -> str:
    told = "\n".join((place, "".join(words), "".join(aside), signs))
    return sha256(told.encode()).hexdigest()[:LENGTH].upper()


def _said_by(piece: str) -> tuple[str, Sequence[str], str, int]:
    """What a piece of a usual body's XML says: words that go on with the last piece's, digests of the paragraphs that
    stand whole in it, words that the next piece goes on with; and how many paragraphs end in it."""
    said = ["".join(WORDS_OF.findall(part)) for part in piece.replace(TAB, TAB_AS_TEXT).split(PARAGRAPH_END)]
    said[0] = piece[: piece.find("<")] + said[0]
    said[-1] += piece[piece.rfind(">") + 1 :]
    goes_on, *others = said
    begun = others.pop() if others else ""
    return goes_on, [_digest_of(text) for text in others if text], begun, len(said) - 1


_said_again = lru_cache(maxsize=1024)(_said_by)  # most pieces are the template's own


@lru_cache(maxsize=2048)  # most paragraphs of a template's papers are the template's own
def _digest_of(said: str) -> str:
    """The digest of words as they stand in XML."""
    return digest(unescape(said) if "&" in said else said)


def _aside(others: Iterable[tuple[str, str]]) -> list[str]:
    return sorted({letter + digest(text) for letter, text in others})


def _signs(signs: Signs) -> str:
    """The signs as the seal holds them: numbers that can be told, and a digest of what is out of the usual."""
    unusual = digest("\n".join(signs.unusual)) if signs.unusual else NONE
    return f"{signs.paragraphs} {signs.drawings} {signs.sections} {unusual}"


def read_seal(content: bytes) -> tuple[Seal | None, tuple[Edit, ...]]:
    """A Word file's seal (None where it has none) and what is not as it says.

    Raises ``NotADocument`` for what is no Word file.
    """
    parts = WordParts(content)
    told = _properties(parts)
    if not {NUMBER, PLACE, f"{WORDS}-1", f"{ASIDE}-1", SIGNS} <= set(told) or not PLACES.fullmatch(told[PLACE]):
        return None, ()
    words, aside = _joined(told, WORDS, LENGTH), _joined(told, ASIDE, LENGTH + 1)
    whole = _number(told[PLACE], words, aside, told[SIGNS]) == told[NUMBER]
    seal = Seal(told[NUMBER], told[PLACE], words, aside, told[SIGNS], whole)
    now = reading_of(parts)
    edits = _edits(words, [digest(text) for text in now.paragraphs], now.paragraphs)
    edits += _aside_edits(aside, now.others)
    if not edits or _signs(now.signs).split()[1:] != seal.signs.split()[1:]:  # a paragraph more or less is told already
        edits += _sign_edits(seal.signs, now.signs)
    return seal, tuple(edits)


def _edits(made: Sequence[str], now: Sequence[str], texts: Sequence[str]) -> list[Edit]:
    found = []
    for _, _, c, d in changes(made, now):
        found += [Edit(n + 1, texts[n]) for n in range(c, d)] or [Edit(c + 1, "")]
    return found


def _aside_edits(made: Iterable[str], now: Iterable[tuple[str, str]]) -> list[Edit]:
    """What headers, footers, notes and the title say otherwise; what is gone only where nothing new stands in its group."""
    known, letters = set(made), NAMES
    there = {letter + digest(text): (letter, text) for letter, text in now}
    new = [Edit(0, text, letters[letter]) for key, (letter, text) in there.items() if key not in known]
    groups = {edit.where for edit in new}
    gone = dict.fromkeys(letters.get(key[:1], "phần khác") for key in known if key not in there)
    return new + [Edit(0, "", name) for name in gone if name not in groups]


def _sign_edits(made: str, now: Signs) -> list[Edit]:
    """The signs that are not as the seal says."""
    told, current = made.split(), _signs(now).split()
    if told == current:
        return []
    if len(told) != len(current):
        return [Edit(0, "", "dấu kiểm")]
    found = [
        Edit(0, f"{name}: khi lập {told[n]}, nay {current[n]}", "ngoài chữ")
        for n, (_, name) in enumerate(COUNTED)
        if told[n] != current[n]
    ]
    if told[-1] != current[-1]:
        found.append(Edit(0, "; ".join(dict.fromkeys(now.unusual)) or "có dấu, hình hoặc trường đã bị bỏ", "ngoài chữ"))
    return found


def digest(text: str) -> str:
    """A text's short digest."""
    return sha256(text.encode()).hexdigest()[:LENGTH]


def _properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    if CUSTOM not in parts:
        return {}
    root = parsed(parts, CUSTOM)
    return {str(p.get("name")): str(v.text or "") for p in root for v in p.iter(f"{VT}lpwstr")}
