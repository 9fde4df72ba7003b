"""A paper that Word would not open stops the run: a one-line message names template and paper, and nothing is published."""

import shutil
from pathlib import Path

import pytest

from pipeline.commands.cli import main
from pipeline.drawing.word.nd30 import STYLES, page_number
from pipeline.drawing.word.ooxml import package, paragraph, text
from pipeline.opc.unpack import open_parts
from pipeline.rendering.render import Rendered, render_document
from pipeline.rendering.template_faults import TemplateFault
from pipeline.values.model import Document
from tests.builder import ROOT, compiled_template
from tests.commands.test_cli import place
from tests.proofs.test_balance import changed
from tests.rendering.test_render import DAY, SECTION

__all__ = ["place"]

LOCK = ".khoa"


def text_paragraph(words: str) -> str:
    return paragraph("ThanVanBan", text(words))


def cells(*inside: str) -> str:
    drawn = "".join(f"<w:tc><w:tcPr/>{each}</w:tc>" for each in inside)
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{drawn}</w:tr></w:tbl>"


def made(body: str, **context: object) -> Rendered:
    template = compiled_template(package("Mẫu thử", body + SECTION, STYLES, page_number()), context)
    return render_document(template, Document("", "giay.docx", "thu.docx", "", "", context), DAY)


MIXED = text_paragraph("Một") + text_paragraph("{%p if co %}") + text_paragraph("Hai{% endif %}") + text_paragraph("Ba")


REFUSED = r"Mẫu thu\.docx, đoạn \d+ .*mở bằng {%p mà đóng bằng «{% endif %}»"


@pytest.mark.parametrize("body", [MIXED, MIXED * 2, cells(text_paragraph("Ô"), MIXED)])
def test_a_template_whose_papers_would_not_be_well_formed_is_refused(body: str) -> None:
    with pytest.raises(TemplateFault, match=REFUSED) as raised:
        made(body, co=False)
    assert "\n" not in str(raised.value)


def test_a_long_list_is_refused_for_its_end_too() -> None:
    row = f"<w:tr><w:tc><w:tcPr/>{text_paragraph('{{ x }}')}</w:tc></w:tr>"
    loop = "<w:tr><w:tc>{}</w:tc></w:tr>"
    begun, ended = (loop.format(text_paragraph(f"{{%tr {words} %}}")) for words in ("for x in ds", "endfor"))
    head = f"<w:tr><w:tc><w:tcPr/>{text_paragraph('Tên')}</w:tc></w:tr>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{head}{begun}{row}{ended}</w:tbl>"
    names = [f"{'Tên dài' * 40} {n}" for n in range(3_000)]
    whole = made(table + text_paragraph("Hết"), ds=names, co=False)
    assert whole.reading.cells == (("Tên",), *((name,) for name in names))
    assert whole.reading.outside_tables == ("Hết",)
    with pytest.raises(TemplateFault, match=REFUSED):
        made(table + MIXED, ds=names, co=False)
    with pytest.raises(TemplateFault, match="mất hết dòng"):
        made(table.replace(head, ""), ds=names)


def test_a_header_is_refused_too() -> None:
    content = package(
        "Mẫu thử",
        text_paragraph("Chữ") + SECTION,
        STYLES,
        text_paragraph("{%p if co %}") + text_paragraph("Hai{% endif %}"),
    )
    with pytest.raises(TemplateFault, match=r"thu\.docx, đầu trang, đoạn 1"):
        render_document(compiled_template(content, {"co": False}), Document("", "", "", "", "", {"co": False}), DAY)


def test_a_cell_that_a_condition_leaves_without_a_paragraph_is_given_an_empty_one() -> None:
    condition = text_paragraph("{%p if co %}") + text_paragraph("Có") + text_paragraph("{%p endif %}")
    assert made(cells(text_paragraph("Ô"), condition), co=True).reading.cells == (("Ô", "Có"),)
    emptied = made(cells(text_paragraph("Ô"), condition), co=False)
    assert emptied.reading.cells == (("Ô", ""),)
    assert b"<w:tcPr/><w:p/></w:tc>" in open_parts(emptied.content)["word/document.xml"]


def test_a_run_with_such_a_template_publishes_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "templates", place / "templates")
    template = place / "templates" / "danh-sach-tong-hop.docx"
    mixed = text_paragraph("{%p if not quy %}") + text_paragraph("Hai{% endif %}")
    template.write_bytes(changed(template.read_bytes(), lambda xml: xml.replace("<w:body>", f"<w:body>{mixed}")))
    words = [f"--{name}={place / name}" for name in ("inputs", "outputs", "templates")]
    assert main(["quarter", *words]) == 2
    message = capsys.readouterr().err.strip()
    assert message.count("\n") == 0
    assert "Mẫu danh-sach-tong-hop.docx, đoạn 1 («{%p if not quy %}»)" in message
    assert not [path for path in (place / "outputs").rglob("*") if path.is_file() and path.name != LOCK]
