"""Builds small Word files for tests, as other programs and people make them, from short descriptions of their content."""

from __future__ import annotations

from pipeline.opc.pack import pack

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/>'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "header": "hdr", "footer": "ftr"}
KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word(body: str, theme: str = "", **parts: str) -> bytes:
    """A Word file with a body and other parts by their names: ``styles``, ``numbering``, ``header1`` …"""
    made = {"document": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"}
    for name, content in parts.items():
        root = ROOTS.get(name.rstrip("0123456789"), name)
        made[name] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
    relations = "".join(
        f'<Relationship Id="{name}" Type="{RELATED}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
    )
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{KINDS}.{name.rstrip("0123456789")}+xml"/>'
        for name in parts
    )
    if theme:
        relations += f'<Relationship Id="theme" Type="{RELATED}/theme" Target="theme/theme1.xml"/>'
        parts_of_theme = {"word/theme/theme1.xml": f"<a:theme {NAMESPACES}>{theme}</a:theme>".encode()}
    else:
        parts_of_theme = {}
    space = "http://schemas.openxmlformats.org/package/2006"
    whole = f'<Relationship Id="rId1" Type="{RELATED}/officeDocument" Target="word/document.xml"/>'
    return pack(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{space}/content-types"><Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{KINDS}.document.main+xml"/>{kinds}</Types>'
            ).encode(),
            "_rels/.rels": f'<Relationships xmlns="{space}/relationships">{whole}</Relationships>'.encode(),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}/relationships">{relations}</Relationships>'.encode(),
            **parts_of_theme,
            **{f"word/{name}.xml": content.encode() for name, content in made.items()},
        }
    )


def p(*runs: str, properties: str = "") -> str:
    """A paragraph from its runs; a run that is no XML becomes a run of text."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(r(run) for run in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run; ``\\n`` is a line break, ``\\t`` a tab."""
    if text.startswith("<"):
        return text
    inside = f'<w:t xml:space="preserve">{text}</w:t>'
    inside = inside.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    inside = inside.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>"


def section(inside: str = "", page: str = PAGE) -> str:
    """The properties of a section; ``inside`` is «references to headers|further properties»."""
    references = "".join(part for part in inside.split("|")[:1])
    return f"<w:sectPr>{references}{page}{''.join(inside.split('|')[1:])}</w:sectPr>"


def shows(edge: str, name: str, pages: str = "default") -> str:
    """A section's reference to a header or footer."""
    return f'<w:{edge}Reference w:type="{pages}" r:id="{name}"/>'


def cell(inside: str, width: int = 2000, properties: str = "") -> str:
    """A table cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'


def table(*rows: str, properties: str = "") -> str:
    """A table of rows of cells."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def long_field(code: str, shown: str = "2", properties: str = "") -> str:
    """A field as Word writes it, in several runs."""
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return "".join(
        f"<w:r>{own}{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            f"<w:t>{shown}</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )


def content_control(inside: str) -> str:
    """A content control with this content."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
