"""Finds in a Word file's XML the drawings, sections, fields, links and other signs besides plain text, and text that is hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import hexdigits

from pipeline.opc.unpack import MC, A, Element, R, V, W, tree_of

NUMBERS = ("PAGE", "NUMPAGES", "SECTIONPAGES")  # fields that every program computes anew when it saves
MARKED = {  # elements that are reported by their kind only
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
NEARLY_WHITE, TINY = 0xE6, 8  # of each primary colour, of 255; half points
LIGHT = (
    "background1",
    "background2",
    "light1",
    "light2",
    "bg1",
    "bg2",
    "lt1",
    "lt2",
)  # colours of a theme that paper has
SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "opensymbol", "marlett", "zapf dingbats", "zapfdingbats", "mt extra")
PLAIN_NUMBER = re.compile(rf"({'|'.join(NUMBERS)})(?: \\\* ?(?:MERGEFORMAT|ARABIC))*")
# a header with nothing else may be dropped when the file is saved
PAGE_FIELDS = {f"trường {{ {number} }}" for number in NUMBERS}
VALUE, STYLE = f"{W}val", f"{W}pStyle"
SIMPLE, INSTRUCTION, SECTION = f"{W}fldSimple", f"{W}instrText", f"{W}sectPr"
PROPERTIES, COPIES, OLDER = f"{W}rPr", f"{MC}AlternateContent", f"{MC}Fallback"
EDGES = (f"{W}headerReference", f"{W}footerReference")
PICTURES = (f"{W}drawing", f"{W}pict")
HIDING = tuple(f"{W}{name}" for name in (*TOGGLES, "color", "sz", "rStyle"))  # properties of a run
REPORTED = (*MARKED, f"{A}t", f"{V}textpath", INSTRUCTION, SIMPLE, f"{W}numPr", f"{W}pageBreakBefore")
SEARCHED = (*REPORTED, *PICTURES, *HIDING, SECTION, COPIES)
DRAWN = "hình vẽ"
STYLES = "word/styles.xml"


@dataclass(frozen=True)
class Signs:
    """What is seen in a paper besides its text: the counts of paragraphs, drawings and sections, and unusual signs in Vietnamese."""

    paragraphs: int
    drawings: int
    sections: int
    unusual: tuple[str, ...] = ()


def signs_of(root: Element, hiding: Mapping[str, str]) -> tuple[Counter[str], set[str]]:
    """How often each sign occurs in an element, and the ids of the relationships to the headers and footers that sections show.

    Drawings are counted under :data:`DRAWN`, sections under :data:`SECTION`; ``hiding`` are the styles that hide text, each with how.
    """
    counts, edges = Counter[str](), set[str]()
    properties = None
    for element in root.iter(*SEARCHED):
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
        elif tag in REPORTED:
            counts.update(_described(element, tag))
        elif tag in HIDING and (of_run := element.getparent()) is not properties:
            properties = of_run
            counts.update(_hidden_words(of_run, hiding))
    if hiding:
        counts.update(_hidden_by_paragraphs(root, hiding))
    return counts, edges


def _described(element: Element, tag: str) -> Iterator[str]:
    if tag in MARKED:
        yield MARKED[tag]
    elif tag in (INSTRUCTION, SIMPLE):
        code = str((element.text if tag == INSTRUCTION else element.get(f"{W}instr")) or "").strip()
        if code:
            plain = PLAIN_NUMBER.fullmatch(" ".join(code.upper().split()))
            yield f"trường {{ {plain[1] if plain else code} }}"
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
    """The text of a run whose properties hide it or strike it out."""
    run = properties.getparent() if properties is not None and properties.tag == PROPERTIES else None
    if properties is not None and run is not None and run.tag == f"{W}r":
        how = _hidden(properties, hiding)
        if how and (text := _words(run)):
            yield f"{how} «{text}»"


def _hidden(properties: Element, hiding: Mapping[str, str]) -> str:
    """How run properties hide their text or strike it out, in Vietnamese; "" if they do not."""
    for name, how in TOGGLES.items():
        toggle = properties.find(f"{W}{name}")
        if toggle is not None and _on(toggle):
            return how
    colour, size, style = (properties.find(f"{W}{name}") for name in ("color", "sz", "rStyle"))
    if colour is not None and is_hidden_colour(colour):
        return "chữ trắng"
    if size is not None and str(size.get(VALUE)).isdigit() and int(str(size.get(VALUE))) <= TINY:
        return "chữ quá nhỏ"
    return hiding.get(str(style.get(VALUE)), "") if style is not None else ""


def _hidden_by_paragraphs(root: Element, hiding: Mapping[str, str]) -> Iterator[str]:
    """The text of the runs that the style of their paragraph hides."""
    for style in root.iter(STYLE):
        how = hiding.get(style.get(VALUE, ""))
        paragraph = next(style.iterancestors(f"{W}p"), None) if how else None
        for run in paragraph.iter(f"{W}r") if paragraph is not None else ():
            if next(run.iterancestors(f"{W}p")) is paragraph and (text := _words(run)):
                yield f"{how} «{text}»"


def _otherwise_in_copies(both: Element) -> Iterator[str]:
    """Text that only the copy of a drawing for older programs shows."""
    for copy in both.iterchildren(OLDER):
        text = _words(copy)
        if text and text not in "".join(map(_words, both.iterchildren(f"{MC}Choice"))):
            yield f"chữ trong bản vẽ cho chương trình cũ «{text}»"


def _words(element: Element) -> str:
    return "".join(str(t.text or "") for t in element.iter(f"{W}t"))


def in_older_copy(element: Element) -> bool:
    """Whether an element is inside the copy of a drawing that Word keeps for older programs."""
    return next(element.iterancestors(OLDER), None) is not None


def is_page_number(code: str) -> bool:
    """Whether a field's code prints the number of the page, or the count of pages."""
    return bool(words := code.split()) and words[0].upper() in NUMBERS


def is_hidden_colour(colour: Element) -> bool:
    """Whether an element for the colour of text stands for white, or for what nobody tells from white."""
    value = str(colour.get(VALUE))
    if len(value) == 6 and all(sign in hexdigits for sign in value):
        return min(bytes.fromhex(value)) >= NEARLY_WHITE
    return colour.get(f"{W}themeColor") in LIGHT


def _on(element: Element) -> bool:
    return element.get(VALUE, "1") not in ("0", "false", "off", "none")


def hiding_styles(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """The ids of the styles that hide text or strike it out, each with how, in Vietnamese."""
    return _hiding_styles(parts[STYLES]) if STYLES in parts else {}


@lru_cache(maxsize=8)  # most files have the same
def _hiding_styles(xml: bytes) -> Mapping[str, str]:
    styles = {str(s.get(f"{W}styleId")): s for s in tree_of(STYLES, xml).iterfind(f"{W}style")}
    known: dict[str, str] = {}
    for key in styles:
        _look_up(key, styles, known)
    return {key: how for key, how in known.items() if how}


def _look_up(key: str, styles: Mapping[str, Element], known: dict[str, str]) -> None:
    """Add to ``known`` how a style, and each that it is based on, hides text; each style is looked at once."""
    chain: dict[str, None] = {}
    how = ""
    while key in styles and key not in chain and not how:
        if key in known:
            how = known[key]
            break
        chain[key] = None
        properties, based = styles[key].find(PROPERTIES), styles[key].find(f"{W}basedOn")
        how = _hidden(properties, {}) if properties is not None else ""
        key = str(based.get(VALUE)) if based is not None else ""
    known.update(dict.fromkeys(chain, how))
