"""Turns notes into Word comments on the paragraphs that they are about, so that a draft says itself what to check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMMENTS, DOCUMENT, RELATIONS, TYPES = (
    "word/comments.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
)
RELATION = (
    '<Relationship Id="rIdNotes" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"'
    ' Target="comments.xml"/>'
)
CONTENT_TYPE = (
    '<Override PartName="/word/comments.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>'
)
AUTHOR = "Chương trình"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
FIRST = 9000  # numbers of comments, away from those that a person has written


def with_notes(parts: Mapping[str, bytes], notes: Mapping[str, str]) -> dict[str, bytes]:
    """The parts of a Word file with a comment on each first paragraph that holds a key of ``notes``.

    A note whose words stand nowhere is left out: the template no longer says what it is about.
    """
    root = etree.fromstring(parts[DOCUMENT])
    texts = ["".join(str(t.text or "") for t in p.iter(f"{{{W}}}t")) for p in root.iter(f"{{{W}}}p")]
    found = ((next((n for n, text in enumerate(texts) if words in text), None), note) for words, note in notes.items())
    return with_notes_at(parts, [(number, note) for number, note in found if number is not None])


def with_notes_at(parts: Mapping[str, bytes], notes: Sequence[tuple[int, str]]) -> dict[str, bytes]:
    """The parts of a Word file with comments on paragraphs by their number, from 0, older copies of drawings aside."""
    if not notes:
        return dict(parts)
    root = etree.fromstring(parts[DOCUMENT])
    paragraphs = [p for p in root.iter(f"{{{W}}}p") if next(p.iterancestors(f"{{{MC}}}Fallback"), None) is None]
    for identity, (number, _) in enumerate(notes, FIRST):
        _mark(paragraphs[min(number, len(paragraphs) - 1)], identity)
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="{AUTHOR}" w:initials="CT"><w:p><w:r><w:t xml:space="preserve">{escape(note)}</w:t></w:r></w:p></w:comment>'
        for n, (_, note) in enumerate(notes, FIRST)
    )
    marked = {**parts, DOCUMENT: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}
    if COMMENTS in parts:  # a reader's own comments stay
        return {**marked, COMMENTS: parts[COMMENTS].replace(b"</w:comments>", f"{comments}</w:comments>".encode())}
    return {
        **marked,
        COMMENTS: f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{W}">{comments}</w:comments>'.encode(),
        RELATIONS: parts[RELATIONS].replace(b"</Relationships>", f"{RELATION}</Relationships>".encode()),
        TYPES: parts[TYPES].replace(b"</Types>", f"{CONTENT_TYPE}</Types>".encode()),
    }


def _mark(paragraph: etree._Element, number: int) -> None:
    """Anchor a comment to all of a paragraph."""
    identity = {f"{{{W}}}id": str(number)}
    after_properties = 1 if len(paragraph) and paragraph[0].tag == f"{{{W}}}pPr" else 0
    paragraph.insert(after_properties, etree.Element(f"{{{W}}}commentRangeStart", identity))
    etree.SubElement(paragraph, f"{{{W}}}commentRangeEnd", identity)
    etree.SubElement(etree.SubElement(paragraph, f"{{{W}}}r"), f"{{{W}}}commentReference", identity)
