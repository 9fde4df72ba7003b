"""Checks the letterhead, title, subject and addressee of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.inspection import decree
from pipeline.inspection.anatomy import Anatomy
from pipeline.inspection.checks.ruled_lines import AS_LONG, PART, line_under
from pipeline.inspection.layout.values import Paragraph
from pipeline.inspection.letterhead import LETTER_SUBJECT, is_dated, is_motto, is_nation, is_number
from pipeline.inspection.paper_kinds import LETTER, mark_of
from pipeline.inspection.points import Point, absent, failed, judged, passed, quoted, shortened, styled
from pipeline.inspection.wording import clean_text, folded, is_bold, is_capitals

BLANK = "[\u00a0 ]+"
TO_WRITE_IN = "[\u00a0 ._…]+"  # a blank of a draft, to be filled in by hand
SYMBOL = r"[A-ZĐ]+\d*"
KIND_LETTERS = r"(?:TTr|CTr|QyĐ|[A-ZĐ]+\d*)"
NUMBER = re.compile(rf"Số:(?:{TO_WRITE_IN}|{BLANK}?(?:0[1-9]|[1-9]\d+))/{KIND_LETTERS}(?:-{SYMBOL})*")
DAY = r"(?:0[1-9]|[12]\d|3[01])"
MONTH = r"(?:0[12]|[3-9]|1[0-2])"
DATE = re.compile(
    rf"\A[^,]+, ngày(?:{TO_WRITE_IN}|{BLANK}{DAY}{BLANK})tháng(?:{TO_WRITE_IN}|{BLANK}{MONTH}{BLANK})năm(?:{BLANK}\d{{4}}|{TO_WRITE_IN}|{BLANK}20{TO_WRITE_IN})"
)
ORGANS = (
    "VĂN PHÒNG", "SỞ", "PHÒNG", "BAN", "CỤC", "VỤ", "CHI CỤC", "TRUNG TÂM", "TRƯỜNG", "VIỆN", "TỔNG CỤC", "BỆNH VIỆN", "UBND", "ỦY BAN",
    "HỘI ĐỒNG", "THANH TRA", "CÔNG AN", "KHO BẠC", "BẢO HIỂM", "HẠT", "TRẠM", "ĐỘI", "TỔ", "CÔNG TY", "CHI NHÁNH", "TỔNG CÔNG TY", "BỘ", "HỌC VIỆN",
)  # fmt: skip
HALF_NAMES = ("VĂN PHÒNG", "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "THANH TRA", "BAN QUẢN LÝ", "BỘ CHỈ HUY")
HAS_PARENT = re.compile(r"(?:SỞ|PHÒNG|CHI CỤC)\b|VĂN PHÒNG$")


def nation(paper: Anatomy) -> Iterator[Point]:
    """The exact words and the look of quốc hiệu and tiêu ngữ, and the line under tiêu ngữ, as long as its text."""
    if not paper.kind.official and not paper.head.numbers:
        return
    for is_it, style, wording, exact in (
        (is_nation, decree.NATION, decree.NATION_WORDS, decree.NATION_TEXT),
        (is_motto, decree.MOTTO, decree.MOTTO_WORDS, decree.MOTTO_TEXT),
    ):
        found = next((p for p in (*paper.head.right, *paper.head.left) if is_it(clean_text(p))), None)
        if found is None:
            yield absent(style)
        elif clean_text(found) != exact:
            yield failed(wording, f"«{clean_text(found)}»", found.text_position)
        else:
            yield styled(style, [found])
    motto = [p for p in paper.head.right if is_motto(clean_text(p))]
    if motto:
        room = _room(motto[0], paper.head.widths[1])
        yield line_under(decree.MOTTO_LINE, motto, paper.head.right_lines, room, AS_LONG, decree.MOTTO)


def _room(p: Paragraph, column: float) -> float:
    """The width in mm in which a text wraps: of its cell, else of its column, else unlimited."""
    return p.table_position.width if p.table_position and p.table_position.width else column or 1e9


# --- the agency ----------------------------------------------------------------------------------------------------


def agency(paper: Anatomy) -> Iterator[Point]:
    """The parent agency in plain letters over the issuing one in bold, with a short line under it.

    The highest agencies have no parent.
    """
    if not paper.head.numbers:
        if paper.kind.official:
            yield absent(decree.ISSUER)
        return
    parents, issuers = agencies(paper)
    if not issuers:
        yield absent(decree.ISSUER)
        return
    if parents:
        yield styled(decree.PARENT, parents)
    elif paper.kind.official and HAS_PARENT.match(" ".join(clean_text(p) for p in issuers).upper()):
        yield absent(decree.PARENT)
    yield styled(decree.ISSUER, issuers)
    room = _room(issuers[-1], paper.head.widths[0])
    yield line_under(decree.ISSUER_LINE, issuers, paper.head.left_lines, room, PART, decree.ISSUER)


def agencies(paper: Anatomy) -> tuple[list[Paragraph], list[Paragraph]]:
    """The lines that name the parent agency, and those that name the issuing one."""
    names: list[Paragraph] = []
    for p in paper.head.left:
        text = clean_text(p)
        if (
            is_number(text)
            or is_dated(text)
            or LETTER_SUBJECT.match(text)
            or folded(text) == "DUTHAO"
            or text[:1] == "/"
        ):
            break
        names.append(p)
    bold = next((n for n, p in enumerate(names) if is_bold(p)), None)
    start = len(names) - 1 if bold is None else bold
    if len(names) > 1 and start == 0 and _begins_organ(names[1]) and clean_text(names[0]).upper() not in HALF_NAMES:
        start = 1  # two whole names, both in bold
    return names[:start] if start > 0 else [], names[max(start, 0) :]


def _begins_organ(p: Paragraph) -> bool:
    text = clean_text(p).upper()
    return any(text == organ or text.startswith(f"{organ} ") for organ in ORGANS)


# --- number and date -----------------------------------------------------------------------------------------------


def number(paper: Anatomy) -> Iterator[Point]:
    """How number and symbol are written, and whether the symbol has the letters of the kind of paper."""
    found = paper.number
    if found is None:
        if paper.kind.official:
            yield absent(decree.NUMBER)
        return
    text = clean_text(found)
    shown = f"«{shortened(text)}»"
    if not NUMBER.fullmatch(text):
        yield failed(decree.NUMBER_WORDS, shown, found.text_position)
        return
    yield styled(decree.NUMBER, [found])
    if not paper.kind.official:
        return
    mark, due = mark_of(text), paper.kind.symbol
    if paper.kind == LETTER:
        yield judged(decree.LETTER_SYMBOL, shown if mark == "CV" else "", shown, found.text_position)
    else:
        fault = f"{shown}; {paper.kind.title.lower()} ghi «/{due}-»" if mark != due else ""
        yield judged(decree.SYMBOL, fault, shown, found.text_position)


def date(paper: Anatomy) -> Iterator[Point]:
    """How place and date are written, and whether they are on the same row as the number."""
    found = paper.dated
    if found is None:
        if paper.kind.official:
            yield absent(decree.DATE)
        return
    if not DATE.fullmatch(clean_text(found)):
        yield failed(decree.DATE_WORDS, f"«{shortened(clean_text(found))}»", found.text_position)
    else:
        yield styled(decree.DATE, [found])
    numbered = paper.number
    if numbered is not None:
        level = paper.head.on_same_row(numbered, found)
        yield passed(decree.DATE_LEVEL) if level else failed(decree.DATE_LEVEL, "khác dòng", found.text_position)


# --- title and subject ---------------------------------------------------------------------------------------------


def title(paper: Anatomy) -> Iterator[Point]:
    """Title and subject with the short line under them; of an official letter «V/v …» under the number."""
    if paper.kind == LETTER:
        yield from _letter_subject(paper)
        return
    if not paper.kind.official and paper.title is None:
        return
    if paper.title is None:
        yield absent(decree.TITLE)
    elif paper.kind.official and not f"{clean_text(paper.title).upper()} ".startswith(f"{paper.kind.title} "):
        yield failed(
            decree.TITLE, f"«{clean_text(paper.title)}», đúng là «{paper.kind.title}»", paper.title.text_position
        )
    else:
        yield styled(decree.TITLE, [paper.title])
    yield from _subject(paper)


def _subject(paper: Anatomy) -> Iterator[Point]:
    if not paper.subject:
        if paper.kind.subject and paper.kind.official:
            yield absent(decree.SUBJECT)
        return
    first = paper.subject[0]
    if re.match(r"V\.?/?v\b", clean_text(first), re.IGNORECASE) or all(is_capitals(p) for p in paper.subject):
        yield failed(decree.SUBJECT_WORDS, quoted([first]), first.text_position)
    else:
        yield styled(decree.SUBJECT, paper.subject)
    section = paper.docx.sections[first.section]
    room = section.width - section.left - section.right
    yield line_under(decree.SUBJECT_LINE, paper.subject, paper.subject_lines, room, PART, decree.SUBJECT)


def _letter_subject(paper: Anatomy) -> Iterator[Point]:
    lines: Sequence[Paragraph] = paper.letter_subject
    if not lines:
        yield absent(decree.LETTER_SUBJECT)
    elif not clean_text(lines[0]).startswith("V/v "):
        yield failed(decree.LETTER_SUBJECT_WORDS, quoted(lines[:1]), lines[0].text_position)
    else:
        yield styled(decree.LETTER_SUBJECT, lines)


def addressee(paper: Anatomy) -> Iterator[Point]:
    """«Kính gửi: …»: an official letter and a proposal (tờ trình) must have it."""
    if not paper.addressed:
        if paper.kind.addressed:
            yield absent(decree.ADDRESSEE)
        return
    first = paper.addressed[0]
    runs = [run for p in paper.addressed for run in p.visible]
    faults = {
        "không ghi «Kính gửi:»": not clean_text(first).startswith("Kính gửi:"),
        "cỡ chữ ngoài 13-14": any(not 13 <= size <= 14 for p in paper.addressed for size in p.sizes),
        "in đậm": any(run.bold for run in runs),
        "in nghiêng": any(run.italic for run in runs),
    }
    text, wrong = quoted(paper.addressed), ", ".join(fault for fault, is_so in faults.items() if is_so)
    yield judged(decree.ADDRESSEE, f"{text}: {wrong}" if wrong else "", text, first.text_position)
