"""Checks the pages and letters of a paper: size, margins, page numbers, fonts, colours, language."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from pipeline.inspection import decree
from pipeline.inspection.anatomy import Anatomy
from pipeline.inspection.checks.ruled_lines import BLACK, is_underlined, width_of
from pipeline.inspection.decree import Prescription
from pipeline.inspection.layout.values import PageNumber, Paragraph, Section, TextPosition
from pipeline.inspection.points import WHOLE_PAPER, Point, failed, judged, passed, point

ROUNDING = 0.5  # mm by which a margin may differ
MARGINS = (("top", "trên", 20, 25), ("bottom", "dưới", 20, 25), ("left", "trái", 30, 35), ("right", "phải", 15, 20))
SIGNS_AROUND = " -–\u00a0"
SURELY = 0.7  # share of a page's height: estimated text shorter than this fits one page
SINGLE = 1.15  # the height of a single line of Times New Roman, as a share of its size
FORMS = ("decimal", "numberInDash")


def page(paper: Anatomy) -> Iterator[Point]:
    """Paper, orientation and margins of every section."""
    yield from _over_sections(paper, decree.PAPER, _paper_fault)
    yield from _over_sections(paper, decree.UPRIGHT, lambda section, n: _upright_fault(paper, section, n))
    yield from _over_sections(paper, decree.MARGINS, _margin_fault)


def _over_sections(
    paper: Anatomy, prescription: Prescription, fault_of: Callable[[Section, int], str | None]
) -> Iterator[Point]:
    """One point for each fault, with the sections that have it, or one that passes.

    ``fault_of`` gives the fault of a section in words, empty where there is none, None where the point does not apply.
    """
    found = [(n, fault_of(section, n)) for n, section in enumerate(paper.docx.sections)]
    wrong = dict.fromkeys(fault for _, fault in found if fault)
    for fault in wrong:
        yield failed(prescription, fault, _sections_position(paper, [n for n, each in found if each == fault]))
    if not wrong and any(fault is not None for _, fault in found):
        yield passed(prescription)


def _sections_position(paper: Anatomy, numbers: Sequence[int]) -> TextPosition:
    """The position of some sections: their numbers and first paragraphs, or the whole paper if all are meant."""
    if len(numbers) == len(paper.docx.sections):
        return WHOLE_PAPER
    names = ", ".join(f"phần {n + 1}" for n in numbers)
    return TextPosition(f"{names.capitalize()} của tài liệu", tuple(paper.docx.sections[n].first for n in numbers))


def _paper_fault(section: Section, _: int) -> str:
    is_a4 = sorted((round(section.width), round(section.height))) == [210, 297]
    return "" if is_a4 else f"{section.width:.0f} x {section.height:.0f} mm"


def _upright_fault(paper: Anatomy, section: Section, number: int) -> str:
    """A landscape page is allowed only for a table of data (khoản 2)."""
    tables = {p.table_position.table for p in paper.docx.paragraphs if p.section == number and p.table_position}
    holds_table = any(paper.docx.tables[table].bordered for table in tables)
    return "trang xoay ngang" if section.width > section.height and not holds_table else ""


def _margin_fault(section: Section, _: int) -> str:
    return ", ".join(
        f"{side} {value:.0f} mm"
        for name, side, low, high in MARGINS
        if not low - ROUNDING <= (value := getattr(section, name)) <= high + ROUNDING
    )


# --- page numbers --------------------------------------------------------------------------------------------------


def page_numbers(paper: Anatomy) -> Iterator[Point]:
    """A page number on every page except the first; each annex is numbered separately from 1."""
    begun = {annex.paragraphs[0].section for annex in paper.annexes}
    yield from _over_sections(paper, decree.PAGE_NUMBER, lambda section, n: _number_fault(paper, section, n))
    yield from _over_sections(
        paper, decree.FIRST_PAGE, lambda section, n: _first_page_fault(section) if n == 0 or n in begun else None
    )
    yield from _over_sections(
        paper, decree.ANNEX_PAGES, lambda section, n: _annex_fault(section) if n > 0 and n in begun else None
    )


def _annex_fault(section: Section) -> str:
    if section.starts_at is None:
        return "đánh tiếp số của văn bản"
    return "" if section.starts_at == 1 else f"bắt đầu từ {section.starts_at}"


def _number_fault(paper: Anatomy, section: Section, n: int) -> str:
    """What is wrong with a section's page number, in words; empty where nothing is."""
    later = [number for number in section.numbers if number.pages != "first"]
    if not later:
        shown = any(p.text.strip() for p in section.edge_paragraphs)
        return "" if not shown and _is_one_page(paper, section, n) else "không có số trang"
    if any(number.edge == "footer" for number in later):
        return "số trang ở chân trang"
    return next((fault for number in later if (fault := _one_number_fault(number))), "")


def _is_one_page(paper: Anatomy, section: Section, n: int) -> bool:
    """Whether a section surely fits on its first page, which needs no number: estimated from its text's height."""
    inside = [p for p in paper.docx.paragraphs if p.section == n]
    begins = [annex.paragraphs[0].number for annex in paper.annexes if annex.paragraphs[0].section == n]
    if any(p.text.strip() and p.number < begin for begin in begins for p in inside):
        return False  # an annex begins on a page of its own
    free = sum(_height(p, section) for p in inside if p.table_position is None)
    rows: dict[tuple[int, int], Counter[int]] = {}
    for p in inside:
        if p.table_position is not None:
            row = rows.setdefault((p.table_position.table, p.table_position.row), Counter())
            row[p.table_position.cell] += math.ceil(_height(p, section))
    tall = free + sum(max(cells.values()) for cells in rows.values())
    return tall < SURELY * (section.height - section.top - section.bottom)


def _height(p: Paragraph, section: Section) -> float:
    """The estimated height of a paragraph in mm."""
    cell = p.table_position.width if p.table_position else 0
    room = cell or section.width - section.left - section.right
    lines = max(1, math.ceil(width_of(p) / max(room, 1)))
    line = max(max(p.sizes, default=14) * SINGLE * p.line, p.line_height)
    return (lines * line + p.before + p.after) * 25.4 / 72


def _one_number_fault(number: PageNumber) -> str:
    run = number.run
    if number.form not in FORMS:
        return "số trang không phải chữ số Ả Rập"
    text_around = (number.text_around + re.sub(r"\d", "", run.text)).strip(SIGNS_AROUND)
    if text_around:
        return f"có chữ «{text_around}» cạnh số trang"
    if number.paragraph.align != "center":
        return f"số trang {decree.ALIGNED.get(number.paragraph.align, 'không canh giữa')}"
    if not 13 <= run.size <= 14:
        return f"số trang cỡ {run.size:g}"
    return "số trang in đậm hoặc nghiêng" if run.bold or run.italic else ""


def _first_page_fault(section: Section) -> str:
    """What makes the number show on the first page, in words; empty where it does not show."""
    if not section.numbers:
        return ""
    if not section.hides_first:
        return "hiện ở trang thứ nhất"
    shown = any(number.pages == "first" for number in section.numbers)
    return "hiện ở trang thứ nhất (đầu trang hoặc chân trang riêng của trang đầu)" if shown else ""


# --- letters -------------------------------------------------------------------------------------------------------


def letters(paper: Anatomy) -> Iterator[Point]:
    """One font, black, no shading, nothing underlined: in the text, in tables, in headers and footers."""
    everything = [*paper.docx.paragraphs, *edges(paper)]
    yield point(decree.FONT, ((p, ", ".join(sorted(_strange_fonts(p)))) for p in everything), decree.FONT.prescribed)
    coloured = ((p, "chữ màu khác" if any(run.colour not in BLACK for run in p.visible) else "") for p in everything)
    yield point(decree.COLOUR, coloured, "màu đen")
    shaded = ((p, "chữ tô nền" if any(run.shade for run in p.visible) else "") for p in everything)
    yield point(decree.SHADE, shaded, "không có")
    ruled = {p.number for p in _over_lines(paper)}
    underlined = ((p, "gạch chân" if is_underlined([p]) and p.number not in ruled else "") for p in everything)
    yield point(decree.UNDERLINED, underlined, "không có")


def _strange_fonts(p: Paragraph) -> set[str]:
    """The fonts of a paragraph's letters other than the prescribed one; the symbol font of a bullet does not count."""
    runs = [run for n, run in enumerate(p.visible) if n or not p.label or any(sign.isalnum() for sign in p.label)]
    return {font for run in runs for font in run.fonts or (run.font,)} - {decree.FONT.prescribed}


def language(paper: Anatomy) -> Iterator[Point]:
    """The proofing language that Word has for the text."""
    found = paper.docx.language
    other = f"tiếng khác ({found})" if found else "không ghi ngôn ngữ"
    yield judged(decree.LANGUAGE, "" if found.lower() == "vi-vn" else other, found)


def edges(paper: Anatomy) -> Iterator[Paragraph]:
    """The paragraphs of all headers and footers."""
    return (p for section in paper.docx.sections for p in section.edge_paragraphs)


def _over_lines(paper: Anatomy) -> Iterator[Paragraph]:
    """The texts that lack their drawn line: if underlined instead, ``line_under`` already reports that."""
    if not paper.head.left_lines:
        yield from (p for p in paper.head.left if p is not paper.number)
    if not paper.head.right_lines:
        yield from paper.head.right
    if not paper.subject_lines:
        yield from paper.subject
