"""Checks from their own text that the papers of one quarter agree with each other.

The balance checks that every nominee is there; this module checks that names, positions, counts, amounts, dates and the chosen
one are the same in all papers. A run whose papers disagree publishes nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.checking.checked import Checked
from pipeline.checking.council import candidate_of
from pipeline.proofs.balance import NAME_COLUMN, PROFILES, PaperWords
from pipeline.values.dates import blank_day, long_date
from pipeline.values.errors import PipelineError
from pipeline.values.model import MadeFile, Submission
from pipeline.values.numbers import in_words
from pipeline.values.vietnamese import clean, lines, one_line
from schemas.co_quan import COLLECTIVE, INDIVIDUAL
from schemas.gioi_thieu import CERTIFICATE, name_key
from schemas.rules import Candidate

MONEY = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{3}){1,4}) đồng \(([^)]+)\)")
EACH = re.compile(r"mỗi (tập thể|cá nhân) (\d{1,3}(?:\.\d{3}){1,4}) đồng")
TOTAL = re.compile(r"tổng số tiền thưởng là (\d{1,3}(?:\.\d{3}){1,4}) đồng")
QUARTER = re.compile(r"[Qq]uý (?:I|II|III|IV) năm \d{4}")
COUNTED = re.compile(r"(?<!\d)(\d{2,9}) (tập thể|cá nhân)")
HELD_ON = re.compile(r"(?:họp|vào (?:\S+ ){2,3}\S+,|bắt đầu: [^,]+,) (ngày \d{2} tháng \d{1,2} năm \d{4})")
DATE_LINE = re.compile(r", (ngày .*tháng \d{1,2} năm \d{4})$")
NUMBER_LINE = re.compile(r"Số:([^/]*)/")
ARTICLE = re.compile(r"Điều (\d+)\.")
BY_ARTICLE = re.compile(r"- Như Điều (\d+)[;.]")
ENDED = (
    "quyet-dinh-khen-thuong", "bien-ban-hop-hoi-dong", "to-trinh", "cong-van-gioi-thieu", "don-doc", "thong-bao-nhan-rong", "to-trinh-cap-tren",
)  # fmt: skip
INTRODUCING = ("cong-van-gioi-thieu", "thong-bao-nhan-rong", "bai-gioi-thieu")  # papers about the chosen one alone
TOLD_IN = {  # the texts of the chosen one's profile that each of them repeats
    "cong-van-gioi-thieu": ("thanh_tich",),
    "thong-bao-nhan-rong": ("thanh_tich", "cach_lam"),
    "bai-gioi-thieu": ("thanh_tich", "cach_lam"),
}
# bullets typed before a line; a paper draws its own
BEFORE_WORDS = re.compile(r"^(?:[^\w(«\"]+|\d{1,2}[.)/]\s+|[a-zđ]\)\s+)+")
CHOSEN_IN = ("bien-ban-hop-hoi-dong", "to-trinh", *INTRODUCING)
REMINDER = "don-doc"  # of which every unit gets its own, issued or not
OF_THE_UNIT = (
    *PROFILES,
    *INTRODUCING,
    REMINDER,
    "bao-cao-thanh-tich",
)  # papers with text written by the unit, which may name other quarters and sums
EITHER = "Ông (bà)"  # before the name of somebody of whom only the name is known


END = "./."
MARK = re.compile(r"\d|\./\.")  # what a text has that these checks look for in words
WORDS = re.compile(r"\w.*\w")
QUOTED = re.compile("«.*»")


class Inconsistent(PipelineError):
    """Two papers of one quarter differ about the same fact, or one contradicts itself."""


@dataclass(frozen=True)
class Expected:
    """The facts of a quarter that every paper must agree with.

    ``names`` are the spellings of each candidate in papers; ``money`` the amount in đồng of one award, by «tập thể», «cá nhân».
    ``posted`` are those in the list for posting. ``meeting_day`` and ``chosen`` are "" before the Council has met.
    ``issued`` maps a kind of paper to the numbers given to it and the day of each. ``typed`` are the words of units and
    Council, as :func:`_not_ours` finds them; ``told`` the chosen one's texts, by column, line by line. ``ends_typed`` is whether somebody typed the sign of
    a paper's end.
    """

    quarter: str
    names: Mapping[Candidate, frozenset[str]]
    positions: Mapping[Candidate, str]
    certified: frozenset[Candidate]
    posted: frozenset[Candidate]
    money: Mapping[str, int]
    date_line: str
    meeting_day: str
    chosen: str
    issued: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    higher: frozenset[Candidate] = frozenset()
    typed: tuple[str, ...] = ()
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ends_typed: bool = False

    @cached_property
    def everybody(self) -> frozenset[Candidate]:
        """All candidates of the quarter."""
        return frozenset(self.names)

    def counts(self, candidates: Iterable[Candidate]) -> Counter[str]:
        """How many of some candidates are collectives and individuals."""
        return Counter(each.recipient.lower() for each in candidates)


def demand_agreement(expected: Expected, file: MadeFile, paper: PaperWords) -> None:
    """Check one paper against the facts. Raises :class:`Inconsistent` naming the paper, what it has and what is expected."""
    for check in CHECKS:
        fault = next(check(expected, file.kind, paper), "")
        if fault and check in OF_OUR_WORDS:
            fault = next(check(expected, file.kind, without_typed(expected, file.kind, paper)), "")
        if fault:
            raise Inconsistent(
                f"Các văn bản không thống nhất: {file.path} {fault} Chưa công bố văn bản nào; kiểm tra mẫu Word, co-quan.xlsx vừa sửa."
            )


def without_typed(expected: Expected, kind: str, paper: PaperWords) -> PaperWords:
    """The paper without the words of units and Council, who may write of other meetings, sums and numbers of people."""

    def ours(text: str) -> str:
        text = text.replace("\u00a0", " ")
        if kind == REMINDER:  # quotes what is wrong
            text = QUOTED.sub("", text)
        for words in expected.typed:
            text = text.replace(words, "")
        return text

    return replace(
        paper,
        paragraphs=tuple(ours(text) if MARK.search(text) else text for text in paper.paragraphs),
        rows=tuple(tuple(ours(cell) if MARK.search(cell) else cell for cell in row) for row in paper.rows),
    )


def _not_ours(typed: Set[str]) -> tuple[str, ...]:
    """The words of typed lines that these checks could take for ours, the longest first.

    Without what is around the words and without their first letter, both of which a paper may change.
    """
    in_one_phrase = {line.replace(", ", " ", 1) for line in typed}  # as a position and its unit become one
    words = {found[0][1:] for line in typed | in_one_phrase if MARK.search(line) and (found := WORDS.search(line))}
    return tuple(sorted((each for each in words if len(each) > 2), key=lambda each: (-len(each), each)))


def _lines_typed(checked: Checked) -> set[str]:
    """The lines that units and Council typed in cells with a :data:`MARK`."""
    sent = (received.submission for received in checked.received if received.submission)
    records = (record for each in sent for table in each.tables.values() for record in table)
    entries = (record[key] for record in records for key in record)
    texts = {each.found if each.unusable else each.value for each in entries}
    return {line for text in texts if isinstance(text, str) and MARK.search(text) for line in clean(text).split("\n")}


def expected_of(checked: Checked) -> Expected:
    """The facts of a quarter, from its accepted workbooks, the meeting and the office workbook."""
    candidates = {candidate_of(sent): sent for sent in checked.accepted}
    meeting = checked.meeting
    certified = meeting.certified if meeting else {each for each in candidates if each.award_form == CERTIFICATE}
    office, typed = checked.deciding, _lines_typed(checked)
    titles = {each: sent.text("danh_xung") for each, sent in candidates.items()}
    chosen = ""
    if meeting:
        one = meeting.chosen.candidate
        title = titles.get(one, meeting.chosen.title or EITHER).lower()
        chosen = f"tập thể {one.name}" if one.recipient == COLLECTIVE else f"{title} {one.name}".strip()
    return Expected(
        checked.quarter.title,
        {each: frozenset({each.name, f"{titles[each] or COLLECTIVE} {each.name}"}) for each in candidates},
        {each: one_line(sent.text("chuc_vu")) for each, sent in candidates.items()},
        frozenset(certified),
        frozenset(meeting.awarded if meeting else candidates),
        {kind.lower(): office.award(kind) for kind in (COLLECTIVE, INDIVIDUAL)},
        one_line(blank_day(office.day)),
        one_line(long_date(meeting.day)) if meeting else "",
        chosen,
        _issued(checked),
        frozenset(vote.candidate for vote in meeting.proposed_higher) if meeting else frozenset(),
        _not_ours(typed),
        _told(candidates.get(meeting.chosen.candidate) if meeting else None),
        any(END in line for line in typed),
    )


def _told(chosen: Submission | None) -> Mapping[str, tuple[str, ...]]:
    """The lines of the chosen one's profile by column, each without the bullet typed before it."""
    keys = {key for told in TOLD_IN.values() for key in told}
    texts = {key: lines(chosen.text(key)) for key in keys} if chosen else {}
    return {key: tuple(BEFORE_WORDS.sub("", one_line(line)) for line in each) for key, each in texts.items()}


def _issued(checked: Checked) -> Mapping[str, Mapping[str, str]]:
    """Kind of paper → number → day, of the papers issued."""
    given: dict[str, dict[str, str]] = {}
    for each in checked.follow_up.issued_in(checked.quarter):
        if checked.meeting or not each.paper.after_meeting:
            given.setdefault(each.paper.kind, {})[each.number] = one_line(long_date(each.day))
    return given


def as_recorded(expected: Expected, checked: Checked) -> Mapping[str, Expected]:
    """Kind of paper → the facts it must agree with if it is about all who were voted on: the minutes by the names of then."""
    if checked.meeting is None:
        return {}
    names, positions = dict(expected.names), dict(expected.positions)
    leaders = checked.office.leaders
    for vote in checked.meeting.votes:
        for each in {vote.candidate, vote.voted or vote.candidate}:
            title = next(
                (sent.text("danh_xung") for sent in checked.accepted if candidate_of(sent) == vote.candidate),
                (vote.title or EITHER) if vote.candidate.recipient == INDIVIDUAL else "",
            )
            names[each] = frozenset({each.name, f"{title} {each.name}".strip()})
            leads = leaders if each.unit == leaders else ""
            positions[each] = expected.positions.get(vote.candidate, leads)
    held = checked.meeting.as_voted
    now = frozenset(vote.candidate for vote in checked.meeting.votes)
    then = frozenset(vote.candidate for vote in held.votes)
    chosen = expected.chosen.removesuffix(checked.meeting.chosen.candidate.name) + held.chosen.candidate.name
    proposal = replace(expected, names={each: names[each] for each in now}, positions=positions)
    minutes = replace(
        proposal, names={each: names[each] for each in then}, certified=frozenset(held.certified), chosen=chosen
    )
    return {"to-trinh": proposal, "bien-ban-hop-hoi-dong": minutes}


def _listed(expected: Expected, kind: str) -> frozenset[Candidate] | None:
    """The candidates that a paper's table must list; None for a paper without such a table."""
    return {
        "danh-sach-tong-hop": expected.everybody,
        "phieu-bau": expected.everybody,
        "bien-ban-hop-hoi-dong": expected.everybody,
        "danh-sach-cong-khai": expected.posted,
        "quyet-dinh-khen-thuong": expected.certified,
        "to-trinh-cap-tren": expected.higher,
    }.get(kind)


def names_and_positions(expected: Expected, kind: str, paper: PaperWords) -> Iterator[str]:
    """The rows are exactly those listed, letter for letter, each with its position and unit."""
    listed = _listed(expected, kind)
    rows = [row for row in paper.rows if len(row) > NAME_COLUMN + 1 and row[0].isdigit()]
    if listed is None or not (rows or len(listed) > 1):
        return
    remaining = set(listed)
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for each in listed:
        for name in expected.names[each]:
            by_name[name].append(each)
    for row in rows:
        named = (each for each in by_name.get(row[NAME_COLUMN], ()) if each in remaining)
        own = next((each for each in named if paper.names_unit(each.unit, expected.positions[each], row)), None)
        if own is None:
            yield f"có dòng «{row[NAME_COLUMN]}» không khớp với tên, đơn vị nào được giới thiệu."
            return
        remaining.discard(own)
        if expected.positions[own] and not any(expected.positions[own] in cell for cell in row):
            yield f"ghi chức vụ của {own.name} khác với «{expected.positions[own]}» trong trích ngang."
    if remaining:
        yield f"thiếu {', '.join(each.name for each in sorted(remaining, key=name_key))}."


def certificates(expected: Expected, kind: str, paper: PaperWords) -> Iterator[str]:
    """Each recipient has one page of the certificates, where the name is a paragraph of its own."""
    if kind == "giay-khen":
        for each in sorted(expected.certified, key=name_key):
            if sum(text in expected.names[each] for text in paper.paragraphs) != 1:
                yield f"không có đúng một trang mang tên {each.name}."


def counts(expected: Expected, kind: str, paper: PaperWords) -> Iterator[str]:
    """Every printed count of collectives and individuals is the number of those it is about."""
    if kind in OF_THE_UNIT:
        return
    for text in paper.paragraphs:
        counted = {what: int(number) for number, what in COUNTED.findall(text.replace("\u00a0", " "))}
        of_certificates = "Giấy khen" in text or kind == "quyet-dinh-khen-thuong"
        about = expected.certified if of_certificates else _listed(expected, kind) or expected.everybody
        own = expected.counts(about) if counted else Counter()
        for what, number in counted.items():
            if number != own[what]:
                yield f"ghi {number:02d} {what} trong khi có {own[what]:02d}: «{text[:80]}»."


def amounts(expected: Expected, kind: str, paper: PaperWords) -> Iterator[str]:
    """Figures and words of every sum agree; each award is that of the day; the total is their sum."""
    if kind in OF_THE_UNIT:
        return
    for text in paper.paragraphs:
        for figures, words in MONEY.findall(text):
            if words != f"{in_words(_number(figures))} đồng":
                yield f"ghi {figures} đồng bằng chữ là «{words}»."
        for recipient, figures in EACH.findall(text):
            if _number(figures) != expected.money[recipient]:
                yield f"ghi mỗi {recipient} {figures} đồng, mức của ngày ký là {expected.money[recipient]} đồng."
        for figures in TOTAL.findall(text):
            total = sum(expected.money[what] * number for what, number in expected.counts(expected.certified).items())
            if _number(figures) != total:
                yield f"ghi tổng {figures} đồng, cộng lại là {total} đồng."


def dates(expected: Expected, kind: str, paper: PaperWords) -> Iterator[str]:
    """The quarter, the meeting's day and the line of place and date are the same everywhere."""
    if kind in PROFILES:
        return
    for text in paper.paragraphs:
        named = {f"Q{found[1:]}" for found in QUARTER.findall(text)} - {expected.quarter}
        if (
            named
            and not any(word in text for word in ("Lý do khen thưởng", "quý trước"))
            and kind not in ("giay-khen", *INTRODUCING, "don-doc", "bao-cao-thanh-tich")
        ):
            yield f"ghi {', '.join(sorted(named))} thay vì {expected.quarter}: «{text[:80]}»."
        for day in HELD_ON.findall(text):
            if day != expected.meeting_day:
                yield f"ghi Hội đồng họp {day}, biên bản ghi {expected.meeting_day}."
    for cell in paper.rows[1] if len(paper.rows) > 1 else ():
        found = DATE_LINE.search(cell)
        days = expected.issued.get(kind, {}).values() or (expected.date_line, expected.meeting_day)
        if found and one_line(found[1]) not in (*days, *((expected.date_line,) if kind == REMINDER else ())):
            yield f"ghi «{found[1]}» thay vì «{', '.join(expected.issued.get(kind, {}).values()) or expected.date_line}»."


def numbers(expected: Expected, kind: str, paper: PaperWords) -> Iterator[str]:
    """A paper that is issued has its number in its head, a draft none."""
    given = expected.issued.get(kind, {})
    for cell in paper.rows[1] if len(paper.rows) > 1 else ():
        found = NUMBER_LINE.match(cell)
        if found and one_line(found[1]) not in (given or ("",)) and not (kind == REMINDER and not one_line(found[1])):
            yield f"ghi số «{one_line(found[1])}» trong khi sổ văn bản ghi «{', '.join(given)}»."


def chosen_one(expected: Expected, kind: str, paper: PaperWords) -> Iterator[str]:
    """Minutes, proposal and letter of introduction name the same chosen one."""
    if kind in CHOSEN_IN and not any(
        expected.chosen in text for text in paper.paragraphs if "điển hình tiên tiến" in text
    ):
        yield f"không nêu {expected.chosen} là điển hình tiên tiến được chọn."


def method_and_figures(expected: Expected, kind: str, paper: PaperWords) -> Iterator[str]:
    """What the chosen one did, and how, is told word for word as in the profile."""
    for line in (line for key in TOLD_IN.get(kind, ()) for line in expected.told.get(key, ())):
        if not any(text.endswith(line) for text in paper.paragraphs):
            yield f"không ghi đúng như trích ngang của {expected.chosen}: «{line[:80]}»."


def references_and_end(expected: Expected, kind: str, paper: PaperWords) -> Iterator[str]:
    """«Như Điều N» names the article on execution; «./.» ends the text, once."""
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
    ends = sum(text.count(END) for text in paper.paragraphs)
    if kind in ENDED and ends != 1 and not (ends and expected.ends_typed):
        yield f"có {ends} dấu «./.», phải có 1."


CHECKS: Sequence[Callable[[Expected, str, PaperWords], Iterator[str]]] = (
    names_and_positions,
    certificates,
    counts,
    amounts,
    numbers,
    dates,
    chosen_one,
    method_and_figures,
    references_and_end,
)

OF_OUR_WORDS = (counts, amounts, numbers, dates, references_and_end)


def _number(figures: str) -> int:
    return int(figures.replace(".", ""))
