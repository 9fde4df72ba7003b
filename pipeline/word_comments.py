"""Turns notes into Word comments on the paragraphs that they are about, so that a draft says itself what to check."""

from __future__ import annotations

from collections.abc import Mapping
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


def with_notes(parts: Mapping[str, bytes], notes: Mapping[str, str]) -> dict[str, bytes]:
    """The parts of a Word file with a comment on each first paragraph that holds a key of ``notes``.

    A note whose words stand nowhere is left out: the template no longer says what it is about.
    """
    root = etree.fromstring(parts[DOCUMENT])
    paragraphs = [(p, "".join(str(t.text or "") for t in p.iter(f"{{{W}}}t"))) for p in root.iter(f"{{{W}}}p")]
    said: list[str] = []
    for words, note in notes.items():
        found = next((p for p, text in paragraphs if words in text), None)
        if found is not None:
            _mark(found, len(said))
            said.append(note)
    if not said:
        return dict(parts)
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="{AUTHOR}" w:initials="CT"><w:p><w:r><w:t xml:space="preserve">{escape(note)}</w:t></w:r></w:p></w:comment>'
        for n, note in enumerate(said)
    )
    return {
        **parts,
        DOCUMENT: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
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
