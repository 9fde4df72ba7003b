"""x"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.checking.cells import match_choice
from pipeline.checking.messages import finding
from pipeline.values.model import Entry, Finding, Place, Record, Submission
from pipeline.values.vietnamese import nearest
from schemas.column_checks import holds
from schemas.grammar import ColumnView, SheetSchema, WorkbookSchema, choice_key
from schemas.rules import Circumstances, Fault, Rule

PANDERA_CODES = {"not_nullable": "missing"}


def validate(
    submissions: Sequence[Submission],
    schema: WorkbookSchema,
    rules: Iterable[Rule],
    now: Circumstances,
) -> tuple[Finding, ...]:
    """The findings of all workbooks of one kind: columns, then rules within each workbook."""
    in_columns = (fault for sheet in schema.sheets for fault in check_columns(submissions, sheet))
    in_rules = (
        _at_its_cell(fault, sent, schema) for rule in rules for sent in submissions for fault in rule(sent, now)
    )
    return tuple(in_columns) + tuple(in_rules)


def check_columns(submissions: Iterable[Submission], schema: SheetSchema) -> Iterator[Finding]:
    """One finding for each cell that its column's declaration forbids, in one pandera pass over all workbooks."""
    doubtful = [
        record for sent in submissions for record in sent.tables.get(schema.name, ()) if _is_in_doubt(record, schema)
    ]
    if not doubtful:
        return
    from schemas.checks import failures_in  # which loads pandas and pandera

    keys = [view.key for view in schema.columns]
    values = [[record[key].value if key in record else None for key in keys] for record in doubtful]
    reported: set[tuple[int, str]] = set()
    for key, check, row in failures_in(schema, values):
        entry = doubtful[row].get(key)
        if entry is None or entry.unusable or (row, key) in reported:
            continue
        reported.add((row, key))
        yield column_finding(PANDERA_CODES.get(check, check), schema.column(key), entry)


def _is_in_doubt(record: Record, schema: SheetSchema) -> bool:
    """Whether any value of a record does not plainly hold; what its parser refused is settled already."""
    return any(
        not entry.unusable and not holds(schema.column(key).meaning, entry.value) for key, entry in record.items()
    )


def column_finding(code: str, view: ColumnView, entry: Entry) -> Finding:
    """The finding of one cell against its own column."""
    meaning = view.meaning
    suggestion = ""
    if code in ("unknown-choice", "unlisted-choice"):
        spellings = {name: choice.text for choice in meaning.choices for name in (choice.text, *choice.aliases)}
        suggestion = match_choice(entry.found, meaning.choices) or spellings.get(
            nearest(entry.found, spellings) or "", ""
        )
    if code == "name-case":
        suggestion = " ".join(word.capitalize() for word in entry.found.split())
    return finding(
        code, entry.place, view.heading, entry.found, suggestion,
        choices="; ".join(choice.text for choice in meaning.choices), minimum=meaning.minimum, maximum=meaning.maximum,
        length=len(entry.found), example=meaning.example, help=view.help,
    )  # fmt: skip


def with_official_units(sent: Submission, now: Circumstances) -> Submission:
    """The submission with its unit in the office's own wording, where what was typed is the same name otherwise spelt."""
    tables = {
        name: tuple(_with_official_unit(record, now) for record in records) for name, records in sent.tables.items()
    }
    return replace(sent, tables=tables)


def _with_official_unit(record: Record, now: Circumstances) -> Record:
    entry = record.get("don_vi")
    official = now.units_as_typed.get(choice_key(entry.found)) if entry else None
    return {**record, "don_vi": entry._replace(value=official)} if entry and official else record


def _at_its_cell(fault: Fault, sent: Submission, schema: WorkbookSchema) -> Finding:
    """A rule's fault with the place, heading and value of its cell; the sheet alone where the row is missing."""
    view = schema.sheet(fault.sheet).column(fault.key)
    records = sent.tables.get(fault.sheet, ())
    entry = records[fault.row].get(fault.key) if 0 <= fault.row < len(records) else None
    place = entry.place if entry else Place(sent.file, fault.sheet)
    return finding(fault.code, place, view.heading, entry.found if entry else "", fault.suggestion, **fault.details)
