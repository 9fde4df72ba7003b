"""Turns parsed values into the text that papers print: nominees, tables, recipients, signatories, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.checking.messages import MAIN_SHEETS
from pipeline.checking.office import Office, Signatory
from pipeline.values.dates import Quarter, Year, long_date, short_date
from pipeline.values.model import Record, Submission
from pipeline.values.numbers import count, group, in_words
from pipeline.values.vietnamese import NO_BREAK, lines
from schemas.co_quan import COLLECTIVE, INDIVIDUAL
from schemas.gioi_thieu import BY_COUNCIL, CERTIFICATE, is_higher
from schemas.grammar import ColumnType, SheetSchema
from schemas.khen_thuong import KHEN_THUONG
from schemas.rules import Candidate
from schemas.sang_kien import SANG_KIEN
from schemas.terms import Criterion
from schemas.tieu_chi import TIEU_CHI, group_of

ONE_LINE = 27  # capitals of size 12 in the left column of a letterhead
PERIOD = re.compile(r"[Qq]uý [IV]+ năm \d{4}")  # never broken over two lines on a certificate
# of a unit or council, after the word for its kind, in a position or a letterhead
OWN_NAME = re.compile(r"(?:(?<=PHÒNG )|(?<= BAN )|(?<=TRUNG TÂM )|(?<=HỘI ĐỒNG ))\S.{3,24}$")
# an organ or a place in a letterhead, each too short to need a break of its own
OF_MANY_WORDS = re.compile(
    r"(?:ĐOÀN ĐẠI BIỂU QUỐC HỘI|HỘI ĐỒNG NHÂN DÂN|ỦY BAN NHÂN DÂN)\b|\b(?:TỈNH|THÀNH PHỐ) \S.{1,18}$"
)
DAY_AFTER_WORD = re.compile(r"ngày (?=\d)")
BULLET = re.compile(
    r"^(?:[-–—+*•●○◦▪▫■□►➢➤✓✔·∙‣⁃]\s*(?=[^\W\d])|[-–—+*•●○◦▪▫■□►➢➤✓✔·∙‣⁃]\s+|\d{1,2}[.)/]\s+|[a-zđ]\)\s+)+"
)
SENSITIVE = {column.key for sheet in MAIN_SHEETS.values() for column in sheet.columns if column.sensitive}
Context = Mapping[str, Any]  # the names that a template can use → texts, tuples of texts or of contexts, truth values
COUNTED = (
    "so_du_hop",
    "so_dong_y",
    "so_khong_dong_y",
    "so_nguoi",
)  # printed with two digits, as all numbers of a paper


@dataclass(frozen=True)
class Nomination:
    """One accepted nominee with all that papers can print about it, as text.

    ``order`` is the unit's number in the office's order (from 1; 0 for the office's leaders), ``before`` names the earlier
    quarters of the year in which the nominee was introduced too.
    """

    candidate: Candidate
    order: int
    printed: Context
    before: str = ""

    @property
    def public(self) -> Context:
        """The printed text without the columns declared sensitive, for all papers but the profile."""
        return {key: value for key, value in self.printed.items() if key not in SENSITIVE}


def nomination(sent: Submission, candidate: Candidate, order: int, office: Office, added: Context) -> Nomination:
    """An accepted workbook as printed text; ``added`` is text that does not come from the workbook."""
    record = sent.tables[sent.main][0]
    printed = print_record(record, MAIN_SHEETS[sent.main])
    born, sent_on = record.year("ngay_sinh"), record.day("ngay_gui")
    printed |= {
        "ten": candidate.name,
        "chuc_vu_don_vi": position_of(str(printed.get("chuc_vu", "")), candidate.unit, office.leaders),
        "ly_do_lien": PERIOD.sub(lambda found: found[0].replace(" ", NO_BREAK), str(printed.get("ly_do", ""))),
        "chuc_vu_lien": in_one_phrase(str(printed.get("chuc_vu", "")), candidate.unit, office.leaders),
        "chuc_vu_co_quan": _in_the_office(str(printed.get("chuc_vu", "")), candidate.unit, office),
        **{key: count(value) for key in COUNTED if isinstance(value := record.value(key), int)},
        "giay_khen": candidate.award_form == CERTIFICATE,
        "bang_khen": is_higher(candidate.award_form),
        "do_hoi_dong": candidate.recipient == COLLECTIVE or sent.labels.value("gioi_thieu") == BY_COUNCIL,
        "nam_sinh": str(born or ""),
        "don_vi_hoa": letterhead(candidate.unit.upper()),
        "ngay_ky_don_vi": f"{office.facts['Địa danh']}, {long_date(sent_on)}" if sent_on else "",
        "khen_thuong": _print_table(sent, KHEN_THUONG),
        "sang_kien": _print_table(sent, SANG_KIEN),
        "tieu_chi": _print_criteria(sent, office.criteria),
        **added,
    }
    return Nomination(candidate, order, printed, str(added.get("da_gioi_thieu", "")))


def position_of(position: str, unit: str, leaders: str) -> str:
    """Position and unit: «Chuyên viên, Phòng Kinh tế».

    Only the position where it names the unit itself («Phó Chánh Văn phòng Sở»), or where the unit is ``leaders``, who have none.
    """
    named = unit == leaders or position.lower().endswith(f" {unit.lower()}")
    return position if named else ", ".join(filter(None, (position, unit)))


def in_one_phrase(position: str, unit: str, leaders: str) -> str:
    """Position and unit within a sentence: «Chuyên viên Phòng Kinh tế», «Trưởng phòng Kinh tế», of ``leaders`` the position only."""
    if position_of(position, unit, leaders) == position:
        return position
    words = unit.split(" ")
    starts = (" ".join(words[:number]) for number in range(len(words), 0, -1))
    repeated = next((each for each in starts if position.lower().endswith(f" {each.lower()}")), "")
    return f"{position}{unit.removeprefix(repeated)}" if repeated else f"{position} {unit}".strip()


def _in_the_office(position: str, unit: str, office: Office) -> str:
    """Position, unit and office, as a certificate says them; a leader's position and the office are one phrase."""
    name = office.facts["Tên đầy đủ"]
    if unit == office.leaders:
        return in_one_phrase(position, name, office.leaders)
    return f"{in_one_phrase(position, unit, office.leaders)}, {name}"


def numbers_of(each: Mapping[str, int]) -> str:
    """The numbers of nominees: «02 tập thể và 12 cá nhân»; a kind without nominees is left out, «00 cá nhân» if both are."""
    named = [f"{count(each[kind])}{NO_BREAK}{kind.lower()}" for kind in (COLLECTIVE, INDIVIDUAL) if each[kind]]
    return " và ".join(named) or f"{count(0)}{NO_BREAK}{INDIVIDUAL.lower()}"


def number_of_days(office: Office, fact: str) -> str:
    """The number of days that a fact of the office names: «15», «05»; "" if it names none."""
    days = office.facts.get(fact, "").strip()
    return count(int(days)) if days.isdecimal() else ""


def amount(recipient: str, number: int, each: int) -> Context:
    """The amount for ``number`` recipients of one kind: for each, and the total, in figures and words; ``each`` in đồng."""
    return {
        "doi_tuong": recipient.lower(),
        "so": count(number),
        "moi": group(each),
        "moi_chu": f"{in_words(each)} đồng",
        "tong": group(number * each),
        "tong_chu": f"{in_words(number * each)} đồng",
    }


def print_signatory(signatory: Signatory) -> Context:
    """A signatory as the signature block prints it, in capitals but for the name."""
    return {
        "ky_thay": signatory.authority.upper(),
        "chuc_vu": broken_by_sense(signatory.position.upper()),
        "ho_ten": signatory.name,
    }


def broken_by_sense(position: str) -> str:
    """A position or an issuer: the own name stays on one line («TRƯỞNG PHÒNG», then «TỔ CHỨC - HÀNH CHÍNH»), so does an organ's."""
    for name in (OF_MANY_WORDS, OWN_NAME):
        position = name.sub(lambda found: found[0].replace(" ", NO_BREAK), position)
    return position


def letterhead(name: str) -> str:
    """An agency's name as it heads a paper: broken by sense where one line of the column at the left does not hold it."""
    return broken_by_sense(name) if len(name) > ONE_LINE else name


def print_recipients(names: Sequence[str]) -> tuple[str, ...]:
    """One line for each recipient: «- …;», the last «- Lưu: ….» (Nghị định 30/2020, Phụ lục I, Mục II.9)."""
    return tuple(f"- {name}{'.' if number == len(names) else ';'}" for number, name in enumerate(names, 1))


def punctuated(bases: Sequence[str]) -> tuple[str, ...]:
    """One paragraph for each legal basis; each ends with a semicolon, the last with a full stop."""
    unbroken = (unbroken_day(basis.rstrip(";. ")) for basis in bases)
    return tuple(f"{basis}{'.' if number == len(bases) else ';'}" for number, basis in enumerate(unbroken, 1))


def unbroken_day(text: str) -> str:
    """A text in which no line ends between «ngày» and the day."""
    return DAY_AFTER_WORD.sub(f"ngày{NO_BREAK}", text)


def numbered(printed: Iterable[Context]) -> tuple[Context, ...]:
    """Printed nominees with their numbers in a list, from 1."""
    return tuple({**each, "tt": str(number)} for number, each in enumerate(printed, 1))


def called(candidate: Candidate) -> str:
    """A nominee as a list of names and the title of a file have it: «Nguyễn Văn Mẫu (Phòng Tổng hợp)», «Tập thể Phòng Tổng hợp»."""
    return f"Tập thể {candidate.name}" if candidate.recipient == COLLECTIVE else f"{candidate.name} ({candidate.unit})"


def points(texts: Sequence[str]) -> tuple[str, ...]:
    """Lines without the bullets or numbers typed before them, for a paper that draws its own."""
    return tuple(BULLET.sub("", text) for text in texts)


def print_record(record: Record, schema: SheetSchema) -> dict[str, object]:
    """Maps the key of every declared column to its value as printed text; a column of many lines to a tuple of lines."""
    return {column.key: _print_value(record.value(column.key), column.kind) for column in schema.columns}


def _print_table(sent: Submission, schema: SheetSchema) -> tuple[Context, ...]:
    records = sent.rows(schema.name)
    return tuple({"tt": str(number), **print_record(record, schema)} for number, record in enumerate(records, 1))


def _print_criteria(sent: Submission, criteria: Sequence[Criterion]) -> tuple[Context, ...]:
    group = group_of(sent)
    own = (criterion for criterion in criteria if group in criterion.groups)
    answers = {record.value("ma"): record for record in sent.rows(TIEU_CHI.name)}
    return tuple(
        {
            **print_record(answers[criterion.code], TIEU_CHI),
            "tt": str(number),
            "muc": criterion.clause,
            "ten": criterion.title,
        }
        for number, criterion in enumerate(own, 1)
        if criterion.code in answers
    )


def _print_value(value: object, kind: ColumnType) -> str | tuple[str, ...]:
    if kind is ColumnType.LINES:
        return lines(str(value or ""))
    if value is None:
        return ""
    if isinstance(value, (date, Year)):
        return short_date(value)
    return print_quarter(*value) if kind is ColumnType.QUARTER and isinstance(value, tuple) else str(value)


def print_quarter(number: int, year: int | None) -> str:
    """A quarter as typed into a form: «Quý I năm 2020», or «Quý 1» where the year is missing."""
    return Quarter(year, number).title if year else f"Quý {number}"
