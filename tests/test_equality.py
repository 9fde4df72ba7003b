"""The fast renderer gives exactly the same parts as docxtpl; templates that it cannot render are left to docxtpl."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from pipeline.drawing.word.nd30 import STYLES, page_number
from pipeline.drawing.word.ooxml import package, paragraph, text
from pipeline.rendering.render import render_document
from pipeline.rendering.template_faults import TemplateFault
from pipeline.values.model import Document
from tests.builder import compiled_template, outline
from tests.equality import awkward, compiled, differing

DAY = date(2020, 3, 31)
CONTEXTS = 6  # contexts for each template; «python -m tests.equality 2000» tries two thousand
SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


@pytest.mark.parametrize("name", sorted(compiled()))
def test_every_template_renders_as_docxtpl_renders_it(name: str) -> None:
    draw = random.Random(name)
    assert [fault for _ in range(CONTEXTS) for fault in differing(name, draw)] == []


@pytest.mark.parametrize("name", sorted(compiled()))
def test_a_paper_is_the_same_bytes_by_the_fast_path_and_by_docxtpl(name: str) -> None:
    template, content, example = compiled()[name]
    context = awkward(example, random.Random(name))
    assert isinstance(context, Mapping)
    paper = Document("thu", "thu.docx", name, "Thử", "", context)
    assert template.content is None
    by_docxtpl = replace(template, content=content)
    assert render_document(template, paper, DAY, "x") == render_document(by_docxtpl, paper, DAY, "x")


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>".format(
            cell="".join(
                f'<w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr>{paragraph("ThanVanBan", text(code))}</w:tc>'
                for code in ("{%tc for x in ds %}", "{{ x }}", "{%tc endfor %}")
            )
        ),
        '<w:p><w:r><w:t xml:space="preserve">một\thai {{ ds[0] }} {{ ds[1] }} {{ ds[2] }}</w:t></w:r></w:p>',
    ],
)
def test_a_template_beyond_the_fast_path_goes_through_docxtpl_by_itself(body: str) -> None:
    content = package("Mẫu thử", body + SECTION, STYLES, page_number())
    template = compiled_template(content, {"ds": ("x",)})
    assert template.content == content
    made, *_ = render_document(
        template, Document("", "thu.docx", "thu.docx", "", "", {"ds": ("a", "b & c", "{{ d }}")}), DAY
    )
    assert all(word in outline(made) for word in ("a", "b & c", "{{ d }}"))


def test_a_value_that_cannot_be_printed_is_a_fault_by_docxtpl_too() -> None:
    template, content, example = compiled()["don-doc.docx"]
    slow = replace(template, content=content)
    with pytest.raises(TemplateFault, match="không in được"):
        render_document(slow, Document("", "a.docx", "", "", "", {**example, "quy": {"ten": None}}), DAY)
