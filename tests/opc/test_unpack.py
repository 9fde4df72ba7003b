"""Word files of any program can be opened; a file that is none is reported in one line."""

import zipfile
from io import BytesIO

import pytest

from pipeline.inspection.inspect import inspect, marked
from pipeline.inspection.layout.read import read_docx
from pipeline.opc.kinds import Unreadable
from pipeline.opc.pack import pack
from pipeline.opc.unpack import open_parts
from tests.fuzz_papers import end_of, fuzzed, parts_of
from tests.inspection.test_drawn_lines import box, line
from tests.inspection.test_numbering import item, level, lists
from tests.inspection.test_sections import NUMBER
from tests.planted import DECISION, LETTER
from tests.wordml import cell, content_control, p, section, shows, table, word

PAPER = word(p("a") + section(shows("header", "header1")), header1=NUMBER, styles="", theme="<a:themeElements/>")


def without(name: str) -> bytes:
    return pack({key: part for key, part in parts_of(PAPER).items() if key != name})


def changed(name: str, part: bytes) -> bytes:
    return pack({**parts_of(PAPER), name: part})


def damaged() -> bytes:
    """The decision with a piece of its compressed text blanked."""
    at = zipfile.ZipFile(BytesIO(DECISION)).getinfo("word/document.xml").header_offset + 300
    return DECISION[:at] + b"\x00" * 200 + DECISION[at + 200 :]


def locked() -> bytes:
    """The decision marked as compressed with a password."""
    locked = bytearray(DECISION)
    for start, flag in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = locked.find(start)
        while at >= 0:
            locked[at + flag] |= 1
            at = locked.find(start, at + 4)
    return bytes(locked)


BOMB = b'<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
REFUSED = {
    "empty": (b"", "Tệp rỗng"),
    "no package": (b"hello", "không phải là tài liệu Word"),
    "another package": (pack({"a": b"b"}), "không phải là tài liệu Word"),
    "a workbook": (pack({"xl/workbook.xml": b"<a/>"}), "sổ tính Excel"),
    "an old document": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), "Office đời cũ"),
    "cut off": (DECISION[: len(DECISION) // 2], "bị cắt cụt"),
    "damaged inside": (damaged(), "bị hỏng"),
    "with a password": (locked(), "có mật khẩu"),
    "broken text": (changed("word/document.xml", b"<a"), "word/document.xml"),
    "broken styles": (changed("word/styles.xml", b"<a"), "word/styles.xml"),
    "broken theme": (changed("word/theme/theme1.xml", b"<a"), "word/theme/theme1.xml"),
    "no header": (without("word/header1.xml"), "word/header1.xml"),
    "no relations": (without("word/_rels/document.xml.rels"), "header1"),
    "no text": (without("word/document.xml"), "không phải là tài liệu Word"),
    "no body": (changed("word/document.xml", BOMB.split(b">", 2)[2].replace(b"<w:body/>", b"")), "không có phần nội dung"),
    "another root": (changed("word/document.xml", b"<a/>"), "không có phần nội dung"),
    "entities": (changed("word/document.xml", BOMB), "DOCTYPE"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_an_unreadable_file_is_reported_in_one_line(name: str) -> None:
    content, words = REFUSED[name]
    for act in (read_docx, inspect, marked):
        with pytest.raises(Unreadable, match=words) as raised:
            act(content)
        assert "\n" not in str(raised.value)


def strict(content: bytes) -> bytes:
    """A file under the names of strict Open XML."""
    names = ("wordprocessingml", "drawingml", "officeDocument")
    made = {}
    for name, part in parts_of(content).items():
        for vocabulary in names:
            usual = f"http://schemas.openxmlformats.org/{vocabulary}/2006/".encode()
            part = part.replace(usual, f"http://purl.oclc.org/ooxml/{vocabulary}/".encode())
        made[name] = part
    return pack(made)


def test_strict_open_xml_reads_as_the_usual_kind() -> None:
    assert strict(DECISION) != DECISION
    assert read_docx(strict(DECISION)) == read_docx(DECISION)
    assert [point.ok for point in inspect(marked(strict(LETTER)))] == [point.ok for point in inspect(LETTER)]


def test_the_body_may_be_a_part_of_another_name() -> None:
    parts = {name.replace("document.xml", "document2.xml"): part for name, part in parts_of(DECISION).items()}
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    assert open_parts(pack(parts)).main == "word/document2.xml"
    assert read_docx(pack(parts)) == read_docx(DECISION)


READ = {
    "no styles": without("word/styles.xml"),
    "no theme": without("word/theme/theme1.xml"),
    "an empty text": word(""),
    "a text without a section": word(p("a")),
    "an annex that says nothing": word(p("a") + p("Phụ lục") + section()),
    "a table without rows": word(table(properties='<w:tblStyle w:val="TableGrid"/>') + p("a") + section()),
    "a page number from x": word(p("a") + section('|<w:pgNumType w:start="x"/>')),
    "a cell in a control": word(table(content_control(cell(p("a"))) + cell(p("b"))) + section()),
    "a row in a control": word(f"<w:tbl>{content_control(f'<w:tr>{cell(p())}</w:tr>')}</w:tbl>" + section()),
    "a list that is not there": word(item("a", key=9) + section(), numbering=lists(level(0, "%1."))),
    "UTF-16": changed("word/document.xml", parts_of(PAPER)["word/document.xml"].decode().encode("utf-16")),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_word_opens_is_read(name: str) -> None:
    assert inspect(READ[name])
    assert inspect(marked(READ[name]))


def test_broken_papers_raise_nothing_but_unreadable() -> None:
    drawn = word(
        p(box(p("Nơi nhận:"), at=0, width=70, height=30), line(at=3, top=9)) + table(cell(p("a")) + cell(p("b"))) + section(shows("header", "header1")),
        header1=NUMBER,
        styles="",
        numbering=lists(level(0, "Điều %1.")),
    )  # fmt: skip
    ends = {end_of(paper) for _, paper in fuzzed({"qd": DECISION, "cv": LETTER, "vẽ tay": drawn}, 250)}
    assert ends == {"inspected", "no document"}
