"""Reads the sections of a Word file: page size, margins, and the headers, footers and page numbers that each shows.

A section without its own header inherits that of the section before. The first page has a separate one if the section
says so; even pages have one if the file says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from pipeline.inspection.layout.properties import MM_PER_TWIP, on, twips
from pipeline.inspection.layout.text import is_shown, paragraph_of
from pipeline.inspection.layout.values import PageNumber, Paragraph, Run, Section
from pipeline.opc.unpack import WP, Element, Parts, R, W

EDGES, PAGES = ("header", "footer"), ("default", "first", "even")
WORDS_OWN_PAGE = {"w": "12240", "h": "15840"}  # twips: Word's default is Letter paper with margins of one inch
WORDS_OWN_MARGIN = "1440"
CODE = re.compile(r"\A\s*([A-Za-z]+)")
FORM = re.compile(r"\\\*\s*(arabic|roman|alphabetic)", re.IGNORECASE)
FORMS = {  # as a field's switch spells it → as the section's setting calls it
    "roman": "lowerRoman", "Roman": "upperRoman", "ROMAN": "upperRoman", "alphabetic": "lowerLetter", "ALPHABETIC": "upperLetter",
}  # fmt: skip
NUMBER = "PAGE"
ALIGNED = ("left", "center", "right")
ReadParagraphs = Callable[[Element, int, str, str], Sequence[tuple[Element, Paragraph]]]
ReadRun = Callable[[Element], Run]


@dataclass
class FieldCode:
    """A Word field: its code, its paragraph, its first run, and the runs that show its result."""

    paragraph: Element
    begin: Element
    code: str = ""
    shown: list[Element] = field(default_factory=list)
    separated: bool = False

    @property
    def kind(self) -> str:
        """The first word of the code: ``PAGE``, ``NUMPAGES`` …"""
        found = CODE.match(self.code)
        return found[1].upper() if found else ""


def read_sections(
    package: Parts, document: Element, firsts: Sequence[int], read: ReadParagraphs, run: ReadRun
) -> tuple[Section, ...]:
    """The sections of a document; ``firsts`` are the numbers in the file of their first paragraphs.

    ``read`` reads the paragraphs of a header or footer, ``run`` reads one of its runs.
    """
    settings = package.related("settings", "word/settings.xml")
    even = settings is not None and on(settings.find(f"{W}evenAndOddHeaders"))
    elements = [s for s in document.iter(f"{W}sectPr") if is_shown(s) and _is_final_or_of_a_paragraph(s)]
    if len(elements) < len(firsts):
        elements += [document.makeelement(f"{W}sectPr")] * (len(firsts) - len(elements))
    inherited: dict[tuple[str, str], Element] = {}
    sections = []
    for n, element in enumerate(elements):
        for edge in EDGES:
            for reference in element.iterfind(f"{W}{edge}Reference"):
                inherited[edge, reference.get(f"{W}type", "default")] = package.target(str(reference.get(f"{R}id")))
        shown = {"default": True, "first": on(element.find(f"{W}titlePg")), "even": even}
        form = _attribute(element, "pgNumType", "fmt") or "decimal"
        paragraphs: list[Paragraph] = []
        numbers: list[PageNumber] = []
        for edge, pages in product(EDGES, PAGES):
            if shown[pages] and (edge, pages) in inherited:
                root = inherited[edge, pages]
                of_edge = dict(read(root, n, edge, pages))
                paragraphs += of_edge.values()
                numbers += (PageNumber(edge, pages, *each) for each in _page_numbers(root, form, of_edge, run))
        sections.append(_section(element, tuple(paragraphs), tuple(numbers), firsts[min(n, len(firsts) - 1)]))
    return tuple(sections)


def _is_final_or_of_a_paragraph(element: Element) -> bool:
    """Whether a ``sectPr`` is in force: not the earlier setup that a tracked change keeps."""
    parent = element.getparent()
    return parent is not None and parent.tag in (f"{W}pPr", f"{W}body")


def _section(
    element: Element, edge_paragraphs: tuple[Paragraph, ...], numbers: tuple[PageNumber, ...], first: int
) -> Section:
    width, height = (_mm(element, "pgSz", side, usual) for side, usual in WORDS_OWN_PAGE.items())
    margins = {side: _mm(element, "pgMar", side, WORDS_OWN_MARGIN) for side in ("top", "bottom", "left", "right")}
    gutter = _mm(element, "pgMar", "gutter", "0")
    start = _attribute(element, "pgNumType", "start")
    return Section(
        width=width,
        height=height,
        top=abs(margins["top"]),  # negative means exactly this, whatever the header's height
        bottom=abs(margins["bottom"]),
        left=margins["left"] + gutter,
        right=margins["right"],
        hides_first=on(element.find(f"{W}titlePg")),
        starts_at=int(start) if start and re.fullmatch(r"\d{1,9}", start) else None,
        kind=_attribute(element, "type", "val") or "nextPage",
        edge_paragraphs=edge_paragraphs,
        numbers=numbers,
        first=first,
    )


def _page_numbers(
    root: Element, form: str, paragraphs: Mapping[Element, Paragraph], run: ReadRun
) -> Iterator[tuple[str, Run, Paragraph, str]]:
    """The form, run, paragraph and text around each page number of a header or footer."""
    for each in fields_of(root):
        p = paragraphs.get(each.paragraph)
        if each.kind == NUMBER and p is not None:
            yield _form(each.code, form), _shown(each, run), _as_seen(p, each, run), _text_around(p, each, run)


def _form(code: str, usual: str) -> str:
    """The form of a page number: by the switch of its field, else that of the section (``usual``)."""
    switch = FORM.search(code)
    return usual if switch is None else FORMS.get(switch[1], FORMS.get(switch[1].lower(), "decimal"))


def _shown(each: FieldCode, run: ReadRun) -> Run:
    """The run that shows the number; if Word never stored a number, the first run of the field."""
    shown = [run(r) for r in each.shown]
    return next((r for r in shown if r.text.strip()), run(each.begin))


def _text_around(paragraph: Paragraph, each: FieldCode, run: ReadRun) -> str:
    """The text of a paragraph without its page number."""
    result = "".join(run(r).text for r in each.shown)
    return paragraph.text.replace(result, "", 1).strip() if result else paragraph.text.strip()


def _as_seen(paragraph: Paragraph, each: FieldCode, run: ReadRun) -> Paragraph:
    """The paragraph of a page number, with the alignment that a frame, text box or tab stop gives it, if any."""
    frame = each.paragraph.find(f"{W}pPr/{W}framePr")
    placed = frame.get(f"{W}xAlign") if frame is not None else _box_align(each.paragraph)
    shown = "".join(run(r).text for r in each.shown)
    tabs = paragraph.text.partition(shown)[0].count("\t") if shown.strip() else paragraph.text.count("\t")
    to_margin = [tab.get(f"{W}alignment") for tab in each.paragraph.iter(f"{W}ptab")][:tabs]
    if to_margin:
        placed = to_margin[-1]
    elif 0 < tabs <= len(paragraph.tabs):
        placed = paragraph.tabs[tabs - 1]
    return replace(paragraph, align=placed) if placed in ALIGNED else paragraph


def _box_align(paragraph: Element) -> str | None:
    """The horizontal alignment of the text box that a paragraph is in; None if it has none."""
    anchor = next(paragraph.iterancestors(f"{WP}anchor"), None)
    return anchor.findtext(f"{WP}positionH/{WP}align") if anchor is not None else None


def fields_of(root: Element) -> Iterator[FieldCode]:
    """The fields of a header or footer: simple ones (``fldSimple``) and those spread over several runs."""
    open_: list[FieldCode] = []
    for element in root.iter(f"{W}fldSimple", f"{W}r"):
        paragraph = paragraph_of(element)
        if paragraph is None or not is_shown(element):
            continue
        if element.tag == f"{W}fldSimple":
            runs = list(element.iter(f"{W}r"))
            code = str(element.get(f"{W}instr") or "")
            yield FieldCode(paragraph, runs[0] if runs else element, code, runs, True)
        else:
            yield from _stepped(element, paragraph, open_)


def _stepped(run: Element, paragraph: Element, open_: list[FieldCode]) -> Iterator[FieldCode]:
    """Take in one run of the fields spread over several runs (``open_``: not ended yet); yield a field where it ends."""
    for child in run:
        step = child.get(f"{W}fldCharType") if child.tag == f"{W}fldChar" else None
        if step == "begin":
            open_.append(FieldCode(paragraph, run))
        elif step == "separate" and open_:
            open_[-1].separated = True
        elif step == "end" and open_:
            yield open_.pop()
        elif child.tag == f"{W}pgNum":  # the page number of very old files
            yield FieldCode(paragraph, run, NUMBER, [run], True)
        elif open_ and child.tag == f"{W}instrText" and not open_[-1].separated:
            open_[-1].code += str(child.text or "")
        elif open_ and open_[-1].separated and run not in open_[-1].shown:
            open_[-1].shown.append(run)


def _attribute(element: Element, name: str, attribute: str) -> str:
    child = element.find(f"{W}{name}")
    return str(child.get(f"{W}{attribute}") or "") if child is not None else ""


def _mm(element: Element, name: str, attribute: str, usual: str) -> float:
    return twips(_attribute(element, name, attribute), twips(usual)) * MM_PER_TWIP
