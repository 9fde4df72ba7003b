"""A paper that Word would not open stops the run: a one-line message names template and paper, and nothing is published."""

import shutil
from pathlib import Path

import pytest

from pipeline.commands.cli import main
from pipeline.drawing.word.nd30 import STYLES, page_number
from pipeline.drawing.word.ooxml import package, paragraph, text
from pipeline.rendering.render import Rendered, render_document
from pipeline.rendering.template_parts import TemplateFault
from pipeline.values.model import Document
from tests.builder import ROOT, compiled_template
from tests.commands.test_cli import place
from tests.proofs.test_balance import changed
from tests.rendering.test_render import DAY, SECTION

__all__ = ["place"]


def text_paragraph(words: str) -> str:
    return paragraph("ThanVanBan", text(words))


def cells(*inside: str) -> str:
    drawn = "".join(f"<w:tc><w:tcPr/>{each}</w:tc>" for each in inside)
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{drawn}</w:tr></w:tbl>"


def made(body: str, **context: object) -> Rendered:
    template = compiled_template(package("Mẫu thử", body + SECTION, STYLES, page_number()), context)
    return render_document(template, Document("", "giay.docx", "thu.docx", "", "", context), DAY)


MIXED = text_paragraph("Một") + text_paragraph("{%p if co %}") + text_paragraph("Hai{% endif %}") + text_paragraph("Ba")


@pytest.mark.parametrize(
    "body", [MIXED, MIXED * 2, cells(text_paragraph("Ô"), MIXED), text_paragraph("{{ chu|safe }}")]
)
def test_a_paper_that_is_not_well_formed_is_a_fault_of_its_template(body: str) -> None:
    with pytest.raises(TemplateFault) as raised:
        made(body, co=False, chu="<w:hỏng>")
    for words in ("thu.docx", "giay.docx", "word/document.xml"):
        assert words in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_long_list_that_ends_badly_is_a_fault_too() -> None:
    row = f"<w:tr><w:tc><w:tcPr/>{text_paragraph('{{ x }}')}</w:tc></w:tr>"
    loop = "<w:tr><w:tc>{}</w:tc></w:tr>"
    begun, ended = (loop.format(text_paragraph(f"{{%tr {words} %}}")) for words in ("for x in ds", "endfor"))
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{begun}{row}{ended}</w:tbl>"
    names = [f"{'Tên dài' * 40} {n}" for n in range(3_000)]
    whole = made(table + text_paragraph("Hết"), ds=names, co=False)
    assert whole.reading.cells == tuple((name,) for name in names)
    assert whole.reading.outside_tables == ("Hết",)
    with pytest.raises(TemplateFault, match=r"giay\.docx"):
        made(table + MIXED, ds=names, co=False)


def test_what_docxtpl_itself_renders_is_not_mended_either() -> None:
    by_docxtpl = text_paragraph("Một\thai")
    assert made(by_docxtpl + text_paragraph("{{ chu }}"), chu="Ba").reading.paragraphs == ("Một\thai", "Ba")
    with pytest.raises(TemplateFault, match=r"giay\.docx.*word/document\.xml"):
        made(by_docxtpl + MIXED, co=False)


def test_a_header_that_is_not_well_formed_is_a_fault_too() -> None:
    content = package(
        "Mẫu thử",
        text_paragraph("Chữ") + SECTION,
        STYLES,
        text_paragraph("{%p if co %}") + text_paragraph("Hai{% endif %}"),
    )
    with pytest.raises(TemplateFault, match=r"word/header1\.xml"):
        render_document(compiled_template(content, {"co": False}), Document("", "", "", "", "", {"co": False}), DAY)


def test_a_cell_that_a_condition_leaves_without_a_paragraph_is_a_fault() -> None:
    condition = text_paragraph("{%p if co %}") + text_paragraph("Có") + text_paragraph("{%p endif %}")
    assert made(cells(text_paragraph("Ô"), condition), co=True).reading.cells == (("Ô", "Có"),)
    with pytest.raises(TemplateFault, match=r"giay\.docx.*«Ô».*không còn đoạn nào"):
        made(cells(text_paragraph("Ô"), condition), co=False)


def test_a_run_with_such_a_template_publishes_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "templates", place / "templates")
    template = place / "templates" / "danh-sach-tong-hop.docx"
    mixed = text_paragraph("{%p if not quy %}") + text_paragraph("Hai{% endif %}")
    template.write_bytes(changed(template.read_bytes(), lambda xml: xml.replace("<w:body>", f"<w:body>{mixed}")))
    words = [f"--{name}={place / name}" for name in ("inputs", "outputs", "templates")]
    assert main(["quarter", *words]) == 2
    message = capsys.readouterr().err.strip()
    assert message.count("\n") == 0
    assert "Mẫu danh-sach-tong-hop.docx: tài liệu danh-sach-tong-hop.docx" in message
    assert not [path for path in (place / "outputs").rglob("*") if path.is_file()]
