"""Turns a Word template's bytes into the parts that its papers may hold: known kinds only, without macros, links or authors' names.

A template is a file that an officer has edited or was sent. What is harmless and not needed is left out (authors' names,
other programs' data, an older paper's seal); what would be seen in papers, run, or fetch something from outside is refused,
with a message that gives the remedy in Word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from lxml import etree

from pipeline.opc.kinds import CONTENT, Unreadable
from pipeline.opc.unpack import Element, Parts, W, open_parts, relations_name, tree_of
from pipeline.rendering.template_faults import TemplateFault, Wrong, one_line
from pipeline.rendering.template_forbidden import ACTIVEX, CHUNK, OLE, SUBDOCUMENT, Merged, forbidden_in
from pipeline.rendering.template_lookalikes import near

BODY, TYPES, ROOT_RELATIONS = CONTENT, "[Content_Types].xml", "_rels/.rels"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ALLOWED = (  # types of relationship whose parts a paper may hold
    "styles", "settings", "fontTable", "theme", "numbering", "header", "footer", "footnotes", "endnotes", "image",
)  # fmt: skip
REFUSED = {  # types of relationship whose parts run something or hold another program's data
    "vbaProject": "có macro. Trong Word: File > Save As, chọn loại Word Document (*.docx)",
    "wordVbaData": "có macro. Trong Word: File > Save As, chọn loại Word Document (*.docx)",
    "oleObject": OLE,
    "package": OLE,
    "control": ACTIVEX,
    "activeXControlBinary": ACTIVEX,
    "aFChunk": CHUNK,
    "subDocument": SUBDOCUMENT,
}
EXTERNAL = {
    "attachedTemplate": "gắn với một tệp mẫu ở nơi khác. Trong Word: File > Options > Add-ins > Manage: Templates > Go, đổi Document template thành Normal",
    "hyperlink": "có liên kết ra ngoài. Trong Word: bấm chuột phải vào liên kết, chọn Remove Hyperlink",
    "image": "có ảnh lấy từ nơi khác. Trong Word: File > Info > Edit Links to Files > Break Link",
}
LEFT_OUT = "có biểu đồ, SmartArt hoặc đối tượng khác mà văn bản hành chính không dùng. Trong Word: chọn đối tượng đó, cắt rồi dán lại thành ảnh (Paste Special > Picture)"
ANY_EXTERNAL = "có liên kết ra ngoài. Trong Word: File > Info > Edit Links to Files > Break Link"
PERSONAL_SETTINGS = tuple(
    f"{W}{name}" for name in (
        "attachedTemplate", "docVars", "mailMerge", "trackRevisions", "rsids", "attachedSchema", "saveThroughXslt", "writeProtection", "docId", "updateFields", "linkStyles",
    )
)  # fmt: skip
EMBEDDED_FONTS = tuple(f"{W}embed{name}" for name in ("Regular", "Bold", "Italic", "BoldItalic"))
SOURCE = f'{DECLARATION}<Properties xmlns="{OFFICE}/extended-properties"/>'
AUTHOR = "Mẫu"
MALFORMED = (
    "Mẫu {}: tài liệu {} in ra không còn là tệp Word mở được ({}). Soát các thẻ điều kiện và lặp trong mẫu: thẻ mở và thẻ đóng"
    " phải cùng loại, {{%p if %}} đi với {{%p endif %}}. Sửa trong Word rồi chạy lại."
)
EMPTY_CELL = (
    "Mẫu {}: tài liệu {} có dòng bảng («{}») mà một ô không còn đoạn nào, Word không mở được. Trong ô đó của mẫu, thêm một dòng"
    " trống sau {{%p endif %}} hoặc {{%p endfor %}}. Sửa trong Word rồi chạy lại."
)
SHOWN = 60  # characters of a row


def template_parts(name: str, content: bytes, example: Mapping[str, object]) -> dict[str, bytes]:
    """The parts of a template that its papers may hold, by name. Raises :class:`TemplateFault`.

    ``example`` is what papers offer, for the tag that a mail merge probably means.
    """
    try:
        parts = open_parts(content)
        if parts.main != BODY:
            raise TemplateFault(f"Mẫu {name} đặt văn bản ở {parts.main}. Mở bằng Word và lưu lại dạng .docx.")
        return _paper_parts(name, parts, example)
    except Unreadable as error:
        raise TemplateFault(
            f"Mẫu {name} không phải là tệp Word .docx đọc được, hoặc đã hỏng. Chạy lệnh templates để vẽ lại mẫu."
        ) from error


def _paper_parts(name: str, parts: Parts, example: Mapping[str, object]) -> dict[str, bytes]:
    _refuse_kind(name, parts)
    _refuse_whole(name, parts)
    shown = [BODY, *_reached(name, parts, BODY)]
    paper_parts: dict[str, bytes] = {}
    for part in dict.fromkeys(shown):
        paper_parts[part] = _harmless(name, part, parts[part], example) if _is_xml(parts[part]) else parts[part]
        _refuse_missing(name, part, paper_parts[part], parts)
        if relations := _relations(parts, part):
            paper_parts[relations_name(part)] = relations
    paper_parts |= _package_parts(parts, paper_parts)
    return paper_parts


def _is_xml(part: bytes) -> bool:
    return part[:64].lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \r\n\t").startswith(b"<")


def _refuse_missing(name: str, part: str, xml: bytes, parts: Parts) -> None:
    """Raises for a part that uses something which papers may not hold, such as a chart: without it Word would call them damaged."""
    left_out = (each for each in parts.relations(part) if each.kind not in ALLOWED or each.target not in parts)
    if any(f'="{each.key}"'.encode() in xml for each in left_out):
        raise _fault(name, LEFT_OUT)


def _refuse_kind(name: str, parts: Parts) -> None:
    """Raises for a file type other than Word Document (such as one with macros), and for external links of the whole package."""
    kinds = {str(e.get("PartName")): str(e.get("ContentType")) for e in parts.root(TYPES).iter(f"{{{PACKAGE}/content-types}}Override")}  # fmt: skip
    kind = kinds.get(f"/{BODY}", MAIN_TYPE)
    if "macroEnabled" in kind:
        raise _fault(name, REFUSED["vbaProject"])
    if kind != MAIN_TYPE:
        raise _fault(
            name, "không phải loại Word Document. Trong Word: File > Save As, chọn loại Word Document (*.docx)"
        )
    if any(each.external for each in parts.relations()):
        raise _fault(name, ANY_EXTERNAL)


def _refuse_whole(name: str, parts: Parts) -> None:
    """Raises for parts with macros or embedded objects, even if no relationship leads to them."""
    if parts.has_macros:
        raise _fault(name, REFUSED["vbaProject"])
    for part in parts:
        if part.startswith(("word/embeddings/", "word/activeX/")):
            raise _fault(name, REFUSED["oleObject" if "embeddings" in part else "control"])


def _reached(name: str, parts: Parts, source: str) -> Iterator[str]:
    """The allowed parts to which a part's relationships lead, and from the body those one step further. Raises for refused ones."""
    for each in parts.relations(source):
        if each.kind in REFUSED:
            raise _fault(name, REFUSED[each.kind])
        if each.external:
            raise _fault(name, EXTERNAL.get(each.kind, ANY_EXTERNAL))
        if each.kind in ALLOWED and each.target in parts:
            yield each.target
            if source == BODY:
                yield from _reached(name, parts, each.target)


def _harmless(name: str, part: str, xml: bytes, example: Mapping[str, object]) -> bytes:
    """An XML part as papers may hold it: the same bytes if there is nothing to take out. Raises for what is refused."""
    harmless, wrong = _checked_part(part, xml)
    if isinstance(wrong, Merged):
        wrong = wrong.meaning(near(wrong.name, example))
    if wrong:
        raise TemplateFault(one_line(name, part, wrong))
    return harmless


@lru_cache(maxsize=64)  # most templates share their styles, settings, theme and header
def _checked_part(part: str, xml: bytes) -> tuple[bytes, Wrong | None]:
    """A part as papers may hold it, and why it is refused (None if it is not)."""
    root = tree_of(part, xml)
    refused = forbidden_in(root)
    if part.endswith("settings.xml"):
        xml = _without(xml, root, PERSONAL_SETTINGS)
    if part.endswith("fontTable.xml"):
        xml = _without(xml, root, EMBEDDED_FONTS)
    return _without_authors(root) if b":author=" in xml else xml, refused


def _without(xml: bytes, root: Element, tags: Collection[str]) -> bytes:
    """A part without the elements of some tags: the same bytes if there are none."""
    found = [each for each in root.iter() if each.tag in tags or str(each.tag).endswith("}docId")]
    for each in found:
        if (parent := each.getparent()) is not None:
            parent.remove(each)
    return _bytes(root) if found else xml


def _without_authors(root: Element) -> bytes:
    """A part with comments or changes, its authors' names replaced by «Mẫu»."""
    for each in root.iter():
        if f"{W}author" in each.attrib:
            each.set(f"{W}author", AUTHOR)
            for attribute in ("initials", "date"):
                each.attrib.pop(f"{W}{attribute}", "")
    return _bytes(root)


def _relations(parts: Parts, source: str) -> bytes:
    """The bytes of a part's relationships, allowed types only; b"" if it has none."""
    name = relations_name(source)
    if name not in parts:
        return b""
    root = parts.root(name)
    missing = {each.key for each in parts.relations(source) if each.target not in parts}
    removed = [e for e in root if str(e.get("Type") or "").rsplit("/", 1)[-1] not in ALLOWED or e.get("Id") in missing]
    for each in removed:
        root.remove(each)
    return _bytes(root) if removed else parts[name]


def _package_parts(parts: Parts, paper_parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts about the file itself, written anew so that they name no person and no part that was left out."""
    rows = (
        ("rId1", f"{OFFICE}/relationships/officeDocument", BODY),
        ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    )
    drawn = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in rows)
    relations = f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{drawn}</Relationships>'
    names = {*paper_parts, "docProps/core.xml", "docProps/app.xml"}
    return {ROOT_RELATIONS: relations.encode(), "docProps/app.xml": SOURCE.encode(), TYPES: _types(parts, names)}


def _types(parts: Parts, names: set[str]) -> bytes:
    """The content types of the parts with these names."""
    root = parts.root(TYPES)
    extensions = {name.rpartition(".")[2].lower() for name in names} | {"rels", "xml"}
    known = set()
    removed, added = [], False
    for each in root:
        part = str(each.get("PartName") or "").lstrip("/")
        if part in known or (part and part not in names) or (not part and str(each.get("Extension")).lower() not in extensions):  # fmt: skip
            removed.append(each)
        known.add(part) if part else None
    for each in removed:
        root.remove(each)
    for part, kind in (("docProps/core.xml", f"{PACKAGE}/core"), ("docProps/app.xml", "")):
        if part not in known:
            content_type = "application/vnd.openxmlformats-package.core-properties+xml" if kind else "application/vnd.openxmlformats-officedocument.extended-properties+xml"  # fmt: skip
            etree.SubElement(
                root, f"{{{PACKAGE}/content-types}}Override", PartName=f"/{part}", ContentType=content_type
            )
            added = True
    return _bytes(root) if removed or added else parts[TYPES]


def _bytes(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _fault(name: str, problem: str) -> TemplateFault:
    return TemplateFault(f"Mẫu {name} {problem}. Lưu lại rồi chạy lại; hoặc chạy lệnh templates để vẽ lại mẫu.")
