"""Turns the bytes of any Word file into what stands on its pages, with the formatting that really applies.

Formatting is resolved as Word does: document defaults, the style chain, then the paragraph's and the run's own
properties; theme fonts through the theme part. Lengths in millimetres, sizes in points.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from pipeline.model import PipelineError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MM_PER_TWIP = 25.4 / 1440
MM_PER_EMU = 1 / 36_000
THEME_FONTS = {"major": "majorFont", "minor": "minorFont"}
Element = etree._Element


class NotADocument(PipelineError):
    """The bytes are not a Word file that can be read."""


@dataclass(frozen=True)
class Run:
    """A stretch of text with one formatting."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    colour: str


@dataclass(frozen=True)
class DrawnLine:
    """A straight line drawn under a text: its length, its weight in points, whether it is solid, and where it begins."""

    length: float
    weight: float
    solid: bool
    at: float = 0


@dataclass(frozen=True)
class Spot:
    """Where in a table a paragraph stands: table, row and cell, each counted from 0, and the cell's width in mm."""

    table: int
    row: int
    cell: int
    width: float


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the formatting that applies to it; indents in mm, spacing in points, line spacing in lines.

    ``tabs`` are the alignments of its tab stops; ``box`` is where its text box begins and how wide it is, mm, if in one;
    ``origin`` is its number in the file, ``number`` that in the order in which it is looked at.
    """

    number: int
    runs: tuple[Run, ...]
    align: str
    first_line: float
    before: float
    after: float
    line: float
    keep_next: bool
    section: int
    spot: Spot | None
    lines: tuple[DrawnLine, ...]
    tabs: tuple[str, ...] = ()
    box: tuple[float, float] | None = None
    origin: int = 0

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return "".join(run.text for run in self.runs)

    def all(self, attribute: str) -> bool:
        """Whether an attribute (``bold``, ``italic`` …) holds for all of its visible text."""
        return all(getattr(run, attribute) for run in self.visible)

    @property
    def visible(self) -> tuple[Run, ...]:
        """The runs that show anything."""
        return tuple(run for run in self.runs if run.text.strip())

    @property
    def sizes(self) -> set[float]:
        """The sizes of its visible text."""
        return {run.size for run in self.visible}


@dataclass(frozen=True)
class Row:
    """A table row: whether it repeats as a heading, and whether it may split over pages."""

    heading: bool
    may_split: bool
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: its rows, and whether it shows borders."""

    rows: tuple[Row, ...]
    bordered: bool


@dataclass(frozen=True)
class Section:
    """A section's page in millimetres, its page numbering, and the header shown on its later pages."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    hides_first: bool
    starts_at: int | None
    header: tuple[Paragraph, ...]
    header_fields: str


@dataclass(frozen=True)
class Docx:
    """What stands in a Word file."""

    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    language: str


def read_docx(content: bytes) -> Docx:
    """A Word file's bytes as what stands in it. Raises :class:`NotADocument`."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
        document = etree.fromstring(parts["word/document.xml"])
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise NotADocument("Tệp không phải là tài liệu Word .docx đọc được.") from error
    return _Reader(parts, document).read()


@dataclass
class _Reader:
    """The parts of one file while it is read."""

    parts: Mapping[str, bytes]
    document: Element
    styles: dict[str, Element] = field(default_factory=dict)
    default_style: str = ""

    def read(self) -> Docx:
        self.root = (
            etree.fromstring(self.parts["word/styles.xml"])
            if "word/styles.xml" in self.parts
            else etree.Element(f"{W}styles")
        )
        self.styles = {str(s.get(f"{W}styleId")): s for s in self.root.iterfind(f"{W}style")}
        self.default_style = next(
            (k for k, s in self.styles.items() if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph"), ""
        )
        self.theme = (
            etree.fromstring(self.parts["word/theme/theme1.xml"]) if "word/theme/theme1.xml" in self.parts else None
        )
        body = self.document.find(f"{W}body")
        assert body is not None
        tables = list(body.iter(f"{W}tbl"))
        paragraphs, section = [], 0
        shown = [p for p in body.iter(f"{W}p") if not _in_fallback(p)]
        for number, element in enumerate(shown):
            paragraphs.append(self.paragraph(element, number, section, _spot(element, tables)))
            if element.find(f"{W}pPr/{W}sectPr") is not None:
                section += 1
        sections = tuple(self.section(s) for s in body.iter(f"{W}sectPr"))
        language = self.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        return Docx(
            tuple(paragraphs),
            tuple(map(_table, tables)),
            sections,
            "" if language is None else str(language.get(f"{W}val")),
        )

    def paragraph(self, element: Element, number: int, section: int, spot: Spot | None) -> Paragraph:
        own = element.find(f"{W}pPr")
        style = _child_value(own, "pStyle") or self.default_style
        chain = [*self.style_chain(style, "pPr"), own]
        spacing, indent = _merged(chain, "spacing"), _merged(chain, "ind")
        exact = spacing.get("lineRule") in ("exact", "atLeast")
        runs = tuple(
            self.run(r, style)
            for r in element.iter(f"{W}r")
            if not _in_fallback(r) and _nearest_paragraph(r) is element
        )
        return Paragraph(
            number=number,
            runs=runs,
            align=_last_value(chain, "jc") or "left",
            first_line=(_number(indent.get("firstLine")) - _number(indent.get("hanging"))) * MM_PER_TWIP,
            before=_number(spacing.get("before")) / 20,
            after=_number(spacing.get("after")) / 20,
            line=1.0 if exact else _number(spacing.get("line"), 240) / 240,
            keep_next=_on(_last(chain, "keepNext")),
            section=section,
            spot=spot,
            lines=tuple(_drawn_lines(element)),
            tabs=tuple(
                str(tab.get(f"{W}val")) for p in chain if p is not None for tab in p.iterfind(f"{W}tabs/{W}tab")
            ),
            box=_box(element),
            origin=number,
        )

    def run(self, element: Element, paragraph_style: str) -> Run:
        own = element.find(f"{W}rPr")
        character = _child_value(own, "rStyle")
        chain = [
            *self.style_chain(paragraph_style, "rPr"),
            *(self.style_chain(character, "rPr")[1:] if character else []),
            own,
        ]
        size = _last_value(chain, "sz")
        return Run(
            text="".join(_run_text(element)),
            font=self.font(chain),
            size=_number(size, 20) / 2,
            bold=_on(_last(chain, "b")),
            italic=_on(_last(chain, "i")),
            underline=(_last_value(chain, "u") or "none") != "none",
            colour=_last_value(chain, "color") or "auto",
        )

    def font(self, chain: list[Element | None]) -> str:
        """The font of Latin text; a theme's font by its name in the theme."""
        fonts = _merged(chain, "rFonts")
        theme = fonts.get("asciiTheme", "")
        if theme and self.theme is not None:
            name = next((tag for key, tag in THEME_FONTS.items() if theme.startswith(key)), "minorFont")
            latin = self.theme.find(f".//{A}{name}/{A}latin")
            return str(latin.get("typeface")) if latin is not None else ""
        return fonts.get("ascii", "") or fonts.get("hAnsi", "") or "Times New Roman"

    def style_chain(self, key: str, kind: str) -> list[Element | None]:
        """The properties that a style inherits, the document's defaults first."""
        chain: list[Element | None] = []
        seen: set[str] = set()
        while key in self.styles and key not in seen:
            seen.add(key)
            chain.append(self.styles[key].find(f"{W}{kind}"))
            key = _child_value(self.styles[key], "basedOn")
        return [self.root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}"), *reversed(chain)]

    def section(self, element: Element) -> Section:
        size, margin, numbering = (element.find(f"{W}{name}") for name in ("pgSz", "pgMar", "pgNumType"))

        def mm(owner: Element | None, name: str) -> float:
            return _number(owner.get(f"{W}{name}") if owner is not None else None) * MM_PER_TWIP

        start = numbering.get(f"{W}start") if numbering is not None else None
        header, fields = self.header(element)
        return Section(
            mm(size, "w"), mm(size, "h"), mm(margin, "top"), mm(margin, "bottom"), mm(margin, "left"), mm(margin, "right"),
            _on(element.find(f"{W}titlePg")), int(start) if start else None, header, fields,
        )  # fmt: skip

    def header(self, section: Element) -> tuple[tuple[Paragraph, ...], str]:
        """The paragraphs and the field codes of the section's default header."""
        reference = next((h for h in section.iterfind(f"{W}headerReference") if h.get(f"{W}type") == "default"), None)
        if reference is None:
            return (), ""
        relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        target = next((str(r.get("Target")) for r in relations if r.get("Id") == reference.get(f"{R}id")), "")
        part = target.lstrip("/") if target.startswith("/") else f"word/{target}"
        root = etree.fromstring(self.parts[part])
        codes = [str(t.text or "") for t in root.iter(f"{W}instrText")] + [
            str(s.get(f"{W}instr")) for s in root.iter(f"{W}fldSimple")
        ]
        return tuple(self.paragraph(p, n, 0, None) for n, p in enumerate(root.iter(f"{W}p"))), " ".join(codes)


def _spot(paragraph: Element, tables: list[Element]) -> Spot | None:
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is None:
        return None
    row = next(cell.iterancestors(f"{W}tr"))
    table = next(row.iterancestors(f"{W}tbl"))
    width = cell.find(f"{W}tcPr/{W}tcW")
    millimetres = _number(width.get(f"{W}w") if width is not None else None) * MM_PER_TWIP
    return Spot(tables.index(table), table.findall(f"{W}tr").index(row), row.findall(f"{W}tc").index(cell), millimetres)


def _table(element: Element) -> Table:
    rows = tuple(
        Row(
            _on(row.find(f"{W}trPr/{W}tblHeader")),
            not _on(row.find(f"{W}trPr/{W}cantSplit")),
            tuple("".join(str(t.text or "") for t in cell.iter(f"{W}t")) for cell in row.iterfind(f"{W}tc")),
        )
        for row in element.iterfind(f"{W}tr")
    )
    borders = element.find(f"{W}tblPr/{W}tblBorders")
    shown = borders is not None and any(b.get(f"{W}val") not in ("nil", "none") for b in borders)
    styled = element.find(f"{W}tblPr/{W}tblStyle")
    return Table(rows, shown or (borders is None and styled is not None and "Grid" in str(styled.get(f"{W}val"))))


def _drawn_lines(paragraph: Element) -> Iterator[DrawnLine]:
    """The straight lines anchored in a paragraph; the older copy that Word keeps beside each is passed over."""
    for shape in paragraph.iter(f"{WP}anchor", f"{WP}inline"):
        if _in_fallback(shape) or (
            shape.find(f".//{A}prstGeom[@prst='line']") is None
            and shape.find(f".//{A}prstGeom[@prst='straightConnector1']") is None
        ):
            continue
        extent, outline = shape.find(f"{WP}extent"), shape.find(f".//{A}ln")
        dash = outline.find(f"{A}prstDash") if outline is not None else None
        yield DrawnLine(
            _number(extent.get("cx") if extent is not None else None) * MM_PER_EMU,
            _number(outline.get("w") if outline is not None else None, 9525) / 12_700,
            dash is None or dash.get("val") == "solid",
            _offset(shape),
        )


def _box(paragraph: Element) -> tuple[float, float] | None:
    """Where the text box that holds a paragraph begins, and how wide it is; None outside of boxes."""
    if next(paragraph.iterancestors(f"{W}txbxContent"), None) is None:
        return None
    shape = next(paragraph.iterancestors(f"{WP}anchor", f"{WP}inline"), None)
    if shape is None:
        return None
    extent = shape.find(f"{WP}extent")
    return _offset(shape), _number(extent.get("cx") if extent is not None else None) * MM_PER_EMU


def _offset(shape: Element) -> float:
    """How far from the margin a drawing begins, mm; 0 where it is aligned and not placed."""
    offset = shape.find(f"{WP}positionH/{WP}posOffset")
    return _number(offset.text if offset is not None else None) * MM_PER_EMU


def _in_fallback(element: Element) -> bool:
    return next(element.iterancestors(f"{MC}Fallback"), None) is not None


def _nearest_paragraph(run: Element) -> Element | None:
    return next(run.iterancestors(f"{W}p"), None)


def _run_text(run: Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield str(child.text or "")
        elif child.tag in (f"{W}tab", f"{W}br"):
            yield "\t" if child.tag == f"{W}tab" else "\n"


def _last(chain: list[Element | None], name: str) -> Element | None:
    found = [e for p in chain if p is not None and (e := p.find(f"{W}{name}")) is not None]
    return found[-1] if found else None


def _last_value(chain: list[Element | None], name: str) -> str:
    element = _last(chain, name)
    return str(element.get(f"{W}val") or "") if element is not None else ""


def _merged(chain: list[Element | None], name: str) -> dict[str, str]:
    """An element's attributes, each from the last place that says anything of it."""
    merged: dict[str, str] = {}
    for properties in chain:
        element = properties.find(f"{W}{name}") if properties is not None else None
        if element is not None:
            merged |= {re.sub(r"^{.*}", "", str(key)): str(value) for key, value in element.attrib.items()}
    return merged


def _child_value(element: Element | None, name: str) -> str:
    child = element.find(f"{W}{name}") if element is not None else None
    return str(child.get(f"{W}val") or "") if child is not None else ""


def _on(element: Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def _number(text: str | None, default: float = 0) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default
