"""Turns a paper's reading into a seal in its own properties, and the properties of a sealed paper back into the seal.

The seal holds the paper's number, which is that of all that can be read in it, its place, a short digest of each paragraph
of the body and of headers, footers and notes, and its signs that are no words: so an edit of one letter anywhere is told
with its paragraph, with no network and no other file. It shows edits; it is no signature against forgers, who could
compute it anew: for that there are the manifest's number and digest of the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import escape

from pipeline.opc.unpack import Parts
from pipeline.word.signs import Signs
from pipeline.word.words import Reading

VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
CUSTOM, RELATIONS, TYPES = "docProps/custom.xml", "_rels/.rels", "[Content_Types].xml"
NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
RELATION = (
    '<Relationship Id="rIdSeal" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"'
    ' Target="docProps/custom.xml"/>'
)
CONTENT_TYPE = '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
NUMBER, PLACE, WORDS, ASIDE, SIGNS = "so-ban", "van-ban", "dau-kiem-doan", "dau-kiem-khac", "dau-kiem-hinh"
ROOM = 250  # characters of one property: Word cuts a longer one off at 255
LENGTH = 10  # characters of each paragraph's digest
NONE = "-"
PLACES = re.compile(r"\d{4}(?:-Q[1-4])?/(?:[\w-]+/)?[\w-][\w.-]*", re.ASCII)


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


def seal_parts(parts: Mapping[str, bytes], place: str, reading: Reading) -> tuple[dict[str, bytes], str]:
    """The parts that a Word file needs to carry its seal, from what they are without, and its number.

    The same words at the same place have the same number: so a run in which a paper has not changed gives the same
    bytes, and an older edition is known by its number.
    """
    words, aside, signs = digests(reading.paragraphs), digests_aside(reading.others), signs_in_seal(reading.signs)
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


def digests(texts: Iterable[str]) -> list[str]:
    """The digest of each paragraph."""
    return [digest(text) for text in texts]


def digests_aside(others: Iterable[tuple[str, str]]) -> list[str]:
    """The digests of what stands beside the body, each after the letter of its group."""
    return sorted({letter + digest(text) for letter, text in others})


def signs_in_seal(signs: Signs) -> str:
    """The signs as the seal holds them: numbers that can be told, and a digest of what is out of the usual."""
    unusual = digest("\n".join(signs.unusual)) if signs.unusual else NONE
    return f"{signs.paragraphs} {signs.drawings} {signs.sections} {unusual}"


def seal_of(parts: Parts) -> Seal | None:
    """The seal in a Word file's properties; None where it has none."""
    told = _properties(parts)
    if not {NUMBER, PLACE, f"{WORDS}-1", f"{ASIDE}-1", SIGNS} <= set(told) or not PLACES.fullmatch(told[PLACE]):
        return None
    words, aside = _joined(told, WORDS, LENGTH), _joined(told, ASIDE, LENGTH + 1)
    whole = _number(told[PLACE], words, aside, told[SIGNS]) == told[NUMBER]
    return Seal(told[NUMBER], told[PLACE], words, aside, told[SIGNS], whole)


@lru_cache(maxsize=2048)  # most paragraphs of a template's papers are the template's own
def digest(text: str) -> str:
    """A text's short digest."""
    return sha256(text.encode()).hexdigest()[:LENGTH]


def _properties(parts: Parts) -> dict[str, str]:
    if CUSTOM not in parts:
        return {}
    root = parts.root(CUSTOM)
    return {str(p.get("name")): str(v.text or "") for p in root for v in p.iter(f"{VT}lpwstr")}
