"""Turns a Word file's parts into all that can be read in it: words paragraph by paragraph, and signs that are no words.

What counts is what a reader meets, not how it is stored: the copy of a drawing for older programs is passed over unless
it says something else, a text box is a paragraph of its own, the page number is no word. Saving a file without a change
leaves all of it as it was, whichever program saves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from zlib import crc32

from pipeline.values.vietnamese import one_line
from pipeline.word.parts import Element, WordParts, parsed, relations_of, tree_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
DC = "{http://purl.org/dc/elements/1.1/}"
CORE, STYLES = "docProps/core.xml", "word/styles.xml"
GROUPS = {  # of words outside the body, by the kind of relationship, each with the letter by which a seal knows it
    "header": ("d", "đầu trang"),
    "footer": ("c", "chân trang"),
    "footnotes": ("t", "chú thích cuối trang"),
    "endnotes": ("v", "chú thích cuối văn bản"),
    "comments": ("k", "ý kiến bên lề"),
    "title": ("n", "tên ghi trong thuộc tính của tệp"),
}
NAMES = dict(GROUPS.values())
NUMBERS = ("PAGE", "NUMPAGES", "SECTIONPAGES")  # fields that every program writes anew
NUMERAL = re.compile(r"\d*|[IVXLC]+|[ivxlc]+")
TYPED = (f"{W}t", f"{M}t", f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}softHyphen", f"{W}sym")
SIGNS = {f"{W}ptab": "\t", f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
BREAKS = {"page": "\f", "column": "\v"}
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
FIELD, SIMPLE, INSTRUCTION = f"{W}fldChar", f"{W}fldSimple", f"{W}instrText"
ASKED = (*MARKED, f"{A}t", f"{V}textpath", INSTRUCTION, SIMPLE, f"{W}numPr", f"{W}pageBreakBefore", f"{W}rPr")
PICTURES = (f"{W}drawing", f"{W}pict")
UNUSUAL = re.compile(  # in a template's XML: what asks for this reader, where counting the usual signs will not do
    r"<(?:w:(?:txbxContent|ptab|br|cr|noBreakHyphen|softHyphen|sym|object|control|altChunk|hyperlink|footnoteReference"
    r"|endnoteReference|ins|del|moveFrom|dataBinding|vanish|strike|dstrike|specVanish|fldSimple|instrText|numPr"
    r"|pageBreakBefore|pict|p/|p [^>]*/)|m:t|a:t|a:blip|v:textpath|v:imagedata|mc:Fallback)\b"
    rf'|<w:p/>|<w:p [^>]*/>|<w:color [^>]*"{WHITE}"|<w:sz w:val="[0-{TINY}]"'
)


@dataclass(frozen=True)
class Signs:
    """What is seen of a paper beside its words: how many paragraphs, drawings and sections, and whatever is out of the usual."""

    paragraphs: int
    drawings: int
    sections: int
    unusual: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """All that can be read in a Word file: the body's paragraphs that have words, those of its other parts, and its signs.

    ``others`` are (letter of the group, words), each once, in order.
    """

    paragraphs: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    signs: Signs


def read_words(content: bytes) -> Reading:
    """All that can be read in a Word file. Raises :class:`NotADocument`."""
    return reading_of(WordParts(content))


def reading_of(parts: WordParts) -> Reading:
    """The same of its parts. Raises :class:`NotADocument`."""
    root = parsed(parts, parts.body)
    hiding = hiding_styles(parts)
    paragraphs, signs = read_body(root, hiding)
    others, unusual = [*title_of(parts)], [*signs.unusual]
    for name, letter in groups_of(parts, root).items():
        words, seen = read_other(parsed(parts, name), letter, hiding)
        others += words
        unusual += seen
    unusual += pictures(parts.others())
    told = Signs(signs.paragraphs, signs.drawings, signs.sections, tuple(sorted(unusual)))
    return Reading(paragraphs, tuple(sorted(set(others))), told)


def pictures(others: Mapping[str, bytes]) -> list[str]:
    """The pictures in a file, each by its content."""
    return [f"ảnh {crc32(content):08X}" for name, content in others.items() if name.startswith("word/media/")]


def groups_of(parts: Mapping[str, bytes], body: Element) -> dict[str, str]:
    """The parts beside the body that are shown, each with the letter of its group."""
    shown = {str(e.get(f"{R}id")) for e in body.iter(f"{W}headerReference", f"{W}footerReference")}
    name = parts.body if isinstance(parts, WordParts) else "word/document.xml"
    return {
        each.target: GROUPS[each.kind][0]
        for each in relations_of(parts, name)
        if each.kind in GROUPS and each.target in parts and (each.kind not in ("header", "footer") or each.key in shown)
    }


def title_of(parts: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    """The title in the file's properties, if any."""
    title = parsed(parts, CORE).findtext(f"{DC}title") if CORE in parts else None
    return ((GROUPS["title"][0], title),) if title else ()


def hiding_styles(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """The styles that hide or strike out what is written in them, each with what it does."""
    return _hiding_styles(parts[STYLES]) if STYLES in parts else {}


@lru_cache(maxsize=8)  # most templates have the same
def _hiding_styles(xml: bytes) -> Mapping[str, str]:
    styles = {str(s.get(f"{W}styleId")): s for s in tree_of(STYLES, xml).iterfind(f"{W}style")}
    return {key: told for key in styles if (told := _hidden_by_style(key, styles))}


def _hidden_by_style(key: str, styles: Mapping[str, Element]) -> str:
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        properties, based = styles[key].find(f"{W}rPr"), styles[key].find(f"{W}basedOn")
        if properties is not None and (told := _hidden(properties, {})):
            return told
        key = str(based.get(f"{W}val")) if based is not None else ""
    return ""


def read_body(root: Element, hiding: Mapping[str, str]) -> tuple[tuple[str, ...], Signs]:
    """The words of each paragraph of a body that has any, and its signs."""
    texts = [*_paragraphs(root)]
    drawings = sum(not _in_fallback(e) for e in root.iter(*PICTURES))
    sections = sum(1 for _ in root.iter(f"{W}sectPr"))
    signs = Signs(len(texts) - begins_blank(root), drawings, sections, tuple(sorted(_unusual(root, hiding))))
    return tuple(text for text in texts if text), signs


def begins_blank(root: Element) -> bool:
    """Whether a body begins with an empty paragraph before a table: LibreOffice adds one where there are comments."""
    body = root.find(f"{W}body")
    if body is None or len(body) < 2 or body[0].tag != f"{W}p" or body[1].tag != f"{W}tbl":
        return False
    return not any(True for _ in body[0].iter(f"{W}t", f"{W}br", f"{W}sectPr", *PICTURES))


def read_other(root: Element, letter: str, hiding: Mapping[str, str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The words of a header, footer, of notes or comments, and the signs in it, each once."""
    words = [(letter, text) for each in _paragraphs(root) if (text := each.strip())]
    drawn = {"hình vẽ" for e in root.iter(*PICTURES) if not _in_fallback(e)}
    seen = {each for each in (*_unusual(root, hiding), *drawn) if each not in PAGE_FIELDS}
    told = sorted(f"{NAMES[letter]}: {each}" for each in seen)
    return words, told


def _paragraphs(root: Element) -> Iterator[str]:
    """The words of each paragraph in order."""
    return (text for _, text in _read(root))


def _read(root: Element) -> Iterator[tuple[Element, str]]:
    """Each paragraph with its words, without the numbers of pages, which every program writes anew."""
    fields = _Fields()
    for paragraph in root.iter(f"{W}p"):
        if not _in_fallback(paragraph):
            yield paragraph, "".join(_written(paragraph, fields))


def rows_and_paragraphs(parts: WordParts) -> tuple[str, ...]:
    """What a body says, a paragraph outside tables or a row of one each: its cells on one line, without the row's number."""
    lines = []
    for row, read in groupby(_read(parsed(parts, parts.body)), key=lambda each: _row_of(each[0])):
        texts = [one_line(text) for _, text in read]
        if row is None:
            lines += texts
        else:
            lines.append(" | ".join(text for text in texts[texts[0].isdigit() :] if text))
    return tuple(line for line in lines if line)


def placed_paragraphs(parts: WordParts) -> tuple[tuple[str, str], ...]:
    """Each paragraph of a body that has words, in order, with all words of its table's row ("" outside tables)."""
    placed = []
    for row, read in groupby(_read(parsed(parts, parts.body)), key=lambda each: _row_of(each[0])):
        texts = [text for _, text in read if text]
        placed += [(text, "" if row is None else " | ".join(texts)) for text in texts]
    return tuple(placed)


def _row_of(paragraph: Element) -> Element | None:
    return next(paragraph.iterancestors(f"{W}tr"), None)


class _Fields:
    """Where in a field's code or result the reader is: the result of a page number is passed over."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._result = False

    def meet(self, element: Element) -> None:
        """Take in the sign that begins, divides or ends a field, or a piece of its code."""
        kind = element.get(f"{W}fldCharType")
        if element.tag == INSTRUCTION:
            if self._open:
                self._open[-1] += str(element.text or "")
        elif kind == "begin":
            self._open.append("")
        elif kind == "end" and self._open:
            self._open.pop()

    @property
    def number(self) -> bool:
        """Whether what follows is the number of a page."""
        return any(is_page_number(code) for code in self._open)


def is_page_number(code: str) -> bool:
    """Whether a field's code asks for the number of the page, or of all."""
    return bool(words := code.split()) and words[0].upper() in NUMBERS


def _written(paragraph: Element, fields: _Fields) -> Iterator[str]:
    for element in paragraph.iter(*TYPED, FIELD, INSTRUCTION):
        if element.tag in (FIELD, INSTRUCTION):
            fields.meet(element)
        elif _belongs(element, paragraph):
            text = _sign(element)
            yield "" if fields.number and NUMERAL.fullmatch(text) else text


def _belongs(element: Element, paragraph: Element) -> bool:
    """Whether a piece of text stands in a paragraph itself, not in a text box of it, a copy, or its tab stops."""
    for above in element.iterancestors():
        if above is paragraph:
            return True
        if above.tag in (f"{W}p", f"{MC}Fallback", f"{W}tabs"):
            return False
        if above.tag == SIMPLE and is_page_number(str(above.get(f"{W}instr"))):
            return not NUMERAL.fullmatch(str(element.text or ""))
    return False


def _sign(element: Element) -> str:
    if element.tag == f"{W}br":
        return BREAKS.get(str(element.get(f"{W}type")), "\n")
    if element.tag == f"{W}sym":
        return f"[{element.get(f'{W}font')} {element.get(f'{W}char')}]"
    return SIGNS.get(str(element.tag)) or str(element.text or "")


def _unusual(root: Element, hiding: Mapping[str, str]) -> Iterator[str]:
    for element in root.iter(*ASKED):
        if not _in_fallback(element):
            yield from _told(element, hiding)
    yield from _otherwise_in_copies(root)
    for run in root.iter(f"{W}r"):
        style = _style_of(run)
        if style in hiding and (text := _words(run)):
            yield f"{hiding[style]} «{text}»"


def _told(element: Element, hiding: Mapping[str, str]) -> Iterator[str]:
    tag = str(element.tag)
    if tag in MARKED:
        yield MARKED[tag]
    elif tag == f"{W}rPr":
        run = element.getparent()
        if run is not None and run.tag == f"{W}r" and (told := _hidden(element, hiding)) and (text := _words(run)):
            yield f"{told} «{text}»"
    elif tag in (INSTRUCTION, SIMPLE):
        code = str((element.text if tag == INSTRUCTION else element.get(f"{W}instr")) or "").strip()
        if code:
            yield f"trường {{ {code.split()[0].upper() if is_page_number(code) else code} }}"
    elif tag == f"{W}numPr":
        number = element.find(f"{W}numId")
        if number is not None and number.get(f"{W}val") != "0":
            yield "số thứ tự tự động"
    elif tag == f"{W}pageBreakBefore":
        if _on(element):
            yield "ngắt trang trước đoạn"
    else:
        yield f"chữ vẽ «{element.text if tag == f'{A}t' else element.get('string')}»"


def _hidden(properties: Element, hiding: Mapping[str, str]) -> str:
    """How run properties hide or strike out their text; "" if they do not."""
    for name, told in TOGGLES.items():
        toggle = properties.find(f"{W}{name}")
        if toggle is not None and _on(toggle):
            return told
    colour, size, style = (properties.find(f"{W}{name}") for name in ("color", "sz", "rStyle"))
    if colour is not None and str(colour.get(f"{W}val")).upper() == WHITE:
        return "chữ trắng"
    if size is not None and str(size.get(f"{W}val")).isdigit() and int(str(size.get(f"{W}val"))) <= TINY:
        return "chữ quá nhỏ"
    return hiding.get(str(style.get(f"{W}val")), "") if style is not None else ""


def _style_of(run: Element) -> str:
    """The style of the paragraph that holds a run."""
    paragraph = next(run.iterancestors(f"{W}p"), None)
    style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
    return str(style.get(f"{W}val")) if style is not None else ""


def _words(run: Element) -> str:
    return "".join(str(t.text or "") for t in run.iter(f"{W}t"))


def _otherwise_in_copies(root: Element) -> Iterator[str]:
    """Words that only the copy of a drawing for older programs shows."""
    for both in root.iter(f"{MC}AlternateContent"):
        first = "".join(_words(each) for each in both.iterfind(f"{MC}Choice"))
        for copy in both.iterfind(f"{MC}Fallback"):
            if (text := _words(copy)) and text not in first:
                yield f"chữ trong bản vẽ cho chương trình cũ «{text}»"


def _in_fallback(element: Element) -> bool:
    return next(element.iterancestors(f"{MC}Fallback"), None) is not None


def _on(element: Element) -> bool:
    return element.get(f"{W}val", "1") not in ("0", "false", "off", "none")
