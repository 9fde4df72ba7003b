"""Forgeries by small changes of a paper's XML: none is called genuine, and none with other words on the page unchanged in text."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import docx
import pytest

from pipeline.commands.verify import TEXT_UNCHANGED, read_paper, verdict
from pipeline.opc.pack import pack
from pipeline.opc.unpack import MC
from pipeline.values.digests import sha256
from pipeline.word.edits import read_seal
from tests.proofs.test_balance import changed
from tests.rendering.test_render import unzipped, with_part
from tests.word.test_seal import PAPER

Parts = dict[str, bytes]
Forge = Callable[[Parts], Mapping[str, bytes]]
BODY, STYLES, SETTINGS, THEME, FONTS = (
    f"word/{name}.xml" for name in ("document", "styles", "settings", "theme/theme1", "fontTable")
)
WORDS = "Theo đề nghị của Trưởng phòng"
RUN = re.compile(rf'<w:r>(?:<w:rPr>((?:(?!</w:rPr>).)*)</w:rPr>)?<w:t xml:space="preserve">({WORDS}[^<]*)</w:t></w:r>')
W_T = '<w:t xml:space="preserve">'
A_T = '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>THÊM</a:t></a:r></a:p>'
ZZ = 'xmlns:zz="http://zz.example/"'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def in_body(change: Callable[[str], str]) -> Forge:
    return lambda parts: {**parts, BODY: change(parts[BODY].decode()).encode()}


def replaced(part: str, old: str, new: str) -> Forge:
    def forge(parts: Parts) -> Mapping[str, bytes]:
        assert old.encode() in parts[part], (part, old)
        return {**parts, part: parts[part].replace(old.encode(), new.encode(), 1)}

    return forge


def run(form: str) -> Forge:
    """The run with the words, replaced; in ``form`` {r} is the run, {t} its words, {p} its properties."""

    def change(xml: str) -> str:
        found = RUN.search(xml)
        assert found
        new = form.replace("{r}", found[0]).replace("{t}", found[2]).replace("{p}", found[1] or "")
        return xml.replace(found[0], new, 1)

    return in_body(change)


def formatted(properties: str) -> Forge:
    return run(f"<w:r><w:rPr>{{p}}{properties}</w:rPr>{W_T}{{t}}</w:t></w:r>")


def of_paragraph(properties: str) -> Forge:
    """Properties added to the paragraph with the words."""

    def change(xml: str) -> str:
        found = RUN.search(xml)
        assert found
        at = xml.rindex("</w:pPr>", 0, found.start())
        return xml[:at] + properties + xml[at:]

    return in_body(change)


def style_of_words(properties: str, which: str = "w:rPr") -> Forge:
    """Properties added to the style of the paragraph with the words."""

    def forge(parts: Parts) -> Mapping[str, bytes]:
        xml = parts[BODY].decode()
        found = RUN.search(xml)
        assert found
        style = re.findall(r'w:pStyle w:val="(\w+)"', xml[: found.start()])[-1]
        styles = parts[STYLES].decode()
        old = re.search(rf'<w:style [^>]*w:styleId="{style}">.*?</w:style>', styles)
        assert old
        new = old[0].replace("</w:style>", f"<{which}>{properties}</{which}></w:style>")
        return {**parts, STYLES: styles.replace(old[0], new).encode()}

    return forge


def second_style(named: Callable[[str], str]) -> Forge:
    """A style that hides, of the id of the style of the words as ``named`` writes it, before that style."""

    def forge(parts: Parts) -> Mapping[str, bytes]:
        xml = parts[BODY].decode()
        found = RUN.search(xml)
        assert found
        style = re.findall(r'w:pStyle w:val="(\w+)"', xml[: found.start()])[-1]
        hiding = f'<w:style w:type="paragraph" w:styleId="{named(style)}"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>'
        return {**parts, STYLES: parts[STYLES].replace(b"<w:style ", f"{hiding}<w:style ".encode(), 1)}

    return forge


def in_default_style(properties: str) -> Forge:
    return replaced(STYLES, '<w:name w:val="Normal"/><w:qFormat/>', f'<w:name w:val="Normal"/><w:qFormat/>{properties}')


def numbered(xml: bytes) -> bytes:
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="KHÔNG "/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    return xml or numbering.encode()


def with_numbering(forge: Forge) -> Forge:
    return lambda parts: with_part(dict(forge(parts)), "numbering", numbered(b""))


def beside(extra: str) -> Forge:
    """Something after the run with the words."""
    return run("{r}" + extra)


def drawing(uri: str, inner: str, prefix: str = "w:drawing") -> str:
    """A drawing in place of one of the paper's ruled lines."""
    return f'<a:graphicData uri="{uri}">{inner}</a:graphicData>'


def in_drawing(uri: str, inner: str) -> Forge:
    return in_body(lambda xml: re.sub(r"<a:graphicData uri=.*?</a:graphicData>", drawing(uri, inner), xml, count=1))


WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
BOX = f"<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r>{W_T}THÊM</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp>"
CODE = f"{FIELD.format('begin')}<w:r><w:instrText> {{}} </w:instrText></w:r>{FIELD.format('separate')}"
END = FIELD.format("end")

FORGERIES: Mapping[str, Forge] = {
    # words typed, left out or moved
    "a word more": run("{r}<w:r><w:t> KHÔNG</w:t></w:r>"),
    "a word less": in_body(lambda xml: xml.replace(f"{WORDS} ", "Theo đề nghị của ")),
    "no-break space": in_body(lambda xml: xml.replace("Theo đề nghị", "Theo\u00a0đề nghị")),
    "another amount": in_body(lambda xml: xml.replace("450.000", "950.000")),
    "words moved": run(""),
    # fields
    "words in a field's code": run(f"{FIELD.format('begin')}{{r}}{FIELD.format('separate')}{END}"),
    "words in a code without end": run(f"{FIELD.format('begin')}{{r}}"),
    "a date": beside(f"{CODE.format('DATE')}{END}"),
    "a quoted text": beside(f"{CODE.format('QUOTE KHÔNG')}{END}"),
    "a page number in the text": beside(f"{CODE.format('PAGE')}<w:r><w:t>9</w:t></w:r>{END}"),
    "a title": beside('<w:fldSimple w:instr="TITLE"/>'),
    "a form field": beside(f"{CODE.format('FORMDROPDOWN')}{END}"),
    "a page number with words": replaced("word/header1.xml", " PAGE ", " PAGE \\# &quot;'KHÔNG'&quot; "),
    "a page number written out": replaced("word/header1.xml", " PAGE ", " PAGE \\* CardText "),
    "code split": replaced("word/header1.xml", " PAGE </w:instrText>", " PAGE </w:instrText><w:instrText> \\# &quot;'X'&quot;</w:instrText>"),
    "today's year": beside("<w:r><w:yearLong/></w:r>"),
    "today's day": beside("<w:r><w:dayLong/></w:r>"),
    "an old page number": beside("<w:r><w:pgNum/></w:r>"),
    # numbering
    "numbered": with_numbering(of_paragraph('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')),
    "numbered by its style": with_numbering(style_of_words('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', "w:pPr")),
    "numbered by the default style": with_numbering(in_default_style('<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')),
    "numbered though 0": with_numbering(of_paragraph('<w:numPr><w:numId w:val="0"/><w:numId w:val="1"/></w:numPr>')),
    "numbered lines": replaced(BODY, "<w:pgMar", '<w:lnNumType w:countBy="1"/><w:pgMar'),
    # hidden text
    **{f"run {name}": formatted(f"<w:{xml}/>") for name, xml in {
        "hidden": "vanish", "hidden on": 'vanish w:val="on"', "spec hidden": "specVanish", "web hidden": "webHidden", "struck": "strike", "struck twice": "dstrike",
        "white": 'color w:val="FFFFFF"', "nearly white": 'color w:val="FEFEFE"', "white of the theme": 'color w:val="auto" w:themeColor="background1"',
        "tiny in points": 'sz w:val="0.5pt"', "narrow in per cent": 'w w:val="1%"', "raised in points": 'position w:val="2000pt"', "squeezed in points": 'spacing w:val="-40pt"',
        "tiny": 'sz w:val="2"', "narrow": 'w w:val="1"', "squeezed": 'spacing w:val="-400"', "raised off the page": 'position w:val="2000"',
        "capitals": "caps", "small capitals": "smallCaps", "in symbols": 'rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"', "from the right": "rtl", "fitted": 'fitText w:val="1"',
    }.items()},
    "hidden by properties that programs may choose": run(f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:rPr>{{p}}<w:vanish/></w:rPr></mc:Choice></mc:AlternateContent>{W_T}{{t}}</w:t></w:r>"),
    "hidden by a property that programs may choose": formatted("<mc:AlternateContent><mc:Fallback><w:vanish/></mc:Fallback></mc:AlternateContent>"),
    "hidden by a style's property that programs may choose": style_of_words(f'<mc:AlternateContent xmlns:mc="{MC[1:-1]}"><mc:Choice Requires="w"><w:vanish/></mc:Choice></mc:AlternateContent>'),
    "hidden by a style of that id in capitals": second_style(str.upper),
    "hidden by the first of two styles of that id": second_style(str),
    "hidden by its style": style_of_words("<w:vanish/>"),
    "capitals by its style": style_of_words("<w:caps/>"),
    "white by its style": style_of_words('<w:color w:val="FDFDFD"/>'),
    "symbols by its style": style_of_words('<w:rFonts w:ascii="Symbol"/>'),
    "tiny by its style": style_of_words('<w:sz w:val="1"/>'),
    "hidden by the default style": in_default_style("<w:rPr><w:vanish/></w:rPr>"),
    "capitals by the default style": in_default_style("<w:rPr><w:caps/></w:rPr>"),
    "hidden by the defaults": replaced(STYLES, "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>"),
    "capitals by the defaults": replaced(STYLES, "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:caps/>"),
    "hidden by the table's default style": replaced(STYLES, '<w:name w:val="Normal Table"/>', '<w:name w:val="Normal Table"/><w:rPr><w:vanish/></w:rPr>'),
    "hidden by the default of characters": replaced(STYLES, '<w:name w:val="Default Paragraph Font"/>', '<w:name w:val="Default Paragraph Font"/><w:rPr><w:vanish/></w:rPr>'),
    "symbols by the theme": lambda parts: {**parts, THEME: re.sub(rb'<a:latin typeface="[^"]*"', b'<a:latin typeface="Wingdings"', parts[THEME])},
    # places where text is not shown
    "a row hidden": replaced(BODY, "<w:cantSplit/>", "<w:cantSplit/><w:hidden/>"),
    "a row too low for its words": replaced(BODY, "<w:cantSplit/>", '<w:cantSplit/><w:trHeight w:val="300" w:hRule="exact"/>'),
    "a row exact without a height": replaced(BODY, "<w:cantSplit/>", '<w:cantSplit/><w:trHeight w:hRule="exact"/>'),
    "a row without height": replaced(BODY, "<w:cantSplit/>", '<w:cantSplit/><w:trHeight w:val="1" w:hRule="exact"/>'),
    "a cell merged into the one above": replaced(BODY, "<w:tcPr>", "<w:tcPr><w:vMerge/>"),
    "cells from right to left": replaced(BODY, "<w:tblPr>", "<w:tblPr><w:bidiVisual/>"),
    "a line without height": of_paragraph('<w:spacing w:line="1" w:lineRule="exact"/>'),
    **{f"beside the page, {xml}": of_paragraph(f"<w:ind w:{xml}/>") for xml in ('left="-2900"', 'hanging="2900"', 'right="-2900"', 'left="11000"', 'left="30cm"', 'start="-2900"')},
    "a floating table": replaced(BODY, "<w:tblPr>", '<w:tblPr><w:tblpPr w:tblpX="30000"/>'),
    "margins of a cell": replaced(BODY, "<w:tcPr>", '<w:tcPr><w:tcMar><w:left w:w="20000" w:type="dxa"/></w:tcMar>'),
    "cells turned": replaced(BODY, "<w:tcPr>", '<w:tcPr><w:textDirection w:val="btLr"/>'),
    "a row moved aside": replaced(BODY, "<w:cantSplit/>", '<w:cantSplit/><w:gridBefore w:val="60"/>'),
    **{f"a page with margins {xml}": in_body(lambda text, xml=xml: re.sub("<w:pgMar [^>]*/>", f"<w:pgMar {xml}/>", text)) for xml in ('w:top="16000"', 'w:left="-5000"', 'w:gutter="30000"', 'w:top="90cm"')},  # type: ignore[misc]
    "a small page": in_body(lambda text: re.sub("<w:pgSz [^>]*/>", '<w:pgSz w:w="3100" w:h="3100"/>', text)),
    "many columns": replaced(BODY, "<w:pgMar", '<w:cols w:num="45"/><w:pgMar'),
    "beside the page": of_paragraph('<w:ind w:left="31000"/>'),
    "a frame": of_paragraph('<w:framePr w:w="1" w:x="-9999" w:y="-9999"/>'),
    # tags that programs skip, with all that is in them
    "a strange tag round a run": run(f"<zz:x {ZZ}>{{r}}</zz:x>"),
    "a strange tag round words": run(f"<w:r><zz:x {ZZ}>{W_T}{{t}}</w:t></zz:x></w:r>"),
    "a strange tag round a paragraph": in_body(lambda xml: xml.replace("<w:body>", f"<w:body><zz:x {ZZ}>", 1).replace("</w:tbl>", "</w:tbl></zz:x>", 1)),
    "a strange tag of Word's": run("<w:zz>{r}</w:zz>"),
    "words after a tag in a text": run(f"<w:r>{W_T}{{t}}<w:br/> KHÔNG</w:t></w:r>"),
    "words outside a text": run("{r}<w:r> KHÔNG</w:r>"),
    "deleted words outside a deletion": beside("<w:r><w:delText> KHÔNG</w:delText></w:r>"),
    "deleted": run('<w:del w:id="9" w:author="x">{r}</w:del>'),
    "moved away": run('<w:moveFrom w:id="9" w:author="x">{r}</w:moveFrom>'),
    "written backwards": run('<w:bdo w:val="rtl">{r}</w:bdo>'),
    "spaces that Word drops": in_body(lambda xml: RUN.sub(lambda m: f"<w:r><w:t>{m[2][:8]} </w:t></w:r><w:r>{W_T}{m[2][9:]}</w:t></w:r>" if m[2][8] == " " else f"<w:r><w:t>Theo </w:t></w:r><w:r>{W_T}{m[2][5:]}</w:t></w:r>", xml, count=1)),
    "words only for older programs": run(f'<w:r><mc:AlternateContent><mc:Choice Requires="zz" {ZZ}>{W_T}{{t}}</w:t></mc:Choice><mc:Fallback>{W_T}Theo</w:t></mc:Fallback></mc:AlternateContent></w:r>'),
    "two choices": run(f'<w:r><mc:AlternateContent><mc:Choice Requires="zz" {ZZ}><w:t/></mc:Choice><mc:Choice Requires="wps">{W_T}{{t}}</w:t></mc:Choice></mc:AlternateContent></w:r>'),
    "fewer words for older programs": run(f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{W_T}{{t}}</w:t></mc:Choice><mc:Fallback>{W_T}Theo đề nghị</w:t></mc:Fallback></mc:AlternateContent></w:r>'),
    "processed content": lambda parts: {**parts, BODY: parts[BODY].replace(b"<w:body>", b'<w:body mc:ProcessContent="w:p">', 1)},
    # drawings
    "a text box": in_drawing(WPS, BOX),
    "a chart": in_drawing(CHART, f'<c:chart xmlns:c="{CHART}" r:id="rId1"/>'),
    "a diagram": in_drawing("http://schemas.openxmlformats.org/drawingml/2006/diagram", "<x/>"),
    "a locked canvas": in_drawing("http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas", A_T),
    "drawn words": beside('<w:r><w:pict><v:shape><v:textpath string="KHÔNG"/></v:shape></w:pict></w:r>'),
    "ink": beside('<w:r><w:contentPart r:id="rId1"/></w:r>'),
    "a formula": beside('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:d><m:dPr><m:begChr m:val="K"/></m:dPr></m:d></m:oMath>'),
    # what comes from elsewhere
    "another document": in_body(lambda xml: xml.replace("<w:sectPr", '<w:altChunk r:id="rId1"/><w:sectPr', 1)),
    "a subdocument": beside('<w:subDoc r:id="rId1"/>'),
    "bound content": run('<w:sdt><w:sdtPr><w15:dataBinding xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" w:xpath="/x"/></w:sdtPr><w:sdtContent>{r}</w:sdtContent></w:sdt>'),
    "two bodies": replaced("_rels/.rels", "</Relationships>", '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/header1.xml"/></Relationships>'),
    "a body of another name": lambda parts: {**parts, "/word/document.xml": parts[BODY]},
    "a body in other case": lambda parts: {**parts, "word/Document.xml": parts[BODY]},
    "a header more": lambda parts: {**parts, "word/header1.xml": parts["word/header1.xml"].replace(b"</w:hdr>", "<w:p><w:r><w:t>KHÔNG</w:t></w:r></w:p></w:hdr>".encode())},
    "a linked template": replaced("word/_rels/document.xml.rels", "</Relationships>", '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/frame" Target="http://127.0.0.1/x" TargetMode="External"/></Relationships>'),
    "embedded font": lambda parts: {**parts, FONTS: re.sub(rb"</w:font>", b'<w:embedRegular r:id="rId1" xmlns:r="http://x/"/></w:font>', parts[FONTS], count=1)},
}  # fmt: skip
SAME_WORDS: Mapping[str, Forge] = {
    "packed anew": lambda parts: parts,
    "bold": formatted("<w:b/>"),
    "another size": formatted('<w:sz w:val="26"/>'),
    "grey": formatted('<w:color w:val="808080"/>'),
    "two runs": run(f'<w:r>{W_T}Theo </w:t></w:r><w:r>{W_T}đề nghị của Trưởng phòng{{x}}</w:t></w:r>'),
    "proofing marks": run('<w:proofErr w:type="spellStart"/>{r}<w:proofErr w:type="spellEnd"/>'),
    "bookmark": run('<w:bookmarkStart w:id="7" w:name="x"/>{r}<w:bookmarkEnd w:id="7"/>'),
    "not hidden": formatted('<w:vanish w:val="0"/>'),
    "content control": run("<w:sdt><w:sdtContent>{r}</w:sdtContent></w:sdt>"),
}  # fmt: skip
SEAL = read_seal(PAPER)[0]
assert SEAL
ROW = {"edition": SEAL.number, "sha256": sha256(PAPER)}


def said(content: bytes) -> str:
    return "\n".join(verdict(Path("a.docx"), read_paper(content), ROW))


def test_the_table_is_long_enough() -> None:
    assert len(FORGERIES) >= 60
    assert "NGUYÊN BẢN" in said(PAPER)


@pytest.mark.parametrize("name", FORGERIES)
def test_no_forgery_is_genuine_or_unchanged_in_text(name: str) -> None:
    forged = FORGERIES[name](unzipped(PAPER))
    assert forged != unzipped(PAPER)
    verdict_of_it = said(pack(forged))
    assert "NGUYÊN BẢN" not in verdict_of_it
    assert TEXT_UNCHANGED not in verdict_of_it, verdict_of_it


@pytest.mark.parametrize("name", SAME_WORDS)
def test_a_paper_that_was_saved_again_with_the_same_words_is_so_called(name: str) -> None:
    parts = unzipped(PAPER)
    rest = RUN.search(parts[BODY].decode())
    assert rest
    again = {
        n: part.replace(b"{x}", rest[2].removeprefix(WORDS).encode()) for n, part in SAME_WORDS[name](parts).items()
    }
    assert TEXT_UNCHANGED in said(changed(pack(again), lambda xml: xml))


def test_saved_by_another_program_it_is_no_more_than_unchanged_in_text() -> None:
    saved = BytesIO()
    docx.Document(BytesIO(PAPER)).save(saved)
    assert f"ĐÃ LƯU LẠI: {TEXT_UNCHANGED}" in said(saved.getvalue())
