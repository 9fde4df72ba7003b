"""Finds in a Word file what may add words to the page, or take words away, so that its text alone does not say what is printed.

Our own papers have none of this. It is looked for in a file that was saved again: with any of it nobody can say from the
text whether the words on the page are those that were made.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import cache
from typing import Any, cast

from lxml import etree

from pipeline.opc.unpack import MC, Element, Parts, W
from pipeline.word.signs import SYMBOL_FONTS, is_hidden_colour

NAMESPACES = {
    "w": W[1:-1], "mc": MC[1:-1], "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml", "v": "urn:schemas-microsoft-com:vml",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}  # fmt: skip
DRAWINGS = (  # kinds of drawings without words of their own, or whose words are read as text
    "http://schemas.openxmlformats.org/drawingml/2006/picture", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup", "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
)  # fmt: skip
# how the namespaces begin that every program of today understands
UNDERSTOOD = "http://schemas.microsoft.com/office/word/20"
SHOWN = ("header", "footer", "footnotes", "endnotes")
ON = "[not(@w:val) or not(contains(' 0 false off none ', concat(' ', @w:val, ' ')))]"


def _not_in(element: str, parents: str) -> str:
    """The elements of a name that are not directly in one of some others: programs skip what they do not know, and all in it."""
    return f"//{element}[not({' or '.join(f'parent::w:{name}' for name in parents.split())})]"


BLOCKS = "body tc txbxContent hdr ftr footnote endnote comment sdtContent customXml"
RUNS = "p hyperlink ins del moveFrom moveTo smartTag sdtContent customXml fldSimple dir bdo rt rubyBase"
# A measure that is no plain number («30cm», «1%») is none that can be compared: each condition holds for it, too.
NARROW, SQUEEZED, RAISED, TINY = (
    "[not(@w:val >= 30)]",
    "[not(@w:val >= -60 and @w:val <= 400)]",
    "[not(@w:val >= -60 and @w:val <= 60)]",
    "[not(@w:val > 8)]",
)
FLAT = "[@w:lineRule='exact'][not(@w:line >= 200)]"
OUTSIDE = "[@*[not(number(.) >= -850 and number(.) <= 6000)] or @w:hanging > 1700]"
STRANGE = {  # what is looked for in body, headers, footers and notes: its name in Vietnamese → XPath
    "thẻ lạ bao quanh chữ": " | ".join((
        _not_in("w:p", BLOCKS), _not_in("w:tbl", BLOCKS), _not_in("w:tr", "tbl sdtContent customXml"), _not_in("w:tc", "tr sdtContent customXml"),
        _not_in("w:r", RUNS), _not_in("w:t", "r"), _not_in("w:sdtContent", "sdt"), _not_in("w:body", "document"), "//w:body[2]", "//w:body/following::w:body",
        "//w:hyperlink[not(parent::w:*)]", "//w:sdt[not(parent::w:*)]", "//w:smartTag[not(parent::w:*)]", "//w:customXml[not(parent::w:*)]", "//w:fldSimple[not(parent::w:*)]",
        "//w:t/*", "//*[@mc:ProcessContent or @mc:MustUnderstand]", "//mc:AlternateContent[not(parent::w:r)]", "//mc:AlternateContent/*/*[not(self::w:t or self::w:drawing or self::w:pict)]",
        "//w:r/text()[normalize-space()] | //w:p/text()[normalize-space()] | //w:body/text()[normalize-space()] | //w:tc/text()[normalize-space()]",
    )),
    "chữ có khoảng trắng bị Word bỏ": "//w:t[not(@xml:space='preserve')][starts-with(., ' ') or substring(., string-length(.)) = ' ']",
    "chữ đã xóa ngoài chỗ xóa": "//w:delText[not(ancestor::w:del)] | //w:del//w:t | //w:moveFrom//w:t",
    "đánh số tự động": "//w:p/w:pPr/w:numPr[not(w:numId/@w:val='0') or w:numId[2]] | //w:lnNumType",
    "ngày, số trang tự động": "//w:pgNum | //w:dayShort | //w:dayLong | //w:monthShort | //w:monthLong | //w:yearShort | //w:yearLong",
    "biểu đồ, sơ đồ": "//a:graphicData[not(" + " or ".join(f"@uri='{uri}'" for uri in DRAWINGS) + ")] | //w:contentPart | //w14:contentPart",
    "chữ trong hình": "//w:txbxContent[.//w:t] | //a:t | //v:textpath",
    "hình ẩn": "//*[@hidden='1' or @hidden='true' or @hidden='on'][contains(name(), 'Pr')] | //v:*[contains(@style, 'hidden') or contains(@style, 'display:none')]",
    "công thức": "//m:*",
    "chữ phiên âm, chữ đảo chiều": f"//w:ruby | //w:bdo | //w:dir | //w:rPr/w:rtl{ON} | //w:pPr/w:bidi{ON} | //w:bidiVisual{ON} | //w:eastAsianLayout | //w:tcPr/w:textDirection",
    "chữ in hoa do định dạng": f"//w:r/w:rPr/w:caps{ON} | //w:r/w:rPr/w:smallCaps{ON}",
    "chữ ẩn": f"//w:r/w:rPr/w:vanish{ON} | //w:r/w:rPr/w:specVanish{ON} | //w:r/w:rPr/w:webHidden{ON} | //w:r/w:rPr/w14:textFill | //w:r/w:rPr/w:fitText"
              f" | //w:r/w:rPr/w:w{NARROW} | //w:r/w:rPr/w:spacing{SQUEEZED} | //w:r/w:rPr/w:position{RAISED}",
    "chữ gạch ngang": f"//w:r/w:rPr/w:strike{ON} | //w:r/w:rPr/w:dstrike{ON}",
    "chữ trong ô gộp hoặc dòng ẩn": f"//w:tc[w:tcPr/w:vMerge[not(@w:val) or @w:val='continue'] or w:tcPr/w:hMerge[not(@w:val) or @w:val='continue']][.//w:t] | //w:trPr/w:hidden{ON}"
                                    " | //w:trPr/w:trHeight[@w:hRule='exact'] | //w:cellDel | //w:cellIns | //w:cellMerge",
    "khung, chữ ra ngoài trang": f"//w:pPr/w:framePr | //w:tblpPr | //w:pPr/w:spacing{FLAT} | //w:pPr/w:ind{OUTSIDE} | //w:tblInd[not(@w:w <= 6000 and @w:w >= -850)]"
                                 " | //w:pgSz[not(@w:w >= 8000 and @w:h >= 8000)] | //w:pgMar[@*[not(number(.) >= 0 and number(.) <= 8000)] or @w:gutter > 2000]"
                                 " | //w:cols[@w:num > 2] | //w:tcMar/*[not(@w:w <= 1000)] | //w:tblCellMar/*[not(@w:w <= 1000)] | //w:trPr/w:gridBefore",
    "nội dung lấy từ nơi khác": "//*[local-name()='dataBinding'] | //w:altChunk | //w:subDoc | //w:object | //w:control",
}  # fmt: skip
OF_STYLES = {  # the same in the properties of a style, of a table's style, or of all text
    "đánh số tự động": "{}w:pPr/w:numPr[not(w:numId/@w:val='0')]",
    "chữ in hoa do định dạng": f"{{}}w:rPr/w:caps{ON} | {{}}w:rPr/w:smallCaps{ON}",
    "chữ ẩn": f"{{}}w:rPr/w:vanish{ON} | {{}}w:rPr/w:specVanish{ON} | {{}}w:rPr/w:webHidden{ON} | {{}}w:rPr/w14:textFill | {{}}w:rPr/w:w{NARROW} | {{}}w:rPr/w:spacing{SQUEEZED}"
              f" | {{}}w:rPr/w:position{RAISED} | {{}}w:rPr/w:sz{TINY} | {{}}w:trPr/w:hidden | {{}}w:trPr/w:trHeight[@w:hRule='exact']",
    "chữ gạch ngang": f"{{}}w:rPr/w:strike{ON} | {{}}w:rPr/w:dstrike{ON}",
    "chữ phiên âm, chữ đảo chiều": f"{{}}w:rPr/w:rtl{ON} | {{}}w:pPr/w:bidi{ON}",
    "khung, chữ ra ngoài trang": f"{{}}w:pPr/w:framePr | {{}}w:tblPr/w:tblpPr | {{}}w:pPr/w:spacing{FLAT} | {{}}w:pPr/w:ind{OUTSIDE}",
}  # fmt: skip
STYLES_NAMED = "//w:p[.//w:t]/w:pPr/w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"
EMBEDDED = "//w:embedRegular | //w:embedBold | //w:embedItalic | //w:embedBoldItalic"
WHITE, SYMBOLS, COPIES = "chữ trắng", "phông ký hiệu hoặc phông nhúng trong tệp", "bản thay thế của hình, chữ"


def unjudged(parts: Parts) -> tuple[str, ...]:
    """Names, in Vietnamese, of what a Word file has that may change the words on the page; empty if its text says all."""
    found = dict.fromkeys(_of_the_package(parts))
    used: set[str] = set()
    others = (each.target for each in parts.relations(parts.main) if each.kind in SHOWN and not each.external)
    for name in dict.fromkeys(name for name in (parts.main, *others) if name in parts):
        root = parts.root(name)
        found |= dict.fromkeys(_of_text(root))
        used |= set(map(str, _xpath(STYLES_NAMED)(root)))
    if (styles := parts.related("styles", "word/styles.xml")) is not None:
        found |= dict.fromkeys(_of_used_styles(styles, {each.casefold() for each in used}))
    fonts, theme = parts.related("fontTable", "word/fontTable.xml"), parts.related("theme", "word/theme/theme1.xml")
    embedded = [] if fonts is None else _xpath(EMBEDDED)(fonts)
    if embedded or (theme is not None and _has_symbols(theme, "//a:latin/@typeface")):
        found[SYMBOLS] = None
    return tuple(found)


@cache
def _xpath(expression: str) -> Callable[[Element], list[Any]]:
    """An XPath expression as a function that gives the elements or values found in an element."""
    return cast(Callable[[Element], list[Any]], etree.XPath(expression, namespaces=NAMESPACES, smart_strings=False))


def _of_the_package(parts: Parts) -> Iterator[str]:
    bodies = [each for each in parts.relations() if each.kind == "officeDocument"]
    folded = {name.casefold().replace("\\", "/") for name in parts}
    if (
        len(bodies) != 1
        or len(folded) < len(parts)
        or any("\\" in name or {"", ".", ".."} & set(name.split("/")) for name in parts)
    ):
        yield "hai phần nội dung"
    sources = ["", *(name for name in parts if name.endswith(".xml"))]
    if any(each.external and each.kind != "hyperlink" for source in sources for each in parts.relations(source)):
        yield "nội dung lấy từ nơi khác"


def _of_text(root: Element) -> Iterator[str]:
    yield from (name for name, expression in STRANGE.items() if _xpath(expression)(root))
    if any(map(is_hidden_colour, _xpath("//w:r/w:rPr/w:color")(root))) or _xpath(f"//w:r/w:rPr/w:sz{TINY}")(root):
        yield WHITE
    if _has_symbols(root, "//w:rFonts/@*"):
        yield SYMBOLS
    if any(map(_differ, _xpath("//mc:AlternateContent[.//w:t or .//a:t or .//v:textpath]")(root))):
        yield COPIES


def _differ(both: Element) -> bool:
    """Whether programs may choose differently among the copies of something, and show other words then."""
    choices = both.findall(f"{MC}Choice")
    if len(choices) != 1:
        return True
    required = [str(choices[0].nsmap.get(prefix)) for prefix in str(choices[0].get("Requires")).split()]
    if not required or not all(namespace.startswith(UNDERSTOOD) for namespace in required):
        return True
    shown = _letters(choices[0])
    return any(_letters(each) not in ("", shown) for each in both.findall(f"{MC}Fallback"))


def _letters(element: Element) -> str:
    """All text in an element, without spaces."""
    return "".join("".join(map(str, element.itertext())).split())


def _has_symbols(root: Element, expression: str) -> bool:
    return any(str(name).strip().casefold().startswith(SYMBOL_FONTS) for name in _xpath(expression)(root))


def _of_used_styles(styles: Element, used: Container[str]) -> Iterator[str]:
    """What the styles that a paper uses, those they are based on, and the defaults have; each style is looked at once."""
    if _xpath("//mc:AlternateContent")(styles):
        yield next(iter(STRANGE))
    by_id: dict[
        str, list[Element]
    ] = {}  # programs take ids for the same that differ in case only, and of several now one, now the other
    for each in styles.iterfind(f"{W}style"):
        by_id.setdefault(str(each.get(f"{W}styleId")).casefold(), []).append(each)
    default = {key for key, same in by_id.items() if any(s.get(f"{W}default") in ("1", "true", "on") for s in same)}
    ahead = [key for key in by_id if key in used or key in default]
    seen = set(ahead)
    applied = [*styles.iterfind(f"{W}docDefaults/*")]
    while ahead:
        for style in by_id[ahead.pop()]:
            applied += [style, *style.iterfind(f"{W}tblStylePr")]
            based = [each for each in _bases(style) if each in by_id and each not in seen]
            seen.update(based)
            ahead += based
    for each in applied:
        yield from (name for name, expression in OF_STYLES.items() if _xpath(expression.format(*[""] * 12))(each))
        if any(map(is_hidden_colour, _xpath("w:rPr/w:color")(each))):
            yield WHITE
        if _has_symbols(each, "w:rPr/w:rFonts/@*"):
            yield SYMBOLS


def _bases(style: Element) -> list[str]:
    return [str(value).casefold() for value in _xpath("w:basedOn/@w:val | w:link/@w:val")(style)]
