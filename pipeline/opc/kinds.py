"""The kinds of Office file that are opened, what people call them, and the one way to say that a file is none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.values.model import PipelineError

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
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta|style)\b", re.IGNORECASE | re.DOTALL
)
SENTENCES = {  # where no finding says it in its own words
    "empty-file": "Tệp rỗng.",
    "encrypted": "Tệp có mật khẩu. Mở bằng {program}, bỏ mật khẩu rồi lưu lại.",
    "oversized": "Tệp quá lớn so với {name} ({detail}).",
    "damaged": "Tệp {program} bị hỏng hoặc bị cắt cụt ({detail}). Mở bằng {program}, lưu lại rồi làm lại.",
}
ANOTHER_KIND = "Tệp không phải là {name} ({detail})."


@dataclass(frozen=True)
class Kind:
    """A kind of Office file: its name, the program that writes it, the code of what is none, the parts of which it has one.

    ``old``: it has an older form that is no package of parts and is read too.
    """

    name: str
    program: str
    code_of_another: str
    own: frozenset[str]
    old: bool = False


WORD = Kind("tài liệu Word .docx", "Word", "not-a-document", frozenset({CONTENT}))
SPREADSHEET = Kind(
    "bảng tính",
    "Excel",
    "not-a-spreadsheet",
    frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"}),
    old=True,
)


class Unreadable(PipelineError):
    """A file that is not of the kind wanted, or would take its reader down; ``code`` is a finding's, ``detail`` its particulars.

    As text it is one line for where there is no finding.
    """

    def __init__(self, code: str, detail: str = "", kind: Kind = SPREADSHEET) -> None:
        super().__init__(code, detail, kind)
        self.code, self.detail, self.kind = code, detail, kind

    def __str__(self) -> str:
        sentence = SENTENCES.get(self.code, ANOTHER_KIND)
        return sentence.format(name=self.kind.name, program=self.kind.program, detail=self.detail)


def another_package(names: set[str], kind: Kind) -> str:
    """What a package of parts of these names is, in words, if it is not of a kind; "" if it may be."""
    return next((told for part, told in BY_PART.items() if part in names and part not in kind.own), "")


def another_old_file(content: bytes) -> str:
    """What an old Office file is, in words, if it is no workbook; "" if it may be one."""
    return next((told for stream, told in BY_STREAM.items() if stream.encode("utf-16-le") in content), "")


def no_package(content: bytes) -> str:
    """What a file that is neither a package nor an old Office file is, in words."""
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
