"""The whole line in one place: a quarter's files as bytes in, its papers and manifest as bytes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline import __version__
from pipeline.annotate import annotate, returned_name
from pipeline.assemble import PAPERS, assemble
from pipeline.balance import demand_balance
from pipeline.dates import Quarter
from pipeline.example import example_context
from pipeline.messages import finding
from pipeline.model import (
    Finding,
    MadeFile,
    PipelineError,
    Place,
    Refusal,
    Severity,
    SourceFile,
    Status,
    Stray,
    Submission,
)
from pipeline.normalise import find_sheet, normalise, strays_of
from pipeline.office import Office, Unconfirmed, office_on
from pipeline.read import QuarterFolder
from pipeline.render import CompiledTemplate, TemplateFault, compile_template, render
from pipeline.report import REPORT, report
from pipeline.validate import (
    introduced_before,
    one_nominee_per_unit,
    one_quarter_per_person,
    one_unit_per_person,
    reading_order,
    validate,
    with_official_units,
)
from pipeline.write import sha256
from schemas.ca_nhan import CA_NHAN, RULES
from schemas.co_quan import CO_QUAN
from schemas.grammar import WorkbookSchema
from schemas.rules import Circumstances
from schemas.trich_ngang import TRICH_NGANG

RETURNED = "tra-lai"


@dataclass(frozen=True)
class Received:
    """One input file after reading and checking: what became of it, and what it says if it could be read."""

    source: SourceFile
    status: Status
    submission: Submission | None = None
    strays: tuple[Stray, ...] = ()

    @property
    def unit(self) -> str:
        """The unit it comes from, as far as it could be told."""
        return str((self.submission and self.submission.value(TRICH_NGANG.name, "don_vi")) or "")


@dataclass(frozen=True)
class Checked:
    """A quarter read and checked: the office of its last day, each file's fate, and every finding in reading order.

    ``introduced_before`` names the earlier quarters of the year that know a file's nominee.
    """

    quarter: Quarter
    office: Office
    office_source: SourceFile
    received: tuple[Received, ...]
    ignored: tuple[str, ...]
    findings: tuple[Finding, ...]
    introduced_before: Mapping[str, str]

    @property
    def accepted(self) -> tuple[Submission, ...]:
        """The workbooks whose nominees go into the papers."""
        return tuple(r.submission for r in self.received if r.status is Status.ACCEPTED and r.submission)

    @property
    def returned(self) -> tuple[Submission, ...]:
        """The workbooks that could be read and must be corrected."""
        return tuple(r.submission for r in self.received if r.status is Status.RETURNED and r.submission)

    @property
    def returned_units(self) -> tuple[str, ...]:
        """The units, in the office's order, that have sent only workbooks which must be corrected."""
        accepted = {r.unit for r in self.received if r.status is Status.ACCEPTED}
        returned = {r.unit for r in self.received if r.status is Status.RETURNED} - accepted
        return tuple(unit.name for unit in self.office.units if unit.name in returned)

    @property
    def missing_units(self) -> tuple[str, ...]:
        """The units, in the office's order, from which nothing has come."""
        sent = {r.unit for r in self.received}
        return tuple(unit.name for unit in self.office.units if unit.name not in sent)


@dataclass(frozen=True)
class Outcome:
    """A finished run: what was checked, the papers as bytes, and the manifest that accounts for both."""

    checked: Checked
    files: tuple[MadeFile, ...]
    manifest: Mapping[str, object]

    @property
    def papers(self) -> tuple[MadeFile, ...]:
        """The Word papers, without what only shows the state of the run."""
        return tuple(file for file in self.files if not file.derived)


def check_quarter(folder: QuarterFolder) -> Checked:
    """Read, normalise and validate a quarter's folder. Raises PipelineError when the office workbook is unusable."""
    quarter = folder.quarter
    office = open_office(folder.office, quarter.last_day)
    now = Circumstances(quarter, tuple(unit.as_choice for unit in office.units))

    opened = [_open(source, CA_NHAN) for source in folder.files]
    submissions = [with_official_units(each.submission, now) for each in opened if each.submission]
    findings = [fault for each in opened for fault in each.findings]
    findings += validate(submissions, CA_NHAN, RULES, now)
    findings += one_nominee_per_unit(submissions) + one_unit_per_person(submissions)
    earlier = {
        q: [each.submission for s in sources if (each := _open(s, CA_NHAN)).submission] for q, sources in folder.earlier
    }
    before = introduced_before(submissions, earlier)
    findings += one_quarter_per_person(submissions, before)

    ordered = reading_order(findings, CA_NHAN)
    received = tuple(
        _received(source, each.strays, submissions, ordered) for source, each in zip(folder.files, opened, strict=True)
    )
    return Checked(quarter, office, folder.office, received, folder.ignored, ordered, before)


def make_quarter(folder: QuarterFolder, templates: Mapping[str, bytes]) -> Outcome:
    """The papers of a quarter.

    Raises PipelineError when nothing can be made (office workbook, template) or the papers do not hold everybody.
    """
    checked = check_quarter(folder)
    compiled = compile_templates(templates, checked.quarter, checked.office)
    documents = assemble(
        checked.quarter, checked.office, checked.accepted, checked.returned_units, checked.introduced_before
    )
    papers = render(documents, compiled, checked.quarter.last_day)
    demand_balance(checked.accepted, checked.returned, papers)
    files = papers + show(checked, papers)
    return Outcome(checked, files, make_manifest(checked, files))


def show(checked: Checked, papers: Sequence[MadeFile] = ()) -> tuple[MadeFile, ...]:
    """What shows the state of a quarter beside its papers: the workbooks to return and the report."""
    returned = return_workbooks(checked)
    return *returned, MadeFile(REPORT, report(checked, (*papers, *returned)), "bao-cao", "", derived=True)


def return_workbooks(checked: Checked) -> tuple[MadeFile, ...]:
    """For each workbook that must be corrected, the form with its values and its faults marked."""
    names = [r.source.name for r in checked.received]
    units = [unit.name for unit in checked.office.units]
    return tuple(
        MadeFile(
            returned_name(r.source.name, names),
            annotate(r.submission or Submission(r.source.name, "", {}, r.strays), faults, units),
            RETURNED,
            r.unit,
            derived=True,
        )
        for r in checked.received
        if r.status is not Status.ACCEPTED
        and (faults := [fault for fault in checked.findings if fault.place.file == r.source.name])
    )


def open_office(source: SourceFile, day: date) -> Office:
    """The office on a day from its workbook. Raises PipelineError naming every fault when it cannot be used."""
    opened = _open(source, CO_QUAN)
    submission, faults = opened.submission, opened.findings
    if submission is not None:
        faults += validate([submission], CO_QUAN, (), Circumstances(Quarter(day.year, (day.month + 2) // 3), ()))
    errors = [fault for fault in reading_order(faults, CO_QUAN) if fault.severity is Severity.ERROR]
    if submission is None or errors:
        raise PipelineError("\n".join(error.message for error in errors))
    return office_on(day, submission)


def compile_templates(templates: Mapping[str, bytes], quarter: Quarter, office: Office) -> dict[str, CompiledTemplate]:
    """Every paper's template, compiled once. Raises TemplateFault for a missing or faulty one; nothing is rendered then."""
    example = example_context(quarter, office)
    compiled = {}
    for paper in PAPERS:
        if paper.template not in templates:
            raise TemplateFault(f"Thiếu mẫu templates/{paper.template}. Chạy lệnh templates để vẽ lại mẫu.")
        compiled[paper.template] = compile_template(paper.template, templates[paper.template], example)
    return compiled


def make_manifest(checked: Checked, files: Sequence[MadeFile]) -> Mapping[str, object]:
    """The account of a run: inputs, findings, documents and counts, as the design's contract lists them."""
    statuses = Counter(str(r.status) for r in checked.received)
    severities = Counter(str(f.severity) for f in checked.findings)
    return {
        "quarter": checked.quarter.folder,
        "version": __version__,
        "inputs": [_input_row(r) for r in checked.received] + [_ignored_row(name) for name in checked.ignored],
        "office": {"path": checked.office_source.name, "sha256": checked.office_source.sha256},
        "findings": [_finding_row(f) for f in checked.findings],
        "documents": [
            {"path": f.path, "sha256": sha256(f.content), "kind": f.kind, "about": f.about}
            for f in sorted(files, key=lambda f: f.path)
        ],
        "unconfirmed": [_unconfirmed_row(fact) for fact in checked.office.unconfirmed],
        "counts": {
            "units": len(checked.office.units),
            "missing_units": len(checked.missing_units),
            "accepted": statuses["accepted"],
            "returned": statuses["returned"],
            "unreadable": statuses["unreadable"],
            "ignored": len(checked.ignored),
            "nominees": len(checked.accepted),
            "documents": sum(not file.derived for file in files),
            "errors": severities["error"],
            "warnings": severities["warning"],
        },
    }


@dataclass(frozen=True)
class _Opened:
    """One file as a submission, or its texts and the one finding that says why it is none."""

    submission: Submission | None
    findings: tuple[Finding, ...]
    strays: tuple[Stray, ...] = ()


def _open(source: SourceFile, schema: WorkbookSchema) -> _Opened:
    place, book = Place(source.name), source.opened
    if isinstance(book, Refusal):
        return _Opened(None, (finding(book.code, place, "", "", detail=book.detail),))
    if not any(find_sheet(book, sheet) for sheet in schema.sheets):
        expected = ", ".join(f"«{sheet.name}»" for sheet in schema.sheets)
        return _Opened(None, (finding("not-our-form", place, "", "", expected=expected),), strays_of(book))
    return _Opened(*normalise(book, schema))


def _received(
    source: SourceFile, strays: tuple[Stray, ...], submissions: Iterable[Submission], findings: Iterable[Finding]
) -> Received:
    submission = next((sent for sent in submissions if sent.file == source.name), None)
    if submission is None:
        return Received(source, Status.UNREADABLE, strays=strays)
    wrong = any(f.place.file == source.name and f.severity is Severity.ERROR for f in findings)
    return Received(source, Status.RETURNED if wrong else Status.ACCEPTED, submission)


def _input_row(received: Received) -> Mapping[str, str]:
    return {
        "path": received.source.name,
        "sha256": received.source.sha256,
        "status": str(received.status),
        "unit": received.unit,
        "kind": received.submission.kind if received.submission else "",
    }


def _ignored_row(name: str) -> Mapping[str, str]:
    return {"path": name, "sha256": "", "status": str(Status.IGNORED), "unit": "", "kind": ""}


def _finding_row(found: Finding) -> Mapping[str, str]:
    return {
        "file": found.place.file,
        "sheet": found.place.sheet,
        "cell": found.place.cell,
        "field": found.field,
        "code": found.code,
        "severity": str(found.severity),
        "message": found.message,
        "found": found.found,
        "suggestion": found.suggestion,
    }


def _unconfirmed_row(fact: Unconfirmed) -> Mapping[str, str]:
    return {"sheet": fact.sheet, "cell": fact.cell, "text": fact.text}
