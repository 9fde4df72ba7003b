"""Proves a paper while its parts are read: each part's structure, its relationships, nothing that runs or changes by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from pipeline.opc.pack import Compressed, expanded
from pipeline.opc.unpack import Element, R, W, relations_in, relations_name, tree_of
from pipeline.rendering.template_forbidden import forbidden_in

TEXTS = re.compile(r"word/(?:document|(?:header|footer|footnotes|endnotes|comments)\d*)\.xml")
NAMESPACES = {"w": W[1:-1], "r": R[1:-1]}
ANNOTATIONS = "self::w:bookmarkStart or self::w:bookmarkEnd or self::w:commentRangeStart or self::w:commentRangeEnd or self::w:permStart or self::w:permEnd or self::w:proofErr"
WORDLESS = ("p", "r", "tc", "tr", "tbl", "body", "hdr", "ftr", "sdtContent", "pPr", "rPr", "txbxContent")
STRUCTURE = {  # «descendant::», since «.//» with a condition looks at every node twice; the condition that most elements fail comes first
    "có ô bảng không kết thúc bằng một đoạn": "descendant::w:tc[not(*[last()][self::w:p])]"
    f"[not(*[not({ANNOTATIONS})][last()][self::w:p or self::w:sdt or self::w:customXml])]",
    "có dòng bảng không có ô nào": "descendant::w:tr[not(w:tc)][not(w:sdt or w:customXml)]",
    "có bảng thiếu dòng hoặc thiếu khung cột": "descendant::w:tbl[not(w:tblGrid) or not(.//w:tr)]",
    "có khung chữ không có đoạn nào": "descendant::w:txbxContent[not(w:p or w:sdt or w:tbl)]",
    "có chữ nằm ngoài đoạn": "descendant::text()[not(parent::w:t)][{}][normalize-space()]".format(
        " or ".join(f"parent::w:{name}" for name in WORDLESS)
    ),
    "có đoạn nằm trong đoạn": "descendant::w:p[not(parent::w:tc or parent::w:body)][parent::w:p or parent::w:r or parent::w:t]",
}
RULES = {problem: etree.XPath(f"boolean({path})", namespaces=NAMESPACES) for problem, path in STRUCTURE.items()}
USED = etree.XPath(".//@r:*", namespaces=NAMESPACES)
LEADS_NOWHERE = "có chỗ dẫn đến phần không có trong tệp («{}»)"
OUTWARD = "có liên kết ra ngoài"
Part = bytes | Compressed


class PaperProof:
    """Collects what is wrong with the parts of a paper, and the ids of the relationships that each uses."""

    def __init__(self) -> None:
        self.problem = ""
        self._used: dict[str, set[str]] = {}

    def take(self, part: str, element: Element) -> None:
        """Look at the root of a part, or of a complete piece of a long one."""
        self.problem = self.problem or next((problem for problem, breaks in RULES.items() if breaks(element)), "")
        if not self.problem and (forbidden := forbidden_in(element)):
            self.problem = forbidden.problem
        used = USED(element)
        self._used.setdefault(part, set()).update(map(str, used if isinstance(used, list) else ()))

    def problem_in(self, parts: Mapping[str, Part]) -> str:
        """What is wrong with the parts that were looked at, in a paper with these parts; "" if nothing is."""
        return self.problem or next(
            (problem for part, used in self._used.items() if (problem := _wrong_relations(part, used, parts))), ""
        )


def proof_of(parts: Mapping[str, bytes]) -> PaperProof:
    """The proof of all parts with text among some parts of a paper. Raises :class:`Unreadable` for one that is not well-formed."""
    proof = PaperProof()
    for name in filter(TEXTS.fullmatch, parts):
        proof.take(name, tree_of(name, parts[name]))
    return proof


def _wrong_relations(part: str, used: set[str], parts: Mapping[str, Part]) -> str:
    """What is wrong with the relationships that a part uses."""
    relations = relations_name(part)
    known = _relations(part, parts[relations]) if relations in parts else ()
    if any(external for _, _, external in known):
        return OUTWARD
    lost = next((target for _, target, _ in known if target not in parts), "")
    lost = lost or min(used - {key for key, _, _ in known}, default="")
    return LEADS_NOWHERE.format(lost) if lost else ""


@lru_cache(maxsize=256)  # the same in all papers of a template
def _relations(part: str, relations: Part) -> tuple[tuple[str, str, bool], ...]:
    found = relations_in(tree_of(relations_name(part), expanded(relations)), part)
    return tuple((each.key, each.target, each.external) for each in found)
