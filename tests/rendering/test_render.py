"""Rendering: text is printed as typed, tags in data never run, faults of a template are reported."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.drawing.word.nd30 import STYLES, page_number
from pipeline.drawing.word.ooxml import OFFICE, WORD, package, paragraph, tag, text
from pipeline.opc.pack import pack
from pipeline.rendering.render import render_document
from pipeline.rendering.template_compile import CompiledTemplate
from pipeline.rendering.template_faults import TemplateFault
from pipeline.values.model import Document
from pipeline.values.vietnamese import clean, one_line
from tests.builder import compiled_template, document, good, outline, run

DAY = date(2020, 3, 31)
AWKWARD = "R&D <x> {{ 7*7 }} {% raw %} “quoted” {_{ x }_} Nguyê\u0303n Nguyễn"
SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def template_of(*paragraphs: str, header: str = page_number()) -> bytes:
    return package("Mẫu thử", "".join(paragraphs) + SECTION, STYLES, header)


def compiled(*paragraphs: str, **example: object) -> CompiledTemplate:
    return compiled_template(template_of(*paragraphs), example)


def printed(template: CompiledTemplate, **context: object) -> str:
    return outline(render_document(template, Document("thu", "thu.docx", "thu.docx", "Thử", "", context), DAY)[0])


def test_awkward_text_comes_out_letter_for_letter_in_every_paper_that_shows_it() -> None:
    outcome = run({"a.xlsx": good(ly_do=AWKWARD, chuc_vu=AWKWARD), "b.xlsx": good(don_vi="Phòng Kinh tế")})
    for path in ("trich-ngang/01", "danh-sach-tong-hop", "quyet-dinh-khen-thuong"):
        assert clean(AWKWARD) in outline(document(outcome, path))


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from("{}%<>&\"'_"), min_size=1))
def test_any_text_is_printed_as_cleaned(typed: str) -> None:
    template = compiled(paragraph("ThanVanBan", text("[{{ chu }}]")), chu="x")
    assert printed(template, chu=one_line(typed)) == f"[{one_line(typed)}]\n"


def test_tags_in_data_are_data_in_headers_and_footnotes_too() -> None:
    parts = dict(
        unzipped(
            template_of(paragraph("ThanVanBan", text("{{ chu }}")), header=paragraph("SoTrang", text("{{ chu }}")))
        )
    )
    parts = with_part(parts, "footnotes", parts["word/header1.xml"].replace(b"w:hdr", b"w:footnotes"))
    template = compiled_template(pack(parts), {"chu": "x"})
    made = unzipped(render_document(template, Document("", "", "", "", "", {"chu": "{{ 7*7 }}"}), DAY)[0])
    for part in ("word/document.xml", "word/header1.xml", "word/footnotes.xml"):
        words = "".join(map(str, etree.fromstring(made[part]).itertext()))
        assert words == "{{ 7*7 }}"


@pytest.mark.parametrize(
    "expression", ["chu.__class__.__mro__", "chu.upper.__globals__", "''.__class__", "[].append", "range(3)", "cycler"]
)
def test_a_template_cannot_reach_python(expression: str) -> None:
    with pytest.raises(TemplateFault):
        printed(compiled(paragraph("ThanVanBan", text(f"{{{{ {expression} }}}}")), chu="x"), chu="x")


@pytest.mark.parametrize("value", [None, float("nan"), 1.5, True, ["a"], {"a": 1}])
def test_what_is_not_text_is_a_fault_and_never_a_word(value: object) -> None:
    with pytest.raises(TemplateFault, match="không in được"):
        printed(compiled(paragraph("ThanVanBan", text("{{ chu }}")), chu="x"), chu=value)


def test_an_unknown_name_is_reported_with_its_paragraph_and_the_nearest_known_one() -> None:
    with pytest.raises(TemplateFault) as raised:
        compiled(
            paragraph("TenLoai", text("QUYẾT ĐỊNH")),
            tag("{%p for nguoi in ca_nhan %}"),
            paragraph("ThanVanBan", text("Ông {{ nguoi.ho_tenn }}")),
            tag("{%p endfor %}"),
            ca_nhan=({"ho_ten": "A", "don_vi": "B"},),
        )
    message = str(raised.value)
    assert "Mẫu thu.docx, đoạn 3 («Ông {{ nguoi.ho_tenn }}»)" in message
    assert "«nguoi.ho_tenn»" in message
    assert "Có phải «nguoi.ho_ten»?" in message


def test_names_are_checked_in_branches_and_empty_lists_too() -> None:
    hidden = [
        "{% if false %}{{ la }}{% endif %}",
        "{% for x in ds %}{{ x.la }}{% else %}{{ la }}{% endfor %}",
        "{{ ds[0].la }}",
        "{% set b = nguoi %}{{ b.la }}",
    ]
    for code in hidden:
        with pytest.raises(TemplateFault, match="không có thông tin tên"):
            compiled(paragraph("ThanVanBan", text(code)), ds=({"ten": "x"},), nguoi={"ten": "x"})


def test_known_names_loops_and_filters_pass() -> None:
    code = "{% for x in ds %}{{ loop.index }}. {{ x.ten|upper }}{% if not loop.last %}; {% endif %}{% endfor %}"
    assert (
        printed(compiled(paragraph("ThanVanBan", text(code)), ds=({"ten": "a"},)), ds=({"ten": "a"}, {"ten": "b"}))
        == "1. A; 2. B\n"
    )


@pytest.mark.parametrize("code", ["{% for x in ds %}", "{{ ten", "{{ ten }", "{% if %}x{% endif %}", "{%p la %}"])
def test_a_broken_tag_is_reported_with_its_paragraph(code: str) -> None:
    with pytest.raises(TemplateFault) as raised:
        compiled(paragraph("TenLoai", text("Một")), paragraph("ThanVanBan", text(code)), ds=(), ten="x")
    assert "Mẫu thu.docx, đoạn" in str(raised.value)


def test_a_key_named_like_a_method_prints_its_value() -> None:
    assert (
        printed(compiled(paragraph("ThanVanBan", text("{{ a.items }}")), a={"items": "x"}), a={"items": "đúng"})
        == "đúng\n"
    )


def test_a_file_that_is_no_word_document_is_reported() -> None:
    for content in (b"", b"abc", pack({"a.txt": b"x"})):
        with pytest.raises(TemplateFault, match=r"thu\.docx"):
            compiled_template(content, {})


def test_the_same_document_is_the_same_bytes_and_carries_no_account_name() -> None:
    outcome, again = run({"a.xlsx": good()}), run({"a.xlsx": good()})
    assert [f.content for f in outcome.papers] == [f.content for f in again.papers]
    core = unzipped(outcome.papers[0].content)["docProps/core.xml"].decode()
    assert "2020-03-31T00:00:00Z" in core
    assert "creator" not in core
    assert "lastModifiedBy" not in core


def with_part(parts: dict[str, bytes], kind: str, xml: bytes) -> dict[str, bytes]:
    """A Word file's parts and one more of a kind (``footnotes``), as Word would store it."""
    relation = f'<Relationship Id="rId-{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/></Relationships>'
    override = f'<Override PartName="/word/{kind}.xml" ContentType="{WORD}.{kind.rstrip("0123456789")}+xml"/></Types>'
    name, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    return {
        **parts,
        f"word/{kind}.xml": xml,
        name: parts[name].replace(b"</Relationships>", relation.encode()),
        types: parts[types].replace(b"</Types>", override.encode()),
    }


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
