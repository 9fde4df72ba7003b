"""The two kinds of Office file that the program opens, and the one exception for a file that it cannot use, with its message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.values.errors import PipelineError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENT = "word/document.xml"  # where nearly every program puts the text of a Word file
XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
SEPARATORS = (",", ";", "\t")
OTHER_ZIP, OTHER_OLE = "tệp nén khác", "tệp Office đời cũ"
BY_PART = {
    CONTENT: "tài liệu Word",
    "xl/workbook.xml": "sổ tính Excel",
    "xl/workbook.bin": "sổ tính Excel",
    "ppt/presentation.xml": "bài trình chiếu PowerPoint",
    "META-INF/MANIFEST.MF": "chương trình nén",
}
BY_STREAM = {
    "WordDocument": "tài liệu Word đời cũ .doc",
    "PowerPoint Document": "bài trình chiếu PowerPoint đời cũ .ppt",
}
BY_START = (
    (b"%PDF", "tệp PDF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"{\\rtf", "tài liệu RTF"),
)
HTML = re.compile(
    rb"\A\s*+(?:<!--.*?-->\s*+)*+<(?:!doctype html|html|head|body|table|meta|style)\b", re.IGNORECASE | re.DOTALL
)
SENTENCES = {  # messages by code, for a file about which no finding is printed
    "empty-file": "Tệp rỗng.",
    "encrypted": "Tệp có mật khẩu. Mở bằng {program}, bỏ mật khẩu rồi lưu lại.",
    "oversized": "Tệp quá lớn so với {name} ({detail}).",
    "damaged": "Tệp {program} bị hỏng hoặc bị cắt cụt ({detail}). Mở bằng {program}, lưu lại rồi làm lại.",
}
ANOTHER_KIND = "Tệp không phải là {name} ({detail})."


@dataclass(frozen=True)
class FileKind:
    """A kind of Office file: its Vietnamese name, the program that writes it, and how it is recognised.

    ``code_of_another`` is the finding's code for a file of another kind; every file of this kind has one of ``main_parts``.
    ``old``: its older, non-zip form (.xls) is read too.
    """

    name: str
    program: str
    code_of_another: str
    main_parts: frozenset[str]
    old: bool = False


WORD = FileKind("tài liệu Word .docx", "Word", "not-a-document", frozenset({CONTENT}))
SPREADSHEET = FileKind(
    "bảng tính",
    "Excel",
    "not-a-spreadsheet",
    frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"}),
    old=True,
)


class Unreadable(PipelineError):
    """A file that is not of the kind wanted, is damaged, or is unsafe to open.

    ``code`` is the code of the finding about it, ``detail`` what was found, in Vietnamese. ``str()`` gives the message in one line.
    """

    def __init__(self, code: str, detail: str = "", kind: FileKind = SPREADSHEET) -> None:
        super().__init__(code, detail, kind)
        self.code, self.detail, self.kind = code, detail, kind

    def __str__(self) -> str:
        sentence = SENTENCES.get(self.code, ANOTHER_KIND)
        return sentence.format(name=self.kind.name, program=self.kind.program, detail=self.detail)


def other_package(names: set[str], kind: FileKind) -> str:
    """What a package with these parts is, in Vietnamese, if it is surely of another kind than wanted; "" otherwise."""
    return next(
        (description for part, description in BY_PART.items() if part in names and part not in kind.main_parts), ""
    )


def other_old_file(content: bytes) -> str:
    """What an old Office file (.doc, .ppt) is, in Vietnamese; "" if it may be an old workbook."""
    return next((description for stream, description in BY_STREAM.items() if stream.encode("utf-16-le") in content), "")


def non_package(content: bytes) -> str:
    """What a file is, in Vietnamese, that is neither a package nor an old Office file."""
    if kind := next((kind for start, kind in BY_START if content.startswith(start)), None):
        return kind
    start = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = content[:4096].decode("utf-16", "ignore").encode()
    if XML_2003 in start:
        return "bảng tính XML 2003"
    if HTML.match(start):
        return "trang HTML lưu dưới tên khác"
    if b"\x00" in start:
        return "không rõ định dạng"
    lines = start.decode("utf-8", "replace").splitlines()[:5]
    separated = lines and any(all(sign in line for line in lines) for sign in SEPARATORS)
    return "tệp văn bản CSV" if separated else "tệp văn bản"
