"""Proves that the papers of one quarter agree with each other and with themselves, from their own words.

The balance asks whether everybody is there; this asks whether names, positions, counts, amounts, dates and the chosen
one are the same wherever they stand. A run whose papers disagree publishes nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.checking.checked import Checked
from pipeline.checking.council import candidate_of
from pipeline.proofs.balance import NAME_COLUMN, PROFILES, Shown
from pipeline.values.dates import blank_day, long_date
from pipeline.values.model import MadeFile, PipelineError
from pipeline.values.numbers import in_words
from pipeline.values.vietnamese import one_line
from schemas.co_quan import COLLECTIVE, INDIVIDUAL
from schemas.gioi_thieu import CERTIFICATE, name_key
from schemas.rules import Candidate

MONEY = re.compile(r"(\d{1,3}(?:\.\d{3})+) đồng \(([^)]+)\)")
EACH = re.compile(r"mỗi (tập thể|cá nhân) (\d{1,3}(?:\.\d{3})+) đồng")
TOTAL = re.compile(r"tổng số tiền thưởng là (\d{1,3}(?:\.\d{3})+) đồng")
QUARTER = re.compile(r"Quý (?:I|II|III|IV) năm \d{4}")
COUNTED = re.compile(r"(\d{2,}) (tập thể|cá nhân)")
HELD_ON = re.compile(r"(?:họp|vào \S+ \S+ \S+,|bắt đầu: [^,]+,) (ngày \d{2} tháng \d{1,2} năm \d{4})")
DATE_LINE = re.compile(r", (ngày .*tháng \d{1,2} năm \d{4})$")
ARTICLE = re.compile(r"Điều (\d+)\.")
BY_ARTICLE = re.compile(r"- Như Điều (\d+)[;.]")
ENDED = ("quyet-dinh-khen-thuong", "bien-ban-hop-hoi-dong", "to-trinh", "cong-van-gioi-thieu", "don-doc")
CHOSEN_IN = ("bien-ban-hop-hoi-dong", "to-trinh", "cong-van-gioi-thieu")
OF_THE_UNIT = (*PROFILES, "don-doc")  # where a sender's words stand, which may speak of other quarters and sums


class Inconsistent(PipelineError):
    """Two papers of one quarter say different things, or one contradicts itself."""


@dataclass(frozen=True)
class Truth:
    """What every paper is held against: the quarter, who is in, who is certified, their words, the money of each."""

    quarter: str
    names: Mapping[Candidate, frozenset[str]]
    positions: Mapping[Candidate, str]
    certified: frozenset[Candidate]
    posted: frozenset[Candidate]
    money: Mapping[str, int]
    date_line: str
    meeting_day: str
    chosen: str

    @cached_property
    def everybody(self) -> frozenset[Candidate]:
        """All who are in."""
        return frozenset(self.names)

    def counts(self, candidates: Iterable[Candidate]) -> Counter[str]:
        """How many collectives and individuals."""
        return Counter(each.recipient.lower() for each in candidates)


def demand_agreement(truth: Truth, file: MadeFile, paper: Shown) -> None:
    """Hold one paper against what all are to say. Raises :class:`Inconsistent` naming the paper and both words."""
    fault = next((fault for check in CHECKS for fault in check(truth, file.kind, paper)), None)
    if fault:
        raise Inconsistent(
            f"Các văn bản không thống nhất: {file.path} {fault} Chưa công bố văn bản nào; kiểm tra mẫu Word vừa sửa."
        )


def truth_of(checked: Checked) -> Truth:
    """What every paper of a quarter is held against."""
    candidates = {candidate_of(sent): sent for sent in checked.accepted}
    meeting = checked.meeting
    certified = meeting.certified if meeting else {each for each in candidates if each.award_form == CERTIFICATE}
    office = checked.deciding
    titles = {each: sent.text("danh_xung") for each, sent in candidates.items()}
    chosen = ""
    if meeting:
        one = meeting.chosen.candidate
        chosen = f"tập thể {one.name}" if one.recipient == COLLECTIVE else f"{titles[one].lower()} {one.name}"
    return Truth(
        checked.quarter.title,
        {each: frozenset({each.name, f"{titles[each]} {each.name}"}) for each in candidates},
        {each: one_line(sent.text("chuc_vu")) for each, sent in candidates.items()},
        frozenset(certified),
        frozenset(meeting.awarded if meeting else candidates),
        {kind.lower(): office.award(kind) for kind in (COLLECTIVE, INDIVIDUAL)},
        one_line(blank_day(office.day)),
        one_line(long_date(meeting.day)) if meeting else "",
        chosen,
    )


def _listed(truth: Truth, kind: str) -> frozenset[Candidate] | None:
    """Whom a paper's table is to hold; None for a paper without such a table."""
    return {
        "danh-sach-tong-hop": truth.everybody,
        "phieu-bau": truth.everybody,
        "bien-ban-hop-hoi-dong": truth.everybody,
        "danh-sach-cong-khai": truth.posted,
        "quyet-dinh-khen-thuong": truth.certified,
    }.get(kind)


def names_and_positions(truth: Truth, kind: str, paper: Shown) -> Iterator[str]:
    """The rows are exactly those listed, letter for letter, each with its position and unit."""
    listed = _listed(truth, kind)
    rows = [row for row in paper.rows if len(row) > NAME_COLUMN + 1 and row[0].isdigit()]
    if listed is None or not (rows or len(listed) > 1):
        return
    remaining = set(listed)
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for each in listed:
        for name in truth.names[each]:
            by_name[name].append(each)
    for row in rows:
        named = (each for each in by_name.get(row[NAME_COLUMN], ()) if each in remaining)
        own = next((each for each in named if paper.places(each.unit, truth.positions[each], row)), None)
        if own is None:
            yield f"có dòng «{row[NAME_COLUMN]}» không khớp với tên, đơn vị nào được giới thiệu."
            return
        remaining.discard(own)
        if truth.positions[own] and not any(truth.positions[own] in cell for cell in row):
            yield f"ghi chức vụ của {own.name} khác với «{truth.positions[own]}» trong trích ngang."
    if remaining:
        yield f"thiếu {', '.join(each.name for each in sorted(remaining, key=name_key))}."


def certificates(truth: Truth, kind: str, paper: Shown) -> Iterator[str]:
    """A page of the certificates for each who gets one, the name standing alone."""
    if kind == "giay-khen":
        for each in sorted(truth.certified, key=name_key):
            if sum(text in truth.names[each] for text in paper.paragraphs) != 1:
                yield f"không có đúng một trang mang tên {each.name}."


def counts(truth: Truth, kind: str, paper: Shown) -> Iterator[str]:
    """Every count of collectives and individuals equals the rows it speaks of."""
    if kind in OF_THE_UNIT:
        return
    for text in paper.paragraphs:
        said = {what: int(number) for number, what in COUNTED.findall(text.replace("\u00a0", " "))}
        of_certificates = "Giấy khen" in text or kind == "quyet-dinh-khen-thuong"
        about = truth.certified if of_certificates else _listed(truth, kind) or truth.everybody
        own = truth.counts(about) if said else Counter()
        for what, number in said.items():
            if number != own[what]:
                yield f"ghi {number:02d} {what} trong khi có {own[what]:02d}: «{text[:80]}»."


def amounts(truth: Truth, kind: str, paper: Shown) -> Iterator[str]:
    """Figures and words of every sum agree; each award is that of the day; the total is their sum."""
    if kind in OF_THE_UNIT:
        return
    for text in paper.paragraphs:
        for figures, words in MONEY.findall(text):
            if words != f"{in_words(_number(figures))} đồng":
                yield f"ghi {figures} đồng bằng chữ là «{words}»."
        for recipient, figures in EACH.findall(text):
            if _number(figures) != truth.money[recipient]:
                yield f"ghi mỗi {recipient} {figures} đồng, mức của ngày ký là {truth.money[recipient]} đồng."
        for figures in TOTAL.findall(text):
            total = sum(truth.money[what] * number for what, number in truth.counts(truth.certified).items())
            if _number(figures) != total:
                yield f"ghi tổng {figures} đồng, cộng lại là {total} đồng."


def dates(truth: Truth, kind: str, paper: Shown) -> Iterator[str]:
    """The quarter, the meeting's day and the line of place and date are the same everywhere."""
    if kind in PROFILES:
        return
    for text in paper.paragraphs:
        named = set(QUARTER.findall(text)) - {truth.quarter}
        if (
            named
            and not any(word in text for word in ("Lý do khen thưởng", "quý trước"))
            and kind not in ("giay-khen", "cong-van-gioi-thieu", "don-doc")
        ):
            yield f"ghi {', '.join(sorted(named))} thay vì {truth.quarter}: «{text[:80]}»."
        for day in HELD_ON.findall(text):
            if day != truth.meeting_day:
                yield f"ghi Hội đồng họp {day}, biên bản ghi {truth.meeting_day}."
    for cell in paper.rows[1] if len(paper.rows) > 1 else ():
        found = DATE_LINE.search(cell)
        if found and one_line(found[1]) not in (truth.date_line, truth.meeting_day):
            yield f"ghi «{found[1]}» thay vì «{truth.date_line}»."


def chosen_one(truth: Truth, kind: str, paper: Shown) -> Iterator[str]:
    """Minutes, submission and letter name the same chosen one."""
    if kind in CHOSEN_IN and not any(
        truth.chosen in text for text in paper.paragraphs if "điển hình tiên tiến" in text
    ):
        yield f"không nêu {truth.chosen} là điển hình tiên tiến được chọn."


def references_and_end(truth: Truth, kind: str, paper: Shown) -> Iterator[str]:
    """«Như Điều N» is the article that is to be executed; «./.» ends the text once."""
    executing = next(
        (
            found[1]
            for text in paper.paragraphs
            if (found := ARTICLE.match(text)) and "chịu trách nhiệm thi hành" in text
        ),
        "",
    )
    for row in paper.rows:
        for cell in row:
            for number in BY_ARTICLE.findall(cell):
                if number != executing:
                    yield f"ghi nơi nhận «Như Điều {number}», điều giao thi hành là Điều {executing}."
    ends = sum(text.count("./.") for text in paper.paragraphs)
    if kind in ENDED and ends != 1:
        yield f"có {ends} dấu «./.», phải có 1."


CHECKS: Sequence[Callable[[Truth, str, Shown], Iterator[str]]] = (
    names_and_positions,
    certificates,
    counts,
    amounts,
    dates,
    chosen_one,
    references_and_end,
)


def _number(figures: str) -> int:
    return int(figures.replace(".", ""))
