"""Turns the quarter's accepted nominations and the office of the day into the papers to make and what each says.

All papers share one context; a paper made once per nominee also has ``nguoi``, which alone holds the columns declared
sensitive. A new kind of paper is a Word template and one line of ``PAPERS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.dates import Quarter, Year, blank_day, long_date, short_date
from pipeline.model import Document, Record, Submission
from pipeline.numbers import count, group, in_words
from pipeline.office import Office, Signatory
from pipeline.vietnamese import lines, slug
from schemas.co_quan import COLLECTIVE, INDIVIDUAL
from schemas.grammar import YES, Kind, SheetSchema
from schemas.khen_thuong import KHEN_THUONG
from schemas.sang_kien import SANG_KIEN
from schemas.tieu_chi import TIEU_CHI, criteria_of
from schemas.trich_ngang import CERTIFICATE, TRICH_NGANG

NO_BREAK = "\u00a0"
DAY_AFTER_WORD = re.compile(r"ngày (?=\d)")
FILE_NAME_LIMIT = 100  # characters, the extension included
SENSITIVE = {view.key for view in TRICH_NGANG.columns if view.meaning.sensitive}
Context = Mapping[str, object]


@dataclass(frozen=True)
class Nomination:
    """One accepted nominee: the unit's place and names, and everything printable about the person."""

    order: int
    unit: str
    name: str
    printed: Context
    award_form: str

    @property
    def public(self) -> Context:
        """What may leave the internal profile: everything but the columns declared sensitive."""
        return {key: value for key, value in self.printed.items() if key not in SENSITIVE}


@dataclass(frozen=True)
class Paper:
    """One kind of paper: its template, its file, and when and how often it is made."""

    kind: str
    title: str
    path: str
    each: str = ""
    when: Callable[[Context], bool] = lambda context: True

    @property
    def template(self) -> str:
        """The file name of its Word template."""
        return f"{self.kind}.docx"


def _has_certificates(context: Context) -> bool:
    decision = context["quyet_dinh"]
    return isinstance(decision, Mapping) and bool(decision["ca_nhan"] or decision["tap_the"])


PAPERS = (
    Paper("trich-ngang", "Trích ngang", "trich-ngang/{stem}.docx", each="ca_nhan"),
    Paper("danh-sach-tong-hop", "Danh sách tổng hợp", "danh-sach-tong-hop.docx"),
    Paper(
        "quyet-dinh-khen-thuong",
        "Dự thảo Quyết định khen thưởng",
        "quyet-dinh-khen-thuong.docx",
        when=_has_certificates,
    ),
)


def assemble(
    quarter: Quarter,
    office: Office,
    accepted: Sequence[Submission],
    returned_units: Iterable[str],
    introduced_before: Mapping[str, str],
) -> tuple[Document, ...]:
    """The documents that this quarter's accepted workbooks support, in the order of ``PAPERS``.

    ``introduced_before`` gives, by file, the earlier quarters of the year in which its nominee was introduced.
    """
    nominations = nominate(office, accepted, introduced_before)
    context = shared_context(quarter, office, nominations, tuple(returned_units))
    return tuple(
        document for paper in PAPERS if paper.when(context) for document in _documents(paper, context, nominations)
    )


def _documents(paper: Paper, context: Context, nominations: Sequence[Nomination]) -> Iterable[Document]:
    if not paper.each:
        yield Document(paper.kind, paper.path, paper.template, paper.title, "", context)
        return
    for nomination in nominations:
        stem = (
            f"{nomination.order:02d}-{slug(f'{nomination.unit} {nomination.name}', FILE_NAME_LIMIT - len('NN-.docx'))}"
        )
        about = f"{nomination.name} ({nomination.unit})"
        yield Document(
            paper.kind, paper.path.format(stem=stem), paper.template, f"{paper.title} - {nomination.name}", about,
            {**context, "nguoi": nomination.printed},
        )  # fmt: skip


def nominate(
    office: Office, accepted: Iterable[Submission], introduced_before: Mapping[str, str] = {}
) -> tuple[Nomination, ...]:
    """The accepted nominees in the office's unit order, numbered from 1, everything about them as printed text."""
    order = {unit.name: unit.order for unit in office.units}
    ranked = sorted(accepted, key=lambda sent: (order[str(sent.value(TRICH_NGANG.name, "don_vi"))], sent.file))
    return tuple(
        _nomination(number, order, office, sent, introduced_before.get(sent.file, ""))
        for number, sent in enumerate(ranked, 1)
    )


def _nomination(number: int, order: Mapping[str, int], office: Office, sent: Submission, before: str) -> Nomination:
    person = sent.tables[TRICH_NGANG.name][0]
    printed = _print_record(person, TRICH_NGANG)
    unit, name = str(printed["don_vi"]), str(printed["ho_ten"])
    born, sent_on = person["ngay_sinh"].value, person["ngay_gui"].value
    year = born.year if isinstance(born, (date, Year)) else ""
    printed |= {
        "tt": str(number),
        "nam_sinh": str(year),
        "da_gioi_thieu": before,
        "don_vi_hoa": unit.upper(),
        "ngay_ky_don_vi": f"{office.facts['Địa danh']}, {long_date(sent_on)}" if isinstance(sent_on, date) else "",
        "khen_thuong": _print_table(sent, KHEN_THUONG),
        "sang_kien": _print_table(sent, SANG_KIEN),
        "tieu_chi": _print_criteria(sent, str(printed["nhom"])),
    }
    return Nomination(order[unit], unit, name, printed, str(printed["hinh_thuc"]))


def shared_context(
    quarter: Quarter, office: Office, nominations: Sequence[Nomination], returned_units: Sequence[str]
) -> Context:
    """What every paper of the quarter may print, under the names that the Word templates use."""
    facts, people = office.facts, tuple(nomination.public for nomination in nominations)
    awarded = tuple(nomination.public for nomination in nominations if nomination.award_form == CERTIFICATE)
    present = {nomination.unit for nomination in nominations}
    missing = tuple(unit.name for unit in office.units if unit.name not in present and unit.name not in returned_units)
    return {
        "du_thao": facts["Dấu DỰ THẢO"] == YES,
        "quy": {"ten": quarter.title, "so": quarter.roman, "nam": str(quarter.year)},
        "co_quan": {
            "chu_quan": facts["Cơ quan chủ quản"],
            "ban_hanh": facts["Cơ quan ban hành"],
            "ten": facts["Tên đầy đủ"],
            "tham_quyen": facts["Thẩm quyền ban hành"],
            "nguoi_dung_dau": facts["Người đứng đầu"],
            "ky_hieu": facts["Ký hiệu"],
            "dia_danh": facts["Địa danh"],
            "hoi_dong": facts["Hội đồng"],
            "thuong_truc": facts["Thường trực Hội đồng"],
            "thuong_truc_viet_tat": facts["Viết tắt thường trực"],
            "nguon_kinh_phi": facts["Nguồn kinh phí"],
        },
        "ngay_ky": f"{facts['Địa danh']}, {blank_day(office.day)}",
        "ngay_ky_phu_luc": blank_day(office.day),
        "can_cu": _punctuated(office.legal_bases),
        "nguoi_ky": _print_signatory(office.head),
        "nguoi_ky_danh_sach": _print_signatory(office.standing),
        "noi_nhan": {
            "quyet_dinh": _print_recipients(office.recipients.get("Quyết định", ())),
            "danh_sach": _print_recipients(office.recipients.get("Danh sách", ())),
        },
        "tap_the": (),
        "ca_nhan": people,
        "danh_sach": {
            "doi_tuong": _numbers_of({COLLECTIVE: 0, INDIVIDUAL: len(people)}),
            "tong_don_vi": count(len(office.units)),
            "da_gui": count(len(present)),
            "chua_gui": missing,
            "tra_lai": tuple(returned_units),
            "da_gioi_thieu": tuple(
                f"{person['ho_ten']} ({person['da_gioi_thieu']})" for person in people if person["da_gioi_thieu"]
            ),
        },
        "quyet_dinh": _decision(office, awarded),
    }


def _decision(office: Office, awarded: Sequence[Context]) -> Context:
    """What the award decision says: whom, how much each, in all and in words."""
    each = {INDIVIDUAL: len(awarded), COLLECTIVE: 0}
    amounts = tuple(_amount(recipient, number, office.award(recipient)) for recipient, number in each.items() if number)
    total = sum(number * office.award(recipient) for recipient, number in each.items())
    return {
        "ca_nhan": tuple({**person, "tt": str(number)} for number, person in enumerate(awarded, 1)),
        "tap_the": (),
        "co_phu_luc": sum(each.values()) > 1,
        "mot_nguoi": tuple(awarded) if sum(each.values()) == 1 else (),
        "doi_tuong": _numbers_of(each),
        "muc_thuong": amounts,
        "tong_tien": group(total),
        "tong_tien_chu": f"{in_words(total)} đồng",
    }


def _numbers_of(each: Mapping[str, int]) -> str:
    """«02 tập thể và 12 cá nhân», collectives first, a kind with nobody in it unsaid unless both are."""
    named = [f"{count(each[kind])}{NO_BREAK}{kind.lower()}" for kind in (COLLECTIVE, INDIVIDUAL) if each[kind]]
    return " và ".join(named) or f"{count(0)}{NO_BREAK}{INDIVIDUAL.lower()}"


def _amount(recipient: str, number: int, each: int) -> Context:
    return {
        "doi_tuong": recipient.lower(),
        "so": count(number),
        "moi": group(each),
        "moi_chu": f"{in_words(each)} đồng",
        "tong": group(number * each),
        "tong_chu": f"{in_words(number * each)} đồng",
    }


def _print_signatory(signatory: Signatory) -> Context:
    return {"ky_thay": signatory.authority.upper(), "chuc_vu": signatory.position.upper(), "ho_ten": signatory.name}


def _print_recipients(names: Sequence[str]) -> tuple[str, ...]:
    """Each recipient on its line: «- …;», the last «- Lưu: ….» (Nghị định 30/2020, Phụ lục I, Mục II.9)."""
    return tuple(f"- {name}{'.' if number == len(names) else ';'}" for number, name in enumerate(names, 1))


def _punctuated(bases: Sequence[str]) -> tuple[str, ...]:
    """Each legal basis a paragraph that ends with a semicolon, the last with a full stop."""
    unbroken = (DAY_AFTER_WORD.sub(f"ngày{NO_BREAK}", basis.rstrip(";. ")) for basis in bases)
    return tuple(f"{basis}{'.' if number == len(bases) else ';'}" for number, basis in enumerate(unbroken, 1))


def _print_record(record: Record, schema: SheetSchema) -> dict[str, object]:
    """Every declared column of a record as printed text; many-line columns as a tuple of lines."""
    return {
        view.key: _print_value(record[view.key].value if view.key in record else None, view.meaning.kind)
        for view in schema.columns
    }


def _print_table(sent: Submission, schema: SheetSchema) -> tuple[Context, ...]:
    records = sent.tables.get(schema.name, ())
    return tuple({"tt": str(number), **_print_record(record, schema)} for number, record in enumerate(records, 1))


def _print_criteria(sent: Submission, group_name: str) -> tuple[Context, ...]:
    answers = {record["ma"].value: record for record in sent.tables.get(TIEU_CHI.name, ()) if "ma" in record}
    return tuple(
        {
            **_print_record(answers[criterion.code], TIEU_CHI),
            "tt": str(number),
            "muc": criterion.clause,
            "ten": criterion.title,
        }
        for number, criterion in enumerate(criteria_of(group_name), 1)
        if criterion.code in answers
    )


def _print_value(value: object, kind: Kind) -> str | tuple[str, ...]:
    if kind is Kind.LINES:
        return lines(str(value or ""))
    if value is None:
        return ""
    if isinstance(value, (date, Year)):
        return short_date(value)
    if kind is Kind.QUARTER and isinstance(value, tuple):
        number, year = value
        return Quarter(year, number).title if year else f"Quý {number}"
    return str(value)
