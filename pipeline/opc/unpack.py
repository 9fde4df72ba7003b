"""Turns the bytes of a Word file into its parts, and a part into XML; what Word itself would not open is told in one line."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from posixpath import dirname, normpath
from struct import error as StructError

from lxml import etree

from pipeline.values.model import PipelineError

SMALL = 2**16  # bytes of a part that is unpacked at once
START = 4096  # bytes of a part in which a document type would stand
ENCRYPTED = 1  # a bit of a part's flags
LOCAL_HEADER = 30  # bytes before a part's name
DOCTYPE = b"<!DOCTYPE"


class Unreadable(Exception):
    """The bytes are not a workbook we can read; ``code`` is the finding's code, ``detail`` its particulars."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


class Parts(Mapping[str, bytes]):
    """The XML parts of a package, each unpacked once, when it is asked for; none of an old Excel file.

    Raises :class:`Unreadable` for what would take the reader down: a document type, where XML bombs and external
    entities are declared, and which no office program writes; encryption of an ods file.
    """

    def __init__(self, content: bytes, members: Iterable[zipfile.ZipInfo] = ()) -> None:
        self._content = content
        self._unpacked: dict[str, bytes] = {}
        self._members = {m.filename: m for m in members if m.filename.endswith((".xml", ".rels"))}
        for name, member in self._members.items():
            if member.file_size > SMALL:
                _refuse_document_type(unpacked(content, member, START))
            else:  # most of these are asked for anyway
                self[name]
        if b"encryption-data" in self.get("META-INF/manifest.xml", b""):
            raise Unreadable("encrypted")

    def __getitem__(self, name: str) -> bytes:
        if name not in self._unpacked:
            part = unpacked(self._content, self._members[name])
            _refuse_document_type(part[:START])
            self._unpacked[name] = part
        return self._unpacked[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


def _refuse_document_type(start: bytes) -> None:
    if DOCTYPE in start.upper():
        raise Unreadable("damaged", "tệp chứa khai báo DOCTYPE mà Excel không bao giờ ghi")


def unpacked(content: bytes, member: zipfile.ZipInfo, most: int = 0) -> bytes:
    """A part of a package in memory, or its first bytes; what ``zipfile`` gives, without its way through a file.

    Raises :class:`Unreadable` for what is not as the package's directory says.
    """
    at = member.header_offset + LOCAL_HEADER
    at += sum(int.from_bytes(content[at - n : at - n + 2], "little") for n in (4, 2))  # its name and extras
    data = content[at : at + member.compress_size]
    if member.flag_bits & ENCRYPTED or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable("damaged", f"phần {member.filename} nén theo cách không đọc được")
    if member.compress_type == zipfile.ZIP_DEFLATED:
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, most or member.file_size + 1)
    if most:
        return data[:most]
    if len(data) != member.file_size or zlib.crc32(data) != member.CRC:
        raise Unreadable("damaged", f"phần {member.filename} không còn nguyên vẹn")
    return data


def holds(part: bytes, sign: bytes) -> bool:
    """Whether a part holds a sign: what ``in`` says, but Python looks several times as fast from the end."""
    return part.rfind(sign) >= 0


R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CUSTOMARY = "word/document.xml"
MAX_PARTS = 2_000  # members of the package: a paper has thirteen
MAX_UNPACKED = 400 * 2**20  # bytes of all parts: a list of twenty thousand people takes a quarter of it
STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = (  # the same vocabulary under the names that nearly every program writes
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b' w:conformance="strict"', b""),
)
OTHER_KINDS = (("xl/workbook.xml", "sổ tính Excel"), ("ppt/presentation.xml", "bài trình chiếu PowerPoint"))
BROKEN = (  # what zip and its compression raise on broken bytes
    zipfile.BadZipFile, zlib.error, StructError, ValueError, NotImplementedError, OSError, EOFError, KeyError,
)  # fmt: skip
Element = etree._Element


class NotADocument(PipelineError):
    """The bytes are not a Word file that can be read."""


@dataclass(frozen=True)
class Package:
    """The parts of one Word file by name, and the name of the part that holds its text."""

    parts: Mapping[str, bytes]
    main: str

    def root(self, name: str) -> Element:
        """A part as XML. Raises :class:`NotADocument` where it is missing or broken."""
        if name not in self.parts:
            raise NotADocument(f"Tệp Word bị hỏng: thiếu phần {name}. Mở bằng Word, lưu lại rồi soát.")
        content = self.parts[name]
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, LookupError, ValueError) as error:
            raise NotADocument(f"Tệp Word bị hỏng ở phần {name}. Mở bằng Word, lưu lại rồi soát.") from error
        if root.getroottree().docinfo.internalDTD is not None:  # where XML bombs and external entities are declared
            raise NotADocument(f"Tệp Word có khai báo DOCTYPE ở phần {name} mà Word không bao giờ ghi; không đọc.")
        return root

    def related(self, kind: str, customary: str) -> Element | None:
        """The part to which the text's relations of a kind (``styles``, ``theme`` …) lead; None where there is none."""
        name = self.name_of(kind) or customary
        return self.root(name) if name in self.parts else None

    def name_of(self, kind: str) -> str:
        """The name of the part to which the text's relations of a kind lead; empty where there is none."""
        return next((target for type_, target in self._relations.values() if type_.endswith(f"/{kind}")), "")

    def target(self, identity: str) -> Element:
        """The part to which a relation of the text leads. Raises :class:`NotADocument` where it leads nowhere."""
        if identity not in self._relations:
            raise NotADocument(f"Tệp Word bị hỏng: không có phần mà quan hệ «{identity}» dẫn đến.")
        return self.root(self._relations[identity][1])

    @property
    def relations_name(self) -> str:
        """The name of the part that holds the relations of the text."""
        return _relations_of(self.main)

    @cached_property
    def _relations(self) -> dict[str, tuple[str, str]]:
        return _read_relations(self, self.relations_name, dirname(self.main))


def open_package(content: bytes) -> Package:
    """A Word file's bytes as its parts; strict Open XML under its transitional names. Raises :class:`NotADocument`."""
    if not content:
        raise NotADocument("Tệp rỗng.")
    if content.startswith(OLE):
        raise NotADocument(
            "Tệp có mật khẩu, hoặc là tệp Word đời cũ (.doc). Mở bằng Word, bỏ mật khẩu, lưu thành .docx rồi soát."
        )
    parts = _unpacked(content)
    if other := next((kind for name, kind in OTHER_KINDS if name in parts), None):
        raise NotADocument(f"Tệp là {other}, không phải tài liệu Word .docx.")
    bare = Package(parts, CUSTOMARY)
    whole = _read_relations(bare, "_rels/.rels", "")
    main = next((target for type_, target in whole.values() if type_.endswith("/officeDocument")), CUSTOMARY)
    package = Package(parts, main if main in parts else CUSTOMARY)
    if package.main not in parts:
        raise NotADocument("Tệp không phải là tài liệu Word .docx.")
    return package


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        members = members_of(content)
        if any(member.flag_bits & 1 for member in members):
            raise NotADocument("Tệp được nén có mật khẩu. Bỏ mật khẩu rồi soát.")
        return {member.filename: _transitional(unpacked(content, member)) for member in members if not member.is_dir()}
    except (Unreadable, *BROKEN) as error:
        raise NotADocument("Tệp không phải là tài liệu Word .docx, hoặc đã bị hỏng, bị cắt cụt.") from error


def members_of(content: bytes) -> list[zipfile.ZipInfo]:
    """What the package of a Word file lists. Raises :class:`Unreadable` for bombs and doubles, and what is in ``BROKEN``."""
    members = zipfile.ZipFile(BytesIO(content)).infolist()  # of bytes in memory: there is nothing to close
    names = Counter(member.filename for member in members if member.filename.startswith(("word/", "_rels/")))
    if names and max(names.values()) > 1:
        raise Unreadable("damaged", "hai phần trùng tên")
    if len(members) > MAX_PARTS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable("oversized", "giải nén quá lớn")
    return members


def _transitional(part: bytes) -> bytes:
    if STRICT in part:
        for strict, usual in TRANSITIONAL:
            part = part.replace(strict, usual)
    return part


def _relations_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _read_relations(package: Package, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """Relation → its type and the name of the part to which it leads; what leads out of the file is left out."""
    if name not in package.parts:
        return {}
    found = {}
    for relation in package.root(name):
        target = str(relation.get("Target") or "")
        if relation.get("TargetMode") != "External":
            part = target.lstrip("/") if target.startswith("/") else re.sub(r"^/+", "", normpath(f"{folder}/{target}"))
            found[str(relation.get("Id"))] = (str(relation.get("Type") or ""), part)
    return found
