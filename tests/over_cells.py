"""Lays text boxes and pictures over the cells of an xlsx workbook, which the libraries that write our workbooks keep away."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from struct import pack
from zlib import compress, crc32

from openpyxl.utils.cell import coordinate_to_tuple

from pipeline.opc.kinds import SPREADSHEET
from pipeline.opc.unpack import open_parts, relations_name
from pipeline.reading.spreadsheet import sheet_parts
from tests.fuzz import package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PICTURE = '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="Anh"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill/><xdr:spPr/></xdr:pic>'
BOX = (
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Hop"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    '<xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr><xdr:txBody><a:bodyPr/>{}</xdr:txBody></xdr:sp>'
)


def picture(width: int = 2, height: int = 1) -> bytes:
    """A white PNG picture."""
    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = compress((b"\0" + b"\xff\xff\xff" * width) * height)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data)) for kind, data in chunks
    )


def with_picture(content: bytes, title: str, cell: str, image: bytes) -> bytes:
    """The workbook with a picture over a cell of a sheet."""
    with zipfile.ZipFile(BytesIO(with_shapes(content, {title: {cell: ""}}))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    (drawing,) = (name for name in parts if name.startswith("xl/drawings/drawing"))
    blip = f'<xdr:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="r1"/></xdr:blipFill>'
    relation = f'<Relationship Id="r1" Type="{OFFICE}/image" Target="/xl/media/a.png"/>'
    types = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>'
    )
    return package(
        {
            **parts,
            drawing: parts[drawing].replace(b"<xdr:blipFill/>", blip.encode()),
            relations_name(drawing): f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>'.encode(),
            "xl/media/a.png": image,
            "[Content_Types].xml": types,
        }
    )


def with_shapes(content: bytes, shapes: Mapping[str, Mapping[str, str]]) -> bytes:
    """The workbook with shapes: sheet → cell → the text of a box there, "" for a picture."""
    for title, on_sheet in shapes.items():
        content = _with_drawing(content, title, on_sheet)
    return content


def _with_drawing(content: bytes, title: str, shapes: Mapping[str, str]) -> bytes:
    part = dict(sheet_parts(open_parts(content, SPREADSHEET)))[title]
    with zipfile.ZipFile(BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    number = 90 + len(parts)
    drawing, rels = f"xl/drawings/drawing{number}.xml", relations_name(part)
    anchors = "".join(_anchor(cell, _shape(text)) for cell, text in shapes.items())
    relation = f'<Relationship Id="rIdD" Type="{OFFICE}/drawing" Target="/{drawing}"/>'
    before = parts.get(rels, f'<Relationships xmlns="{PACKAGE}"></Relationships>'.encode()).decode()
    sheet = parts[part].decode()
    end = re.search("<legacyDrawing|<tableParts|<extLst|</worksheet>", sheet)
    assert end
    types = parts["[Content_Types].xml"].decode()
    override = (
        f'<Override PartName="/{drawing}" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>'
    )
    link = f'<drawing xmlns:r="{OFFICE}" r:id="rIdD"/>'
    return package(
        {
            **parts,
            part: (sheet[: end.start()] + link + sheet[end.start() :]).encode(),
            rels: before.replace("</Relationships>", f"{relation}</Relationships>").encode(),
            drawing: f'<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main">{anchors}</xdr:wsDr>'.encode(),
            "[Content_Types].xml": types.replace("</Types>", f"{override}</Types>").encode(),
        }
    )


def _shape(text: str) -> str:
    return (
        BOX.format("".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n")))
        if text
        else PICTURE
    )


def _anchor(cell: str, shape: str) -> str:
    row, column = coordinate_to_tuple(cell)
    corners = "".join(
        f"<xdr:{end}><xdr:col>{column - 1 + n}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row - 1 + n}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{end}>"
        for n, end in enumerate(("from", "to"))
    )
    return f"<xdr:twoCellAnchor>{corners}{shape}<xdr:clientData/></xdr:twoCellAnchor>"
