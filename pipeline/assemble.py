"""Turns a checked quarter into the papers that it supports and what each says.

All papers share one context. A paper made once for each of several (a nominee, a collective, a unit that is behind)
has one more name in it; only the two profiles hold the columns declared sensitive. A new kind of paper is a Word
template and one line of ``PAPERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.checked import Checked
from pipeline.council import Meeting, candidate_of
from pipeline.dates import Quarter, blank_day, short_date
from pipeline.meeting_printing import print_meeting, print_vote
from pipeline.model import Document, Submission
from pipeline.numbers import count, group, in_words
from pipeline.office import Office
from pipeline.order import in_order
from pipeline.packed import MANY, Packed, Rows
from pipeline.printing import (
    Context,
    Nomination,
    amount,
    nomination,
    numbers_of,
    print_recipients,
    print_signatory,
    punctuated,
)
from pipeline.reminders import reminders
from pipeline.vietnamese import slug
from schemas.co_quan import CAN_CU, COLLECTIVE, HE_SO, INDIVIDUAL, LUONG_CO_SO
from schemas.gioi_thieu import CERTIFICATE, PRAISE, PROVINCIAL_CERTIFICATE
from schemas.grammar import YES
from schemas.rules import Candidate

FILE_NAME_LIMIT = 100  # characters, the extension included
RECIPIENTS = {
    "quyet_dinh": "Quyết định",
    "danh_sach": "Danh sách",
    "cong_khai": "Danh sách công khai",
    "bien_ban": "Biên bản",
    "to_trinh": "Tờ trình",
    "gioi_thieu": "Công văn giới thiệu",
    "don_doc": "Công văn đôn đốc",
}


@dataclass(frozen=True)
class Copy:
    """One of the papers made of one template: its file's stem, whom it is about, and the names it adds to the context."""

    stem: str
    about: str
    added: Context


@dataclass(frozen=True)
class Paper:
    """One kind of paper: its template, its file, when it is made, and for which of several.

    ``margins`` gives the top and left margin in millimetres where the office sets them (pre-printed certificates).
    """

    kind: str
    title: str
    path: str
    each: str = ""
    when: Callable[[Context], bool] = lambda context: True
    margins: Callable[[Context], tuple[int, int]] | None = None

    @property
    def template(self) -> str:
        """The file name of its Word template."""
        return f"{self.kind}.docx"


def _part(context: Context, name: str) -> Context:
    part = context[name]
    return part if isinstance(part, Mapping) else {}


def _has_certificates(context: Context) -> bool:
    decision = _part(context, "quyet_dinh")
    return bool(decision["ca_nhan"] or decision["tap_the"])


def _has_met(context: Context) -> bool:
    return bool(context["da_hop"])


def _has_candidates(context: Context) -> bool:
    return bool(context["ca_nhan"] or context["tap_the"])


def _has_posted(context: Context) -> bool:
    listed = _part(context, "cong_khai")
    return bool(listed["ca_nhan"] or listed["tap_the"])


def _certificate_margins(context: Context) -> tuple[int, int]:
    top, left = (_part(context, "giay_khen")[key] for key in ("le_tren", "le_trai"))
    return int(str(top)), int(str(left))


PAPERS = (
    Paper("trich-ngang-tap-the", "Trích ngang tập thể", "trich-ngang/{stem}.docx", each="tap_the"),
    Paper("trich-ngang", "Trích ngang", "trich-ngang/{stem}.docx", each="ca_nhan"),
    Paper("danh-sach-tong-hop", "Danh sách tổng hợp", "danh-sach-tong-hop.docx"),
    Paper("danh-sach-cong-khai", "Danh sách công khai", "danh-sach-cong-khai.docx", when=_has_posted),
    Paper("phieu-bau", "Phiếu bầu", "phieu-bau.docx", when=lambda context: _has_candidates(context) and not _has_met(context)),
    Paper("bien-ban-hop-hoi-dong", "Biên bản họp Hội đồng", "bien-ban-hop-hoi-dong.docx", when=_has_met),
    Paper("to-trinh", "Tờ trình", "to-trinh.docx", when=_has_met),
    Paper("quyet-dinh-khen-thuong", "Dự thảo Quyết định khen thưởng", "quyet-dinh-khen-thuong.docx", when=_has_certificates),
    Paper("giay-khen", "Nội dung Giấy khen", "giay-khen.docx", when=lambda context: _has_met(context) and _has_certificates(context), margins=_certificate_margins),
    Paper("cong-van-gioi-thieu", "Công văn giới thiệu", "cong-van-gioi-thieu.docx", when=_has_met),
    Paper("don-doc", "Công văn đôn đốc", "don-doc/{stem}.docx", each="don_doc"),
)  # fmt: skip


def assemble(checked: Checked) -> Iterator[Document]:
    """The documents that a checked quarter supports, in the order of ``PAPERS``."""
    nominations = nominate(checked)
    context = shared_context(
        checked.quarter, checked.deciding, nominations, checked.missing_units, checked.returned_units, checked.meeting
    )
    letters = tuple(
        Copy(slug(str(each["don_vi"]), FILE_NAME_LIMIT - len(".docx")), str(each["don_vi"]), {"don_doc": each})
        for each in reminders(checked)
    )
    copies = {**copies_of(nominations), "don_doc": letters}
    context = _with_forgotten(context, checked.forgotten)
    notes = legal_notes(checked.deciding)
    for paper in PAPERS:
        if paper.when(context):
            for document in documents(paper, context, copies):
                yield replace(document, notes=notes) if paper.kind == "quyet-dinh-khen-thuong" else document


def _with_forgotten(context: Context, forgotten: Sequence[Quarter]) -> Context:
    """The context whose consolidated list says of which earlier quarters nobody knows any more who was introduced."""
    listed = context["danh_sach"]
    if not forgotten or not isinstance(listed, Mapping):
        return context
    unknown = (f"chưa đối chiếu được với {quarter.title} (dữ liệu cá nhân đã xóa)" for quarter in forgotten)
    return {**context, "danh_sach": {**listed, "da_gioi_thieu": (*listed["da_gioi_thieu"], *unknown)}}


def documents(paper: Paper, context: Context, copies: Mapping[str, Sequence[Copy]]) -> Iterable[Document]:
    """The documents of one kind: one, or one for each of several."""
    margins = paper.margins(context) if paper.margins else None
    if not paper.each:
        yield Document(paper.kind, paper.path, paper.template, paper.title, "", context, margins)
        return
    for each in copies[paper.each]:
        title = f"{paper.title} - {each.about}"
        path = paper.path.format(stem=each.stem)
        yield Document(paper.kind, path, paper.template, title, each.about, {**context, **each.added}, margins)


def copies_of(nominations: Sequence[Nomination]) -> Mapping[str, Sequence[Copy]]:
    """The profiles to be made, individuals' and collectives', which alone may hold sensitive columns."""

    def copy(each: Nomination, variable: str) -> Copy:
        name = each.candidate.name if each.candidate.recipient == INDIVIDUAL else "tap the"
        stem = f"{each.order:02d}-{slug(f'{each.candidate.unit} {name}', FILE_NAME_LIMIT - len('NN-.docx'))}"
        about = (
            f"{each.candidate.name} ({each.candidate.unit})" if name != "tap the" else f"Tập thể {each.candidate.name}"
        )
        return Copy(stem, about, {variable: each.printed})

    people = [each for each in nominations if each.candidate.recipient == INDIVIDUAL]
    collectives = [each for each in nominations if each.candidate.recipient == COLLECTIVE]
    return {
        "ca_nhan": Rows(lambda _, each: copy(each, "nguoi"), people),
        "tap_the": Rows(lambda _, each: copy(each, "tap_the_nay"), collectives),
    }


def candidates_of(checked: Checked) -> tuple[Candidate, ...]:
    """Whom the Council votes on, in the order of the list."""
    return tuple(map(candidate_of, in_order(checked.accepted, [unit.name for unit in checked.office.units])))


def nominate(checked: Checked) -> tuple[Nomination, ...]:
    """The accepted nominations in the order of the list, everything about them as printed text."""
    return nominations_of(checked.deciding, checked.accepted, checked.introduced_before, checked.meeting)


def nominations_of(
    office: Office,
    accepted: Iterable[Submission],
    introduced_before: Mapping[str, str] = {},
    meeting: Meeting | None = None,
) -> tuple[Nomination, ...]:
    """Accepted workbooks as nominations, numbered from 1 among collectives and among individuals."""
    orders = {unit.name: number for number, unit in enumerate(office.units, 1)}
    votes = {vote.candidate: vote for vote in meeting.votes} if meeting else {}
    made: list[Nomination] = []
    numbers = dict.fromkeys((COLLECTIVE, INDIVIDUAL), 0)
    for sent in in_order(accepted, orders):
        candidate = candidate_of(sent)
        numbers[candidate.recipient] += 1
        added = {
            "tt": str(numbers[candidate.recipient]),
            "da_gioi_thieu": introduced_before.get(sent.file, ""),
            "bieu_quyet": print_vote(votes.get(candidate)),
        }
        each = nomination(sent, candidate, orders.get(candidate.unit, 0), office, added)
        made.append(each if len(made) < MANY else replace(each, printed=Packed(each.printed)))
    return tuple(made)


def shared_context(
    quarter: Quarter,
    office: Office,
    nominations: Sequence[Nomination],
    missing: Sequence[str],
    returned: Sequence[str],
    meeting: Meeting | None,
) -> Context:
    """What every paper of the quarter may print, under the names that the Word templates use.

    Before the Council has met all who are proposed for the certificate stand in the decision; after it, those approved.
    """
    facts = office.facts
    posted = [each for each in nominations if meeting is None or each.candidate in meeting.awarded]
    forms = {vote.candidate: vote.decided for vote in meeting.votes} if meeting else {}
    people, collectives = _publicly(nominations, INDIVIDUAL), _publicly(nominations, COLLECTIVE)
    introduced = {each.candidate.unit for each in nominations if each.candidate.recipient == INDIVIDUAL and each.order}
    awarded = [
        each
        for each in nominations
        if (each.candidate in meeting.certified if meeting else each.candidate.award_form == CERTIFICATE)
    ]
    return {
        "du_thao": facts["Dấu DỰ THẢO"] == YES,
        "da_hop": meeting is not None,
        "quy": {"ten": quarter.title, "so": quarter.roman, "nam": str(quarter.year)},
        "co_quan": _print_office(facts),
        "ngay_ky": f"{facts['Địa danh']}, {blank_day(office.day)}",
        "ngay_ky_phu_luc": blank_day(office.day),
        "can_cu": punctuated(office.legal_bases),
        "nguoi_ky": print_signatory(office.head),
        "nguoi_ky_danh_sach": print_signatory(office.standing),
        "nguoi_ky_to_trinh": {**print_signatory(office.standing), "ky_thay": ""},
        "noi_nhan": {key: print_recipients(office.recipients.get(name, ())) for key, name in RECIPIENTS.items()},
        "tap_the": collectives,
        "ca_nhan": people,
        "danh_sach": {
            "doi_tuong": numbers_of({COLLECTIVE: len(collectives), INDIVIDUAL: len(people)}),
            "tong_don_vi": count(len(office.units)),
            "da_gui": count(len(introduced)),
            "chua_gui": tuple(missing),
            "tra_lai": tuple(returned),
            "da_gioi_thieu": tuple(
                f"{each.candidate.name} ({each.before})"
                for each in nominations
                if each.before and each.candidate.recipient == INDIVIDUAL
            ),
        },
        "cong_khai": {
            "tap_the": _publicly(posted, COLLECTIVE),
            "ca_nhan": _publicly(posted, INDIVIDUAL),
            "doi_tuong": _numbers_among(posted),
            "viec": _deed({forms.get(each.candidate, each.candidate.award_form) for each in posted}),
        },
        "thoi_han": {"tu": short_date(quarter.window[0]), "den": short_date(quarter.window[1])},
        "quyet_dinh": decision(office, _publicly(awarded, COLLECTIVE), _publicly(awarded, INDIVIDUAL)),
        "giay_khen": {"le_tren": facts["Giấy khen: lề trên (mm)"], "le_trai": facts["Giấy khen: lề trái (mm)"]},
        "hop": print_meeting(meeting, nominations) if meeting else {},
    }  # fmt: skip


def _deed(forms: Container[str]) -> str:
    """What is done to those of a list: awarded, praised, or one to these and the other to those."""
    praised = "biểu dương" if PRAISE in forms else ""
    awarded = "khen thưởng" if CERTIFICATE in forms or PROVINCIAL_CERTIFICATE in forms else ""
    return ", ".join(filter(None, (awarded, praised)))


def _numbers_among(nominations: Iterable[Nomination]) -> str:
    recipients = [each.candidate.recipient for each in nominations]
    return numbers_of({kind: recipients.count(kind) for kind in (COLLECTIVE, INDIVIDUAL)})


def _publicly(nominations: Iterable[Nomination], recipient: str) -> Sequence[Context]:
    """What may leave the internal profile, numbered from 1."""
    chosen = [each for each in nominations if each.candidate.recipient == recipient]
    return Rows(lambda at, each: {**each.public, "tt": str(at + 1)}, chosen)


def _print_office(facts: Mapping[str, str]) -> Context:
    return {
        "chu_quan": facts["Cơ quan chủ quản"],
        "ban_hanh": facts["Cơ quan ban hành"],
        "ten": facts["Tên đầy đủ"],
        "tham_quyen": facts["Thẩm quyền ban hành"],
        "nguoi_dung_dau": facts["Người đứng đầu"],
        "ky_hieu": facts["Ký hiệu"],
        "dia_danh": facts["Địa danh"],
        "hoi_dong": facts["Hội đồng"],
        "hoi_dong_tinh": facts["Hội đồng tỉnh"],
        "thuong_truc": facts["Thường trực Hội đồng"],
        "thuong_truc_viet_tat": facts["Viết tắt thường trực"],
        "nguon_kinh_phi": facts["Nguồn kinh phí"],
    }


def decision(office: Office, collectives: Sequence[Context], people: Sequence[Context]) -> Context:
    """What an award decision says: whom, how much each, in all and in words."""
    each = {INDIVIDUAL: len(people), COLLECTIVE: len(collectives)}
    amounts = tuple(amount(recipient, number, office.award(recipient)) for recipient, number in each.items() if number)
    total = sum(number * office.award(recipient) for recipient, number in each.items())
    alone = sum(each.values()) == 1
    return {
        "ca_nhan": people,
        "tap_the": collectives,
        "co_phu_luc": sum(each.values()) > 1,
        "mot_nguoi": tuple(people) if alone else (),
        "doi_tuong": numbers_of(each),
        "muc_thuong": amounts,
        "tong_tien": group(total),
        "tong_tien_chu": f"{in_words(total)} đồng",
    }


def legal_notes(office: Office) -> Mapping[str, str]:
    """What in a decision nobody has confirmed yet: words of a paragraph → what to do about it, shown as a Word comment."""
    said = dict(zip(office.legal_bases, punctuated(office.legal_bases), strict=True))
    notes = {
        said[
            fact.text
        ]: f"Chưa xác nhận (co-quan.xlsx, trang «{CAN_CU.name}», ô {fact.cell}): đối chiếu văn bản gốc, còn hiệu lực vào ngày ký không."
        for fact in office.doubts(CAN_CU.name)
        if fact.text in said
    }
    money = [
        f"trang «{fact.sheet}», ô {fact.cell}" for sheet in (LUONG_CO_SO, HE_SO) for fact in office.doubts(sheet.name)
    ]
    if money:
        notes["Mức tiền thưởng kèm theo Giấy khen"] = (
            f"Mức tiền chưa xác nhận (co-quan.xlsx, {'; '.join(money)}): đối chiếu văn bản gốc."
        )
    return notes
