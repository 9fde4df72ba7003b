"""Opening workbooks and Word files: the same fault has the same code and the same message in both."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest

from pipeline.opc import unpack
from pipeline.opc.kinds import SPREADSHEET, WORD, FileKind, Unreadable
from pipeline.opc.pack import pack
from pipeline.opc.unpack import open_parts
from pipeline.reading.spreadsheet import parse_workbook
from pipeline.word.words import read_words
from tests.builder import good, templates
from tests.rendering.test_render import unzipped

WORD_FILE, WORKBOOK = templates()["to-trinh.docx"], good()
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DOCTYPE = b'<!DOCTYPE a [<!ENTITY b "c">]>'
KINDS = {
    "Word": (WORD, WORD_FILE, "word/document.xml"),
    "Excel": (SPREADSHEET, WORKBOOK, "xl/worksheets/sheet1.xml"),
}


def flagged(content: bytes, places: Mapping[bytes, int], value: int) -> bytes:
    """A package with a value set in its headers: ``places`` are the headers' signatures, each with an offset."""
    changed = bytearray(content)
    for start, at in places.items():
        found = changed.find(start)
        while found >= 0:
            changed[found + at] |= value
            found = changed.find(start, found + 4)
    return bytes(changed)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    return pack({**unzipped(content), name: part})


def twice(content: bytes, name: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for each, part in unzipped(content).items():
            package.writestr(each, part)
        with pytest.warns(UserWarning, match="Duplicate"):
            package.writestr(name, b"<x/>")
    return buffer.getvalue()


def bomb(content: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in unzipped(content).items():
            package.writestr(name, part)
        with package.open("media/x.bin", "w", force_zip64=True) as member:
            for _ in range(unpack.MAX_UNPACKED // 2**20 + 1):
                member.write(b"\0" * 2**20)
    return buffer.getvalue()


Refused = tuple[bytes | Callable[[], bytes], str, str]


def refused(content: bytes, name: str) -> Mapping[str, Refused]:
    """Faulty files made from one of either kind: content or what makes it, expected code, expected detail."""
    part = unzipped(content)[name]
    at = zipfile.ZipFile(BytesIO(content)).getinfo(name).header_offset + 300
    return {
        "empty": (b"", "empty-file", ""),
        "a PDF": (b"%PDF-1.7", "another", "tệp PDF"),
        "text": (b"ho ten;ngay sinh\n", "another", "CSV"),
        "another package": (pack({"a": b"b"}), "another", "tệp nén khác"),
        "a presentation": (pack({"ppt/presentation.xml": b"<a/>"}), "another", "PowerPoint"),
        "an old presentation": (OLE + bytes(600) + "PowerPoint Document".encode("utf-16-le"), "another", ".ppt"),
        "encrypted": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted", ""),
        "zipped with a password": (flagged(content, {b"PK\1\2": 8, b"PK\3\4": 6}, 1), "encrypted", ""),
        "cut off": (content[: len(content) // 2], "damaged", "cắt cụt"),
        "damaged inside": (content[:at] + bytes(200) + content[at + 200 :], "damaged", name),
        "packed strangely": (flagged(content, {b"PK\1\2": 10}, 96), "damaged", "nén theo cách"),
        "a part twice": (twice(content, name), "damaged", f"hai phần cùng tên {name}"),
        "a document type": (with_part(content, name, DOCTYPE + part.split(b"?>", 1)[-1]), "damaged", "DOCTYPE"),
        "a bomb": (lambda: bomb(content), "oversized", "400 MB"),
        "too many parts": (
            lambda: pack({**unzipped(content), **{f"x/{n}": b"" for n in range(5_001)}}),
            "oversized",
            "phần",
        ),
    }


FAULTS = {
    f"{program}: {fault}": (kind, *expected)
    for program, (kind, content, name) in KINDS.items()
    for fault, expected in refused(content, name).items()
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_its_code_and_one_line_for_either_kind(fault: str) -> None:
    kind, made, code, detail = FAULTS[fault]
    content = made() if callable(made) else made
    with pytest.raises(Unreadable) as raised:
        read_words(content) if kind is WORD else parse_workbook("a.xlsx", content)
    assert raised.value.code == (kind.code_of_another if code == "another" else code)
    assert detail in raised.value.detail
    assert str(raised.value).startswith("Tệp ")
    assert detail in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(("kind", "content"), [(WORD, WORKBOOK), (SPREADSHEET, WORD_FILE)])
def test_a_file_of_the_other_kind_is_named(kind: FileKind, content: bytes) -> None:
    with pytest.raises(Unreadable, match="sổ tính Excel" if kind is WORD else "tài liệu Word") as raised:
        open_parts(content, kind)
    assert raised.value.code == kind.code_of_another


@pytest.mark.parametrize("program", KINDS)
def test_parts_are_those_of_the_package_and_macros_are_seen(program: str) -> None:
    kind, content, _ = KINDS[program]
    parts = open_parts(content, kind)
    assert dict(parts) == unzipped(content)
    assert not parts.has_macros
    folder = "word" if kind is WORD else "xl"
    assert open_parts(with_part(content, f"{folder}/vbaProject.bin", b"x"), kind).has_macros


def test_libreoffice_may_write_the_properties_twice() -> None:
    assert "docProps/core.xml" in open_parts(twice(WORD_FILE, "docProps/core.xml"))
