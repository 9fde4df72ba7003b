"""Templates as Word, LibreOffice and WPS save them after an edit: each wrong one gives its line, each harmless one docxtpl's words."""

import random
import re

import pytest

from pipeline.opc.unpack import open_parts
from pipeline.rendering.language import ENVIRONMENT
from pipeline.rendering.render import render_document
from pipeline.rendering.template_compile import compile_templates
from pipeline.rendering.template_faults import TemplateFault
from pipeline.values.model import Document
from tests.builder import outline
from tests.by_docxtpl import by_docxtpl
from tests.equality import compiled
from tests.proofs.test_balance import changed
from tests.rendering.test_render import DAY
from tests.template_edits import BODY, outcome

NAME = "trich-ngang.docx"
LINE = '<w:p><w:pPr><w:pStyle w:val="ThanVanBan"/></w:pPr><w:r><w:t xml:space="preserve">- Chức vụ: </w:t></w:r><w:r><w:t xml:space="preserve">{{ nguoi.chuc_vu }}</w:t></w:r></w:p>'
TAG = '<w:r><w:t xml:space="preserve">{{ nguoi.chuc_vu }}</w:t></w:r>'
HALF = '<w:r><w:t xml:space="preserve">{{ nguoi.</w:t></w:r>', "<w:r><w:t>chuc_vu }}</w:t></w:r>"
SIGN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"


def words(*texts: str) -> str:
    """Paragraphs of plain words instead of the line."""
    return "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{each.replace("<", "&lt;")}</w:t></w:r></w:p>' for each in texts
    )


def field(*codes: str, shown: str = TAG) -> str:
    return f"<w:p>{SIGN.format('begin')}{''.join(CODE.format(code) for code in codes)}{SIGN.format('separate')}{shown}{SIGN.format('end')}</w:p>"


def inside(around: str, within: str = TAG) -> str:
    return f"<w:p>{around.replace('{}', within)}</w:p>"


def table(*rows: str) -> str:
    drawn = "".join(f"<w:tr><w:tc><w:tcPr/>{row}</w:tc></w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{drawn}</w:tbl>"


BOX = (
    "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
COPIES = "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
EQUATION = "<w:p><m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>{}</m:oMath></w:p>"
PIECE = "<m:r><m:t>{}</m:t></m:r>"


def box(text: str) -> str:
    return f"<w:pict><w:txbxContent>{words(text)}</w:txbxContent></w:pict>"


WRONG = {  # what takes the line's place → the problem
    words("{%p if du_thao %}", "x{% endif %}"): "mở bằng {%p mà đóng bằng «{% endif %}»",
    words("{% if du_thao %}", "x", "{%p endif %}"): "mà đóng bằng «{%p endif %}»",
    words("{%p if du_thao %}", "x", "{%p else %}", "y", "{% endif %}"): "mà đóng bằng «{% endif %}»",
    words("{%p if du_thao %}", "x"): "chưa có thẻ đóng {%p endif %}",
    words("{%p for x in can_cu %}", "x"): "chưa có thẻ đóng {%p endfor %}",
    words("x", "{%p endif %}"): "thừa, không có thẻ mở",
    words("{%p for x in can_cu %}", "{%p if x %}", "{%p endfor %}", "{%p endif %}"): "đóng khi «{%p if x %}» còn mở",
    words("{%p if du_thao %}") + table(words("{%p endif %}")): "không ở cùng một chỗ",
    table(words("{% if du_thao %}a"), words("b{% endif %}")): "không ở cùng một chỗ",
    BOX.format(words("{% if du_thao %}")) + words("{% endif %}"): "không ở cùng một chỗ",
    table(words("{%tr for x in can_cu %}"), words("{{ x }}"), words("{%tr endfor %}")): "mất hết dòng",
    table(words("{%tr if du_thao %}"), words("a"), words("{%tr endif %}")): "mất hết dòng",
    words("{%tr if du_thao %}", "x", "{%tr endif %}"): "chỉ dùng được trong dòng bảng",
    words("{%tc if du_thao %}", "x", "{%tc endif %}"): "chỉ dùng được trong ô bảng",
    words("Chữ {%p if du_thao %}", "x", "{%p endif %}"): "chữ «Chữ» đứng cùng đoạn",
    words("{%p if du_thao %}", "x", "{%p endif %} Hết"): "chữ «Hết» đứng cùng đoạn",
    words("{%p if du_thao %}{{ quy.ten }}", "{%p endif %}"): "đứng cùng đoạn",
    table(words("Tên"), words("a", "{%tr if du_thao %}"), words("b"), words("{%tr endif %}")): "đứng cùng dòng bảng",
    table(words("{%tr if du_thao %}", "{%tr endif %}")): "hai thẻ {%tr",
    "<w:p><w:r><w:br w:type='page'/></w:r><w:r><w:t>{%p if du_thao %}</w:t></w:r></w:p>" + words("{%p endif %}"): "ngắt trang cùng đoạn",
    inside("<w:hyperlink w:anchor='a'>{}</w:hyperlink>" + HALF[1], HALF[0]): "kết thúc ở ngoài một liên kết",
    inside("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>" + HALF[1], HALF[0]): "ô nội dung",
    inside(SIGN.format("begin") + CODE.format(" PAGE ") + "<w:r><w:t>{% if du_thao %}</w:t></w:r>" + SIGN.format("end") + "<w:r><w:t>{% endif %}</w:t></w:r>"): "mã của một trường",
    words("{{p nguoi.chuc_vu }}"): "viết {{ nguoi.chuc_vu }}",
    words("{{r nguoi.chuc_vu }}"): "viết {{ nguoi.chuc_vu }}",
    words("{{ nguoi.thanh_tich }}"): "«nguoi.thanh_tich» là danh sách",
    words("{{ nguoi }}"): "là một nhóm thông tin",
    words("{{ du_thao }}"): "chỉ cho biết có hay không",
    words("{{ nguoi.chuc_vu|hoa }}"): "«|hoa» không dùng được",
    words("{% if nguoi is hoa %}{% endif %}"): "«is hoa» không dùng được",
    words("{{ hoa(nguoi) }}"): "gọi «hoa(…)»",
    words("{{ nguoi.chuc_vo }}"): "Có phải «nguoi.chuc_vu»?",
    words("{% elseif du_thao %}"): "Có phải «elif»?",
    words("{% end if %}"): "Có phải «endif»?",
    words("{%pif du_thao %}"): "thiếu dấu cách sau «p»",
    words("{{ { nguoi.chuc_vu } }}"): "thẻ viết sai",
    words("{ { nguoi.chuc_vu } }"): "Có lẽ muốn viết {{ nguoi.chuc_vu }}",
    words("{ nguoi.chuc_vu }}"): "Có lẽ muốn viết {{ nguoi.chuc_vu }}",
    words("{{ nguoi.chuc_vu }"): "Có lẽ muốn viết {{ nguoi.chuc_vu }}",
    words("{nguoi.chuc_vu}"): "Có lẽ muốn viết {{ nguoi.chuc_vu }}",
    words("[[ nguoi.chuc_vu ]]"): "Có lẽ muốn viết {{ nguoi.chuc_vu }}",
    words("<<chuc_vu>>"): "Có lẽ muốn viết {{ nguoi.chuc_vu }}",
    words("«chuc_vu»"): "Có lẽ muốn viết {{ nguoi.chuc_vu }}",
    words("«chuc_vo»"): "chuc_vu }}",
    words("{{ nguoi.", "chuc_vu }}"): "chỉ giống thẻ",
    words("Chữ {{ mở"): "chỉ giống thẻ",
    words("Chữ }} đóng"): "chỉ giống thẻ",
    words("{ % if du_thao % }"): "Có lẽ muốn viết {% if … %}",
    words("{% if du_thao"): "Có lẽ muốn viết {% if … %}",
    inside('<w:fldSimple w:instr=" MERGEFIELD chuc_vu ">{}</w:fldSimple>'): "gõ thẻ {{ nguoi.chuc_vu }}",
    field(" DDEAUTO cmd "): "trường DDEAUTO",
    field(" dde cmd "): "trường DDE",
    field(" INCLUDE", "TEXT x "): "trường INCLUDETEXT",
    field("\u00a0IncludePicture\u00a0x"): "trường INCLUDEPICTURE",
    field(" IMPORT x "): "trường IMPORT",
    field(" LINK x "): "trường LINK",
    field(" DATABASE x "): "trường DATABASE",
    field(" AUTOTEXT x "): "trường AUTOTEXT",
    field(" GLOSSARY x "): "trường GLOSSARY",
    field(" FILLIN x "): "trường FILLIN",
    field(" ASK a b "): "trường ASK",
    field(" MACROBUTTON a b "): "trường MACROBUTTON",
    field(" QUOTE 68 68 69 "): "trường QUOTE",
    field(" DATE \\@ d "): "trường DATE",
    field(" TIME "): "trường TIME",
    field(" SAVEDATE "): "trường SAVEDATE",
    field(" PRINTDATE "): "trường PRINTDATE",
    field(" USERNAME "): "trường USERNAME",
    field(" AUTHOR "): "trường AUTHOR",
    field(" FILENAME \\p "): "trường FILENAME",
    field(' HYPERLINK "https://vi-du.vn" '): "trường HYPERLINK",
    field(" = 7*7 "): "trường =",
    field(" {{ nguoi.chuc_vu }} "): "mã của một trường",
    f"<w:p>{SIGN.format('begin')}{CODE.format(' QU')}{field('OTE')[5:-6]}{SIGN.format('end')}</w:p>": "trong mã của trường khác",
    f"<w:p>{SIGN.format('begin')}{CODE.format(' PAGE ')}</w:p>": "thiếu phần đầu hoặc phần cuối",
    inside("<w:sdt><w:sdtPr><w:dataBinding w:xpath='/a'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"): "gắn với thuộc tính",
    inside("<w:sdt><w:sdtPr><w15:dataBinding xmlns:w15='http://schemas.microsoft.com/office/word/2012/wordml'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"): "gắn với thuộc tính",
    inside("<x:ins xmlns:x='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>{}</x:ins>"): "thay đổi đang theo dõi",
    inside("<w:moveFromRangeStart w:id='1'/>{}"): "thay đổi đang theo dõi",
    "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr></w:p>": "thay đổi đang theo dõi",
    "<w:altChunk r:id='rId1'/>": "altChunk",
    inside("<w:r><w:object/></w:r>{}"): "OLE",
    inside("<w:r><w:pict><v:shape><v:imagedata src='https://vi-du.vn/a.png'/></v:shape></w:pict></w:r>{}"): "hình lấy từ nơi khác",
    COPIES.format(box("Một"), box("Hai")): "hai bản khác chữ nhau",
    COPIES.format("", box("Hai")): "hai bản khác chữ nhau",
    COPIES.format(box("Một"), "<w:pict><v:shape><v:textpath string='HAI'/></v:shape></w:pict>"): "hai bản khác chữ nhau",
    EQUATION.format(PIECE.format("{{ nguoi") + PIECE.format(".chuc_vu }}")): "trong công thức toán",
    EQUATION.format(PIECE.format("«chuc_vu»")): "Có lẽ muốn viết {{ nguoi.chuc_vu }}",
    "<w:p><w:r><w:pict><v:shape><v:textpath string='[[ chuc_vu ]]'/></v:shape></w:pict></w:r></w:p>": "Có lẽ muốn viết {{ nguoi.chuc_vu }}",
    inside("<w:r><w:drawing><wp:docPr id='1' name='a' descr='{{ nguoi.chuc_vu }}'/></w:drawing></w:r>"): "mô tả hoặc thuộc tính",
}  # fmt: skip
PROOF = '<w:proofErr w:type="spellStart"/>{}<w:proofErr w:type="spellEnd"/>'
HARMLESS = [
    LINE.replace("nguoi.chuc_vu", "nguoi.</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>chuc_vu"),
    LINE.replace("{{ nguoi", "{</w:t></w:r><w:r><w:t>{ nguoi"),
    LINE.replace("vu }}", "vu }</w:t></w:r><w:r><w:t>}"),
    LINE.replace("vu }}", "</w:t></w:r><w:proofErr w:type='gramEnd'/><w:r><w:t>vu }}"),
    inside(PROOF),
    inside('<w:bookmarkStart w:id="9" w:name="_GoBack"/>{}<w:bookmarkEnd w:id="9"/>'),
    inside('<w:commentRangeStart w:id="9"/>{}<w:commentRangeEnd w:id="9"/><w:r><w:commentReference w:id="9"/></w:r>'),
    inside("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"),
    f"<w:sdt><w:sdtContent>{LINE}</w:sdtContent></w:sdt>",
    inside('<w:hyperlink w:anchor="a">{}</w:hyperlink>'),
    inside('<w:permStart w:id="3"/>{}<w:permEnd w:id="3"/>'),
    inside("{}<w:r><w:lastRenderedPageBreak/><w:t>x</w:t></w:r>"),
    inside("{}<w:r><w:tab/><w:t>x</w:t></w:r>"),
    field(" PAGE "),
    field(" numpages \\* MERGEFORMAT "),
    field(" SECTIONPAGES "),
    field(" REF _Ref1 \\h "),
    field(' HYPERLINK \\l "dieu_1" '),
    BOX.format(LINE),
    COPIES.format(box("{{ nguoi.chuc_vu }}"), box("{{ nguoi.chuc_vu }}")),
    COPIES.format(box("Một"), ""),
    EQUATION.format(PIECE.format("{1;2}")),
    words("{{ nguoi.chuc_vu|default(“không”) }}"),
    words("{{ nguoi.chuc_vu|default(‘không’) }}"),
    words("{{nguoi.chuc_vu}}"),
    words("{{  nguoi.chuc_vu  }}"),
    words("{% if nguoi.chuc_vu %}có{% else %}không{% endif %}"),
    words("{%p if nguoi.chuc_vu %}", "có", "{%p else %}", "không", "{%p endif %}"),
    words("{%p if nguoi.chuc_vu %}") + table(words("a")) + words("{%p endif %}"),
    table(words("Tên"), words("{%tr for x in nguoi.thanh_tich %}"), words("{{ x }}"), words("{%tr endfor %}")),
    words("{# ghi chú của người soạn #}x"),
    words("Danh hiệu «Giấy khen», mức «Xuân» 50% {không dấu gì"[:40]),
    words("a < b, [1], 100 %"),
    "<w:p w:rsidR='00A1' w:rsidRDefault='00A1'><w:r w:rsidRPr='00B2'><w:t>{{ nguoi.chuc_vu }}</w:t></w:r></w:p>",
]  # fmt: skip
UNDERSTOOD = {  # what docxtpl does not know, and what is meant
    "{%p If nguoi.chuc_vu %}": "{%p if nguoi.chuc_vu %}",
    "{%p\u00a0if nguoi.chuc_vu %}": "{%p if nguoi.chuc_vu %}",
    "{%P if nguoi.chuc_vu %}": "{%p if nguoi.chuc_vu %}",
    "{% p if nguoi.chuc_vu %}": "{%p if nguoi.chuc_vu %}",
    "{%p IF Not du_thao OR nguoi.chuc_vu %}": "{%p if not du_thao or nguoi.chuc_vu %}",
    "{%p if nguoi.chuc_vu != «x» %}": '{%p if nguoi.chuc_vu != "x" %}',
    "{%p if nguoi\u200b.chuc_vu %}": "{%p if nguoi.chuc_vu %}",
}


def with_line(xml: str) -> bytes:
    content = changed(compiled()[NAME][1], lambda body: body.replace(LINE, xml, 1))
    assert content != compiled()[NAME][1]
    return content


def printed(content: bytes) -> str:
    example = compiled()[NAME][2]
    template = compile_templates({NAME: content}, {NAME: example})[NAME]
    return outline(render_document(template, Document("", NAME, NAME, "", "", example), DAY).content)


@pytest.mark.parametrize("xml", WRONG)
def test_a_wrong_edit_gives_its_line(xml: str) -> None:
    with pytest.raises(TemplateFault) as raised:
        printed(with_line(xml))
    message = str(raised.value)
    assert WRONG[xml] in message
    assert message.startswith(f"Mẫu {NAME}, đoạn ")
    assert "\n" not in message
    assert not re.search(r"\b(expected|unexpected|token|unknown|Encountered|jinja|docxtpl|object|error)\b", message)


@pytest.mark.parametrize("xml", HARMLESS)
def test_a_harmless_edit_prints_docxtpls_words(xml: str) -> None:
    content, example = with_line(xml), compiled()[NAME][2]
    theirs = by_docxtpl(content, [BODY], example, ENVIRONMENT)[BODY]
    template = compile_templates({NAME: content}, {NAME: example})[NAME]
    ours = open_parts(render_document(template, Document("", NAME, NAME, "", "", example), DAY).content)[BODY].decode()
    assert re.findall(r"<w:t(?: [^>]*)?>([^<]+)", ours) == re.findall(r"<w:t(?: [^>]*)?>([^<]+)", theirs)


@pytest.mark.parametrize("typed", UNDERSTOOD)
def test_what_is_surely_meant_is_understood(typed: str) -> None:
    ended = ("x", "{%p endif %}")
    assert printed(with_line(words(typed, *ended))) == printed(with_line(words(UNDERSTOOD[typed], *ended)))


def test_a_tag_half_in_a_smart_tag_and_two_in_a_paragraph_are_put_right() -> None:
    assert printed(with_line(inside("<w:smartTag>{}</w:smartTag>" + HALF[1], HALF[0]))) == printed(
        with_line(inside("{}"))
    )
    two = words("{%p if nguoi.chuc_vu %}{%p for x in nguoi.thanh_tich %}", "{{ x }}", "{%p endfor %}{%p endif %}")
    four = words(
        "{%p if nguoi.chuc_vu %}", "{%p for x in nguoi.thanh_tich %}", "{{ x }}", "{%p endfor %}", "{%p endif %}"
    )
    assert printed(with_line(two)) == printed(with_line(four))


def test_the_tables_are_as_long_as_they_should_be() -> None:
    assert len(WRONG) >= 60
    assert len(HARMLESS) >= 30


@pytest.mark.parametrize("seed", range(60))
def test_a_template_edited_by_chance_is_the_same_repaired_or_refused(seed: int) -> None:
    names = sorted(compiled())
    outcome(names[seed % len(names)], random.Random(seed))
