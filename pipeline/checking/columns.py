"""Turns parsed submissions into findings: pandera checks each column, then the rules check several cells of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.checking.cells import match_choice
from pipeline.checking.messages import MAIN_SHEETS, finding, finding_in
from pipeline.values.model import NO_RECORD, CellReference, Entry, Finding, Record, Submission
from pipeline.values.vietnamese import LONGEST_NAME, nearest
from schemas import ca_nhan, co_quan_rules, hoi_dong_nam, hoi_dong_rules, tap_the, theo_doi
from schemas.checks import failures_in
from schemas.co_quan import CO_QUAN
from schemas.grammar import Column, SheetSchema, WorkbookSchema, choice_key
from schemas.hoi_dong import HOI_DONG
from schemas.rules import Circumstances, Fault, Rule

RULES: Mapping[str, Sequence[Rule]] = {  # kind of workbook → the rules across its cells
    ca_nhan.CA_NHAN.kind: ca_nhan.RULES,
    tap_the.TAP_THE.kind: tap_the.RULES,
    HOI_DONG.kind: hoi_dong_rules.RULES,
    hoi_dong_nam.HOI_DONG_NAM.kind: hoi_dong_nam.RULES,
    CO_QUAN.kind: co_quan_rules.RULES,
    theo_doi.THEO_DOI.kind: theo_doi.RULES,
}
LEAST = ("paper-end-typed",)  # not reported at a cell where another rule is broken: correcting that corrects it
CRITERIA = ("unanswered-criterion", "no-evidence", "criterion-not-met", "group-against-answers")
SENT_OUT_WITH = ("quy", "don_vi")  # labels that a form's own office has filled in
FOLLOWS: Mapping[tuple[str, str], tuple[str, ...]] = {  # a fault's code and column → what a wrong value there entails
    ("other-quarter", "quy"): (
        "outside-window", "implausible-sent", "other-period", "decided-later", "implausible-birth", "implausible-service",
        "implausible-meeting", "sent-after-meeting",
    ),
    ("office-leader", "nhom"): CRITERIA,
    ("not-for-the-council", "nhom"): CRITERIA,
    ("unknown-unit", "don_vi"): ("leader-of-a-unit",),
    ("ballots-do-not-add-up", "hop_le"): ("votes-exceed-valid", "choices-do-not-add-up"),
}  # fmt: skip


def validate(
    submissions: Sequence[Submission], kinds: Mapping[str, WorkbookSchema], now: Circumstances
) -> tuple[Finding, ...]:
    """The findings of all workbooks: first of the columns, then of the rules; none of a rule at a cell that its column forbids.

    A sheet that several kinds of workbook share is checked in one pass over all of them, which is much faster.
    """
    sheets = dict.fromkeys(sheet for sent in submissions for sheet in kinds[sent.kind].sheets)
    in_columns = [fault for sheet in sheets for fault in check_columns(submissions, sheet)]
    forbidden = {each.place for each in in_columns if each.is_error and each.place.cell}
    in_rules = (
        _at_its_cell(fault, sent, kinds[sent.kind], now)
        for sent in _without(submissions, forbidden)
        for fault in _causes([fault for rule in RULES[sent.kind] for fault in rule(sent, now)])
    )
    across = [each for each in in_rules if each.place not in forbidden]
    at_fault = {each.place for each in across if each.code not in LEAST}
    return *in_columns, *(each for each in across if each.code not in LEAST or each.place not in at_fault)


def _without(submissions: Iterable[Submission], forbidden: set[CellReference]) -> Iterator[Submission]:
    """The workbooks as rules read them: a value that its column forbids counts for nothing, as one that no parser accepts."""
    files = {each.file for each in forbidden}
    for sent in submissions:
        if sent.file in files:
            tables = {name: tuple(row.without(forbidden) for row in rows) for name, rows in sent.tables.items()}
            yield replace(sent, tables=tables)
        else:
            yield sent


def _causes(faults: Sequence[Fault]) -> Iterator[Fault]:
    """The faults of one workbook without those that only follow from another of them."""
    following = {code for fault in faults for code in FOLLOWS.get((fault.code, fault.key), ())}
    return (fault for fault in faults if fault.code not in following)


def check_columns(submissions: Iterable[Submission], schema: SheetSchema) -> Iterator[Finding]:
    """One finding for each cell of a sheet that its column's declaration forbids, one for a whole form that is not filled in.

    Missing columns and cells that could not be parsed are skipped: they already have a finding.
    """
    records = [record for sent in submissions for record in sent.rows(schema.name)]
    if not records:
        return
    keys = [column.key for column in schema.columns]
    rows = [[record.value(key) for key in keys] for record in records]
    blank = {n for n, each in enumerate(records) if _is_blank(each, schema)}
    yield from (finding("blank-form", CellReference(records[n].file, records[n].sheet)) for n in sorted(blank))
    for key, code, row in failures_in(schema, rows):
        entry = records[row].get(key)
        if entry and not entry.unusable and row not in blank:
            yield column_finding(code, schema.column(key), entry)


def _is_blank(record: Record, schema: SheetSchema) -> bool:
    """Whether nothing is typed into the form of a nomination that has all its labels, beside what it is sent out with."""
    opened = (key for key in record if key not in SENT_OUT_WITH and not schema.column(key).locked)
    whole = all(column.key in record for column in schema.columns if column.required)
    return whole and schema.name in MAIN_SHEETS and not any(record[key].found for key in opened)


def column_finding(code: str, column: Column, entry: Entry) -> Finding:
    """The finding for a cell that fails the check ``code`` of its column, with a suggestion where there is one."""
    suggestion = ""
    if code in ("unknown-choice", "unlisted-choice"):
        spellings = {name: choice.text for choice in column.choices for name in (choice.text, *choice.aliases)}
        suggestion = match_choice(entry.found, column.choices) or spellings.get(
            nearest(entry.found, spellings) or "", ""
        )
    if code == "name-case":
        suggestion = " ".join(word.capitalize() for word in entry.found.split())
    return finding(
        code, entry.place, column.heading, entry.found, suggestion,
        choices="; ".join(choice.text for choice in column.choices), minimum=column.minimum, maximum=column.maximum,
        length=len(entry.found), example=column.example, help=column.help,
    )  # fmt: skip


def with_official_units(sent: Submission, now: Circumstances) -> Submission:
    """The submission with the unit's official name in place of another accepted spelling of it."""
    tables = {
        name: tuple(_with_official_unit(record, now) for record in records) for name, records in sent.tables.items()
    }
    return replace(sent, tables=tables)


def _with_official_unit(record: Record, now: Circumstances) -> Record:
    entry = record.get("don_vi")
    official = now.units_as_typed.get(choice_key(entry.found)) if entry and len(entry.found) <= LONGEST_NAME else None
    return record.with_value("don_vi", official) if official else record


def _at_its_cell(fault: Fault, sent: Submission, schema: WorkbookSchema, now: Circumstances) -> Finding:
    """The finding for a rule's fault, at its cell; at the whole sheet if the row or column is missing there."""
    records = sent.rows(fault.sheet)
    record = records[fault.row] if 0 <= fault.row < len(records) else NO_RECORD
    column, sheet = schema.sheet(fault.sheet).column(fault.key), CellReference(sent.file, fault.sheet)
    return finding_in(record, fault.code, column, sheet, fault.suggestion, **{**now.terms.words, **fault.details})
