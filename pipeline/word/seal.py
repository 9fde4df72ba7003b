"""Writes a seal into a Word file's own properties, by which later edits are found, and reads it back.

The seal holds the paper's path, a short digest of each paragraph (body, headers, footers, notes), the counts of paragraphs,
drawings and sections, and an edition number computed from all of these. So an edit of one letter anywhere is found, with its
paragraph, without a network or another file. It shows edits; it is no signature against forgers, who could compute it anew:
against them the manifest holds the number and the digest of the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from pipeline.opc.unpack import Parts
from pipeline.values.remembered import remembered
from pipeline.word.signs import Signs
from pipeline.word.words import PaperText

VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
CUSTOM, RELATIONS, TYPES = "docProps/custom.xml", "_rels/.rels", "[Content_Types].xml"
NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
RELATION = (
    '<Relationship Id="rIdSeal" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"'
    ' Target="docProps/custom.xml"/>'
)
CONTENT_TYPE = '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
NUMBER, PATH, WORDS, OTHERS, SIGNS = "so-ban", "van-ban", "dau-kiem-doan", "dau-kiem-khac", "dau-kiem-hinh"
ROOM = 250  # characters of one property: Word cuts a longer one off at 255
LENGTH = 10  # hexadecimal characters of each paragraph's digest
NONE = "-"
PATHS = re.compile(r"\d{4}(?:-Q[1-4])?/(?:[\w-]+/)?[\w-][\w.-]*", re.ASCII)


@dataclass(frozen=True)
class Seal:
    """A paper's edition number, its path (``2020-Q1/to-trinh.docx``), the digests of its text, and the counts of its signs.

    ``words`` are the digests of the body's paragraphs, ``others`` those of headers, footers and notes, each after the letter of
    its group. ``intact``: the number fits what the seal holds; if not, the seal itself was changed.
    """

    number: str
    path: str
    words: tuple[str, ...]
    others: tuple[str, ...]
    signs: str
    intact: bool = True


def seal_parts(parts: Mapping[str, bytes], path: str, reading: PaperText) -> tuple[dict[str, bytes], str]:
    """The parts that carry a Word file's seal (new or changed from ``parts``), and the edition number.

    The same text at the same path has the same number: so a run in which a paper has not changed gives the same
    bytes, and an older edition is recognised by its number.
    """
    words, others, signs = digests(reading.paragraphs), digests_of_others(reading.others), signs_in_seal(reading.signs)
    number = _number(path, words, others, signs)
    values = [(NUMBER, number), (PATH, escape(path)), *_split(WORDS, words), *_split(OTHERS, others), (SIGNS, signs)]
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
    """(name, value) of as many properties as the digests need, none longer than Word saves."""
    whole = "".join(digests)
    return [(f"{name}-{n + 1}", whole[n * ROOM : (n + 1) * ROOM]) for n in range(max(1, -(-len(whole) // ROOM)))]


def _joined(properties: Mapping[str, str], name: str, length: int) -> tuple[str, ...]:
    """The digests, each of that length, joined from the properties over which they were split."""
    pieces, number = [], 1
    while (key := f"{name}-{number}") in properties:
        pieces.append(properties[key])
        number += 1
    whole = "".join(pieces)
    return tuple(whole[at : at + length] for at in range(0, len(whole), length))


def _number(path: str, words: Sequence[str], others: Sequence[str], signs: str) -> str:
    sealed = "\n".join((path, "".join(words), "".join(others), signs))
    return sha256(sealed.encode()).hexdigest()[:LENGTH].upper()


def digests(texts: Iterable[str]) -> list[str]:
    """The digest of each paragraph."""
    return [digest(text) for text in texts]


def digests_of_others(others: Iterable[tuple[str, str]]) -> list[str]:
    """The digests of (letter of the group, text) outside the body, sorted, each after the letter of its group."""
    return sorted({letter + digest(text) for letter, text in others})


def signs_in_seal(signs: Signs) -> str:
    """The signs as one line: the counts of paragraphs, drawings and sections, and a digest of the unusual signs."""
    unusual = digest("\n".join(signs.unusual)) if signs.unusual else NONE
    return f"{signs.paragraphs} {signs.drawings} {signs.sections} {unusual}"


def seal_of(parts: Parts) -> Seal | None:
    """The seal in a Word file's properties; None if it has none, or names a path that is none of ours."""
    properties = _properties(parts)
    if not {NUMBER, PATH, f"{WORDS}-1", f"{OTHERS}-1", SIGNS} <= set(properties) or not PATHS.fullmatch(
        properties[PATH]
    ):
        return None
    words, others = _joined(properties, WORDS, LENGTH), _joined(properties, OTHERS, LENGTH + 1)
    intact = _number(properties[PATH], words, others, properties[SIGNS]) == properties[NUMBER]
    return Seal(properties[NUMBER], properties[PATH], words, others, properties[SIGNS], intact)


@remembered  # most paragraphs of a template's papers are the template's own
def digest(text: str) -> str:
    """The first ten hexadecimal characters of a text's SHA-256."""
    return sha256(text.encode()).hexdigest()[:LENGTH]


def _properties(parts: Parts) -> dict[str, str]:
    if CUSTOM not in parts:
        return {}
    root = parts.root(CUSTOM)
    return {str(p.get("name")): str(v.text or "") for p in root for v in p.iter(f"{VT}lpwstr")}
