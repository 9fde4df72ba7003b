"""Looks at a file's first bytes and its package, and refuses what is no workbook before a parser sees it."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from pipeline.addresses import column_name, column_number
from pipeline.numbers import group

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED = 400 * 2**20  # bytes: a quarter's workbook unpacks to well under 2 MB
MAX_PARTS = 5_000  # members of the package
MAX_CELLS = 2_000_000  # of the rectangle from A1 to the last value; the form takes fewer than 2.000
SMALL = 2**16  # bytes of a part that is unpacked at once
START = 4096  # bytes of a part in which a document type would stand
ENCRYPTED = 1  # a bit of a part's flags
LOCAL_HEADER = 30  # bytes before a part's name
FAR = re.compile(rb' r(?:="(?:[A-Z]{3}|[A-Z]{0,2}\d{4})|=[^"]|\s)')  # beyond row 999 or column ZZ, or spelt as few do
ROOT, HEAD = b"<worksheet", 1024  # as nearly every program begins a sheet
FILLED_CELL = re.compile(
    rb"<(?:\w+:)?c (?:[^>]*? )?r=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>"
)  # empty ones close themselves
DOCTYPE = b"<!DOCTYPE"
KINDS_BY_PART = {
    "word/document.xml": "tài liệu Word",
    "ppt/presentation.xml": "bài trình chiếu PowerPoint",
    "META-INF/MANIFEST.MF": "chương trình nén",
}
KINDS_BY_START = (
    (b"%PDF", "tệp PDF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"{\\rtf", "tài liệu RTF"),
)
HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta|style)\b", re.IGNORECASE | re.DOTALL
)
XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
SEPARATORS = (",", ";", "\t")
OLE_STREAMS = (("WordDocument", "tài liệu Word 97-2003"), ("PowerPoint Document", "bài trình chiếu PowerPoint 97-2003"))


class Unreadable(Exception):
    """The bytes are not a workbook we can read; ``code`` is the finding's code, ``detail`` its particulars."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


def look_at_container(content: bytes) -> Parts:
    """A file's parts; refused by its first bytes and its package, before a parser sees them, is what is no workbook at all.

    Raises :class:`Unreadable`.
    """
    if not content:
        raise Unreadable("empty-file")
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable("encrypted")
        for stream, kind in OLE_STREAMS:
            if stream.encode("utf-16-le") in content:
                raise Unreadable("not-a-spreadsheet", kind)
    elif content.startswith(ZIP):
        return Parts(content, _look_at_package(content))
    else:
        raise Unreadable("not-a-spreadsheet", _kind_of(content))
    return Parts(content)


def _look_at_package(content: bytes) -> list[zipfile.ZipInfo]:
    try:
        package = zipfile.ZipFile(BytesIO(content))  # of bytes in memory: there is nothing to close
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("damaged", "tệp bị cắt cụt") from error
    members = package.infolist()
    names = {member.filename for member in members}
    if kind := next((kind for part, kind in KINDS_BY_PART.items() if part in names), None):
        raise Unreadable("not-a-spreadsheet", kind)
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Unreadable("not-a-spreadsheet", "tệp nén khác")
    if len(members) > MAX_PARTS:
        raise Unreadable("oversized", f"gói gồm {group(len(members))} phần")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable("oversized", f"giải nén hơn {MAX_UNPACKED // 2**20} MB")
    return members


def _kind_of(content: bytes) -> str:
    """What a file that is neither a package nor an old Office file is, in words."""
    if kind := next((kind for start, kind in KINDS_BY_START if content.startswith(start)), None):
        return kind
    start = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = content[:4096].decode("utf-16", "ignore").encode()
    if XML_2003 in start:
        return "bảng tính XML 2003"
    if HTML.match(start):
        return "trang HTML lưu dưới tên bảng tính"
    if b"\x00" in start:
        return "không rõ định dạng"
    lines = start.decode("utf-8", "replace").splitlines()[:5]
    return (
        "tệp văn bản CSV"
        if lines and any(all(sign in line for line in lines) for sign in SEPARATORS)
        else "tệp văn bản"
    )


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


def refuse_far_cells(xml: bytes) -> None:
    """Raises :class:`Unreadable` for a sheet that reaches absurdly far."""
    plain = ROOT in xml[:HEAD] and not holds(xml, b"\t") and xml.find(b"\n", HEAD) < 0
    if plain and not FAR.search(xml):  # as in nearly every sheet
        return
    last_row, last_column = 0, 0
    columns: dict[bytes, int] = {}
    for found in FILLED_CELL.finditer(xml):
        letters = found[1]
        if letters not in columns:
            columns[letters] = column_number(letters.decode()) + 1
            last_column = max(last_column, columns[letters])
        last_row = max(last_row, int(found[2]))
    if last_row * last_column > MAX_CELLS:
        raise Unreadable(
            "oversized", f"trang tính kéo dài đến dòng {group(last_row)}, cột {column_name(last_column - 1)}"
        )
