"""Looks at a file's first bytes and its package, and refuses what is no workbook before a parser sees it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from pipeline.opc.unpack import Parts, Unreadable, holds
from pipeline.values.cell_names import column_name, column_number
from pipeline.values.numbers import group

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED = 400 * 2**20  # bytes: a quarter's workbook unpacks to well under 2 MB
MAX_PARTS = 5_000  # members of the package
MAX_CELLS = 2_000_000  # of the rectangle from A1 to the last value; the form takes fewer than 2.000
FAR = re.compile(rb' r(?:="(?:[A-Z]{3}|[A-Z]{0,2}\d{4})|=[^"]|\s)')  # beyond row 999 or column ZZ, or spelt as few do
ROOT, HEAD = b"<worksheet", 1024  # as nearly every program begins a sheet
FILLED_CELL = re.compile(
    rb"<(?:\w+:)?c (?:[^>]*? )?r=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>"
)  # empty ones close themselves
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
