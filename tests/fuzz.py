"""Makes thousands of broken workbooks and reads them: ``python -m tests.fuzz 2000`` prints how reading ended.

Good workbooks in xlsx, xls and ods get bits flipped, ends cut off, blocks doubled or zeroed, or parts inside the package
changed; one file of every hostile kind is added. The same seed gives the same files, but for
the ods that LibreOffice saves: it writes the time into them, so that an end or two differ between runs.
"""

from __future__ import annotations

import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from itertools import islice

import openpyxl
import xlsxwriter

from pipeline.checking.check import check_quarter
from pipeline.reading.folders import QuarterFolder
from pipeline.reading.sandbox import Reader
from pipeline.values.model import Refusal, SourceFile
from pipeline.values.sheets import Workbook
from tests.builder import Q1, good, office_file, saved, templates
from tests.programs import converted

SECONDS = 10.0
Change = Callable[[random.Random, bytes], bytes]


def flipped(chance: random.Random, content: bytes) -> bytes:
    """The bytes with up to 40 bits inverted."""
    broken = bytearray(content)
    for _ in range(chance.randint(1, 40)):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def cut(chance: random.Random, content: bytes) -> bytes:
    """Only the beginning of the bytes."""
    return content[: chance.randrange(len(content))]


def shuffled(chance: random.Random, content: bytes) -> bytes:
    """The bytes with one block doubled, zeroed or removed."""
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.randint(1, 4000))
    instead = chance.choice([b"", b"\x00" * (end - start), content[start:end] * 2])
    return content[:start] + instead + content[end:]


def repacked(chance: random.Random, content: bytes) -> bytes:
    """Some parts inside the package changed, and all compressed again; of xls the bytes themselves."""
    if not content.startswith(b"PK"):
        return flipped(chance, content)
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        names = package.namelist()
        victims = set(chance.sample(names, chance.randint(1, min(3, len(names)))))
        for name in names:
            part = package.read(name)
            if name in victims and part:
                part = chance.choice([flipped, cut, shuffled, _tag_changed])(chance, part)
            if name not in victims or chance.random() > 0.1:
                target.writestr(name, part)
    return buffer.getvalue()


def _tag_changed(chance: random.Random, part: bytes) -> bytes:
    """XML that is still well-formed but wrong: with larger numbers, or with renamed attributes."""
    old, new = chance.choice(
        [(b'r="', b'r="Z'), (b'"1"', b'"99999999"'), (b"<v>", b"<v>9"), (b' t="s"', b' t="e"'), (b'="', b'="-')]
    )
    return part.replace(old, new, chance.randint(1, 5))


CHANGES: tuple[Change, ...] = (flipped, cut, shuffled, repacked, repacked, repacked)


def fuzzed(number: int, seed: int = 20200320) -> Iterator[tuple[str, bytes]]:
    """``number`` broken workbooks, each with the name of the damage."""
    chance = random.Random(seed)
    good_ones = {"xlsx": good(), **{to: converted({"a.xlsx": good()}, to)["a"] for to in ("xls", "ods")}}
    for n in range(number):
        suffix = chance.choice(list(good_ones))
        change = chance.choice(CHANGES)
        yield f"{change.__name__}-{n:05d}.{suffix}", change(chance, good_ones[suffix])


def hostile() -> Mapping[str, Callable[[], bytes]]:
    """What makes one file of every hostile kind, by the name of the kind."""
    return {
        "rỗng": bytes,
        "PDF đổi tên": lambda: b"%PDF-1.7\n%\xe2\xe3",
        "Word đổi tên": lambda: templates()["trich-ngang.docx"],
        "HTML lưu thành xls": lambda: "<html><table><tr><td>Họ và tên</td></tr></table></html>".encode(),
        "CSV": lambda: "Họ và tên;Ngày sinh\nA;1985\n".encode(),
        "XML 2003": lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "có mật khẩu": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "cắt cụt": lambda: good()[:5000],
        "bom nén": lambda: package({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * (500 * 2**20)}),
        "bom XML": lambda: replaced(b"<worksheet", bomb() + b"<worksheet"),
        "thực thể ngoài": lambda: replaced(b"<worksheet", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet'),
        "ô cuối cùng của trang": far_cell,
        "ba nghìn trang": many_sheets,
        "triệu dòng trống có định dạng": lambda: replaced(b"</sheetData>", blank_rows() + b"</sheetData>"),
        "chuỗi dùng chung nhân lên": amplified,
        "XML lồng sâu": lambda: replaced(b"<sheetData>", b"<x>" * 200_000 + b"</x>" * 200_000 + b"<sheetData>"),
    }  # fmt: skip


def replaced(old: bytes, new: bytes, of: bytes = b"") -> bytes:
    """The good workbook, or another, with a text of its second sheet replaced."""
    return with_part(of or good(), "xl/worksheets/sheet2.xml", lambda part: part.replace(old, new, 1))


def far_cell() -> bytes:
    """A workbook with something in the last cell of a sheet."""
    book = openpyxl.Workbook()
    book.worksheets[0]["XFD1048576"] = "x"
    return saved(book)


def many_sheets() -> bytes:
    """A workbook of three thousand sheets."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for _ in range(3000):
            book.add_worksheet()
    return buffer.getvalue()


def blank_rows() -> bytes:
    """A million rows that hold a format and no value."""
    row = b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>'
    return b"".join(row % (r, r, r) for r in range(100, 1_000_000))


def amplified() -> bytes:
    """A workbook in which twenty thousand cells share one string of ten million letters."""
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (r, r) for r in range(1000, 21000))
    long = b"<si><t>" + b"A" * 10_000_000
    shared = with_part(good(), "xl/sharedStrings.xml", lambda part: part.replace(b"<si><t>", long, 1))
    return replaced(b"</sheetData>", cells + b"</sheetData>", shared)


def repeated_ods() -> bytes:
    """An ods file with rows and cells repeated a billion times; LibreOffice is needed to make it."""
    rows = b'<table:table-row table:number-rows-repeated="1048576"'
    cells = b'<table:table-cell table:number-columns-repeated="16384" '
    return with_part(
        converted({"a.xlsx": good()}, "ods")["a"],
        "content.xml",
        lambda x: x.replace(b"<table:table-row", rows, 1).replace(b"<table:table-cell ", cells, 1),
    )


def bomb() -> bytes:
    """An XML part with the «billion laughs» attack: entities that expand to gigabytes."""
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<!DOCTYPE l [<!ENTITY l0 "lol">' + entities + b"]>"


def package(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a compressed package with these parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return buffer.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A package with one part changed; the change must change something."""
    with zipfile.ZipFile(BytesIO(content)) as old:
        parts = {each: old.read(each) for each in old.namelist()}
    changed = change(parts[name])
    assert changed != parts[name]
    return package({**parts, name: changed})


def ends_of(reader: Reader, files: Mapping[str, bytes]) -> dict[str, tuple[str, float]]:
    """How each file of a quarter ended, and the seconds it took to open: a refusal's code, «findings» or «accepted»."""
    opened: dict[str, Workbook | Refusal] = {}
    seconds: dict[str, float] = {}
    for name, content in files.items():
        began = time.monotonic()
        opened[name] = reader.open(name, content)
        seconds[name] = time.monotonic() - began
        assert seconds[name] < SECONDS + 2, name
    sources = tuple(SourceFile(name, "", each) for name, each in opened.items())
    checked = check_quarter(QuarterFolder(Q1, office_file, sources, ()))
    with_findings = {found.place.file for found in checked.findings}
    ends = {}
    for name, each in opened.items():
        assert not isinstance(each, Refusal) or name in with_findings, name
        ends[name] = each.code if isinstance(each, Refusal) else "findings" if name in with_findings else "accepted"
    return {name: (end, seconds[name]) for name, end in ends.items()}


def main(number: int) -> None:
    """Print how reading ended for broken workbooks and for every hostile kind."""
    counted: Counter[str] = Counter()
    slowest = ("", 0.0)
    with Reader() as reader:
        for some in batched(fuzzed(number), 50):
            for name, (end, seconds) in ends_of(reader, dict(some)).items():
                counted[end] += 1
                slowest = max(slowest, (name, seconds), key=lambda each: each[1])
        print(f"{number} workbooks:", dict(counted.most_common()), f"slowest {slowest[0]} {slowest[1]:.2f} s")
        for kind, made in {**hostile(), "ods lặp tỉ ô": repeated_ods}.items():
            content = made()
            ((end, seconds),) = ends_of(reader, {"a.xlsx": content}).values()
            print(f"{kind}: {end}, {len(content) / 2**20:.2f} MB, {seconds:.2f} s")


def batched(files: Iterator[tuple[str, bytes]], size: int) -> Iterator[list[tuple[str, bytes]]]:
    """Files in groups of that size."""
    while some := list(islice(files, size)):
        yield some


if __name__ == "__main__":
    main(int(sys.argv[1]))
