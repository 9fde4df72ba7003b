"""Seals: a paper is genuine as made and after a save by any program; an edit of one letter anywhere is found, and no text only."""

import random
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO

import docx
import pytest
from lxml import etree

from pipeline.drawing.word.nd30 import STYLES, page_number
from pipeline.drawing.word.ooxml import NAMESPACES, package, paragraph, text
from pipeline.opc.kinds import WORD, Unreadable
from pipeline.opc.pack import pack
from pipeline.rendering.render import render_document
from pipeline.values.dates import Quarter
from pipeline.values.model import Document
from pipeline.word.edits import read_seal
from pipeline.word.seal import ROOM, WORDS, digest
from pipeline.word.words import read_words
from tests.builder import ROOT, UNIT_NAMES, W, compiled_template, document, good, run
from tests.planted import counted
from tests.programs import converted
from tests.proofs.test_balance import changed
from tests.rendering.test_render import DAY, unzipped, with_part
from tests.samples.made import papers

MADE = run({"a.xlsx": good(), "b.xlsx": good(don_vi=UNIT_NAMES[1])})
PAPER = document(MADE, "quyet-dinh")
PLACES_TRIED = 24  # letters edited in each kind of paper, chosen with a seed
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def kinds() -> Mapping[str, str]:
    """One paper of each kind: the kind and the paper's path."""
    return {re.sub(r"/\d\d-[\w-]+|don-doc/.*", "", place.split("/", 1)[1]): place for place in papers()}


def edits_of(content: bytes) -> list[str]:
    """The edits found in a paper, one line each."""
    seal, edits = read_seal(content)
    assert seal is not None
    return [f"{edit.where} {edit.number}: {edit.text}" for edit in edits] + ([] if seal.intact else ["dấu"])


def with_parts(content: bytes, change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> bytes:
    """A Word file whose parts are changed."""
    return pack(change(unzipped(content)))


def test_every_paper_of_the_year_is_genuine_as_made_and_after_a_save_by_other_programs() -> None:
    made = papers()
    assert len(made) == 88
    again = converted({place.replace("/", "__"): content for place, content in made.items()}, "docx")
    for place, content in made.items():
        seal, edits = read_seal(content)
        assert seal is not None
        assert (seal.path, edits, seal.intact) == (place, (), True)
        assert edits_of(again[place.replace("/", "__").removesuffix(".docx")]) == []
        saved = BytesIO()
        docx.Document(BytesIO(content)).save(saved)
        assert edits_of(saved.getvalue()) == []


def test_a_draft_with_comments_is_genuine_after_a_save_by_other_programs() -> None:
    outcome = run({"a.xlsx": good(quy="Quý IV năm 2026", ngay_gui="22/12/2026")}, Quarter(2026, 4))
    draft = document(outcome, "quyet-dinh")
    assert "word/comments.xml" in unzipped(draft)
    assert edits_of(draft) == []
    assert edits_of(converted({"a.docx": draft}, "docx")["a"]) == []
    commented = with_parts(
        draft, lambda p: {**p, "word/comments.xml": p["word/comments.xml"].replace("Chưa".encode(), "Đã".encode(), 1)}
    )
    assert [each.split(":")[0] for each in edits_of(commented)] == ["ý kiến bên lề 0"]


def test_spaces_between_the_elements_of_a_template_are_no_words() -> None:
    body = (
        text_paragraph("Một")
        + " \n "
        + text_paragraph("{{ hai }}")
        + "\n"
        + text_paragraph("Ba")
        + " "
        + TABLE
        + "\n<w:sectPr/>\n"
    )
    template = compiled_template(package("Thử", body, STYLES, page_number()), {"hai": ""})
    for hai in ("", "Hai"):
        made = render_document(template, Document("", "", "", "Tên", "", {"hai": hai}), DAY, "2020-Q1/a.docx")[0]
        assert edits_of(made) == []


TABLE = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='99'/></w:tblGrid><w:tr><w:tc><w:tcPr/>{paragraph('ThanVanBan', text('Ô'))}</w:tc></w:tr></w:tbl>"
EMPTY = '<w:p><w:pPr><w:pStyle w:val="ThanVanBan"/></w:pPr></w:p>'


def text_paragraph(words: str) -> str:
    return paragraph("ThanVanBan", text(words))


@pytest.mark.parametrize(
    "beginning",
    [
        EMPTY,
        text_paragraph("{%p if co %}") + text_paragraph("Chữ") + text_paragraph("{%p endif %}") + EMPTY,
        text_paragraph("{%p for mot in nhieu %}") + text_paragraph("Chữ") + text_paragraph("{%p endfor %}") + EMPTY,
        text_paragraph("{%p if not co %}") + EMPTY + text_paragraph("{%p endif %}"),
        text_paragraph("{{ khong }}"),
        text_paragraph("{{ khong }}") + EMPTY,
        text_paragraph("Chữ {{ khong }}") + EMPTY,
    ],
)
def test_a_template_whose_papers_may_begin_with_an_empty_paragraph_makes_genuine_papers(beginning: str) -> None:
    context = {"co": False, "nhieu": ["một"], "khong": ""}
    template = compiled_template(package("Thử", beginning + TABLE + "<w:sectPr/>", STYLES, page_number()), context)
    for values in (context, {**context, "nhieu": []}, {**context, "co": True}):
        made = render_document(template, Document("", "", "", "Tên", "", values), DAY, "2020-Q1/a.docx")[0]
        assert edits_of(made) == []
        assert edits_of(changed(made, lambda xml: xml.replace("<w:sectPr", "<w:p/><w:sectPr"))) != []


def test_an_edit_of_one_letter_anywhere_in_every_kind_of_paper_is_found_with_its_paragraph() -> None:
    for kind, path in sorted(kinds().items()):
        content, draw = papers()[path], random.Random(kind)
        root = etree.fromstring(unzipped(content)["word/document.xml"])
        worded = [p for p in root.iter(f"{W}p") if any(t.text for t in p.iter(f"{W}t"))]
        places = [(n, t) for n, p in enumerate(worded, 1) for t in p.iter(f"{W}t") if t.text]
        for number, t in draw.sample(places, min(PLACES_TRIED, len(places))):
            before = t.text or ""
            at = draw.randrange(len(before))
            t.text = before[:at] + ("x" if before[at] != "x" else "y") + before[at + 1 :]
            seal, edits = read_seal(with_body(content, root))
            t.text = before
            assert seal is not None
            assert [edit.number for edit in edits] == [number], kind


def with_body(content: bytes, root: etree._Element) -> bytes:
    """A Word file with another document part."""
    return changed(content, lambda _: etree.tostring(root, encoding="unicode"))


BOX = (
    f'<w:r><w:pict><v:shape {V} style="width:99pt;height:99pt"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
TWO = '<w:r><w:footnoteReference w:id="2"/></w:r>'
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId-footer"/>'
    '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
)


@cache
def rich() -> bytes:
    """A paper with a header, a footer, a text box, a footnote, a comment of the program, a table cell and a tab."""
    body = paragraph("ThanVanBan", text("Một {{ ten }}"), TWO) + paragraph("ThanVanBan", text("Hai"), BOX)
    body += "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='99'/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
    body += f"{paragraph('ThanVanBan', text('Ô {{ ten }}'))}</w:tc></w:tr></w:tbl>"
    body += paragraph("ThanVanBan", text("Ba"), "<w:r><w:tab/></w:r>", text("Bốn"))
    parts = unzipped(
        package("Thử", body + SECTION, STYLES, paragraph("SoTrang", text("Đầu {{ ten }}")) + page_number())
    )

    def part(kind: str, inside: str) -> bytes:
        return f"<w:{kind} {NAMESPACES}>{inside}</w:{kind}>".encode()

    words = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    parts = with_part(parts, "footer", part("ftr", words.format("Chân trang")))
    parts = with_part(
        parts, "footnotes", part("footnotes", f'<w:footnote w:id="2">{words.format("Ghi chú {{ ten }}")}</w:footnote>')
    )
    comment = f'<w:comment w:id="1" w:author="Nguyễn Văn Lộ">{words.format("Của người soạn mẫu")}</w:comment>'
    parts = with_part(parts, "comments", part("comments", comment))
    template = compiled_template(pack(parts), {"ten": "x"})
    draft = Document("", "", "", "Tên", "", {"ten": "Mẫu"}, notes={"Hai": "Ý kiến"})
    return render_document(template, draft, DAY, "2020-Q1/a.docx")[0]


@pytest.mark.parametrize(
    ("part", "words", "where"),
    [
        ("document", "Một Mẫu", " 1: Mxt Mẫu"),
        ("document", "Trong khung", " 3: Txong khung"),
        ("document", "Ô Mẫu", " 4: ÔxMẫu"),
        ("document", "Bốn", " 5: Ba\tBxn"),
        ("header1", "Đầu Mẫu", "đầu trang 0: Đxu Mẫu"),
        ("footer", "Chân trang", "chân trang 0: Cxân trang"),
        ("footnotes", "Ghi chú Mẫu", "chú thích cuối trang 0: Gxi chú Mẫu"),
        ("comments", "Ý kiến", "ý kiến bên lề 0: Ýxkiến"),
    ],
)
def test_an_edit_of_one_letter_is_found_in_headers_footers_boxes_notes_comments_and_cells(
    part: str, words: str, where: str
) -> None:
    assert edits_of(rich()) == []

    def edit(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        name = f"word/{part}.xml"
        assert words.encode() in parts[name]
        return {**parts, name: parts[name].replace(words.encode(), (words[:1] + "x" + words[2:]).encode())}

    assert edits_of(with_parts(rich(), edit)) == [where]


def first_run(properties: str) -> Callable[[str], str]:
    return lambda xml: xml.replace("<w:r><w:t", f"<w:r><w:rPr>{properties}</w:rPr><w:t", 1)


def added(piece: str) -> Callable[[str], str]:
    return lambda xml: xml.replace("</w:r></w:p>", f"</w:r>{piece}</w:p>", 1)


UNSEEN = {
    "chữ gạch ngang": first_run("<w:strike/>"),
    "chữ ẩn": first_run("<w:vanish/>"),
    "chữ trắng": first_run('<w:color w:val="FFFFFF"/>'),
    "chữ quá nhỏ": first_run('<w:sz w:val="2"/>'),
    "đoạn: khi lập": lambda xml: xml.replace("<w:sectPr", "<w:p/><w:sectPr", 1),
    "ngắt trang trước đoạn": lambda xml: xml.replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1),
    "chữ vẽ «MẬT»": added(f'<w:r><w:pict><v:shape {V}><v:textpath string="MẬT"/></v:shape></w:pict></w:r>'),
    "tài liệu chèn vào": lambda xml: xml.replace("<w:sectPr", '<w:altChunk r:id="rId9"/><w:sectPr', 1),
    "trường { = 1 + 1 }": added("<w:fldSimple w:instr=' = 1 + 1 '/>"),
    "số thứ tự tự động": lambda xml: xml.replace("</w:pPr>", "<w:numPr><w:numId w:val='3'/></w:numPr></w:pPr>", 1),
    "ảnh": added('<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'),
    "liên kết": added("<w:hyperlink r:id='rId9'/>"),
    "\f": added('<w:r><w:br w:type="page"/></w:r>'),
    "\n": added("<w:r><w:br/></w:r>"),
    "Wingdings F0FC": added('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),
    "\u2011": added("<w:r><w:noBreakHyphen/></w:r>"),
    "x+y": added('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+y</m:t></m:r></m:oMath>'),
    "phần trang": lambda xml: xml.replace("</w:pPr>", "<w:sectPr/></w:pPr>", 1),
}  # fmt: skip


@pytest.mark.parametrize("sign", UNSEEN)
def test_a_change_that_is_not_text_is_found_too(sign: str) -> None:
    edited = changed(PAPER, UNSEEN[sign])
    assert edited != changed(PAPER, lambda xml: xml)
    assert any(sign in each for each in edits_of(edited)), edits_of(edited)


def test_changes_of_a_tab_digits_in_a_header_words_in_a_page_number_and_the_title_are_found() -> None:
    profile, numbered = document(MADE, "trich-ngang/01"), counted(PAPER)
    assert edits_of(numbered) == []  # the number that Word computed and stored
    assert edits_of(changed(profile, lambda xml: xml.replace("<w:tab/>", "", 1))) != []
    for part, old, new in (
        ("word/header1.xml", b"</w:p>", b"</w:p><w:p><w:r><w:t>2020</w:t></w:r></w:p>"),
        ("word/header1.xml", b"<w:t>2<", "<w:t>MẬT<".encode()),
        ("docProps/core.xml", b"<dc:title>", b"<dc:title>x"),
        ("word/styles.xml", b'w:styleId="ThanVanBan">', b'w:styleId="ThanVanBan"><w:rPr><w:vanish/></w:rPr>'),
    ):
        edited = with_parts(numbered, lambda parts, p=part, o=old, n=new: {**parts, p: parts[p].replace(o, n, 1)})  # type: ignore[misc]
        assert edits_of(edited) != [], part
    page = with_parts(
        numbered, lambda p: {**p, "word/header1.xml": p["word/header1.xml"].replace(b"<w:t>2<", b"<w:t>17<")}
    )
    assert edits_of(page) == []


def test_an_added_or_removed_paragraph_is_found() -> None:
    row = '<w:p><w:pPr><w:pStyle w:val="ThanVanBan"/></w:pPr><w:r><w:t>Điều mới.</w:t></w:r></w:p>'
    edited = changed(PAPER, lambda xml: xml.replace("<w:body>", f"<w:body>{row}"))
    assert " 1: Điều mới." in edits_of(edited)
    out = changed(PAPER, lambda xml: xml.replace("Theo đề nghị của Trưởng phòng Tổ chức\u00a0- Hành chính.", ""))
    assert [edit.text for edit in read_seal(out)[1]] == [""]


def test_no_property_is_longer_than_word_keeps() -> None:
    for content in (*papers().values(), rich()):
        values = re.findall(r"<vt:lpwstr>([^<]*)<", unzipped(content)["docProps/custom.xml"].decode())
        assert max(map(len, values)) <= ROOM < 255


def test_a_seal_that_was_computed_anew_in_part_is_found() -> None:
    forged = changed(PAPER, lambda xml: xml.replace("450.000", "950.000"))
    digests = "".join(map(digest, read_words(forged).paragraphs))

    def forge(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        custom = parts["docProps/custom.xml"].decode()
        for n in range(-(-len(digests) // ROOM)):
            piece = digests[n * ROOM : (n + 1) * ROOM]
            custom = re.sub(f'({WORDS}-{n + 1}"><vt:lpwstr>)[^<]*', rf"\g<1>{piece}", custom)
        return {**parts, "docProps/custom.xml": custom.encode()}

    assert edits_of(with_parts(forged, forge)) == ["dấu"]
    for key in ("so-ban", "van-ban"):
        moved = with_parts(
            PAPER,
            lambda p, k=key: {  # type: ignore[misc]
                **p,
                "docProps/custom.xml": re.sub(
                    f'({k}"><vt:lpwstr>)[^<]*', r"\g<1>2020-Q1/la.docx", p["docProps/custom.xml"].decode()
                ).encode(),
            },
        )
        assert edits_of(moved) == ["dấu"]


def test_the_same_words_have_the_same_number_in_every_run() -> None:
    later = run({"a.xlsx": good(), "b.xlsx": good(don_vi=UNIT_NAMES[1]), "c.xlsx": good(don_vi=UNIT_NAMES[2])})
    profile = "trich-ngang/01-phong-tong-hop-nguyen-van-mau.docx"
    assert document(later, profile) == document(MADE, profile)
    assert read_seal(document(later, "quyet-dinh"))[0] != read_seal(PAPER)[0]


def test_a_seal_that_names_no_place_of_ours_is_none() -> None:
    for place in ("to-trinh.docx", "../x.docx", "2020-Q1/../x", "a" * 400 + "/x.docx", "2020-Q1/", "2020-Q1/.khoa"):
        other = with_parts(
            PAPER,
            lambda p, t=place: {  # type: ignore[misc]
                **p,
                "docProps/custom.xml": re.sub(
                    r'(van-ban"><vt:lpwstr>)[^<]*', rf"\g<1>{t}", p["docProps/custom.xml"].decode()
                ).encode(),
            },
        )
        assert read_seal(other) == (None, ())


def _cut(part: str) -> bytes:
    """The decision with one part cut off before its end."""
    return with_parts(PAPER, lambda parts: {**parts, part: parts[part][:-50]})


@cache
@cache
def hostile() -> Mapping[str, bytes]:
    """Damaged and hostile files named like Word files, by what is wrong with them."""
    raw, info = bytearray(PAPER), zipfile.ZipFile(BytesIO(PAPER)).getinfo("word/document.xml")
    deflated, start = bytearray(raw), info.header_offset + 30 + len(info.filename)
    deflated[start : start + 40] = b"\xff" * 40
    locked, method = bytearray(raw), bytearray(raw)
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        locked[at + 8] |= 1
        method[at + 10] = 97
        at = raw.find(b"PK\x01\x02", at + 4)
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package_:
        for name, part in unzipped(PAPER).items():
            package_.writestr(name, part)
        with package_.open("word/media/x.bin", "w", force_zip64=True) as member:
            for _ in range(500):
                member.write(b"\0" * 2**20)
    twice = BytesIO()
    with zipfile.ZipFile(twice, "w") as package_:
        for name, part in unzipped(PAPER).items():
            package_.writestr(name, part)
        with pytest.warns(UserWarning, match="Duplicate"):
            package_.writestr("word/document.xml", b"<x/>")
    cut = {part: _cut(part) for part in unzipped(PAPER) if part.endswith(".xml")}
    doctype = changed(PAPER, lambda xml: xml.replace("<w:document", "<!DOCTYPE w [<!ENTITY x 'y'>]><w:document", 1))
    late = changed(PAPER, lambda xml: xml.replace("<w:document", f"<!--{'x' * 9000}--><!DOCTYPE w><w:document", 1))
    return {
        "empty": b"", "not a package": b"x", "cut": PAPER[:5000], "no document": pack({"a.xml": b"<a/>"}),
        "deflate": bytes(deflated), "encrypted": bytes(locked), "method": bytes(method), "bomb": bomb.getvalue(),
        "twice": twice.getvalue(), "doctype": doctype, "late doctype": late,
        "body": cut["word/document.xml"], "header": cut["word/header1.xml"], "properties": cut["docProps/custom.xml"],
        "styles": cut["word/styles.xml"], "core": cut["docProps/core.xml"],
    }  # fmt: skip


def test_a_damaged_or_hostile_file_is_refused_in_words() -> None:
    for kind, content in hostile().items():
        with pytest.raises(Unreadable, match=r"^Tệp .*[^\n]*$") as raised:
            read_seal(content)
        assert raised.value.kind is WORD, kind


def test_what_is_not_ours_has_no_seal() -> None:
    assert read_seal((ROOT / "templates" / "to-trinh.docx").read_bytes()) == (None, ())


def test_remarks_and_strange_instructions_among_the_properties_do_no_harm() -> None:
    remarked = with_parts(
        PAPER,
        lambda p: {
            **p,
            "docProps/custom.xml": p["docProps/custom.xml"].replace(b"<property", b"<!-- x --><?pi y?><property", 1),
        },
    )
    assert edits_of(remarked) == []
