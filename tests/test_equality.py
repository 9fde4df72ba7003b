"""Our renderer gives exactly the same parts as docxtpl."""

import random
from datetime import date

import pytest

from pipeline.drawing.word.nd30 import STYLES, page_number
from pipeline.drawing.word.ooxml import package, paragraph, text
from pipeline.rendering.language import ENVIRONMENT
from pipeline.rendering.render import render_document
from pipeline.rendering.template_faults import TemplateFault
from pipeline.rendering.template_parts import BODY
from pipeline.values.model import Document
from tests.builder import compiled_template
from tests.by_docxtpl import by_docxtpl
from tests.equality import canonical, compiled, differing

DAY = date(2020, 3, 31)
CONTEXTS = 6  # contexts for each template; «python -m tests.equality 2000» tries two thousand
SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
CELLS = '<w:tbl><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr>{}</w:tr></w:tbl>'.format(
    "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr>{paragraph("ThanVanBan", text(code))}</w:tc>'
        for code in ("{%tc for x in ds %}", "{{ x }}", "{%tc endfor %}")
    )
)


@pytest.mark.parametrize("name", sorted(compiled()))
def test_every_template_renders_as_docxtpl_renders_it(name: str) -> None:
    draw = random.Random(name)
    assert [fault for _ in range(CONTEXTS) for fault in differing(name, draw)] == []


@pytest.mark.parametrize(
    "body",
    [
        CELLS,
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>một\thai {{ ds[0] }}\t{{ ds[1] }} {{ ds[2] }}</w:t></w:r></w:p>",
    ],
)
def test_tabs_and_tags_that_change_cells_come_out_as_docxtpl_has_them(body: str) -> None:
    content, context = package("Mẫu thử", body + SECTION, STYLES, page_number()), {"ds": ("a", "b & c", "{{ d }}")}
    ours = "".join(compiled_template(content, context).compiled[BODY].rendered(context))
    theirs = by_docxtpl(content, [BODY], context, ENVIRONMENT)[BODY]
    assert canonical(ours) == canonical(theirs)
    assert all(word in ours for word in ("a<", "b &amp; c", "{{ d }}"))


def test_a_value_that_cannot_be_printed_is_a_fault_among_repeated_cells_too() -> None:
    template = compiled_template(package("Mẫu thử", CELLS + SECTION, STYLES, page_number()), {"ds": ("x",)})
    with pytest.raises(TemplateFault, match="không in được"):
        render_document(template, Document("", "a.docx", "", "", "", {"ds": (None,)}), DAY)
