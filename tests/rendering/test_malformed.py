"""A paper that Word would not open stops the run: one line that names template and paper, and nothing is published."""

import shutil
from pathlib import Path

import pytest

from pipeline.commands.cli import main
from pipeline.drawing.word.nd30 import STYLES, page_number
from pipeline.drawing.word.ooxml import package, paragraph, text
from pipeline.rendering.render import Rendered, render_document
from pipeline.rendering.template_faults import TemplateFault
from pipeline.values.model import Document
from tests.builder import ROOT, compiled_template
from tests.commands.test_cli import place
from tests.proofs.test_balance import changed
from tests.rendering.test_render import DAY, SECTION

__all__ = ["place"]

LOCK = ".khoa"


def said(words: str) -> str:
    return paragraph("ThanVanBan", text(words))


def cells(*inside: str) -> str:
    drawn = "".join(f"<w:tc><w:tcPr/>{each}</w:tc>" for each in inside)
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{drawn}</w:tr></w:tbl>"


def made(body: str, **context: object) -> Rendered:
    template = compiled_template(package("Mẫu thử", body + SECTION, STYLES, page_number()), context)
    return render_document(template, Document("", "giay.docx", "thu.docx", "", "", context), DAY)


MIXED = said("Một") + said("{%p if co %}") + said("Hai{% endif %}") + said("Ba")


@pytest.mark.parametrize("body", [MIXED, MIXED * 2, cells(said("Ô"), MIXED)])
def test_a_paper_that_is_not_well_formed_is_a_fault_of_its_template(body: str) -> None:
    with pytest.raises(TemplateFault) as told:
        made(body, co=False, chu="<w:hỏng>")
    for words in ("thu.docx", "giay.docx", "word/document.xml"):
        assert words in str(told.value)
    assert "\n" not in str(told.value)


def test_a_long_list_that_ends_badly_is_a_fault_too() -> None:
    row = f"<w:tr><w:tc><w:tcPr/>{said('{{ x }}')}</w:tc></w:tr>"
    loop = "<w:tr><w:tc>{}</w:tc></w:tr>"
    begun, ended = (loop.format(said(f"{{%tr {words} %}}")) for words in ("for x in ds", "endfor"))
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{begun}{row}{ended}</w:tbl>"
    names = [f"{'Tên dài' * 40} {n}" for n in range(3_000)]
    whole = made(table + said("Hết"), ds=names, co=False)
    assert whole.reading.cells == tuple((name,) for name in names)
    assert whole.reading.outside == ("Hết",)
    with pytest.raises(TemplateFault, match=r"giay\.docx"):
        made(table + MIXED, ds=names, co=False)


def test_a_header_that_is_not_well_formed_is_a_fault_too() -> None:
    content = package("Mẫu thử", said("Chữ") + SECTION, STYLES, said("{%p if co %}") + said("Hai{% endif %}"))
    with pytest.raises(TemplateFault, match=r"word/header1\.xml"):
        render_document(compiled_template(content, {"co": False}), Document("", "", "", "", "", {"co": False}), DAY)


def test_a_cell_that_a_condition_leaves_without_a_paragraph_is_a_fault() -> None:
    condition = said("{%p if co %}") + said("Có") + said("{%p endif %}")
    assert made(cells(said("Ô"), condition), co=True).reading.cells == (("Ô", "Có"),)
    with pytest.raises(TemplateFault, match=r"giay\.docx.*«Ô».*không còn đoạn nào"):
        made(cells(said("Ô"), condition), co=False)


def test_a_run_with_such_a_template_publishes_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "templates", place / "templates")
    template = place / "templates" / "danh-sach-tong-hop.docx"
    mixed = said("{%p if not quy %}") + said("Hai{% endif %}")
    template.write_bytes(changed(template.read_bytes(), lambda xml: xml.replace("<w:body>", f"<w:body>{mixed}")))
    words = [f"--{name}={place / name}" for name in ("inputs", "outputs", "templates")]
    assert main(["quarter", *words]) == 2
    said_so = capsys.readouterr().err.strip()
    assert said_so.count("\n") == 0
    assert "Mẫu danh-sach-tong-hop.docx: tài liệu danh-sach-tong-hop.docx" in said_so
    assert not [path for path in (place / "outputs").rglob("*") if path.is_file() and path.name != LOCK]
