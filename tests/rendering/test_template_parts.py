"""Templates from outside: macros, links and authors' names are refused or left out, and never reach a paper."""

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest

from pipeline.drawing.word.nd30 import STYLES, page_number
from pipeline.drawing.word.ooxml import package, paragraph, text
from pipeline.opc.pack import pack
from pipeline.rendering.render import render_document
from pipeline.rendering.template_faults import TemplateFault
from pipeline.rendering.template_parts import template_parts
from pipeline.values.model import Document
from pipeline.word.edits import read_seal
from tests.builder import compiled_template, document, good, made, run, templates, word_templates
from tests.rendering.test_render import DAY, SECTION, unzipped, with_part

Parts = dict[str, bytes]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY, BODY_RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"


def plain() -> Parts:
    return unzipped(package("Mẫu", paragraph("ThanVanBan", text("Chữ")) + SECTION, STYLES, page_number()))


def related(parts: Parts, kind: str, target: str, mode: str = "", source: str = BODY_RELATIONS) -> Parts:
    """The parts with one more relationship."""
    row = f'<Relationship Id="rId77" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    empty = f'<Relationships xmlns="{OFFICE.replace("officeDocument", "package").rsplit("/", 1)[0]}/relationships"></Relationships>'
    return {**parts, source: parts.get(source, empty.encode()).replace(b"</Relationships>", row.encode())}


def within(old: str, new: str, part: str = BODY) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, part: parts[part].replace(old.encode(), new.encode(), 1)}


EXTERNAL = ' TargetMode="External"'
RUN = "<w:r><w:t"
INSERTED = f'<w:ins w:id="1" w:author="Nguyễn Văn Lộ" w:date="2020-01-01T00:00:00Z">{RUN} xml:space="preserve">Chữ</w:t></w:r></w:ins>'
REFUSED: Mapping[str, Callable[[Parts], Parts]] = {
    "Track Changes": within('<w:r><w:t xml:space="preserve">Chữ</w:t></w:r>', INSERTED),
    "đổi Document template": lambda p: related(
        p, "attachedTemplate", "file:///C:/Users/nguyen.van.lo/Normal.dotm", EXTERNAL, "word/_rels/settings.xml.rels"
    ),
    "Remove Hyperlink": lambda p: related(p, "hyperlink", "https://vi-du.vn/", EXTERNAL),
    "Edit Links to Files": lambda p: related(p, "image", "https://vi-du.vn/a.png", EXTERNAL),
    "macro": lambda p: related({**p, "word/vbaProject.bin": b"x"}, "vbaProject", "vbaProject.bin"),
    "có macro": lambda p: {**p, "word/vbaProject.bin": b"x"},
    "có macro. Trong": within("document.main+xml", "document.macroEnabled.main+xml", TYPES),
    "Word Document": within("wordprocessingml.document.main", "wordprocessingml.template.main", TYPES),
    "nhúng (OLE)": lambda p: related({**p, "word/embeddings/a.bin": b"x"}, "oleObject", "embeddings/a.bin"),
    "đối tượng nhúng": within("<w:r>", "<w:r><w:object/></w:r><w:r>"),
    "ActiveX": lambda p: related({**p, "word/activeX/a.xml": b"<a/>"}, "control", "activeX/a.xml"),
    "altChunk": within("<w:sectPr", '<w:altChunk r:id="rId9"/><w:sectPr'),
    "altChunk)": lambda p: related({**p, "word/a.html": b"x"}, "aFChunk", "a.html"),
    "trường INCLUDETEXT": within("<w:r>", "<w:r><w:instrText> INCLUDETEXT \"C:\\\\a.docx\" </w:instrText></w:r><w:r>"),
    "trường DDEAUTO": within("<w:r>", "<w:r><w:instrText>DDE</w:instrText><w:instrText>AUTO a b</w:instrText></w:r><w:r>"),
    "trường MACROBUTTON": within("<w:r>", "<w:fldSimple w:instr='MACROBUTTON a b'/><w:r>"),
    "SmartArt": lambda p: related(
        within("<w:r>", '<w:r><w:drawing><c:chart xmlns:c="x" r:id="rId77"/></w:drawing></w:r><w:r>')(
            {**p, "word/charts/chart1.xml": b"<c/>"}
        ),
        "chart",
        "charts/chart1.xml",
    ),
    "cách lạ": lambda p: {**p, BODY: re.sub(rb"<w:body>.*</w:body>", b"", p[BODY], flags=re.DOTALL)},
    "tự đổi theo ngày mở": within("<w:r>", "<w:r><w:dayLong/><w:monthShort/></w:r><w:r>"),
    "không phải là tệp Word": within("<w:body", "<w:hong", BODY),
    "liên kết ra ngoài": lambda p: related(p, "officeDocument", "https://vi-du.vn/x", EXTERNAL, "_rels/.rels"),
}  # fmt: skip


@pytest.mark.parametrize("message", REFUSED)
def test_what_runs_links_or_is_tracked_is_refused_with_what_to_do(message: str) -> None:
    changed = REFUSED[message](plain())
    assert changed != plain()
    with pytest.raises(TemplateFault) as raised:
        compiled_template(pack(changed))
    assert message in str(raised.value)
    assert "Mẫu thu.docx" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_bomb_or_a_damaged_part_in_a_template_is_a_fault() -> None:
    for content in (b"", b"PK\x03\x04x", pack({**plain(), "word/styles.xml": b"<w:styles"}), pack({"a.xml": b"<a/>"})):
        with pytest.raises(TemplateFault, match=r"thu\.docx"):
            compiled_template(content)


def foreign() -> Parts:
    """A template as Word may save it: with authors' names, a sensitivity label, other programs' data, personal settings."""
    parts = plain()
    comment = f'<w:comments xmlns:w="{NAMESPACE}"><w:comment w:id="1" w:author="Nguyễn Văn Lộ" w:initials="NVL" w:date="2020-01-01T00:00:00Z"><w:p/></w:comment></w:comments>'
    parts = with_part(parts, "comments", comment.encode())
    parts = with_part(parts, "people", b"<p>Nguy\xe1\xbb\x85n V\xc4\x83n L\xe1\xbb\x99</p>")
    parts = with_part(parts, "webSettings", b"<w/>")
    parts["docProps/app.xml"] = b"<Properties><Company>So Lo</Company><Manager>Lo</Manager></Properties>"
    parts["docProps/custom.xml"] = b"<Properties><property>MSIP_Label</property></Properties>"
    parts["customXml/item1.xml"] = b"<so-lo/>"
    parts["word/printerSettings/p.bin"] = b"MAY IN LO"
    parts["word/fonts/font1.odttf"] = b"PHONG LO"
    parts = within("<w:panose1", '<w:embedRegular r:id="rId77"/><w:panose1', "word/fontTable.xml")(parts)
    parts = related(parts, "font", "fonts/font1.odttf", source="word/_rels/fontTable.xml.rels")
    parts = related(parts, "customXml", "../customXml/item1.xml")
    settings = '<w:docVars><w:docVar w:name="a" w:val="Lộ"/></w:docVars><w:trackRevisions/><w:updateFields w:val="true"/></w:settings>'
    parts = within("</w:settings>", settings, "word/settings.xml")(parts)
    parts = related(parts, "custom-properties", "docProps/custom.xml", source="_rels/.rels")
    override = '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>'
    return within("</Types>", override, TYPES)(parts)


NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_authors_names_and_other_programs_data_are_left_out() -> None:
    template = compiled_template(pack(foreign()))
    made = render_document(template, Document("", "", "", "Tên", "", {}), DAY, "2020-Q1/a.docx")[0]
    parts = unzipped(made)
    assert set(parts) - {"word/_rels/fontTable.xml.rels"} == {*plain(), "docProps/custom.xml"}
    whole = b"\n".join(parts.values()).decode()
    for trace in (
        "Lộ",
        "updateFields",
        "NVL",
        "Lo<",
        "MSIP",
        "so-lo",
        "docVar",
        "trackRevisions",
        "people",
        "webSettings",
        "customXml",
        "embedRegular",
        "odttf",
    ):
        assert trace not in whole, trace
    seal, edits = read_seal(made)
    assert seal is not None
    assert edits == ()


def test_one_of_our_own_papers_saved_as_a_template_gives_one_seal() -> None:
    paper = document(run({"a.xlsx": good()}), "quyet-dinh")
    template = compiled_template(paper)
    made = render_document(template, Document("", "", "", "Tên", "", {}), DAY, "2020-Q1/a.docx")[0]
    parts = unzipped(made)
    assert parts[TYPES].count(b"/docProps/custom.xml") == 1
    assert parts["_rels/.rels"].count(b"docProps/custom.xml") == 1
    assert read_seal(made)[1] == ()


def test_the_shipped_templates_keep_every_byte_but_the_parts_that_are_written_anew() -> None:
    for name, content in word_templates().items():
        own = unzipped(content)
        paper_parts = template_parts(name, content, {})
        assert {part for part in own if own[part] != paper_parts.get(part)} <= {"docProps/core.xml"}, name


def test_a_picture_in_a_template_stays_and_is_sealed() -> None:
    drawing = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId77"/></w:drawing></w:r><w:r><w:t'
    parts = related({**plain(), "word/media/a.png": b"\x89PNG"}, "image", "media/a.png")
    parts = within("<w:r><w:t", drawing)(parts)
    parts = within("<Override", '<Default Extension="png" ContentType="image/png"/><Override', TYPES)(parts)
    template = compiled_template(pack(parts))
    made = render_document(template, Document("", "", "", "Tên", "", {}), DAY, "2020-Q1/a.docx")[0]
    assert unzipped(made)["word/media/a.png"] == b"\x89PNG"
    assert b'Extension="png"' in unzipped(made)[TYPES]
    assert read_seal(made)[1] == ()
    swapped = pack({**unzipped(made), "word/media/a.png": b"\x89PNGx"})
    assert read_seal(swapped)[1] != ()


def test_a_hostile_template_stops_the_run_before_anything_is_made() -> None:
    tracked = pack(
        within("<w:body>", "<w:body><w:p><w:ins w:id='1' w:author='Lộ'/></w:p>")(unzipped(templates()["to-trinh.docx"]))
    )
    with pytest.raises(TemplateFault, match=r"Mẫu to-trinh\.docx, đoạn 1 .*còn thay đổi đang theo dõi"):
        made(run({"a.xlsx": good()}).checked, {**templates(), "to-trinh.docx": tracked})


def test_no_published_paper_holds_anything_but_known_parts() -> None:
    outcome = run({"a.xlsx": good()})
    for file in outcome.papers:
        with zipfile.ZipFile(BytesIO(file.content)) as archive:
            assert not any(EXTERNAL.strip().encode() in archive.read(name) for name in archive.namelist())
            names = set(archive.namelist())
        assert names <= {*plain(), "word/comments.xml", "docProps/custom.xml"}, file.path
