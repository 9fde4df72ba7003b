"""Proves a paper from its own bytes before it leaves: each part's structure, its relationships, nothing that runs or changes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO

from lxml import etree

from pipeline.opc.kinds import Unreadable
from pipeline.opc.pack import Compressed
from pipeline.opc.unpack import SAFELY, Element, R, W, holds, relations_in, relations_name, tree_of
from pipeline.rendering.template_forbidden import forbidden_in

TEXTS = re.compile(r"word/(?:document|(?:header|footer|footnotes|endnotes|comments)\d*)\.xml")
NAMESPACES = {"w": W[1:-1]}
LARGE = 2**22  # bytes of a part that is read row by row
SUSPECT = (  # bytes without which a part holds nothing that is forbidden
    b"instrText", b"fldChar", b"fldSimple", b"altChunk", b"bject", b"control", b"dataBinding", b"subDoc", b"contentPart", b"movie",
    b"href=", b"src=", b":ins ", b":ins/", b":ins>", b":del", b":move", b":cellIns", b":cellDel", b":cellMerge", b"Change", b"Range",
    b"<ins", b"<del", b"<move", b"<cell", b":conflict",
)  # fmt: skip
ANNOTATIONS = "self::w:bookmarkStart or self::w:bookmarkEnd or self::w:commentRangeStart or self::w:commentRangeEnd or self::w:permStart or self::w:permEnd or self::w:proofErr"
ENDLESS_CELL = f"//w:tc[not(*[not({ANNOTATIONS})][last()][self::w:p or self::w:sdt or self::w:customXml])]"
WORDLESS = ("p", "r", "tc", "tr", "tbl", "body", "hdr", "ftr", "sdtContent", "pPr", "rPr", "txbxContent")
STRUCTURE = {
    "có ô bảng không kết thúc bằng một đoạn": ENDLESS_CELL,
    "có bảng thiếu dòng hoặc thiếu khung cột": "//w:tbl[not(w:tblGrid) or not(.//w:tr)]",
    "có khung chữ không có đoạn nào": "//w:txbxContent[not(w:p or w:sdt or w:tbl)]",
    "có chữ nằm ngoài đoạn": " | ".join(f"//w:{name}/text()[normalize-space()]" for name in WORDLESS),
    "có đoạn nằm trong đoạn": "//w:p[parent::w:p or parent::w:r or parent::w:t]",
}
RULES = {said: etree.XPath(path, namespaces=NAMESPACES) for said, path in STRUCTURE.items()}
NO_CELLS = "có dòng bảng không có ô nào"
TORN = "có phần không còn là XML đọc được ({})"
LEADS_NOWHERE = "có chỗ dẫn đến phần không có trong tệp («{}»)"
OUTWARD = "có liên kết ra ngoài"
LEFT_OVER = "còn thẻ chưa được thay"
LEFT = re.compile(r"{{|{%|%}|}}")
Part = bytes | Compressed


def wrong_in_paper(parts: Mapping[str, Part], sample: bool = False) -> str:
    """What is wrong with a paper's parts, in words; "" if nothing is.

    Of a ``sample``, whose values hold no tags, it also asks that no tag is left; what a sender types may look like one.
    """
    for name in parts:
        if TEXTS.fullmatch(name):
            said, keys = _looked_at(name, parts[name]) if name == "word/document.xml" else _once(name, parts[name])
            said = said or _wrong_relations(name, keys, parts)
            if not said and sample and LEFT.search(_words(name, parts[name])):
                said = LEFT_OVER
            if said:
                return said
    return ""


def _bytes(part: Part) -> bytes:
    return zlib.decompress(part.data, -zlib.MAX_WBITS) if isinstance(part, Compressed) else part


def _looked_at(name: str, part: Part) -> tuple[str, frozenset[str]]:
    """What is wrong in a part, and the relationships that it uses."""
    xml = _bytes(part)
    try:
        rows = _large(xml) if len(xml) > LARGE else None
        root = rows[0] if rows else tree_of(name, xml)
    except (Unreadable, etree.XMLSyntaxError):
        return TORN.format(name), frozenset()
    said = (rows[1] if rows else "") or _wrong_structure(root, rows is not None)
    if not said and _suspect(xml) and (wrong := forbidden_in(root)):
        said = wrong.said
    return said, frozenset(_keys(xml))


_once = lru_cache(maxsize=256)(_looked_at)  # most papers have the same headers


def _large(xml: bytes) -> tuple[Element, str]:
    """The tree of a long list without what is in its rows, and what is wrong in the first row that is not sound."""
    said, root = "", None
    for _, row in etree.iterparse(BytesIO(xml), events=("end",), tag=f"{W}tr", **SAFELY):
        root = row.getroottree().getroot() if root is None else root
        said = said or _wrong_structure(row, True) or ("" if len(row) else NO_CELLS)
        if not said and _suspect(etree.tostring(row)) and (wrong := forbidden_in(row)):
            said = wrong.said
        for child in list(row):
            row.remove(child)
    return (tree_of("", xml) if root is None else root), said


def _suspect(xml: bytes) -> bool:
    """Whether a part may hold something forbidden, and is worth a closer look."""
    return any(holds(xml, sign) for sign in SUSPECT)


def _wrong_structure(root: Element, large: bool) -> str:
    if not large and root.xpath("boolean(//w:tr[not(w:tc or w:sdt or w:customXml)])", namespaces=NAMESPACES):
        return NO_CELLS
    return next((said for said, rule in RULES.items() if rule(root)), "")


KEY = re.compile(rb'\s(?:\w+:)(?:id|embed|link|pict|dm|lo|qs|cs)="(rId[^"]*)"')


def _keys(xml: bytes) -> Iterator[str]:
    return (found.decode() for found in KEY.findall(xml))


def _wrong_relations(name: str, keys: frozenset[str], parts: Mapping[str, Part]) -> str:
    """What is wrong with the relationships that a part uses."""
    relations = relations_name(name)
    known = _relations(name, parts[relations]) if relations in parts else ()
    if any(external for _, _, external in known):
        return OUTWARD
    lost = next((target for _, target, _ in known if target not in parts), "")
    lost = lost or next(iter(sorted(keys - {key for key, _, _ in known})), "")
    return LEADS_NOWHERE.format(lost) if lost else ""


@lru_cache(maxsize=256)
def _relations(name: str, part: Part) -> tuple[tuple[str, str, bool], ...]:
    found = relations_in(tree_of(relations_name(name), _bytes(part)), name)
    return tuple((each.key, each.target, each.external) for each in found)


def _words(name: str, part: Part) -> str:
    return "\n".join(
        str(each.text or "") for each in tree_of(name, _bytes(part)).iter(f"{W}t", f"{W}instrText", f"{R}id")
    )
