"""Turns notes into Word comments on the paragraphs that they are about, so that a reader of a draft sees what to check."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from html import escape, unescape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMMENTS, RELATIONS, TYPES = "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
RELATION = (
    '<Relationship Id="rIdNotes" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"'
    ' Target="comments.xml"/>'
)
CONTENT_TYPE = (
    '<Override PartName="/word/comments.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>'
)
PARAGRAPH = re.compile(r"(<w:p(?: [^>]*)?>)(.*?)(</w:p>)", re.DOTALL)
PROPERTIES = re.compile(r"<w:pPr(?:/>|>.*?</w:pPr>)", re.DOTALL)
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
AUTHOR = "Chương trình"
EMPTY_COMMENTS = re.compile(rb"(<w:comments\b[^>]*)/>")
FIRST = 9000  # number of our first comment, above those that a person has written


def mark(block: str, notes: Mapping[str, str], placed: set[str]) -> str:
    """A block of a document body with a comment at the first paragraph that contains each key of ``notes``; keys found are added to ``placed``.

    A note whose key is in no paragraph is left out: an officer has removed from the template what it is about.
    """
    waiting = {words: FIRST + n for n, words in enumerate(notes) if words not in placed}

    def marked(found: re.Match[str]) -> str:
        begin, inside, end = found.groups()
        text = unescape("".join(TEXT.findall(inside)))
        for words in [words for words in waiting if words in text]:
            placed.add(words)
            own = f'w:id="{waiting.pop(words)}"'
            properties = PROPERTIES.match(inside)
            at = properties.end() if properties else 0
            inside = f"{inside[:at]}<w:commentRangeStart {own}/>{inside[at:]}"
            end = f"<w:commentRangeEnd {own}/><w:r><w:commentReference {own}/></w:r>{end}"
        return begin + inside + end

    return PARAGRAPH.sub(marked, block) if waiting else block


def comment_parts(parts: Mapping[str, bytes], notes: Mapping[str, str], placed: Container[str]) -> dict[str, bytes]:
    """The comments part, and the relationships and content types that announce it, changed from ``parts``; empty if no note was placed."""
    numbered = [(FIRST + n, note) for n, (words, note) in enumerate(notes.items()) if words in placed]
    return _comment_parts(parts, numbered) if numbered else {}


def _comment_parts(parts: Mapping[str, bytes], notes: Iterable[tuple[int, str]]) -> dict[str, bytes]:
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="{AUTHOR}" w:initials="CT"><w:p><w:r><w:t xml:space="preserve">{escape(note)}</w:t></w:r></w:p></w:comment>'
        for n, note in notes
    )
    if COMMENTS in parts:  # comments that a person has written stay
        own = EMPTY_COMMENTS.sub(rb"\1></w:comments>", parts[COMMENTS])
        return {COMMENTS: own.replace(b"</w:comments>", f"{comments}</w:comments>".encode())}
    return {
        COMMENTS: f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{W}">{comments}</w:comments>'.encode(),
        RELATIONS: parts[RELATIONS].replace(b"</Relationships>", f"{RELATION}</Relationships>".encode()),
        TYPES: parts[TYPES].replace(b"</Types>", f"{CONTENT_TYPE}</Types>".encode()),
    }
