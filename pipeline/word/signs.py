"""Turns a Word file's XML into what is seen in it and is no word: drawings, sections, whatever hides, marks or links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.opc.unpack import Element, R, W, tree_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
NUMBERS = ("PAGE", "NUMPAGES", "SECTIONPAGES")  # fields that every program writes anew
MARKED = {  # what is no word and yet seen, or changes what is
    f"{W}object": "đối tượng nhúng",
    f"{W}control": "nút điều khiển",
    f"{W}altChunk": "tài liệu chèn vào",
    f"{W}hyperlink": "liên kết",
    f"{W}footnoteReference": "dấu chú thích cuối trang",
    f"{W}endnoteReference": "dấu chú thích cuối văn bản",
    f"{W}ins": "đoạn thêm có theo dõi",
    f"{W}del": "đoạn xóa có theo dõi",
    f"{W}moveFrom": "đoạn chuyển có theo dõi",
    f"{W}dataBinding": "ô lấy dữ liệu từ ngoài",
    f"{A}blip": "ảnh",
    f"{V}imagedata": "ảnh",
}
TOGGLES = {"vanish": "chữ ẩn", "strike": "chữ gạch ngang", "dstrike": "chữ gạch ngang", "specVanish": "chữ ẩn"}
WHITE, TINY = "FFFFFF", 8  # half points
PAGE_FIELDS = {f"trường {{ {number} }}" for number in NUMBERS}  # a header that has nothing else may vanish with a save
VALUE, STYLE = f"{W}val", f"{W}pStyle"
SIMPLE, INSTRUCTION, SECTION = f"{W}fldSimple", f"{W}instrText", f"{W}sectPr"
PROPERTIES, COPIES, OLDER = f"{W}rPr", f"{MC}AlternateContent", f"{MC}Fallback"
EDGES = (f"{W}headerReference", f"{W}footerReference")
PICTURES = (f"{W}drawing", f"{W}pict")
HIDING = tuple(f"{W}{name}" for name in (*TOGGLES, "color", "sz", "rStyle"))  # properties of a run
TOLD = (*MARKED, f"{A}t", f"{V}textpath", INSTRUCTION, SIMPLE, f"{W}numPr", f"{W}pageBreakBefore")
ASKED = (*TOLD, *PICTURES, *HIDING, SECTION, COPIES)
DRAWN = "hình vẽ"
STYLES = "word/styles.xml"


@dataclass(frozen=True)
class Signs:
    """What is seen of a paper beside its words: how many paragraphs, drawings and sections, and whatever is out of the usual."""

    paragraphs: int
    drawings: int
    sections: int
    unusual: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """How often each sign is found, drawings and sections under :data:`DRAWN` and :data:`SECTION`, and what sections name as edges.

    ``edges`` are the relations that lead to the headers and footers that are shown.
    """

    counts: Counter[str]
    edges: set[str]


def within(element: Element, tags: tuple[str, ...], before: Element | None) -> Iterator[Element]:
    """The elements of some kinds in another in the order in which they are written; of one that still grows, up to its last."""
    if before is None:
        return element.iter(*tags)
    return _up_to(before, element.iter(*tags, str(before.tag)))


def _up_to(last: Element, elements: Iterator[Element]) -> Iterator[Element]:
    for each in elements:
        if each is last:
            return
        yield each


def signs_of(root: Element, hiding: Mapping[str, str], before: Element | None = None) -> Found:
    """The signs in an element (see :func:`within`); ``hiding`` are the styles that hide, each with what it does."""
    counts, edges = Counter[str](), set[str]()
    properties = None
    for element in within(root, ASKED, before):
        tag = str(element.tag)
        if tag == SECTION:
            counts[SECTION] += 1
            edges |= {str(each.get(f"{R}id")) for each in element.iter(*EDGES)}
        elif tag == COPIES:
            counts.update(_otherwise_in_copies(element))
        elif in_older_copy(element):
            pass
        elif tag in PICTURES:
            counts[DRAWN] += 1
        elif tag in TOLD:
            counts.update(_told(element, tag))
        elif tag in HIDING and (of_run := element.getparent()) is not properties:
            properties = of_run
            counts.update(_hidden_words(of_run, hiding))
    if hiding:
        counts.update(_hidden_by_paragraphs(root, hiding, before))
    return Found(counts, edges)


def _told(element: Element, tag: str) -> Iterator[str]:
    if tag in MARKED:
        yield MARKED[tag]
    elif tag in (INSTRUCTION, SIMPLE):
        code = str((element.text if tag == INSTRUCTION else element.get(f"{W}instr")) or "").strip()
        if code:
            yield f"trường {{ {code.split()[0].upper() if is_page_number(code) else code} }}"
    elif tag == f"{W}numPr":
        number = element.find(f"{W}numId")
        if number is not None and number.get(VALUE) != "0":
            yield "số thứ tự tự động"
    elif tag == f"{W}pageBreakBefore":
        if _on(element):
            yield "ngắt trang trước đoạn"
    else:
        yield f"chữ vẽ «{element.text if tag == f'{A}t' else element.get('string')}»"


def _hidden_words(properties: Element | None, hiding: Mapping[str, str]) -> Iterator[str]:
    """The words of a run whose properties hide or strike them out."""
    run = properties.getparent() if properties is not None and properties.tag == PROPERTIES else None
    if properties is not None and run is not None and run.tag == f"{W}r":
        told = _hidden(properties, hiding)
        if told and (text := _words(run)):
            yield f"{told} «{text}»"


def _hidden(properties: Element, hiding: Mapping[str, str]) -> str:
    """How run properties hide or strike out their text; "" if they do not."""
    for name, told in TOGGLES.items():
        toggle = properties.find(f"{W}{name}")
        if toggle is not None and _on(toggle):
            return told
    colour, size, style = (properties.find(f"{W}{name}") for name in ("color", "sz", "rStyle"))
    if colour is not None and str(colour.get(VALUE)).upper() == WHITE:
        return "chữ trắng"
    if size is not None and str(size.get(VALUE)).isdigit() and int(str(size.get(VALUE))) <= TINY:
        return "chữ quá nhỏ"
    return hiding.get(str(style.get(VALUE)), "") if style is not None else ""


def _hidden_by_paragraphs(root: Element, hiding: Mapping[str, str], before: Element | None) -> Iterator[str]:
    """The words of the runs that the style of their paragraph hides."""
    for style in within(root, (STYLE,), before):
        told = hiding.get(style.get(VALUE, ""))
        paragraph = next(style.iterancestors(f"{W}p"), None) if told else None
        for run in paragraph.iter(f"{W}r") if paragraph is not None else ():
            if next(run.iterancestors(f"{W}p")) is paragraph and (text := _words(run)):
                yield f"{told} «{text}»"


def _otherwise_in_copies(both: Element) -> Iterator[str]:
    """Words that only the copy of a drawing for older programs shows."""
    for copy in both.iterchildren(OLDER):
        text = _words(copy)
        if text and text not in "".join(map(_words, both.iterchildren(f"{MC}Choice"))):
            yield f"chữ trong bản vẽ cho chương trình cũ «{text}»"


def _words(element: Element) -> str:
    return "".join(str(t.text or "") for t in element.iter(f"{W}t"))


def in_older_copy(element: Element) -> bool:
    """Whether an element stands in the copy of a drawing for older programs."""
    return next(element.iterancestors(OLDER), None) is not None


def is_page_number(code: str) -> bool:
    """Whether a field's code asks for the number of the page, or of all."""
    return bool(words := code.split()) and words[0].upper() in NUMBERS


def _on(element: Element) -> bool:
    return element.get(VALUE, "1") not in ("0", "false", "off", "none")


def hiding_styles(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """The styles that hide or strike out what is written in them, each with what it does."""
    return _hiding_styles(parts[STYLES]) if STYLES in parts else {}


@lru_cache(maxsize=8)  # most files have the same
def _hiding_styles(xml: bytes) -> Mapping[str, str]:
    styles = {str(s.get(f"{W}styleId")): s for s in tree_of(STYLES, xml).iterfind(f"{W}style")}
    return {key: told for key in styles if (told := _hidden_by_style(key, styles))}


def _hidden_by_style(key: str, styles: Mapping[str, Element]) -> str:
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        properties, based = styles[key].find(PROPERTIES), styles[key].find(f"{W}basedOn")
        if properties is not None and (told := _hidden(properties, {})):
            return told
        key = str(based.get(VALUE)) if based is not None else ""
    return ""
