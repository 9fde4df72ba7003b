"""Turns a part of a template into what docxtpl's language can read: tags as they are meant, in places where they are allowed.

What cannot be wrong is repaired: smart tags are taken off, blanks, quotes and capitals in tags put right, two paragraph tags in
one paragraph put into two. All else that would lose words or break the paper is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from pipeline.opc.unpack import A, Element, V, W
from pipeline.rendering.template_faults import Wrong
from pipeline.rendering.template_lookalikes import SUSPECT, demand_no_lookalike
from pipeline.rendering.template_spelling import BEGIN, END, MIDDLE, TAG, Tag, read_tag

UNWRAPPED = (f"{W}smartTag", f"{W}customXml")
NOTED = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
WRAPPED = frozenset((*UNWRAPPED, *NOTED))
HOLDERS = frozenset(
    f"{W}{name}" for name in ("sdtContent", "hyperlink", "fldSimple", "tc", "txbxContent", "body", "hdr", "ftr", "footnote", "endnote", "dir", "bdo")
)  # fmt: skip
SEEN = tuple(
    f"{W}{name}" for name in ("drawing", "pict", "fldChar", "fldSimple", "footnoteReference", "endnoteReference", "sym", "sectPr", "tbl")
)  # fmt: skip
DEEPEST = 12  # conditions and loops in each other
EQUATION = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
DRAWN = (EQUATION, f"{A}t", f"{V}textpath")  # words that are no text of a paragraph
P, T, R, TR, TC, BR = (f"{W}{name}" for name in ("p", "t", "r", "tr", "tc", "br"))
PLACES = {"tr": (TR, "dòng bảng"), "tc": (TC, "ô bảng")}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OTHER_PREFIX = "tệp do chương trình khác lưu theo cách lạ. Mở bằng Word, lưu lại dạng .docx"
LOST = "chữ «{}» đứng cùng {} với thẻ «{}» nên sẽ mất. Đưa chữ đó sang {} khác"
LOST_DRAWING = (
    "có hình, trường, dấu chú thích hoặc ngắt trang cùng đoạn với thẻ «{}» nên sẽ mất. Đưa thẻ sang một đoạn riêng"
)
TWICE = "hai thẻ {{%{} … %}} trong cùng một {}. Để mỗi thẻ ở một {} riêng"
NO_TABLE = "thẻ «{}» chỉ dùng được trong {}. Đổi thành {{%p … %}}, hoặc đưa vào bảng"
HALF = "thẻ «{}» bắt đầu ở trong mà kết thúc ở ngoài một liên kết, trường hoặc ô nội dung. Xóa cả thẻ, bỏ liên kết hoặc ô đó rồi gõ lại thẻ"
APART = "thẻ «{}» và thẻ «{}» của nó không ở cùng một chỗ (ô bảng, liên kết, khung chữ, ô nội dung). Đưa hai thẻ về cùng một chỗ"
MIXED = "thẻ «{}» mở bằng {} mà đóng bằng «{}». Hai thẻ phải cùng loại: {{%p if %}} đi với {{%p endif %}}"
ALONE = "thẻ «{}» thừa, không có thẻ mở. Xóa thẻ đó hoặc thêm thẻ mở"
UNENDED = "thẻ «{}» chưa có thẻ đóng {{%{} {} %}}. Thêm thẻ đóng"
CROSSED = "thẻ «{}» đóng khi «{}» còn mở. Đóng thẻ mở sau trước"
IN_EQUATION = "có thẻ trong công thức toán. Xóa thẻ đó rồi gõ lại ngoài công thức"
DEEP = "quá nhiều thẻ lồng nhau. Bỏ bớt"


@dataclass(frozen=True)
class Place:
    """A tag with its position: the number and text of its paragraph, and the element that holds it."""

    tag: Tag
    paragraph: int
    text: str
    holder: Element | None


@dataclass
class Paragraph:
    """A paragraph's own pieces of text."""

    number: int
    element: Element
    pieces: list[Element]

    @property
    def text(self) -> str:
        """Its words, its tags among them."""
        return "".join(str(each.text or "") for each in self.pieces)


def prepare(root: Element, example: Mapping[str, object]) -> bool:
    """Put a part right where that is sure; whether anything was changed. Raises :class:`Wrong`.

    ``example`` is what papers offer, for what only looks like a tag.
    """
    if root.prefix != "w" or (root.tag == f"{W}document" and root.find(f"{W}body") is None):
        raise Wrong(0, OTHER_PREFIX)
    changed = _unwrap(root)
    places: list[Place] = []
    for paragraph in list(_paragraphs(root)):
        if SUSPECT.search(paragraph.text):
            changed |= _prepare_paragraph(paragraph, places, example)
    _demand_no_tag_elsewhere(root, example)
    _demand_pairs(places)
    return changed


def _unwrap(root: Element) -> bool:
    """Take off smart tags and the marks of comments, and leave what is in them."""
    found = list(root.iter(*WRAPPED))
    for each in found:
        parent = each.getparent()
        if parent is None:
            continue
        at = parent.index(each)
        for child in [child for child in each if child.tag not in (f"{W}smartTagPr", f"{W}customXmlPr")]:
            parent.insert(at, child)
            at += 1
        parent.remove(each)
        above = parent.getparent() if each.tag == NOTED[-1] else None
        if above is not None and all(child.tag == f"{W}rPr" for child in parent):
            above.remove(parent)
    return any(each.tag in UNWRAPPED for each in found)


def _paragraphs(root: Element) -> Iterator[Paragraph]:
    """The paragraphs that have text of their own, numbered as the faults of tags are."""
    own: defaultdict[Element | None, list[Element]] = defaultdict(list)
    for piece in root.iter(T):
        own[next(piece.iterancestors(P), None)].append(piece)
    number = 0
    for element in root.iter(P):
        number += 1 if len(element) or element.attrib else 0
        if element in own:
            yield Paragraph(number, element, own[element])


def _prepare_paragraph(paragraph: Paragraph, places: list[Place], example: Mapping[str, object]) -> bool:
    text = paragraph.text
    try:
        tags = [read_tag(found, paragraph.number) for found in TAG.finditer(text)]
        demand_no_lookalike(TAG.sub("\x00", text), paragraph.number, example)
        for tag in tags:
            _demand_whole(paragraph, tag, text)
        _demand_nothing_lost(paragraph, tags, text)
    except Wrong as wrong:
        wrong.text = wrong.text or text
        raise
    for tag in tags:
        if tag.word in (*BEGIN, *END, *MIDDLE):
            places.append(Place(tag, paragraph.number, text, _holder(_piece_at(paragraph, tag.start), tag.kind)))
    changed = False
    for tag in reversed(tags):
        if tag.written != text[tag.start : tag.end]:
            _write(paragraph, tag)
            changed = True
    return _split(paragraph, tags) or changed


def _demand_no_tag_elsewhere(root: Element, example: Mapping[str, object]) -> None:
    """Raises :class:`Wrong` for a tag in an equation, and for what looks like one in an equation or in words that are drawn."""
    number = 0
    for element in root.iter(P, *DRAWN):
        if element.tag == P:
            number += 1 if len(element) or element.attrib else 0
            continue
        text = str(element.get("string") or "".join(map(str, element.itertext())))
        if element.tag == EQUATION and TAG.search(text):
            raise Wrong(number, IN_EQUATION, text)
        try:
            demand_no_lookalike(TAG.sub("\x00", text), number, example)
        except Wrong as wrong:
            wrong.text = text
            raise


def _piece_at(paragraph: Paragraph, at: int) -> Element:
    for piece in paragraph.pieces:
        at -= len(piece.text or "")
        if at < 0:
            return piece
    return paragraph.pieces[-1]


def _chain(piece: Element) -> Element | None:
    return next((above for above in piece.iterancestors() if above.tag in HOLDERS or above.tag == P), None)


def _holder(piece: Element, kind: str) -> Element | None:
    """The element that holds a tag of a kind: its link or cell, its paragraph's cell, its row's table, its cell's row."""
    start: Element | None = piece
    if kind in ("p", *PLACES):
        wanted = P if kind == "p" else PLACES[kind][0]
        start = next(piece.iterancestors(wanted), None)
        return start.getparent() if start is not None else None
    return next((above for above in piece.iterancestors() if above.tag in HOLDERS), None)


def _demand_whole(paragraph: Paragraph, tag: Tag, text: str) -> None:
    """Raises :class:`Wrong` for a tag that begins in a link or control and ends outside, or for one of rows outside tables."""
    first, last = _piece_at(paragraph, tag.start), _piece_at(paragraph, tag.end - 1)
    typed = text[tag.start : tag.end]
    if first is not last and _chain(first) is not _chain(last):
        raise Wrong(paragraph.number, HALF.format(typed))
    if tag.kind in PLACES:
        wanted, named = PLACES[tag.kind]
        if next(first.iterancestors(wanted), None) is None:
            raise Wrong(paragraph.number, NO_TABLE.format(typed, named))


def _demand_nothing_lost(paragraph: Paragraph, tags: Sequence[Tag], text: str) -> None:
    """Raises :class:`Wrong` for words and drawings that docxtpl drops with a tag's paragraph, row or cell."""
    for tag in tags:
        typed = text[tag.start : tag.end]
        if tag.kind == "p":
            rest = _without(text, [each for each in tags if each.kind == "p"])
            if rest.strip():
                raise Wrong(paragraph.number, LOST.format(rest.strip()[:40], "đoạn", typed, "đoạn"))
            if any(True for _ in paragraph.element.iter(*SEEN)) or _breaks(paragraph.element):
                raise Wrong(paragraph.number, LOST_DRAWING.format(typed))
        elif tag.kind in PLACES:
            wanted, named = PLACES[tag.kind]
            around = next(paragraph.element.iterancestors(wanted))
            whole = "".join(str(each.text or "") for each in around.iter(T))
            found = list(re.finditer(rf"{{%-?\s*{tag.kind}\s", whole, re.IGNORECASE))
            if len(found) > 1:
                raise Wrong(paragraph.number, TWICE.format(tag.kind, named, named))
            rest = whole.replace(typed, "", 1).strip()
            if rest:
                raise Wrong(paragraph.number, LOST.format(rest[:40], named, typed, named))


def _without(text: str, tags: Sequence[Tag]) -> str:
    for tag in reversed(tags):
        text = text[: tag.start] + text[tag.end :]
    return text


def _breaks(element: Element) -> bool:
    return any(each.get(f"{W}type") in ("page", "column") for each in element.iter(BR))


def _write(paragraph: Paragraph, tag: Tag) -> None:
    """Write a tag anew: in the piece in which it begins, the rest of it taken out of the others."""
    at, written = 0, tag.written
    for piece in paragraph.pieces:
        text = str(piece.text or "")
        start, end = max(tag.start - at, 0), min(tag.end - at, len(text))
        at += len(text)
        if start < end:
            piece.text = text[:start] + written + text[end:]
            piece.set(SPACE, "preserve")
            written = ""


def _split(paragraph: Paragraph, tags: Sequence[Tag]) -> bool:
    """Two paragraph tags in one paragraph put into two: each takes a paragraph away, and holds nothing else."""
    own = [tag for tag in tags if tag.kind == "p"]
    if len(own) < 2:
        return False
    for tag in own:
        copy = deepcopy(paragraph.element)
        for run in [each for each in copy if each.tag != f"{W}pPr"]:
            copy.remove(run)
        run = copy.makeelement(R)
        words = run.makeelement(T)
        words.text = tag.written
        run.append(words)
        copy.append(run)
        paragraph.element.addprevious(copy)
    if (parent := paragraph.element.getparent()) is not None:
        parent.remove(paragraph.element)
    return True


def _demand_pairs(places: Sequence[Place]) -> None:
    """Raises :class:`Wrong` for a condition or loop without its end, of two kinds, or begun and ended in two places."""
    begun: list[Place] = []
    for place in places:
        tag = place.tag
        if tag.word in BEGIN:
            begun.append(place)
            if len(begun) > DEEPEST:
                raise Wrong(place.paragraph, DEEP, place.text)
            continue
        if not begun:
            raise Wrong(place.paragraph, ALONE.format(tag.written), place.text)
        opened = begun[-1]
        _demand_pair(opened, place)
        if tag.word in END:
            begun.pop()
    if begun:
        tag = begun[-1].tag
        raise Wrong(begun[-1].paragraph, UNENDED.format(tag.written, tag.kind, f"end{tag.word}"), begun[-1].text)


def _demand_pair(opened: Place, place: Place) -> None:
    tag = place.tag
    if tag.word in END and END[tag.word] != opened.tag.word:
        raise Wrong(place.paragraph, CROSSED.format(tag.written, opened.tag.written), place.text)
    if tag.kind != opened.tag.kind:
        kind = f"{{%{opened.tag.kind}"
        raise Wrong(opened.paragraph, MIXED.format(opened.tag.written, kind, tag.written), opened.text)
    if place.holder is not opened.holder:
        raise Wrong(opened.paragraph, APART.format(opened.tag.written, tag.written), opened.text)
