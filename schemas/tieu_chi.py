"""Declares the sheet `Tiêu chí` of a form, which prints the criteria of the plan in force, and the rules for the answers."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.values.model import Record, Submission
from pipeline.values.vietnamese import nearest
from schemas.grammar import NO, YES, YES_NO, Column, ColumnType, SheetLayout, SheetSchema
from schemas.rules import Circumstances, Fault, Rule, rows_again
from schemas.terms import COLLECTIVE_GROUP, COLLECTIVE_KIND, EVERYONE, Terms


def group_of(sent: Submission) -> str:
    """The group whose criteria a workbook answers: collectives, or the group chosen for the individual ("" if none)."""
    return COLLECTIVE_GROUP if sent.kind == COLLECTIVE_KIND else sent.text("nhom")


TIEU_CHI = SheetSchema(
    "Tiêu chí",
    SheetLayout.TABLE,
    aliases=("Tiêu chuẩn", "Tiêu chí đánh giá"),
    declared={
        "ma": Column(
            "Mã", ColumnType.TEXT, aliases=("Mã tiêu chí",), locked=True, width=7,
            help="Mã của tiêu chí, in sẵn.", example="{ma_tieu_chi}",
        ),
        "muc": Column(
            "Mục của Kế hoạch", ColumnType.TEXT, aliases=("Mục",), locked=True, required=False, width=11,
            help="Mục của {ke_hoach} nêu tiêu chí này, in sẵn.", example="{muc_tieu_chi}",
        ),
        "ten": Column(
            "Tiêu chí", ColumnType.TEXT, aliases=("Nội dung tiêu chí",), locked=True, required=False, width=46,
            help="Nội dung tóm tắt của tiêu chí, in sẵn.", example="{tieu_chi}",
        ),
        "ap_dung": Column(
            "Áp dụng cho", ColumnType.TEXT, aliases=("Đối tượng áp dụng",), locked=True, required=False, width=20,
            help="Nhóm đối tượng phải trả lời tiêu chí này, in sẵn.", example="{ap_dung}",
        ),
        "dat": Column(
            "Đạt", ColumnType.CHOICE, aliases=("Kết quả", "Đạt/Không đạt", "Tự đánh giá"), choices=YES_NO, required=False, width=9,
            help="Chọn Có hoặc Không. Chỉ trả lời các tiêu chí áp dụng cho nhóm đối tượng của cá nhân.", example="Có",
        ),
        "minh_chung": Column(
            "Minh chứng", ColumnType.LINES, aliases=("Dẫn chứng", "Minh chứng cụ thể"), required=False, maximum=2000, width=60,
            help="Việc làm, số liệu hoặc văn bản cụ thể chứng minh. Bắt buộc khi chọn Có.",
            example="Hoàn thành 48/48 nhiệm vụ được giao đúng hạn.",
        ),
    },
)  # fmt: skip


def _known(sent: Submission, now: Circumstances) -> set[str]:
    return {criterion.code for criterion in now.terms.printed_criteria(sent.kind)}


def criteria_are_known(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Every row has the code of a criterion that the form prints."""
    known = _known(sent, now)
    for row, record in enumerate(sent.rows(TIEU_CHI.name)):
        code = record.value("ma")
        if code is not None and code not in known:
            yield Fault("unknown-criterion", TIEU_CHI.name, "ma", row, nearest(str(code), known) or "")


def each_criterion_is_answered_once(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """No criterion has two rows, because nobody could know which of the two answers is meant."""
    known = _known(sent, now)
    codes = (record.value("ma") for record in sent.rows(TIEU_CHI.name))
    for row in rows_again(code if code in known else None for code in codes):
        yield Fault("criterion-twice", TIEU_CHI.name, "ma", row)


def own_criteria_are_answered(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """Each criterion of the nominee's group is answered, and each «Có» has evidence (plan)."""
    if TIEU_CHI.name not in sent.tables:
        return  # the missing sheet is one finding, not one for each criterion
    group = group_of(sent)
    if answered_for_another_group(sent, now.terms):
        return  # the group is the one fault
    rows = reversed(list(enumerate(sent.rows(TIEU_CHI.name))))  # the first row of a criterion counts
    records = {record.value("ma"): (row, record) for row, record in rows if "ma" in record}
    legible = len(records) == len(sent.tables[TIEU_CHI.name]) and set(records) <= _known(sent, now)
    for criterion in now.terms.criteria_of(group):
        row, record = records.get(criterion.code, (-1, Record()))
        if row < 0 and not legible:
            continue  # the row with an unknown or duplicate code, reported by another rule, may be the missing one
        details = {"criterion": criterion.code, "clause": now.terms.plan.clause(criterion.clause), "group": group}
        answer, evidence = record.get("dat"), record.get("minh_chung")
        if row < 0 or (answer and not answer.unusable and answer.value is None):
            yield Fault("unanswered-criterion", TIEU_CHI.name, "dat", row, details=details)
        elif answer and answer.value == NO:
            yield Fault("criterion-not-met", TIEU_CHI.name, "dat", row, details=details)
        elif answer and answer.value == YES and evidence and not evidence.unusable and evidence.value is None:
            yield Fault("no-evidence", TIEU_CHI.name, "minh_chung", row, details=details)


def group_fits_the_answers(sent: Submission, now: Circumstances) -> Iterable[Fault]:
    """The criteria that were answered are those of the nominee's group, and not all of them another group's."""
    if other := answered_for_another_group(sent, now.terms):
        own = _own_criteria(other, now.terms)
        same = [g for g in now.terms.groups if g != now.terms.leaders and _own_criteria(g, now.terms) == own]
        addressed = next(each.addressed_to for each in now.terms.criteria_of(other) if each.code in own)
        suggestion = other if len(same) == 1 else ""
        yield Fault("group-against-answers", "Trích ngang", "nhom", suggestion=suggestion, details={"other": addressed})


def answered_for_another_group(sent: Submission, terms: Terms) -> str:
    """A group whose own criteria are all answered while none of the nominee's group's own is; "" if there is none."""
    answered = {record.value("ma") for record in sent.rows(TIEU_CHI.name) if record.value("dat") is not None}
    own = _own_criteria(group_of(sent), terms)
    if not own or own & answered:
        return ""
    others = ((group, _own_criteria(group, terms)) for group in terms.groups if group != terms.leaders)
    return next((group for group, codes in others if codes and codes != own and codes <= answered), "")


def _own_criteria(group: str, terms: Terms) -> set[object]:
    """The codes of the criteria that only some individuals answer."""
    if group == COLLECTIVE_GROUP:
        return set()
    return {each.code for each in terms.criteria_of(group) if each.addressed_to != EVERYONE}


RULES: tuple[Rule, ...] = (
    group_fits_the_answers,
    criteria_are_known,
    each_criterion_is_answered_once,
    own_criteria_are_answered,
)
