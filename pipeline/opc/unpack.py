"""Opens workbooks and Word files as parts, and refuses files that are unsafe: zip bombs, false sizes, XML document types."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from struct import error as StructError
from typing import Any

from lxml import etree

from pipeline.opc.kinds import (
    CONTENT,
    OLE,
    OTHER_OLE,
    OTHER_ZIP,
    WORD,
    FileKind,
    Unreadable,
    non_package,
    other_old_file,
    other_package,
)
from pipeline.values.numbers import group

ZIP = b"PK\x03\x04"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAX_PARTS = 5_000  # in one package: a paper has thirteen
MAX_UNPACKED = 400 * 2**20  # bytes of all parts: a list of twenty thousand people takes a quarter of it
MAX_TAGS = 8_000_000  # characters «<» in one part: each costs the parser about a hundred bytes
SMALL = 2**16  # bytes: an XML part up to this size is unpacked when the file is opened
START = 4096  # first bytes of a part, where a document type would be declared
ENCRYPTED = 1  # a bit of a part's flags
LOCAL_HEADER = 30  # bytes before a part's name
DOCTYPE = b"<!DOCTYPE"
MANY = ("docProps/",)  # folders whose parts may occur twice: LibreOffice writes one so
STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = (  # namespaces of strict Open XML, each with the usual one that nearly every program writes
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b' w:conformance="strict"', b""),
)
BROKEN = (  # what zip and its compression raise on broken bytes
    zipfile.BadZipFile, zlib.error, StructError, ValueError, NotImplementedError, OSError, EOFError, KeyError,
)  # fmt: skip
SAFELY: Mapping[str, Any] = {  # how XML is parsed: no entity is resolved, nothing is loaded
    "resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True, "huge_tree": False,
}  # fmt: skip
PARSER = etree.XMLParser(**SAFELY)
Element = etree._Element


@dataclass(frozen=True)
class Relation:
    """One relationship of a part: its id, the last segment of its type, the name of the part it leads to, whether it is external."""

    key: str
    kind: str
    target: str
    external: bool


def open_parts(content: bytes, kind: FileKind = WORD) -> Parts:
    """The parts of an Office file of a kind; empty for an old .xls workbook, which is no package. Raises :class:`Unreadable`."""
    if not content:
        raise Unreadable("empty-file", kind=kind)
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable("encrypted", kind=kind)
        if another := other_old_file(content) or ("" if kind.old else OTHER_OLE):
            raise Unreadable(kind.code_of_another, another, kind)
        return Parts(content, (), kind)
    if not content.startswith(ZIP):
        raise Unreadable(kind.code_of_another, non_package(content), kind)
    return Parts(content, _members(content, kind), kind)


def _members(content: bytes, kind: FileKind) -> Sequence[zipfile.ZipInfo]:
    """The members that a package's directory lists, checked for their number, sizes, doubles and encryption."""
    try:
        members = zipfile.ZipFile(BytesIO(content)).infolist()  # bytes in memory: nothing to close
    except BROKEN as error:
        raise Unreadable("damaged", "tệp bị cắt cụt", kind) from error
    names = Counter(member.filename for member in members)
    if another := other_package(set(names), kind):
        raise Unreadable(kind.code_of_another, another, kind)
    if len(members) > MAX_PARTS:
        raise Unreadable("oversized", f"gói gồm {group(len(members))} phần", kind)
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable("oversized", f"giải nén hơn {MAX_UNPACKED // 2**20} MB", kind)
    if twice := next((name for name, times in names.items() if times > 1 and not name.startswith(MANY)), ""):
        raise Unreadable("damaged", f"hai phần cùng tên {twice}", kind)
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise Unreadable("encrypted", kind=kind)
    return members


class Parts(Mapping[str, bytes]):
    """The parts of an Office file by name, as bytes; each is unpacked when it is first needed.

    All access raises :class:`Unreadable` for a part that differs from the package's directory (size, checksum), and for an XML
    document type: there XML bombs and external entities are declared, and no office program writes one.
    """

    def __init__(self, content: bytes, members: Sequence[zipfile.ZipInfo], kind: FileKind) -> None:
        self.kind = kind
        self._content = content
        self._unpacked: dict[str, bytes] = {}
        self._members = {member.filename: member for member in members if not member.is_dir()}
        for name, member in self._members.items():
            if name.endswith((".xml", ".rels")):
                if member.file_size > SMALL:
                    self._refuse_document_type(name, self._unpack(member, START))
                else:  # most of these are needed anyway
                    self[name]
        if b"encryption-data" in self.get("META-INF/manifest.xml", b""):
            raise Unreadable("encrypted", kind=kind)
        if members and not (kind.main_parts & set(self) or (kind is WORD and self.main in self)):
            raise Unreadable(kind.code_of_another, OTHER_ZIP, kind)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._unpacked:
            part = self._unpack(self._members[name])
            if name.endswith((".xml", ".rels")):
                self._refuse_document_type(name, part[:START])
                part = _transitional(part) if self.kind is WORD else part
            self._unpacked[name] = part
        return self._unpacked[name]

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    @property
    def has_macros(self) -> bool:
        """Whether there is a part with macros, or relationships of one."""
        return any("vba" in name.lower() or name.lower().endswith(".bin.rels") for name in self)

    def root(self, name: str) -> Element:
        """A part parsed as an XML tree."""
        if name not in self:
            raise Unreadable("damaged", f"thiếu phần {name}", self.kind)
        return tree_of(name, self[name], self.kind)

    @cached_property
    def main(self) -> str:
        """The name of the part with the body of a Word file, usually ``word/document.xml``."""
        target = next(
            (each.target for each in self.relations() if each.kind == "officeDocument" and not each.external), ""
        )
        return target if target in self else CONTENT

    def relations(self, source: str = "") -> tuple[Relation, ...]:
        """The relationships of a part, or of the package itself if ``source`` is empty."""
        name = relations_name(source)
        return relations_in(self.root(name), source) if name in self else ()

    @cached_property
    def _of_the_text(self) -> tuple[Relation, ...]:
        return tuple(each for each in self.relations(self.main) if not each.external)

    def name_of(self, kind: str) -> str:
        """The name of the part to which the body's relationship of a kind (``styles``, ``theme`` …) leads; "" if there is none."""
        return next((each.target for each in self._of_the_text if each.kind == kind), "")

    def related(self, kind: str, customary: str) -> Element | None:
        """The part to which the body's relationship of a kind leads, else the part named ``customary``; None if neither exists."""
        name = self.name_of(kind) or customary
        return self.root(name) if name in self else None

    def target(self, identity: str) -> Element:
        """The part to which the body's relationship with this id leads."""
        name = next((each.target for each in self._of_the_text if each.key == identity), "")
        if not name:
            raise Unreadable("damaged", f"không có phần mà quan hệ «{identity}» dẫn đến", self.kind)
        return self.root(name)

    def _unpack(self, member: zipfile.ZipInfo, most: int = 0) -> bytes:
        try:
            return self._unpacked_of(member, most)
        except BROKEN as error:
            raise Unreadable("damaged", f"phần {member.filename} bị hỏng", self.kind) from error

    def _unpacked_of(self, member: zipfile.ZipInfo, most: int) -> bytes:
        """A part's bytes, or its first ``most``, as ``zipfile`` would give them, but without its slow reading through a file object."""
        at = member.header_offset + LOCAL_HEADER
        # lengths of name and extra field
        at += sum(int.from_bytes(self._content[at - n : at - n + 2], "little") for n in (4, 2))
        data = self._content[at : at + member.compress_size]
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("damaged", f"phần {member.filename} nén theo cách không đọc được", self.kind)
        if member.compress_type == zipfile.ZIP_DEFLATED:
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, most or member.file_size + 1)
        if most:
            return data[:most]
        if len(data) != member.file_size or zlib.crc32(data) != member.CRC:
            raise Unreadable("damaged", f"phần {member.filename} không còn nguyên vẹn", self.kind)
        return data

    def _refuse_document_type(self, name: str, start: bytes) -> None:
        if DOCTYPE in start.upper():
            raise _with_document_type(name, self.kind)


def tree_of(name: str, xml: bytes, kind: FileKind = WORD) -> Element:
    """A part's bytes parsed as an XML tree; ``name`` is for the message. Raises :class:`Unreadable`."""
    refuse_too_many_tags(name, xml, kind)
    try:
        root = etree.fromstring(xml, PARSER)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise damaged(name, kind) from error
    refuse_document_type(name, root, kind)
    return root


def damaged(name: str, kind: FileKind) -> Unreadable:
    """The exception for a part that is not well-formed XML."""
    return Unreadable("damaged", f"phần {name} bị hỏng", kind)


def refuse_too_many_tags(name: str, xml: bytes, kind: FileKind = WORD) -> None:
    """Raises :class:`Unreadable` for a part whose tree would not fit into memory."""
    if len(xml) > MAX_TAGS and xml.count(b"<") > MAX_TAGS:
        raise Unreadable("oversized", f"phần {name} quá lớn", kind)


def refuse_document_type(name: str, root: Element, kind: FileKind = WORD) -> None:
    """Raises :class:`Unreadable` for a tree with a document type, wherever it was declared in the part."""
    information: Any = root.getroottree().docinfo  # its type stubs lack the attribute
    if information.doctype:
        raise _with_document_type(name, kind)


def relations_in(root: Element, source: str) -> tuple[Relation, ...]:
    """The relationships of the part ``source`` that a tree (of a ``.rels`` part) lists."""
    folder = posixpath.join("/", posixpath.dirname(source))
    return tuple(
        Relation(
            str(each.get("Id") or ""),
            str(each.get("Type") or "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join(folder, str(each.get("Target") or ""))).lstrip("/"),
            each.get("TargetMode") == "External",
        )
        for each in root.iter(RELATIONSHIP)
    )


def relations_name(source: str) -> str:
    """The name of the part that holds the relationships of another, or of the package itself."""
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def holds(part: bytes, wanted: bytes) -> bool:
    """Whether a part contains a byte string: same as ``in``, but Python searches several times as fast from the end."""
    return part.rfind(wanted) >= 0


def _with_document_type(name: str, kind: FileKind) -> Unreadable:
    return Unreadable("damaged", f"phần {name} có khai báo DOCTYPE mà {kind.program} không bao giờ ghi", kind)


def _transitional(part: bytes) -> bytes:
    if holds(part, STRICT):
        for strict, usual in TRANSITIONAL:
            part = part.replace(strict, usual)
    return part
