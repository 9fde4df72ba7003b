"""Builds Word files for the templates: styles, paragraphs, tables and rows as WordprocessingML, packed into a docx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from pipeline.opc.pack import core_properties, pack

FONT = "Times New Roman"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DRAWN_ON = date(2020, 3, 5)  # a fixed date for the file's properties: Nghị định 30/2020/NĐ-CP in force


@dataclass(frozen=True)
class Style:
    """A paragraph style: the name an officer sees in Word, and its formatting. Sizes in points, lengths in twips."""

    key: str
    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: int = 0
    after: int = 0
    line: int = 240
    exact: bool = False
    first_line: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int = -1  # its level in Word's navigation pane, from 0 on; -1: it is not shown there


def package(title: str, body: str, styles: Sequence[Style], header: str) -> bytes:
    """A Word file of one document part, its styles, the header of its pages and the empty one of a first page."""
    parts: Mapping[str, str] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
        "word/_rels/document.xml.rels": _relationships(
            ("rId1", f"{OFFICE}/styles", "styles.xml"),
            ("rId2", f"{OFFICE}/settings", "settings.xml"),
            ("rId3", f"{OFFICE}/fontTable", "fontTable.xml"),
            ("rId4", f"{OFFICE}/theme", "theme/theme1.xml"),
            ("rId5", f"{OFFICE}/header", "header1.xml"),
            ("rId6", f"{OFFICE}/header", "header2.xml"),
        ),
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/header1.xml": f"{DECLARATION}<w:hdr {NAMESPACES}>{header}</w:hdr>",
        "word/header2.xml": f"{DECLARATION}<w:hdr {NAMESPACES}><w:p/></w:hdr>",
        "word/styles.xml": _styles(styles),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>',
        "word/theme/theme1.xml": _theme(),
    }
    return pack(
        {**{name: xml.encode() for name, xml in parts.items()}, "docProps/core.xml": core_properties(title, DRAWN_ON)}
    )


def together(*drawn: str) -> str:
    """Drawn pieces, one after the other."""
    return "".join(drawn)


def paragraph(style: str, *runs: str, properties: str = "") -> str:
    """A paragraph of that style from its runs; ``properties`` are further pPr elements that follow the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(runs)}</w:p>'


def text(content: str, properties: str = "") -> str:
    """A run of text; ``properties`` are rPr elements."""
    formatted = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatted}<w:t xml:space="preserve">{escape(content)}</w:t></w:r>'


def tag(code: str) -> str:
    """A paragraph with nothing but a template tag, which is removed when the tag is rendered."""
    return paragraph("Normal", text(code))


def if_given(condition: str, *content: str) -> str:
    """Content that is printed only if the condition is true."""
    return tag(f"{{%p if {condition} %}}") + "".join(content) + tag("{%p endif %}")


def for_each(variable: str, listed: str, *content: str) -> str:
    """Content that is printed once for each element of a list."""
    return tag(f"{{%p for {variable} in {listed} %}}") + "".join(content) + tag("{%p endfor %}")


@dataclass(frozen=True)
class TableCell:
    """A table cell: its paragraphs, and how many grid columns it takes."""

    content: str
    span: int = 1
    align: str = "top"


def row(*cells: TableCell, widths: Sequence[int], heading: bool = False, keep: bool = True) -> str:
    """A table row that never splits over two pages; a heading row repeats on each."""
    properties = ("<w:cantSplit/>" if keep else "") + ("<w:tblHeader/>" if heading else "")
    drawn, column = [], 0
    for cell in cells:
        width = sum(widths[column : column + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        align = f'<w:vAlign w:val="{cell.align}"/>' if cell.align != "top" else ""  # top is Word's default
        drawn.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{align}</w:tcPr>{cell.content}</w:tc>')
        column += cell.span
    return (
        f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(drawn)}</w:tr>"
        if properties
        else f"<w:tr>{''.join(drawn)}</w:tr>"
    )


def loop_row(code: str, columns: int, widths: Sequence[int]) -> str:
    """A table row with nothing but a ``{%tr … %}`` tag, which is removed when the tag is rendered."""
    return row(TableCell(tag(code), span=columns), widths=widths, keep=False)


def table(widths: Sequence[int], *rows: str, borders: bool = True, margin: int = 70) -> str:
    """A table of fixed column widths (twips), with thin borders or none."""
    line = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if borders else 'w:val="nil"'
    sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def field(instruction: str) -> str:
    """A Word field such as PAGE, computed by the program that shows the paper: it has no stored result, which might be wrong."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{WORD}.document.main+xml",
        "/word/styles.xml": f"{WORD}.styles+xml",
        "/word/settings.xml": f"{WORD}.settings+xml",
        "/word/fontTable.xml": f"{WORD}.fontTable+xml",
        "/word/header1.xml": f"{WORD}.header+xml",
        "/word/header2.xml": f"{WORD}.header+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    rows = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _relationships(*rows: tuple[str, str, str]) -> str:
    drawn = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in rows)
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{drawn}</Relationships>'


def _fonts() -> str:
    return f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


def _styles(styles: Sequence[Style]) -> str:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts()}<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return f"{DECLARATION}<w:styles {NAMESPACES}>{defaults}{base}{''.join(map(_style, styles))}</w:styles>"


def _style(style: Style) -> str:
    indent = f'<w:ind w:firstLine="{style.first_line}"/>' if style.first_line else ""
    half_points = round(style.size * 2)
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline >= 0 else ""
    paragraph_properties = (
        f"{'<w:keepNext/>' if style.keep_next else ''}{'<w:keepLines/>' if style.keep_lines else ''}"
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" w:line="{style.line}" w:lineRule="{"exact" if style.exact else "auto"}"/>'
        f'{indent}<w:jc w:val="{style.align}"/>{outline}'
    )
    run_properties = f'{"<w:b/><w:bCs/>" if style.bold else ""}{"<w:i/><w:iCs/>" if style.italic else ""}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.key}"><w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph_properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


def _settings() -> str:
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _theme() -> str:
    colours = {
        "dk1": "000000", "lt1": "FFFFFF", "dk2": "000000", "lt2": "FFFFFF", "accent1": "000000", "accent2": "000000",
        "accent3": "000000", "accent4": "000000", "accent5": "000000", "accent6": "000000", "hlink": "000000", "folHlink": "000000",
    }  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Nghi dinh 30"><a:themeElements>'
        f'<a:clrScheme name="Den trang">{scheme}</a:clrScheme><a:fontScheme name="Times"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Don gian"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
