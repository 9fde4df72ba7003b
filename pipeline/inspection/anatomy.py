"""Splits a Word document into the parts of a paper: its kind, letterhead, title, text, signing and annexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.inspection.layout.values import Docx, DrawnLine, Paragraph
from pipeline.inspection.letterhead import ADDRESSED, LETTER_SUBJECT, Letterhead, is_dated, is_number, letterhead_of
from pipeline.inspection.paper_kinds import (
    ANNEX,
    FORM,
    LEGAL,
    LEGAL_SYMBOL,
    LEGAL_TITLES,
    LETTER,
    PERSONAL,
    PERSONAL_TITLE,
    PREPRINTED,
    PaperKind,
    kind_marked,
    kind_titled,
    names_kind,
)
from pipeline.inspection.signing import Signing, signing_of
from pipeline.inspection.wording import clean_text, folded, has_text, is_bold, is_capitals, is_position

ARTICLE = re.compile(r"Điều[\s\u00a0]*(\d+)[\s\u00a0]*([.:]?)", re.IGNORECASE)
BASIS = re.compile(r"(?:[-–+•]\s*)?(?:Căn cứ|Theo|Xét|Thực hiện|Trên cơ sở)\b", re.IGNORECASE)
ORDER = re.compile(r"quyết (?:định|nghị)\s*:?", re.IGNORECASE)
ANNEX_WORD = re.compile(r"phụ lục(?:\s+(?:số\s+)?(?:[IVXLC]+|\d{1,2}|[A-Z]))?\s*[.:]?", re.IGNORECASE)
LIKE_ANNEX_WORD = re.compile(r"phụ lục\b.{0,16}", re.IGNORECASE)
REFERENCE = re.compile(r"\A\(?\s*(?:Ban hành )?kèm theo\b", re.IGNORECASE)
ITEM = re.compile(r"\A(?:(?:[IVX]+|\d+|[a-zđ])[.)]|\d+/|[-–+•])")
LOOKED_AT = 4  # paragraphs below the signature in which an annex without its word is looked for
PRINTED_ON = re.compile(r"\(Quyết định số\b|Vào sổ vàng số\b")


@dataclass(frozen=True)
class Annex:
    """One annex: all its paragraphs in order, and among them the word «Phụ lục», the title and the reference to the paper."""

    paragraphs: tuple[Paragraph, ...]
    word: Paragraph | None
    title: tuple[Paragraph, ...]
    reference: Paragraph | None


@dataclass(frozen=True)
class Anatomy:
    """The parts of a paper.

    ``head`` is the letterhead, ``subject`` the trích yếu with the lines drawn under it (``subject_lines``). Of a
    decision, ``authority`` names who decides, ``bases`` are the legal grounds, ``order`` is «QUYẾT ĐỊNH:».
    ``addressed`` are the lines of «Kính gửi». ``text`` is the running text, without any of these and without tables.
    """

    docx: Docx
    kind: PaperKind
    head: Letterhead
    title: Paragraph | None
    subject: tuple[Paragraph, ...]
    subject_lines: tuple[DrawnLine, ...]
    authority: tuple[Paragraph, ...]
    bases: tuple[Paragraph, ...]
    order: Paragraph | None
    addressed: tuple[Paragraph, ...]
    text: tuple[Paragraph, ...]
    signing: Signing
    annexes: tuple[Annex, ...]

    @property
    def number(self) -> Paragraph | None:
        """The line of number and symbol, if any."""
        return next((p for p in self.head.left if is_number(clean_text(p))), None)

    @property
    def dated(self) -> Paragraph | None:
        """The line of place and date, if any."""
        return next((p for p in (*self.head.right, *self.head.left) if is_dated(clean_text(p))), None)

    @property
    def letter_subject(self) -> tuple[Paragraph, ...]:
        """The lines of «V/v …» under the number of an official letter, without the mark «DỰ THẢO»."""
        below = list(self.head.left)
        start = next((n for n, p in enumerate(below) if LETTER_SUBJECT.match(clean_text(p))), len(below))
        return tuple(p for p in below[start:] if folded(p.text) != "DUTHAO")


def anatomy(docx: Docx) -> Anatomy:
    """The parts of a document."""
    head = letterhead_of(docx)
    rest = [p for p in docx.paragraphs if p.number not in head.numbers]
    signing = signing_of(docx, _before_annex(rest))
    main, behind = _split_at_signing(rest, signing)
    free = [p for p in main if p.table_position is None and p.box is None and has_text(p)]
    printed_on = not head.numbers and _is_printed_on(free, docx.paragraphs)
    kind, title = (PREPRINTED, None) if printed_on else _kind_and_title(head, free, behind, signing)
    after = [p for p in free if title is None or p.number > title.number]
    subject, after = _subject(kind, title, after)
    running = {p.number for p in after}
    addressed = tuple(_addressed([p for p in main if p.number in running or p.table_position is not None]))
    named = {p.number for p in addressed}
    after = [p for p in after if p.number not in named]
    authority, bases, order, text = _preamble(kind, after)
    return Anatomy(
        docx, kind, head, title, subject, _lines_at(docx.paragraphs, subject), authority, bases, order, addressed, tuple(text),
        signing, tuple(_annexes(behind)),
    )  # fmt: skip


# --- where the paper ends and its annexes begin --------------------------------------------------------------------


def _before_annex(rest: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs before the first line that is only «Phụ lục»."""
    at = next((n for n, p in enumerate(rest) if _is_annex_word(p)), len(rest))
    return list(rest[:at])


def _is_annex_word(p: Paragraph) -> bool:
    pattern = LIKE_ANNEX_WORD if p.align == "center" else ANNEX_WORD
    return p.table_position is None and bool(pattern.fullmatch(clean_text(p)))


def _split_at_signing(rest: Sequence[Paragraph], signing: Signing) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs of the paper itself without its signing, and those of its annexes."""
    body = [p for p in rest if p.number not in signing.numbers]
    main = _before_annex(body)
    if signing.numbers:
        last = max(signing.numbers)
        main = [p for p in main if p.number < last]
    numbers = {p.number for p in main}
    return main, [p for p in body if p.number not in numbers]


def _annexes(behind: Sequence[Paragraph]) -> Iterable[Annex]:
    """The annexes: each begins with its word, or is one by its reference («Kèm theo …») or title; other lines are none."""
    starts = [n for n, p in enumerate(behind) if _is_annex_word(p)]
    shown = [n for n, p in enumerate(behind[: starts[0] if starts else None]) if has_text(p)]
    if shown and _is_annexed([behind[n] for n in shown[:LOOKED_AT]]):
        starts = [shown[0], *starts]
    for start, end in zip(starts, [*starts[1:], len(behind)], strict=False):
        yield _annex_of([p for p in behind[start:end] if has_text(p)])


def _is_annexed(first: Sequence[Paragraph]) -> bool:
    """Whether lines below the signature begin an annex that lacks its word, and are not a person's name or a remark."""
    return kind_titled(clean_text(first[0])) is not None or any(REFERENCE.match(clean_text(p)) for p in first)


def _annex_of(paragraphs: Sequence[Paragraph]) -> Annex:
    word = paragraphs[0] if _is_annex_word(paragraphs[0]) else None
    free = [p for p in paragraphs if p.table_position is None and p is not word]
    reference = next((p for p in free[:4] if REFERENCE.match(clean_text(p))), None)
    above = [p for p in free if reference is None or p.number < reference.number]
    title = above[: 1 if reference is None else 3]
    return Annex(tuple(paragraphs), word, tuple(title), reference)


# --- kind and title ------------------------------------------------------------------------------------------------


def _kind_and_title(
    head: Letterhead, free: Sequence[Paragraph], behind: Sequence[Paragraph], signing: Signing
) -> tuple[PaperKind, Paragraph | None]:
    marked = next((clean_text(p) for p in head.left if is_number(clean_text(p))), "")
    if outside := _outside(marked, free):
        return outside
    for p in _before_text(free):
        kind = kind_titled(clean_text(p))
        if kind is None and (by_symbol := kind_marked(marked)) is not None and names_kind(clean_text(p), by_symbol):
            kind = by_symbol
        if kind is not None:
            return kind, p
    if not head.numbers and not free:
        return (ANNEX, None) if any(has_text(p) for p in behind) else (FORM, None)
    if any(LETTER_SUBJECT.match(clean_text(p)) for p in head.left) or (free and ADDRESSED.match(clean_text(free[0]))):
        return kind_marked(marked) or LETTER, None
    if kind_marked(marked) is not None:
        return kind_marked(marked) or LETTER, None
    form = free[0] if free and free[0].align == "center" and is_capitals(free[0]) else None
    is_sent = form is None and bool(marked or (head.numbers and signing.recipients))
    return (LETTER if is_sent else FORM), form


def _outside(marked: str, free: Sequence[Paragraph]) -> tuple[PaperKind, Paragraph | None] | None:
    """The kind and title of a legal document or of a citizen's application, which the decree is not about; None for others."""
    if LEGAL_SYMBOL.search(marked):
        return LEGAL, None
    for p in () if marked else _before_text(free):
        if folded(p.text) in LEGAL_TITLES:
            return LEGAL, p
        if PERSONAL_TITLE.match(clean_text(p)):
            return PERSONAL, p
    return None


def _before_text(free: Sequence[Paragraph]) -> Iterable[Paragraph]:
    """The paragraphs that may be the title: the first three, up to «Kính gửi» or the beginning of the text."""
    for p in free[:3]:
        text = clean_text(p)
        if ADDRESSED.match(text) or BASIS.match(text) or ITEM.match(text) or p.align == "both" or text.endswith(":"):
            return
        yield p


def _is_printed_on(free: Sequence[Paragraph], everything: Iterable[Paragraph]) -> bool:
    """Whether these are the words printed onto a certificate: all centred, with the decision's number or that in the golden book."""
    numbered = any(PRINTED_ON.match(clean_text(p)) for p in everything)
    return numbered and bool(free) and all(p.align == "center" for p in free if has_text(p))


# --- subject, addressees, preamble ---------------------------------------------------------------------------------


def _subject(
    kind: PaperKind, title: Paragraph | None, after: Sequence[Paragraph]
) -> tuple[tuple[Paragraph, ...], list[Paragraph]]:
    """The lines of the subject below the title, and the paragraphs after them."""
    if title is None and not (after and LETTER_SUBJECT.match(clean_text(after[0]))):
        return (), list(after)
    lines: list[Paragraph] = []
    for p in after:
        if _ends_subject(kind, p, lines):
            break
        lines.append(p)
        if p.lines:
            break
    return tuple(lines), list(after[len(lines) :])


def _ends_subject(kind: PaperKind, p: Paragraph, lines: Sequence[Paragraph]) -> bool:
    text = clean_text(p)
    if ADDRESSED.match(text) or ITEM.match(text) or ARTICLE.match(text) or ORDER.fullmatch(text):
        return True
    if (BASIS.match(text) and p.align != "center") or (kind.decides and is_position(text)):
        return True
    if LETTER_SUBJECT.match(text) and not lines:
        return False
    if lines and text.endswith((".", ":", ";")):  # a sentence of the text, centred by mistake
        return True
    return not (p.align == "center" or (not lines and is_bold(p))) or len(lines) > 3


def _lines_at(paragraphs: Sequence[Paragraph], subject: Sequence[Paragraph]) -> tuple[DrawnLine, ...]:
    """The lines drawn under the subject: anchored in its paragraphs or in the empty ones below."""
    if not subject:
        return ()
    numbers = {p.number for p in subject}
    found = [line for p in subject for line in p.lines]
    for p in paragraphs[max(numbers) + 1 :]:
        if p.text.strip():
            break
        found += p.lines
    return tuple(found)


def _addressed(main: Sequence[Paragraph]) -> Iterable[Paragraph]:
    """The line «Kính gửi», and the lines of addressees below it, if they have lines of their own."""
    shown = [p for p in main if has_text(p)]
    start = next((n for n, p in enumerate(shown[:8]) if ADDRESSED.match(clean_text(p))), None)
    if start is None:
        return
    yield shown[start]
    if not clean_text(shown[start]).rstrip(": ").upper().endswith("GỬI"):
        return
    for p in shown[start + 1 :]:
        if not re.match(r"[-–+•]", clean_text(p)):
            return
        yield p


def _preamble(
    kind: PaperKind, after: Sequence[Paragraph]
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...], Paragraph | None, list[Paragraph]]:
    """A decision's authority, legal bases and order, and the text after them; of other kinds only the text."""
    if not kind.decides:
        return (), (), None, list(after)
    order = next((p for p in after if ORDER.fullmatch(clean_text(p))), None)
    first = next((n for n, p in enumerate(after) if ARTICLE.match(clean_text(p))), len(after))
    end = after.index(order) if order is not None else first
    above = after[:end]
    grounds = next((n for n, p in enumerate(above) if BASIS.match(clean_text(p))), None)
    if grounds is None:
        grounds = next((n for n, p in enumerate(above) if not (is_capitals(p) or is_bold(p))), len(above))
    return tuple(above[:grounds]), tuple(above[grounds:]), order, list(after[end + (order is not None) :])
