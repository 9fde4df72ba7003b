"""Turns notes into Word comments on the paragraphs that they are about, so that a draft says itself what to check."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from html import escape, unescape
from itertools import count
from posixpath import dirname

from lxml import etree

from pipeline.docx_formats import is_shown
from pipeline.docx_package import Package

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
PARAGRAPH = re.compile(r"(<w:p(?: [^>]*)?>)(.*?)(</w:p>)", re.DOTALL)
PROPERTIES = re.compile(r"<w:pPr(?:/>|>.*?</w:pPr>)", re.DOTALL)
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
AUTHOR = "Chương trình"
NUMBERED = tuple(f"{{{W}}}{name}" for name in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference"))
EMPTY_COMMENTS = re.compile(rb"(<w:comments\b[^>]*)/>")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold
FIRST = 9000  # numbers of comments, away from those that a person has written


def mark(block: str, notes: Mapping[str, str], placed: set[str]) -> str:
    """A block of a body with comments anchored to the first paragraph that holds a key of ``notes``; adds it to ``placed``.

    A note whose words stand nowhere is left out: the template no longer says what it is about.
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
    """The parts beside the body that a Word file with these notes needs, from what they are without."""
    numbered = [(FIRST + n, note) for n, (words, note) in enumerate(notes.items()) if words in placed]
    return _comment_parts(parts, numbered) if numbered else {}


def with_notes_at(package: Package, notes: Sequence[tuple[int, str]]) -> dict[str, bytes]:
    """The parts of a Word file with comments on paragraphs by their number, from 0, older copies of drawings aside.

    Word allows no comment inside a text box: one that is about its text stands at the paragraph which holds the box.
    A reader's own comments stay as they are.
    """
    root = package.root(package.main)
    paragraphs = [p for p in root.iter(f"{{{W}}}p") if is_shown(p)]
    if not notes or not paragraphs:
        return dict(package.parts)
    name, comments = _comments_of(package)
    first = 1 + max((_identity(each) for part in (root, comments) for each in part.iter(*NUMBERED)), default=0)
    said = {_words(each) for each in comments if each.get(f"{{{W}}}author") == AUTHOR}  # in a copy of a copy
    new = [(number, note) for number, note in notes if note not in said]
    for identity, (number, note) in enumerate(new, max(first, FIRST)):
        _mark(_outside_of_boxes(paragraphs[min(number, len(paragraphs) - 1)]), identity)
        comments.append(_comment(identity, note))
    return {
        **package.parts,
        **_announced(package, name),
        package.main: _written(root),
        name: _written(comments),
    }


def _comments_of(package: Package) -> tuple[str, etree._Element]:
    """The part that holds the comments, by its name: the reader's own, or a new one without any."""
    name = package.name_of("comments") or f"{dirname(package.main)}/comments.xml".lstrip("/")
    return name, package.root(name) if name in package.parts else etree.Element(f"{{{W}}}comments", nsmap={"w": W})


def _announced(package: Package, name: str) -> dict[str, bytes]:
    """The parts that say that there is a part of comments; none where both say so already."""
    said: dict[str, bytes] = {}
    if not package.name_of("comments"):
        relations = package.root(package.relations_name) if package.relations_name in package.parts else _none_yet()
        taken = {relation.get("Id") for relation in relations}
        key = next(key for n in count(1) if (key := f"rIdNotes{n}") not in taken)
        _append(relations, RELATION.replace('"rIdNotes"', f'"{key}"').replace("comments.xml", f"/{name}"))
        said[package.relations_name] = _written(relations)
    kinds = package.root(TYPES)
    if all(kind.get("PartName") != f"/{name}" for kind in kinds):
        _append(kinds, CONTENT_TYPE.replace("/word/comments.xml", f"/{name}"))
        said[TYPES] = _written(kinds)
    return said


def _none_yet() -> etree._Element:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return etree.fromstring(f'<Relationships xmlns="{space}"/>')


def _append(root: etree._Element, child: str) -> None:
    """One more element, spelt without its namespace, at the end of a part."""
    root.append(etree.fromstring(child.replace(" ", f' xmlns="{etree.QName(root).namespace}" ', 1)))


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _comment(identity: int, note: str) -> etree._Element:
    own = {f"{{{W}}}id": str(identity), f"{{{W}}}author": AUTHOR, f"{{{W}}}initials": "CT"}
    comment = etree.Element(f"{{{W}}}comment", own, nsmap={"w": W})
    run = etree.SubElement(etree.SubElement(comment, f"{{{W}}}p"), f"{{{W}}}r")
    text = etree.SubElement(run, f"{{{W}}}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = UNPRINTABLE.sub(" ", note)
    return comment


def _words(comment: etree._Element) -> str:
    return "".join(str(text.text or "") for text in comment.iter(f"{{{W}}}t"))


def _identity(element: etree._Element) -> int:
    told = str(element.get(f"{{{W}}}id") or "")
    return int(told) if re.fullmatch(r"\d{1,9}", told) else 0


def _outside_of_boxes(paragraph: etree._Element) -> etree._Element:
    """The paragraph itself, or the one of the running text that holds its box."""
    content = list(paragraph.iterancestors(f"{{{W}}}txbxContent"))
    holder = next(content[-1].iterancestors(f"{{{W}}}p"), None) if content else None
    return paragraph if holder is None else holder


def _comment_parts(parts: Mapping[str, bytes], notes: Iterable[tuple[int, str]]) -> dict[str, bytes]:
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="{AUTHOR}" w:initials="CT"><w:p><w:r><w:t xml:space="preserve">{escape(note)}</w:t></w:r></w:p></w:comment>'
        for n, note in notes
    )
    if COMMENTS in parts:  # a reader's own comments stay
        own = EMPTY_COMMENTS.sub(rb"\1></w:comments>", parts[COMMENTS])
        return {COMMENTS: own.replace(b"</w:comments>", f"{comments}</w:comments>".encode())}
    return {
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
