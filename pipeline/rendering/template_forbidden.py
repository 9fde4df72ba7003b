"""Finds in a part what no paper may hold: fields that fetch, ask or change by themselves, tracked changes, objects, bound controls.

It looks at local names, so that neither the prefix nor the namespace that a program writes hides anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.opc.unpack import Element
from pipeline.rendering.template_faults import Wrong
from pipeline.rendering.template_spelling import INVISIBLE

REVISIONS = frozenset((
    "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "delText", "delInstrText", "conflictIns", "conflictDel",
    *(f"{name}Change" for name in ("numbering", "tblGrid", "rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr")),
    *(f"{name}Range{end}" for end in ("Start", "End") for name in (
        "moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo", "customXmlConflictIns",
        "customXmlConflictDel",
    )),
))  # fmt: skip
TRACKED = "còn thay đổi đang theo dõi (Track Changes). Trong Word: Review > Accept > Accept All Changes, rồi tắt Track Changes"
OLE = "có đối tượng nhúng (OLE). Trong Word: chọn đối tượng đó rồi xóa, hoặc thay bằng ảnh"
ACTIVEX = "có nút điều khiển ActiveX. Trong Word: chọn nút đó rồi xóa"
CHUNK = "có tài liệu khác chèn vào (altChunk). Trong Word: mở, lưu lại dạng .docx một lần"
SUBDOCUMENT = "có tài liệu con. Trong Word: View > Outline > Show Document > Unlink"
BOUND = "có ô nội dung gắn với thuộc tính của tệp, nên Word in thuộc tính đó thay cho chữ trong ô. Bấm chuột phải vào ô, chọn Remove Content Control"
PROTECTED = "đang khóa sửa. Trong Word: Review > Restrict Editing > Stop Protection"
LINKED = "có hình lấy từ nơi khác. Chọn hình đó rồi xóa, hoặc chèn lại ảnh từ máy"
OTHER_WORDS = "có hình hoặc khung chữ lưu thành hai bản khác chữ nhau, mỗi chương trình in một bản. Chọn hình hoặc khung đó rồi xóa, chèn lại"
TODAY = "có ngày tháng tự đổi theo ngày mở. Chọn chỗ đó rồi xóa, gõ lại ngày tháng bằng chữ"
HOLDING = {
    "object": OLE, "OLEObject": OLE, "control": ACTIVEX, "altChunk": CHUNK, "subDoc": SUBDOCUMENT, "dataBinding": BOUND,
    "contentPart": OLE, "movie": OLE, **{f"{part}{form}": TODAY for part in ("day", "month", "year") for form in ("Short", "Long")},
}  # fmt: skip
STAYING = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
WITHIN = frozenset({"REF", "PAGEREF", "NOTEREF"})  # which show or name another place of the paper
TO_CHARACTERS = "Trong Word: bấm vào chỗ đó, Ctrl+Shift+F9 để đổi thành chữ"
KINDS_OF_FIELD = {
    f"có trường {{}} lấy nội dung từ ngoài. {TO_CHARACTERS}": (
        "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DDE", "DDEAUTO", "LINK", "DATABASE", "RD", "HYPERLINK", "EMBED",
        "CONTROL", "AUTOTEXT", "AUTOTEXTLIST", "GLOSSARY", "ADDRESSBLOCK", "GREETINGLINE", "SHAPE", "HTMLACTIVEX",
    ),
    f"có trường {{}} hỏi hoặc chạy lệnh khi mở. {TO_CHARACTERS}": ("FILLIN", "ASK", "MACROBUTTON", "GOTOBUTTON", "PRINT", "SET"),
    f"có trường {{}} tự đổi theo ngày giờ, máy hoặc người mở. {TO_CHARACTERS}": (
        "DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME", "USERNAME", "USERINITIALS", "USERADDRESS", "AUTHOR",
        "LASTSAVEDBY", "FILENAME", "FILESIZE", "TEMPLATE", "REVNUM", "NUMCHARS", "NUMWORDS",
    ),
}  # fmt: skip
PROBLEM_OF = {name: problem for problem, names in KINDS_OF_FIELD.items() for name in names}
OTHER_FIELD = f"có trường {{}} mà mẫu không dùng. {TO_CHARACTERS}"
MERGED_NAME = "MERGEFIELD "
MERGED = (
    "có trường trộn thư «{}». Xóa trường đó rồi gõ thẻ {{{{ {} }}}}, với tên thông tin trong bảng ở templates/README.md"
)
NESTED = f"có trường nằm trong mã của trường khác. {TO_CHARACTERS}"
TAG_IN_CODE = "có thẻ nằm trong mã của một trường. Xóa trường đó rồi gõ lại thẻ ngoài trường"
UNENDED = "có trường thiếu phần đầu hoặc phần cuối. Xóa trường đó rồi chèn lại"
BOOKMARK = re.compile(r'"?[\w.\-]+"?')
TAG = re.compile(r"{\s*[{%#]|[}%#]\s*}")
LINKING = ("href", "althref", "src")
FIELDS = ("fldChar", "instrText", "fldSimple")
MICROSOFT = "urn:schemas-microsoft-com:"
DRAWING = "drawn"  # the kind of an element of a drawing of the older kind, which is harmless without a link
DRAWN = ("vml", "office:office", "office:word", "office:excel", "office:powerpoint")  # the namespaces of such drawings
COPIES = "AlternateContent"  # several copies of one thing, of which each program shows the one that it understands
SUSPECT = (
    *(f"{{*}}{name}" for name in (*REVISIONS, *HOLDING, *FIELDS, COPIES, "documentProtection")),
    *(f"{{{MICROSOFT}{name}}}*" for name in DRAWN),
)  # the elements without which a part holds nothing that is forbidden


class Merged(Wrong):
    """A field of a mail merge, which must become a tag of ours."""

    def __init__(self, paragraph: int, name: str, text: str = "", path: str = "") -> None:
        super().__init__(paragraph, MERGED.format(name, path or name), text)
        self.name = name

    def meaning(self, path: str) -> Merged:
        """The same with the tag that was probably meant."""
        return Merged(self.paragraph, self.name, self.text, path)


class _Kinds(dict[object, str]):
    """The local name of an element by its tag, where it may mean something here; "" of all others."""

    def __missing__(self, tag: object) -> str:
        self[tag] = self._kind(tag) if isinstance(tag, str) else ""
        return self[tag]

    def _kind(self, tag: str) -> str:
        name = etree.QName(tag)
        local, space = name.localname, str(name.namespace or "")
        if space.startswith(MICROSOFT) and local not in HOLDING:
            return DRAWING
        if not space or "drawingml" in space or "/math" in space:
            return "t" if "/math" in space and local == "t" else ""
        if local in REVISIONS:
            return "revision"
        known = ("p", "t", "documentProtection", COPIES, *FIELDS, *HOLDING)
        return local if local in known else ""


KINDS = _Kinds()


@dataclass
class _Field:
    """A field that has begun: where, its code so far, and whether the code has ended."""

    paragraph: int
    code: list[str] = field(default_factory=list)
    ended: bool = False


class _Look:
    """One pass over a part."""

    def __init__(self) -> None:
        self.paragraph = 0
        self.holder: Element | None = None
        self.open: list[_Field] = []
        self.loose = _Field(0)

    def take(self, kind: str, element: Element) -> None:
        """Take in an element that may mean something. Raises :class:`Wrong`."""
        if kind == "p":
            self._end_loose()
            self.paragraph += 1 if len(element) or element.attrib else 0
            self.holder = element
        elif kind == "t":
            if self.open and not self.open[-1].ended:
                self.open[-1].code.append(str(element.text or ""))
        elif kind == "instrText":
            self._code(element)
        elif kind == "fldChar":
            self._sign(_attribute(element, "fldCharType").strip().lower())
        elif kind == "fldSimple":
            self._refuse(_wrong_code(_attribute(element, "instr")))
        elif kind == DRAWING:
            self._refuse(LINKED if _links(element) else "")
        elif kind == COPIES:
            self._refuse(OTHER_WORDS if _copies_differ(element) else "")
        elif kind == "documentProtection":
            self._refuse(PROTECTED if _attribute(element, "enforcement") in ("1", "true", "on") else "")
        else:
            self._refuse(TRACKED if kind == "revision" else HOLDING[kind])

    def end(self) -> None:
        """Raises :class:`Wrong` for a field without an end."""
        self._end_loose()
        if self.open:
            self.paragraph = self.open[-1].paragraph
            self._refuse(UNENDED)

    def _code(self, element: Element) -> None:
        into = self.open[-1] if self.open else self.loose
        into.code.append(str(element.text or ""))
        if into.ended:
            self._refuse(UNENDED)

    def _sign(self, kind: str) -> None:
        self._end_loose()
        if kind == "begin":
            if self.open and not self.open[-1].ended:
                self._refuse(NESTED)
            self.open.append(_Field(self.paragraph))
        elif not self.open:
            self._refuse(UNENDED)
        else:
            if not self.open[-1].ended:
                self.open[-1].ended = True
                self._refuse(_wrong_code("".join(self.open[-1].code)))
            if kind == "end":
                self.open.pop()

    def _end_loose(self) -> None:
        code, self.loose = "".join(self.loose.code), _Field(self.paragraph)
        if code.strip():
            self._refuse(_wrong_code(code) or UNENDED)

    def _refuse(self, problem: str) -> None:
        if problem:
            text = "".join(str(t.text or "") for t in self.holder.iter("{*}t")) if self.holder is not None else ""
            merged = problem.removeprefix(MERGED_NAME)
            raise Wrong(self.paragraph, problem, text) if merged == problem else Merged(self.paragraph, merged, text)


def forbidden_in(root: Element) -> Wrong | None:
    """The first thing in a part that no paper may hold, with its paragraph; None if there is none."""
    if all(map(_is_harmless, root.iter(*SUSPECT))):
        return None
    look = _Look()
    try:
        for element in root.iter():
            if kind := KINDS[element.tag]:
                look.take(kind, element)
        look.end()
    except Wrong as wrong:
        return wrong
    return None


def _is_harmless(element: Element) -> bool:
    kind = KINDS[element.tag]
    return not _links(element) if kind == DRAWING else kind == COPIES and not _copies_differ(element)


def _copies_differ(element: Element) -> bool:
    """Whether programs may show different words, as they choose among the copies of something; a last one may be left out."""
    copies = [(_words(each), etree.QName(each).localname) for each in element.iterchildren("{*}Choice", "{*}Fallback")]
    return len({words for words, name in copies if words or name == "Choice"}) > 1


def _words(element: Element) -> str:
    """The words in an element, however they are drawn, without spaces."""
    words = (
        (each.text if etree.QName(each).localname == "t" else each.get("string"))
        for each in element.iter("{*}t", "{*}textpath")
    )
    return "".join("".join(map(str, filter(None, words))).split())


def _attribute(element: Element, name: str) -> str:
    """An attribute by its local name, whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _links(element: Element) -> bool:
    """Whether a drawing of the older kind takes its picture or leads elsewhere by an address of its own."""
    values = (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] in LINKING)
    return any(value and not value.startswith("#") for value in values)


def _wrong_code(code: str) -> str:
    """What is wrong with a field's code; "" for one that stays within the paper."""
    if TAG.search(code):
        return TAG_IN_CODE
    words = INVISIBLE.sub("", code).split()
    name = words[0].strip('"').upper() if words else ""
    if name in STAYING:
        return ""
    if name in WITHIN and len(words) > 1 and BOOKMARK.fullmatch(words[1]):
        return ""
    if name == "HYPERLINK" and len(words) > 2 and words[1].lower() == "\\l" and _inside(words[2:]):
        return ""
    if name == "MERGEFIELD":
        return MERGED_NAME + (words[1].strip('"') if len(words) > 1 else "…")
    return PROBLEM_OF.get(name, OTHER_FIELD).format(name or "trống")


def _inside(words: list[str]) -> bool:
    """Whether what follows a link's «\\l» is a bookmark and switches, and no second address."""
    return bool(BOOKMARK.fullmatch(words[0])) and not any("/" in word or ":" in word for word in words)
