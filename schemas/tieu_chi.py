"""Declares the sheet `Tiêu chí`: the criteria of the plan, which group answers which of them, and the rules for answers.

The titles are this project's short wording of the points of Kế hoạch 07/KH-VPUBND; each criterion has its clause.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.values.model import Record, Submission
from pipeline.values.vietnamese import nearest
from schemas.grammar import NO, YES, YES_NO, ColumnType, SheetLayout, column, sheet
from schemas.rules import Circumstances, Fault, Rule

OFFICE_LEADER = "Lãnh đạo Văn phòng"
UNIT_MANAGER = "Lãnh đạo, quản lý đơn vị"
CIVIL_SERVANT = "Công chức"
PUBLIC_EMPLOYEE = "Viên chức"
WORKER = "Người lao động"

COLLECTIVE_GROUP = "Tập thể"
COLLECTIVE_KIND = "tap-the"  # the kind of workbook that introduces a collective

MANAGERS = (OFFICE_LEADER, UNIT_MANAGER)
STAFF = (CIVIL_SERVANT, PUBLIC_EMPLOYEE, WORKER)
EVERYONE = (*MANAGERS, *STAFF)


@dataclass(frozen=True)
class Criterion:
    """One criterion: a short code, its clause of the plan, our short title, the groups that answer it.

    ``addressed_to`` names these groups as the form prints them.
    """

    code: str
    clause: str
    title: str
    groups: tuple[str, ...]
    addressed_to: str


CRITERIA = (
    Criterion("C1", "II.2", "Thành tích tiêu biểu, xuất sắc trong nhiệm vụ chính trị của đơn vị và của Văn phòng", EVERYONE, "Mọi cá nhân"),
    Criterion("C2", "II.2", "Dẫn đầu phong trào thi đua; gương mẫu chấp hành chủ trương của Đảng, pháp luật của Nhà nước", EVERYONE, "Mọi cá nhân"),
    Criterion("C3", "II.2", "Tương thân tương ái, giúp đỡ cá nhân, đơn vị cùng phát triển", EVERYONE, "Mọi cá nhân"),
    Criterion("C4", "II.2", "Tích cực xây dựng các quỹ, tham gia hoạt động nhân đạo, từ thiện", EVERYONE, "Mọi cá nhân"),
    Criterion("L1", "III.2.1", "Trách nhiệm của người lãnh đạo, quản lý; chỉ đạo tốt nhiệm vụ cấp trên giao", MANAGERS, "Lãnh đạo, quản lý"),
    Criterion("L2", "III.2.1", "Nghiên cứu, áp dụng sáng kiến, giải pháp trong công tác và phong trào thi đua", MANAGERS, "Lãnh đạo, quản lý"),
    Criterion("L3", "III.2.1", "Năng động, sáng tạo, hoàn thành xuất sắc nhiệm vụ, đi đầu mọi hoạt động", MANAGERS, "Lãnh đạo, quản lý"),
    Criterion("N1", "III.2.2", "Trách nhiệm cao, năng động, sáng tạo; nhân tố nổi trội của đơn vị", STAFF, "Công chức, viên chức, người lao động"),
    Criterion("N2", "III.2.2", "Gương mẫu đi đầu; luôn hoàn thành xuất sắc nhiệm vụ", STAFF, "Công chức, viên chức, người lao động"),
    Criterion("N3", "III.2.2", "Đoàn kết, xây dựng tập thể, có ý thức trách nhiệm với tập thể", STAFF, "Công chức, viên chức, người lao động"),
)  # fmt: skip


_OF_A_COLLECTIVE = (COLLECTIVE_GROUP,)
COLLECTIVE_CRITERIA = (
    *(Criterion(each.code, each.clause, each.title, _OF_A_COLLECTIVE, "Tập thể") for each in CRITERIA if each.clause == "II.2"),
    Criterion("T1", "III.1", "Tiêu biểu nhất trong thực hiện nhiệm vụ và cải cách hành chính", _OF_A_COLLECTIVE, "Tập thể"),
    Criterion("T2", "III.1", "Công chức, viên chức, người lao động chủ động, sáng tạo, hiệu quả trong công vụ", _OF_A_COLLECTIVE, "Tập thể"),
    Criterion("T3", "III.1", "Phong trào thi đua hiệu quả; nghiêm túc chế độ làm việc; tiết kiệm, chống lãng phí", _OF_A_COLLECTIVE, "Tập thể"),
    Criterion("T4", "III.1", "Đoàn kết, hoàn thành xuất sắc nhiệm vụ, nổi trội trong hoạt động của Văn phòng", _OF_A_COLLECTIVE, "Tập thể"),
    Criterion("T5", "III.1", "Có sáng kiến, giải pháp mới nâng cao hiệu quả công tác được ghi nhận", _OF_A_COLLECTIVE, "Tập thể"),
)  # fmt: skip


def printed_criteria(kind: str) -> tuple[Criterion, ...]:
    """The criteria printed in the form for a kind of workbook: those of collectives, or those of all individuals."""
    return COLLECTIVE_CRITERIA if kind == COLLECTIVE_KIND else CRITERIA


def criteria_of(group: str) -> tuple[Criterion, ...]:
    """The criteria that a nominee of this group answers (plan II.2, III.1, III.2.1, III.2.2)."""
    printed = COLLECTIVE_CRITERIA if group == COLLECTIVE_GROUP else CRITERIA
    return tuple(criterion for criterion in printed if group in criterion.groups)


def group_of(sent: Submission) -> str:
    """The group whose criteria a workbook answers: collectives, or the group chosen for the individual ("" if none)."""
    return COLLECTIVE_GROUP if sent.kind == COLLECTIVE_KIND else str(sent.value("Trích ngang", "nhom") or "")


TIEU_CHI = sheet(
    "Tiêu chí",
    SheetLayout.TABLE,
    aliases=("Tiêu chuẩn", "Tiêu chí đánh giá"),
    columns={
        "ma": column(
            "Mã", ColumnType.TEXT, aliases=("Mã tiêu chí",), locked=True, width=7,
            help="Mã của tiêu chí, in sẵn.", example="C1",
        ),
        "muc": column(
            "Mục của Kế hoạch", ColumnType.TEXT, aliases=("Mục",), locked=True, required=False, width=11,
            help="Mục của Kế hoạch 07/KH-VPUBND nêu tiêu chí này, in sẵn.", example="II.2",
        ),
        "ten": column(
            "Tiêu chí", ColumnType.TEXT, aliases=("Nội dung tiêu chí",), locked=True, required=False, width=46,
            help="Nội dung tóm tắt của tiêu chí, in sẵn.", example=CRITERIA[0].title,
        ),
        "ap_dung": column(
            "Áp dụng cho", ColumnType.TEXT, aliases=("Đối tượng áp dụng",), locked=True, required=False, width=20,
            help="Nhóm đối tượng phải trả lời tiêu chí này, in sẵn.", example="Mọi cá nhân",
        ),
        "dat": column(
            "Đạt", ColumnType.CHOICE, aliases=("Kết quả", "Đạt/Không đạt", "Tự đánh giá"), choices=YES_NO, required=False, width=9,
            help="Chọn Có hoặc Không. Chỉ trả lời các tiêu chí áp dụng cho nhóm đối tượng của cá nhân.", example="Có",
        ),
        "minh_chung": column(
            "Minh chứng", ColumnType.LINES, aliases=("Dẫn chứng", "Minh chứng cụ thể"), required=False, maximum=2000, width=60,
            help="Việc làm, số liệu hoặc văn bản cụ thể chứng minh. Bắt buộc khi chọn Có.",
            example="Hoàn thành 48/48 nhiệm vụ được giao đúng hạn.",
        ),
    },
)  # fmt: skip


def _known(sent: Submission) -> set[str]:
    return {criterion.code for criterion in printed_criteria(sent.kind)}


def criteria_are_known(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Every row has the code of a criterion that the form prints."""
    known = _known(sent)
    for row, record in enumerate(sent.tables.get(TIEU_CHI.name, ())):
        code = record.value("ma")
        if code is not None and code not in known:
            yield Fault("unknown-criterion", TIEU_CHI.name, "ma", row, nearest(str(code), known) or "")


def each_criterion_is_answered_once(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """No criterion has two rows, because nobody could know which of the two answers is meant."""
    seen: set[object] = set()
    known = _known(sent)
    for row, record in enumerate(sent.tables.get(TIEU_CHI.name, ())):
        code = record.value("ma")
        if code in known and code in seen:
            yield Fault("criterion-twice", TIEU_CHI.name, "ma", row)
        seen.add(code)


def own_criteria_are_answered(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Each criterion of the nominee's group is answered, and each «Có» has evidence (plan II.2, III.2)."""
    if TIEU_CHI.name not in sent.tables:
        return  # the missing sheet is one finding, not one for each criterion
    group = group_of(sent)
    if answered_for_another_group(sent):
        return  # the group is the one fault
    rows = reversed(list(enumerate(sent.tables.get(TIEU_CHI.name, ()))))  # the first row of a criterion counts
    records = {record.value("ma"): (row, record) for row, record in rows if "ma" in record}
    legible = len(records) == len(sent.tables[TIEU_CHI.name]) and set(records) <= _known(sent)
    for criterion in criteria_of(group):
        row, record = records.get(criterion.code, (-1, Record()))
        if row < 0 and not legible:
            continue  # the row with an unknown or duplicate code, reported by another rule, may be the missing one
        details = {"criterion": criterion.code, "clause": criterion.clause, "group": group}
        answer, evidence = record.get("dat"), record.get("minh_chung")
        if row < 0 or (answer and not answer.unusable and answer.value is None):
            yield Fault("unanswered-criterion", TIEU_CHI.name, "dat", row, details=details)
        elif answer and answer.value == NO:
            yield Fault("criterion-not-met", TIEU_CHI.name, "dat", row, details=details)
        elif answer and answer.value == YES and evidence and not evidence.unusable and evidence.value is None:
            yield Fault("no-evidence", TIEU_CHI.name, "minh_chung", row, details=details)


def group_fits_the_answers(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The criteria that were answered are those of the nominee's group, and not all of them another group's."""
    if other := answered_for_another_group(sent):
        suggestion = other if other in MANAGERS else ""
        addressed = next(each.addressed_to for each in criteria_of(other) if each.groups != EVERYONE)
        yield Fault("group-against-answers", "Trích ngang", "nhom", suggestion=suggestion, details={"other": addressed})


def answered_for_another_group(sent: Submission) -> str:
    """A group whose own criteria are all answered while none of the nominee's group's own is; "" if there is none."""
    answered = {record.value("ma") for record in sent.tables.get(TIEU_CHI.name, ()) if record.value("dat") is not None}
    group = group_of(sent)
    own = _own_criteria(group)
    if not own or own & answered:
        return ""
    return next(
        (other for other in (UNIT_MANAGER, CIVIL_SERVANT) if other != group and _own_criteria(other) <= answered), ""
    )


def _own_criteria(group: str) -> set[object]:
    """The codes of the criteria that only some individuals answer."""
    return {each.code for each in criteria_of(group) if each.groups not in (EVERYONE, _OF_A_COLLECTIVE)}


RULES: tuple[Rule, ...] = (
    group_fits_the_answers,
    criteria_are_known,
    each_criterion_is_answered_once,
    own_criteria_are_answered,
)
