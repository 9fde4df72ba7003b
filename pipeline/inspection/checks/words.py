"""Checks the text of a paper for template leftovers, wrong characters, empty labels and spaces that may break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.inspection import decree
from pipeline.inspection.anatomy import ARTICLE, ITEM, Anatomy
from pipeline.inspection.checks.page import edges
from pipeline.inspection.checks.text import articles
from pipeline.inspection.layout.values import Paragraph
from pipeline.inspection.points import Point, point
from pipeline.inspection.wording import HIDDEN, clean_text, has_text, is_bold

NAN = r"(?<!gian )(?<!nguy )\bnan\b(?! (?:giải|y|tre|quạt|hoa)\b)"  # «nan» is also a Vietnamese word
LEFT_OVERS = re.compile(
    NAN + r"|\{\{|\{%|%\}|\}\}|\bNaN\b|\bNone\b|\bNaT\b|\bnull\b|00:00:00|#(?:REF|N/A|VALUE|DIV/0|NAME|NUM|NULL)|  "
)
TO_FILL_IN = re.compile(r"(\b(?:số|ngày|tháng|năm)\b:?)[\u00a0 ]{2,}", re.IGNORECASE)  # blanks of a draft
LABEL = re.compile(r"(?:[-+•–]\s*)?[^:]{1,40}:")
NUMBERED = re.compile(r"(?:(?P<roman>[IVX]{1,9})|(?P<figure>\d{1,4})|(?P<letter>[a-zđ]))[.)/]")
LEADS_ON = re.compile(r"(?:sau|sau đây|dưới đây|gồm|là|như|rằng)\s*:$", re.IGNORECASE)
TORN = re.compile("ngày \\d|Điều \\d|\\d (?:cá nhân|tập thể)")
ICELANDIC = "Ð"


def wording(paper: Anatomy) -> Iterator[Point]:
    """No leftovers of a template, no wrong characters, no empty label, no breaking space in «Điều 1», «ngày 05»."""
    everything = [*paper.docx.paragraphs, *edges(paper)]
    numbered = {number.paragraph.runs for section in paper.docx.sections for number in section.numbers}
    left = ((p, _left_over(p)) for p in everything if p.runs not in numbered)
    yield point(decree.LEFT_OVER, left, "không có")
    yield point(decree.LETTERS, ((p, _odd_letters(p)) for p in everything))
    flow = [*paper.text, *(p for annex in paper.annexes for p in annex.paragraphs if p.table_position is None)]
    pairs = zip(flow, [*flow[1:], None], strict=False)
    empty = ((p, "để trống" if _is_empty(paper, p, following) else "") for p, following in pairs)
    yield point(decree.EMPTY_LABEL, empty, "không có")
    yield point(decree.TORN_PAIR, ((p, _torn_pair(p)) for p in _office_wording(paper)))


def _left_over(p: Paragraph) -> str:
    found = LEFT_OVERS.search(TO_FILL_IN.sub(r"\1", p.text))
    if found is None:
        return ""
    return f"sót «{found[0]}»" if found[0].strip() else "hai dấu cách liền nhau"


def _odd_letters(p: Paragraph) -> str:
    if p.text != unicodedata.normalize("NFC", p.text):
        return "chữ tổ hợp rời dấu"
    if HIDDEN.search(p.text):
        return "có ký tự ẩn"
    return "chữ «Đ» sai mã" if ICELANDIC in p.text else ""


def _torn_pair(p: Paragraph) -> str:
    found = TORN.search(p.text)
    return f"dấu cách thường trong «{found[0]}»" if found else ""


def _is_empty(paper: Anatomy, p: Paragraph, following: Paragraph | None) -> bool:
    """Whether a label ends with its colon and neither an item, a table nor the text that it announces follows."""
    text = clean_text(p)
    if not LABEL.fullmatch(text) or LEADS_ON.search(text) or (is_bold(p) and _leads(following)):
        return False
    below = next((q for q in paper.docx.paragraphs[p.number + 1 :] if has_text(q)), None)
    if below is not None and below.table_position is not None and below.number not in paper.signing.numbers:
        return False
    if following is None:
        return True
    if numbered := NUMBERED.match(text):  # «a) Về tổ chức:» leads on, unless the next item of its kind follows at once
        after = NUMBERED.match(clean_text(following))
        return after is not None and after.lastgroup == numbered.lastgroup
    return not ITEM.match(clean_text(following))


def _leads(following: Paragraph | None) -> bool:
    """Whether a bold heading is followed by ordinary text."""
    return following is not None and not is_bold(following) and not ARTICLE.match(clean_text(following))


def _office_wording(paper: Anatomy) -> list[Paragraph]:
    """The paragraphs with the office's own wording: date, bases, articles (a nominee's text is printed as typed)."""
    dated = [paper.dated] if paper.dated is not None and "tháng" in paper.dated.text else []
    return [*dated, *paper.bases, *(p for _, p in articles(paper))]
