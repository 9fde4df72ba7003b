"""Turns the office, the nominations and the meeting into the context: the values that every Word template can print."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from pipeline.checking.council import Meeting
from pipeline.checking.issued import Issued
from pipeline.checking.office import Office
from pipeline.checking.paper_heads import council_head, standing_head
from pipeline.papers.issued_printing import BLANK, cited
from pipeline.papers.meeting_printing import print_meeting
from pipeline.papers.nominations import voted_nominations
from pipeline.papers.printing import (
    Context,
    Nomination,
    amount,
    letterhead,
    number_of_days,
    numbered,
    numbers_of,
    print_recipients,
    print_signatory,
    punctuated,
)
from pipeline.papers.province import print_higher
from pipeline.papers.replication import print_replication
from pipeline.values.dates import Quarter, blank_day, long_date, short_date
from pipeline.values.numbers import count, group, in_words
from pipeline.values.vietnamese import NO_BREAK
from schemas.co_quan import (
    BLOC_HEAD,
    CALLED,
    CAN_CU,
    COLLECTIVE,
    DAYS_POSTED,
    HE_SO,
    HIGHER_COUNCIL,
    INDIVIDUAL,
    KE_HOACH,
    LEADERS,
    LUONG_CO_SO,
    PAPERS_WITH_RECIPIENTS,
    PAYER,
    PLAN_OF_QUARTER,
)
from schemas.gioi_thieu import CERTIFICATE, PRAISE, is_higher
from schemas.grammar import YES
from schemas.terms import Plan

EXECUTING_ARTICLE = 3  # of a decision that recognises nobody as điển hình tiên tiến
AS_ARTICLE = re.compile(r"Như Điều \d+")
LEVELS = ("tỉnh", "thành phố", "thị xã", "quận", "huyện", "phường", "xã", "đặc khu")  # in the name of the agency above


def shared_context(
    quarter: Quarter,
    office: Office,
    nominations: Sequence[Nomination],
    missing: Sequence[str],
    returned: Sequence[str],
    meeting: Meeting | None,
    issued: Sequence[Issued] = (),
) -> Context:
    """The context of a quarter: values as text, under the names that the Word templates use.

    ``missing`` and ``returned`` are the names of units. The decision lists all nominees proposed for the certificate if
    ``meeting`` is None, else those for whom the Council decided it. ``issued`` are the papers issued already.
    """
    papers = cited(issued, office, meeting.day if meeting else None)
    facts, (first, last) = office.facts, office.plan.window(quarter)
    awarded = [
        each
        for each in nominations
        if (each.candidate in meeting.certified if meeting else each.candidate.award_form == CERTIFICATE)
    ]
    printed_meeting = print_meeting(meeting, voted_nominations(meeting, nominations)) if meeting else {}
    recognised = printed_meeting["ten_duoc_chon"] if meeting and not printed_meeting["cho_bieu_quyet_lai"] else ""
    return {
        "du_thao": facts["Dấu DỰ THẢO"] == YES,
        "da_hop": meeting is not None,
        "quy": {"ten": quarter.title, "trong_cau": quarter.in_sentence, "so": quarter.roman, "nam": str(quarter.year)},
        "co_quan": _print_office(office),
        "ngay_ky": f"{facts['Địa danh']}, {blank_day(office.day)}",
        "ngay_ky_phu_luc": blank_day(office.day),
        "so": BLANK,
        "van_ban": papers,
        "can_cu": punctuated(bases_of(quarter, office, meeting, papers)),
        "nguoi_ky": print_signatory(office.head),
        "nguoi_ky_danh_sach": print_signatory(office.standing),
        "nguoi_ky_to_trinh": {**print_signatory(office.standing), "ky_thay": ""},
        "noi_nhan": _print_all_recipients(office, EXECUTING_ARTICLE + bool(recognised)),
        "tap_the": _publicly(nominations, COLLECTIVE),
        "ca_nhan": _publicly(nominations, INDIVIDUAL),
        "danh_sach": {
            **_print_list(office, nominations, meeting),
            "chua_gui": tuple(missing),
            "tra_lai": tuple(returned),
        },
        "cong_khai": _print_posting(office, nominations, meeting),
        "thoi_han": {"tu": _in_words(first), "den": _in_words(last)},
        "ke_hoach": _print_plan(office.plan),
        "quyet_dinh": {
            **decision(office, _publicly(awarded, COLLECTIVE), _publicly(awarded, INDIVIDUAL)),
            "cong_nhan": recognised,
        },
        "giay_khen": {"le_tren": facts["Giấy khen: lề trên (mm)"], "le_trai": facts["Giấy khen: lề trái (mm)"]},
        "hop": printed_meeting,
        "cap_tren": print_higher(meeting, nominations),
        "nhan_rong": print_replication(meeting, printed_meeting) if meeting else {},
    }  # fmt: skip


def _print_list(office: Office, nominations: Sequence[Nomination], meeting: Meeting | None) -> Context:
    """The consolidated list's words: the numbers, who was introduced before, who came after the Council's vote."""
    people = [each for each in nominations if each.candidate.recipient == INDIVIDUAL]
    voted = {vote.candidate for vote in meeting.votes} if meeting else set()
    return {
        "doi_tuong": _numbers_among(nominations),
        "tong_don_vi": count(len(office.units)),
        "da_gui": count(len({each.candidate.unit for each in people if each.order})),
        "da_gioi_thieu": tuple(f"{_called(each)} ({each.before})" for each in people if each.before),
        "nop_sau": tuple(_named(each) for each in nominations if meeting and each.candidate not in voted),
    }


def _print_posting(office: Office, nominations: Sequence[Nomination], meeting: Meeting | None) -> Context:
    """The list posted in public: everybody before the meeting, then those to whom the Council gave something."""
    posted = [each for each in nominations if meeting is None or each.candidate in meeting.awarded]
    decided = {vote.candidate: vote.decided for vote in meeting.votes} if meeting else {}
    return {
        "tap_the": _publicly(posted, COLLECTIVE),
        "ca_nhan": _publicly(posted, INDIVIDUAL),
        "doi_tuong": _numbers_among(posted),
        "so_ngay": number_of_days(office, DAYS_POSTED),
        "viec": _deed({decided.get(each.candidate, each.candidate.award_form) for each in posted}),
    }


def as_recorded(context: Context, meeting: Meeting, nominations: Sequence[Nomination]) -> Context:
    """The context of the minutes: everybody voted on, with what was decided then, whatever has changed since."""
    held = meeting.as_voted
    voted = voted_nominations(held, nominations)
    awarded = [each for each in voted if each.candidate in held.certified]
    given = decision(meeting.office, _publicly(awarded, COLLECTIVE), _publicly(awarded, INDIVIDUAL))
    return {**_of_voted(context, voted), "hop": print_meeting(held, voted), "quyet_dinh": given}


def of_voted(context: Context, meeting: Meeting, nominations: Sequence[Nomination]) -> Context:
    """The context of the proposal: it reports the number of those voted on, without the late ones."""
    return _of_voted(context, voted_nominations(meeting, nominations))


def _of_voted(context: Context, voted: Sequence[Nomination]) -> Context:
    of_voted = {"doi_tuong": _numbers_among(voted), "da_gui": context["hop"]["da_gui"]}
    return {**context, "danh_sach": {**context["danh_sach"], **of_voted}}


def _called(each: Nomination) -> str:
    return f"{each.printed.get('danh_xung', '').lower()} {each.candidate.name}".strip()


def _named(each: Nomination) -> str:
    """A nominee in a sentence that lists names: «ông Nguyễn Văn Mẫu (Phòng Tổng hợp)», «tập thể Phòng Tổng hợp»."""
    one = each.candidate
    return f"tập thể {one.name}" if one.recipient == COLLECTIVE else f"{_called(each)} ({one.unit})"


def _deed(forms: Collection[str]) -> str:
    """The deed in the title of a list with these forms of award: «khen thưởng», «biểu dương» or both."""
    praised = "biểu dương" if PRAISE in forms else ""
    awarded = "khen thưởng" if CERTIFICATE in forms or any(map(is_higher, forms)) else ""
    return ", ".join(filter(None, (awarded, praised)))


def _numbers_among(nominations: Iterable[Nomination]) -> str:
    recipients = [each.candidate.recipient for each in nominations]
    return numbers_of({kind: recipients.count(kind) for kind in (COLLECTIVE, INDIVIDUAL)})


def _publicly(nominations: Iterable[Nomination], recipient: str) -> Sequence[Context]:
    """The nominees of one kind without sensitive columns, numbered from 1."""
    return numbered(each.public for each in nominations if each.candidate.recipient == recipient)


def range_of(parent: str) -> str:
    """The agency above the office → how far an example can be made known: «toàn tỉnh» for «UBND TỈNH …», else «rộng hơn»."""
    words = f" {parent.casefold()} "
    return next((f"toàn {level}" for level in LEVELS if f" {level} " in words), "rộng hơn")


def _print_office(office: Office) -> Context:
    facts, standing, council = office.facts, standing_head(office.facts), council_head(office.facts)
    return {
        "chu_quan": letterhead(facts["Cơ quan chủ quản"]),
        "ban_hanh": letterhead(facts["Cơ quan ban hành"]),
        "ten": facts["Tên đầy đủ"],
        "tham_quyen": facts["Thẩm quyền ban hành"],
        "nguoi_dung_dau": facts["Người đứng đầu"],
        "ky_hieu": facts["Ký hiệu"],
        "dia_danh": facts["Địa danh"],
        "hoi_dong": facts["Hội đồng"],
        "hoi_dong_tinh": facts[HIGHER_COUNCIL],
        "pham_vi": range_of(facts["Cơ quan chủ quản"]),
        "thuong_truc": facts["Thường trực Hội đồng"],
        "thuong_truc_viet_tat": facts["Viết tắt thường trực"],
        "thuong_truc_chu_quan": letterhead(standing[0]),
        "thuong_truc_ban_hanh": letterhead(standing[1]),
        "thuong_truc_ky_hieu": standing[2],
        "hoi_dong_chu_quan": letterhead(council[0]),
        "hoi_dong_ban_hanh": letterhead(council[1]),
        "hoi_dong_ky_hieu": council[2],
        "chi_tra": facts.get(PAYER, ""),
        "nguon_kinh_phi": facts["Nguồn kinh phí"],
        "goi": facts[CALLED],
        "lanh_dao": facts[LEADERS],
        "cap_tren": office.grants_higher,
        "truong_khoi": facts.get(BLOC_HEAD, ""),
    }


def _in_words(day: date) -> str:
    """A day as it follows the word «ngày»: «20 tháng 6 năm 2020»."""
    return long_date(day).removeprefix(f"ngày{NO_BREAK}")


def _print_plan(plan: Plan) -> Context:
    return {
        "ten": plan.name,
        "ten_so": plan.numbered,
        "vien_dan": plan.citation,
        "so": plan.number,
        "ngay": short_date(plan.issued) if plan.issued else "",
        "trich_yeu": plan.subject,
        "can_cu": plan.rests_on,
    }


def decision(office: Office, collectives: Sequence[Context], people: Sequence[Context]) -> Context:
    """The values that an award decision prints: recipients, amounts for each kind, the total in figures and words."""
    each = {INDIVIDUAL: len(people), COLLECTIVE: len(collectives)}
    amounts = tuple(amount(recipient, number, office.award(recipient)) for recipient, number in each.items() if number)
    total = sum(number * office.award(recipient) for recipient, number in each.items())
    single = sum(each.values()) == 1
    return {
        "ca_nhan": people,
        "tap_the": collectives,
        "cong_nhan": "",
        "co_phu_luc": sum(each.values()) > 1,
        "mot_nguoi": tuple(people) if single else (),
        "doi_tuong": numbers_of(each),
        "muc_thuong": amounts,
        "tong_tien": group(total),
        "tong_tien_chu": f"{in_words(total)} đồng",
    }


def bases_of(
    quarter: Quarter, office: Office, meeting: Meeting | None, papers: Mapping[str, Context]
) -> tuple[str, ...]:
    """The legal bases of a decision; once the Council has met, its minutes and the submission, by the numbers in ``papers``.

    The last basis of the office is the proposal («Theo đề nghị của …»), and stays the last.
    """
    if meeting is None or not office.legal_bases:
        return office.legal_bases
    *first, last = office.legal_bases
    held, proposed = papers["bien_ban_hop_hoi_dong"], papers["to_trinh"]
    minutes = (
        f"Căn cứ Biên bản số{held['so']}/BB-{council_head(office.facts)[2]} {held['ngay']} của {office.facts['Hội đồng']}"
        f" về cuộc họp xét chọn gương điển hình tiên tiến {quarter.in_sentence}"
    )
    submission = f"tại Tờ trình số{proposed['so']}/TTr-{standing_head(office.facts)[2]} {proposed['ngay']}"
    return (*first, minutes, f"{last.rstrip(';. ')} {submission}")


def _print_all_recipients(office: Office, executing_article: int) -> Context:
    """The recipients of each paper; «Như Điều …» in a decision's names the article that says who executes it."""
    executing = f"Như Điều {executing_article}"
    names = {key: office.recipients.get(name, ()) for key, name in PAPERS_WITH_RECIPIENTS.items()}
    of_decision = tuple(AS_ARTICLE.sub(executing, name) for name in names["quyet_dinh"])
    return {key: print_recipients(each) for key, each in {**names, "quyet_dinh": of_decision}.items()}


def legal_notes(
    quarter: Quarter, office: Office, meeting: Meeting | None, issued: Sequence[Issued] = ()
) -> Mapping[str, str]:
    """Notes on facts in a decision that are not confirmed: first words of a paragraph → text of a Word comment."""
    papers = cited(issued, office, meeting.day if meeting else None)
    printed = punctuated(bases_of(quarter, office, meeting, papers))
    paragraphs = {
        basis: paragraph
        for basis, in_full in zip(office.bases, office.legal_bases, strict=True)
        for paragraph in printed
        if paragraph.startswith(punctuated([in_full])[0].rstrip("."))
    }
    notes: dict[str, str] = {
        paragraphs[
            fact.text
        ]: f"Chưa xác nhận (co-quan.xlsx, trang «{CAN_CU.name}», ô {fact.cell}): đối chiếu văn bản gốc, còn hiệu lực vào ngày ký không."
        for fact in office.doubts(CAN_CU.name)
        if fact.text in paragraphs
    }
    for fact in office.doubts(KE_HOACH.name):
        if PLAN_OF_QUARTER in paragraphs:
            notes[paragraphs[PLAN_OF_QUARTER]] = (
                f"Chưa xác nhận (co-quan.xlsx, trang «{KE_HOACH.name}», ô {fact.cell}): ghi số, ngày của kế hoạch, đối chiếu văn bản gốc."
            )
    money = [
        f"trang «{fact.sheet}», ô {fact.cell}" for sheet in (LUONG_CO_SO, HE_SO) for fact in office.doubts(sheet.name)
    ]
    if money:
        notes["Mức tiền thưởng kèm theo Giấy khen"] = (
            f"Mức tiền chưa xác nhận (co-quan.xlsx, {'; '.join(money)}): đối chiếu văn bản gốc."
        )
    return notes
