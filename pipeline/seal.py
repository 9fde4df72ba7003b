"""Turns a paper's words into a seal in its own properties, and a sealed paper back into what was changed since.

The seal holds the paper's number, which is that of its words, its place, and a short digest of each paragraph, so that an edit of one letter is
told with its paragraph, with no network and no other file. It shows edits; it is no signature against forgers, who could
compute it anew: for that the manifest's digest of the whole file stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import sha256
from html import escape, unescape

from lxml import etree

from pipeline.docx_package import NotADocument, open_package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
BODY = "word/document.xml"
CUSTOM, RELATIONS, TYPES = "docProps/custom.xml", "_rels/.rels", "[Content_Types].xml"
NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
RELATION = (
    '<Relationship Id="rIdSeal" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"'
    ' Target="docProps/custom.xml"/>'
)
CONTENT_TYPE = '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
NUMBER, PLACE, WORDS, ASIDE = "so-ban", "van-ban", "dau-kiem-doan", "dau-kiem-khac"
OTHER_TEXT = re.compile(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml$")
DIGITS = re.compile(r"\d+")  # in a header only the page number, which Word writes anew
LENGTH = 10  # characters of each paragraph's digest


@dataclass(frozen=True)
class Seal:
    """What a paper says of itself: number, place (``2020-Q1/to-trinh.docx``), and the digests of its words."""

    number: str
    place: str
    words: tuple[str, ...]
    aside: str


@dataclass(frozen=True)
class Edit:
    """One paragraph that is not as it was made: its number on the page's order, and its words now ("" if taken out)."""

    number: int
    text: str


def seal_parts(
    parts: Mapping[str, bytes], place: str, words: Sequence[str], others: Iterable[str]
) -> tuple[dict[str, bytes], str]:
    """The parts that a Word file needs to carry its seal, from what they are without, and its number.

    ``words`` are the digests of the body's paragraphs, ``others`` the texts of all other paragraphs. The same words at the
    same place have the same number: so a run in which a paper has not changed gives the same bytes, and an older edition
    is known by its number.
    """
    aside = _aside(others)
    number = digest("\n".join((place, *words, aside))).upper()
    values = {NUMBER: number, PLACE: place, WORDS: " ".join(words), ASIDE: aside}
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{n}" name="{name}"><vt:lpwstr>{escape(text)}</vt:lpwstr></property>'
        for n, (name, text) in enumerate(values.items(), 2)
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


def written_texts(xml: str) -> list[str]:
    """The words of each paragraph that has any, of XML as the papers are written: without text boxes, which are read whole."""
    if "<w:txbxContent" in xml:
        return _texts(xml.encode())
    told = [""]
    for piece in xml.split("</w:t>")[:-1]:  # each ends with a text
        if "</w:p>" in piece and told[-1]:
            told.append("")
        told[-1] += piece[piece.rfind(">") + 1 :]
    return [unescape(text) if "&" in text else text for text in told if text]


def digests(parts: Mapping[str, bytes]) -> tuple[tuple[str, ...], str]:
    """The digest of each paragraph of the body that has words, and one of all other words."""
    others = (text for name in parts if OTHER_TEXT.match(name) for text in _texts(parts[name]))
    return tuple(digest(text) for text in _texts(parts[BODY])), _aside(others)


def _aside(texts: Iterable[str]) -> str:
    return digest("\n".join(sorted({kept for text in texts if (kept := DIGITS.sub("", text).strip())})))


def read_seal(content: bytes) -> tuple[Seal | None, tuple[Edit, ...]]:
    """A Word file's seal (None where it has none) and the paragraphs that are not as it says.

    Raises ``NotADocument`` for what is no Word file.
    """
    package = open_package(content)
    try:
        told = _properties(package.parts.get(CUSTOM, b""))
        if package.main != BODY or not {NUMBER, PLACE, WORDS, ASIDE} <= set(told):
            return None, ()
        seal = Seal(told[NUMBER], told[PLACE], tuple(told[WORDS].split()), told[ASIDE])
        texts, (words, aside) = _texts(package.parts[BODY]), digests(package.parts)
    except etree.XMLSyntaxError as error:
        raise NotADocument("Tệp Word bị hỏng. Mở bằng Word, lưu lại rồi kiểm tra.") from error
    edits = list(_edits(seal.words, words, texts))
    if aside != seal.aside:
        edits.append(Edit(0, "đầu trang, chân trang hoặc chú thích"))
    return seal, tuple(edits)


def _edits(made: Sequence[str], now: Sequence[str], texts: Sequence[str]) -> list[Edit]:
    found = []
    for tag, _, _, c, d in SequenceMatcher(a=made, b=now, autojunk=False).get_opcodes():
        if tag == "delete":
            found.append(Edit(c + 1, ""))
        elif tag != "equal":
            found += [Edit(n + 1, texts[n]) for n in range(c, d)]
    return found


def _texts(part: bytes) -> list[str]:
    """The words of each paragraph that has any."""
    root = etree.fromstring(part)
    texts = ("".join(str(t.text or "") for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))
    return [text for text in texts if text]


@lru_cache(maxsize=2048)  # most paragraphs of a template's papers are the template's own
def digest(text: str) -> str:
    """A text's short digest."""
    return sha256(text.encode()).hexdigest()[:LENGTH]


def _properties(custom: bytes) -> dict[str, str]:
    if not custom:
        return {}
    root = etree.fromstring(custom)
    return {str(p.get("name")): str(v.text or "") for p in root for v in p.iter(f"{VT}lpwstr")}
