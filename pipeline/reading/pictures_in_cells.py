"""Finds in an xlsx file the pictures that are put into cells: by WPS (a formula names each), or by Excel (a cell's metadata leads to it)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from pipeline.opc.unpack import Element, Parts, R, holds
from pipeline.reading.xlsx import cells_in

WPS_PICTURES, WPS_FORMULA = "xl/cellimages.xml", re.compile(r'DISPIMG\("([^"]+)"')
METADATA, RICH = "xl/metadata.xml", "xl/richData/"
VALUES, STRUCTURES, RELATIONS = (
    f"{RICH}{name}.xml" for name in ("rdrichvalue", "rdrichvaluestructure", "richValueRel")
)
OF_RICH_VALUES = "XLRICHVALUE"  # the kind of metadata that leads to a rich value
PICTURE = "_rvRel:LocalImageIdentifier"  # the key of a rich value that leads to a picture


def pictures_in_cells(parts: Parts, sheet: str) -> Iterator[tuple[int, int, str]]:
    """Row and column, from 0, of each cell of a sheet's part with a picture in it, and the part that holds the picture.

    The part is "" where the file does not say which; a picture that a formula fetches from a web page is not in the file.
    """
    if WPS_PICTURES in parts and holds(parts[sheet], b"DISPIMG"):
        named = dict(_of_wps(parts))
        for at, cell in cells_in(parts.root(sheet).iter("{*}row")):
            if found := WPS_FORMULA.search(cell.findtext("{*}f") or ""):
                yield *at, named.get(found[1], "")
    elif METADATA in parts and holds(parts[sheet], b"vm="):
        numbered = dict(_of_excel(parts))
        for at, cell in cells_in(parts.root(sheet).iter("{*}row")):
            if number := cell.get("vm"):
                yield *at, numbered.get(number, "")


def _of_wps(parts: Parts) -> Iterator[tuple[str, str]]:
    """The name of each picture and its part."""
    related = related_parts(parts, WPS_PICTURES)
    for picture in parts.root(WPS_PICTURES).iter("{*}pic"):
        for each in picture.iter("{*}cNvPr"):
            yield str(each.get("name")), embedded(picture, related)


def _of_excel(parts: Parts) -> Iterator[tuple[str, str]]:
    """The number of a cell's metadata, from 1, and the part with the picture ([MS-XLSX] 2.2.4: value → rich value → relationship)."""
    if not {VALUES, STRUCTURES, RELATIONS} <= set(parts):
        return
    metadata, related = parts.root(METADATA), related_parts(parts, RELATIONS)
    kinds = [str(each.get("name")) for each in metadata.iterfind("{*}metadataTypes/{*}metadataType")]
    rich = [
        int(each.get("i") or 0)
        for each in metadata.iterfind(f"{{*}}futureMetadata[@name='{OF_RICH_VALUES}']//{{*}}rvb")
    ]
    values = list(parts.root(VALUES).iterfind("{*}rv"))
    keys = [[str(key.get("n")) for key in each.iterfind("{*}k")] for each in parts.root(STRUCTURES).iterfind("{*}s")]
    pictures = [related.get(str(each.get(f"{R}id")), "") for each in parts.root(RELATIONS).iterfind("{*}rel")]
    for number, record in enumerate(metadata.iterfind("{*}valueMetadata/{*}bk/{*}rc"), 1):
        with suppress(LookupError, ValueError):  # of a cell with another kind of rich value
            if kinds[int(record.get("t") or 0) - 1] == OF_RICH_VALUES:
                value = values[rich[int(record.get("v") or 0)]]
                at = keys[int(value.get("s") or 0)].index(PICTURE)
                yield str(number), pictures[int(value.findall("{*}v")[at].text or "")]


def related_parts(parts: Parts, source: str) -> Mapping[str, str]:
    """The parts to which another part's relationships lead, by their keys."""
    return {each.key: each.target for each in parts.relations(source) if not each.external}


def embedded(picture: Element, related: Mapping[str, str]) -> str:
    """The part that holds a picture; "" where there is none."""
    blip = picture.find(".//{*}blip")
    return related.get(str(blip.get(f"{R}embed")), "") if blip is not None else ""
