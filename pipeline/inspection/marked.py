"""Adds notes on paragraphs to any Word file as Word comments; comments already in the file stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from posixpath import dirname

from lxml import etree

from pipeline.inspection.layout.text import is_shown
from pipeline.opc.unpack import Parts, relations_name
from pipeline.word.comments import AUTHOR, CONTENT_TYPE, FIRST, RELATION, TYPES, W

NUMBERED = tuple(f"{{{W}}}{name}" for name in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference"))
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold


def with_notes_at(package: Parts, notes: Sequence[tuple[int, str]]) -> dict[str, bytes]:
    """The parts of a Word file with a comment for each note: the paragraph's number, from 0, and the text.

    Paragraphs are counted as ``read_docx`` does, without older copies of drawings. Word allows no comment inside a text
    box: a note on its text is put at the paragraph that the box is anchored in. A note that an earlier run has already
    added is not added again.
    """
    root = package.root(package.main)
    paragraphs = [p for p in root.iter(f"{{{W}}}p") if is_shown(p)]
    if not notes or not paragraphs:
        return dict(package)
    name, comments = _comments_of(package)
    first = 1 + max((_identity(each) for part in (root, comments) for each in part.iter(*NUMBERED)), default=0)
    # the file may be a marked copy
    existing = {_words(each) for each in comments if each.get(f"{{{W}}}author") == AUTHOR}
    new = [(number, note) for number, note in notes if note not in existing]
    for identity, (number, note) in enumerate(new, max(first, FIRST)):
        _mark(_outside_of_boxes(paragraphs[min(number, len(paragraphs) - 1)]), identity)
        comments.append(_comment(identity, note))
    return {**package, **_announced(package, name), package.main: _written(root), name: _written(comments)}


def _comments_of(package: Parts) -> tuple[str, etree._Element]:
    """The name and the root of the part with the comments: the file's own, or a new empty one."""
    name = package.name_of("comments") or f"{dirname(package.main)}/comments.xml".lstrip("/")
    return name, package.root(name) if name in package else etree.Element(f"{{{W}}}comments", nsmap={"w": W})


def _announced(package: Parts, name: str) -> dict[str, bytes]:
    """The relations and content types changed to name the part with the comments; empty if both name it already."""
    changed: dict[str, bytes] = {}
    if not package.name_of("comments"):
        named = relations_name(package.main)
        relations = package.root(named) if named in package else _none_yet()
        taken = {relation.get("Id") for relation in relations}
        key = next(key for n in count(1) if (key := f"rIdNotes{n}") not in taken)
        _append(relations, RELATION.replace('"rIdNotes"', f'"{key}"').replace("comments.xml", f"/{name}"))
        changed[named] = _written(relations)
    kinds = package.root(TYPES)
    if all(kind.get("PartName") != f"/{name}" for kind in kinds):
        _append(kinds, CONTENT_TYPE.replace("/word/comments.xml", f"/{name}"))
        changed[TYPES] = _written(kinds)
    return changed


def _none_yet() -> etree._Element:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return etree.fromstring(f'<Relationships xmlns="{space}"/>')


def _append(root: etree._Element, child: str) -> None:
    """Append an element, given as XML without namespace, to a part in the part's namespace."""
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
    text = str(element.get(f"{{{W}}}id") or "")
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0


def _outside_of_boxes(paragraph: etree._Element) -> etree._Element:
    """The paragraph itself, or the one of the running text that its text box is anchored in."""
    content = list(paragraph.iterancestors(f"{{{W}}}txbxContent"))
    holder = next(content[-1].iterancestors(f"{{{W}}}p"), None) if content else None
    return paragraph if holder is None else holder


def _mark(paragraph: etree._Element, number: int) -> None:
    """Anchor a comment to all of a paragraph."""
    identity = {f"{{{W}}}id": str(number)}
    after_properties = 1 if len(paragraph) and paragraph[0].tag == f"{{{W}}}pPr" else 0
    paragraph.insert(after_properties, etree.Element(f"{{{W}}}commentRangeStart", identity))
    etree.SubElement(paragraph, f"{{{W}}}commentRangeEnd", identity)
    etree.SubElement(etree.SubElement(paragraph, f"{{{W}}}r"), f"{{{W}}}commentReference", identity)
