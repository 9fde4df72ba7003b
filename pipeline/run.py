"""The whole line in one place: a quarter's files as bytes in, its papers and manifest as bytes out."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from itertools import chain, groupby, islice
from pathlib import Path

from pipeline import __version__
from pipeline.assemble import PAPERS, assemble, candidates_of
from pipeline.balance import Balance, shown
from pipeline.consistency import demand_agreement, truth_of
from pipeline.council import Meeting, candidate_of, meeting_of
from pipeline.dates import Quarter
from pipeline.drawn_workbooks import council_workbook, returned_names, returned_workbook
from pipeline.example import example_context
from pipeline.messages import finding
from pipeline.model import (
    Finding,
    InputFile,
    Kept,
    Listed,
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
from pipeline.normalise import find_sheet, known_kind, normalise, strays_of
from pipeline.office import Office, Unconfirmed, office_on
from pipeline.packed import MANY, Rows, Shelf, packed
from pipeline.prepared import kept
from pipeline.read import QuarterFolder
from pipeline.reader import here
from pipeline.render import CompiledTemplate, demand_known_names, read_template, render
from pipeline.report import REPORT, report
from pipeline.stamp import UNKNOWN, MadeFrom, run_number
from pipeline.template_parts import TemplateFault
from pipeline.validate import (
    introduced_before,
    one_meeting,
    one_nominee_per_unit,
    one_quarter_per_person,
    one_unit_per_person,
    one_workbook_per_collective,
    reading_order,
    validate,
    with_official_units,
)
from schemas.ca_nhan import CA_NHAN, RULES
from schemas.co_quan import CO_QUAN, QUY_CHE
from schemas.co_quan import RULES as OFFICE_RULES
from schemas.grammar import WorkbookSchema
from schemas.hoi_dong import CUOC_HOP, HOI_DONG
from schemas.hoi_dong import RULES as COUNCIL_RULES
from schemas.rules import Candidate, Circumstances, Rule
from schemas.tap_the import RULES as COLLECTIVE_RULES
from schemas.tap_the import TAP_THE

RETURNED = "tra-lai"
COUNCIL_WORKBOOK = "hoi-dong.xlsx"
DRAWN_AHEAD = 16  # workbooks that are asked for before the first is needed
PAPERS_A_DRAWING = 16  # papers that take as long as drawing one workbook
BATCH = 250  # workbooks that are checked in one pass of pandera
KINDS: Mapping[str, tuple[WorkbookSchema, tuple[Rule, ...]]] = {
    CA_NHAN.kind: (CA_NHAN, RULES),
    TAP_THE.kind: (TAP_THE, COLLECTIVE_RULES),
    HOI_DONG.kind: (HOI_DONG, COUNCIL_RULES),
}
NOMINATIONS = (CA_NHAN.kind, TAP_THE.kind)
Drawn = Callable[[], MadeFile]  # what waits for a workbook that is being drawn
Beside = Callable[..., Callable[[], bytes]]


@dataclass(frozen=True)
class Received:
    """One input file after reading and checking: what became of it, and what it says if it could be read."""

    source: InputFile
    status: Status
    submission: Submission | None = None
    strays: tuple[Stray, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of workbook it is; "" where it could not be read."""
        return self.submission.kind if self.submission else ""

    @property
    def unit(self) -> str:
        """The unit it is about, as far as it could be told."""
        return self.submission.text("don_vi") if self.submission else ""

    @property
    def sender(self) -> str:
        """The unit that sent it: what the Council introduces is no unit's sending."""
        return self.unit if self.kind == CA_NHAN.kind else ""


@dataclass(frozen=True)
class Checked:
    """A quarter read and checked: the office of its last day, each file's fate, and every finding in reading order.

    ``introduced_before`` names the earlier quarters of the year that know a file's nominee; ``meeting`` is the Council's,
    once its workbook is there and without fault; ``forgotten`` are earlier quarters of the year whose names are gone.
    """

    quarter: Quarter
    office: Office
    office_source: InputFile
    received: tuple[Received, ...]
    ignored: tuple[str, ...]
    findings: tuple[Finding, ...]
    introduced_before: Mapping[str, str]
    meeting: Meeting | None = None
    forgotten: tuple[Quarter, ...] = ()

    @property
    def deciding(self) -> Office:
        """The office by which the papers are made: of the meeting's day, before that of the quarter's last day."""
        return self.meeting.office if self.meeting else self.office

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings of each file that has any, by its name."""
        return {name: tuple(found) for name, found in groupby(self.findings, key=lambda each: each.place.file)}

    @property
    def accepted(self) -> tuple[Submission, ...]:
        """The nominations that go into the papers."""
        return self._nominations(Status.ACCEPTED)

    @property
    def returned(self) -> tuple[Submission, ...]:
        """The nominations that could be read and must be corrected."""
        return self._nominations(Status.RETURNED)

    def _nominations(self, status: Status) -> tuple[Submission, ...]:
        return tuple(
            r.submission for r in self.received if r.status is status and r.submission and r.kind in NOMINATIONS
        )

    @property
    def returned_units(self) -> tuple[str, ...]:
        """The units, in the office's order, that have sent only workbooks which must be corrected."""
        accepted = {r.sender for r in self.received if r.status is Status.ACCEPTED}
        returned = {r.sender for r in self.received if r.status is Status.RETURNED} - accepted
        return tuple(unit.name for unit in self.office.units if unit.name in returned)

    @property
    def missing_units(self) -> tuple[str, ...]:
        """The units, in the office's order, from which nothing has come."""
        sent = {r.sender for r in self.received}
        return tuple(unit.name for unit in self.office.units if unit.name not in sent)


@dataclass(frozen=True)
class Outcome:
    """A finished run: what was checked, the files made, what they are, and the manifest that accounts for all of it."""

    checked: Checked
    files: Sequence[MadeFile]
    listed: tuple[Listed, ...]
    manifest: Mapping[str, object]
    stamp: MadeFrom

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each file by its path."""
        return {file.path: file.sha256 for file in self.listed}

    @property
    def papers(self) -> tuple[MadeFile, ...]:
        """The Word papers, without what only shows the state of the run and what the Council fills in."""
        return tuple(file for file in self.files if is_paper(file))


def is_paper(file: MadeFile | Listed) -> bool:
    """Whether a made file is one of the Word papers."""
    return not file.derived and file.path.endswith(".docx")


def check_quarter(folder: QuarterFolder) -> Checked:
    """Read, normalise and validate a quarter's folder. Raises PipelineError when the office workbook is unusable."""
    quarter = folder.quarter
    told, warnings = read_the_office(folder.office, quarter)
    office = office_on(quarter.last_day, told)
    now = Circumstances(quarter, tuple(unit.as_choice for unit in office.units))

    findings = [
        *warnings,
        *(finding("earlier-forgotten", Place(q.folder), "", "", earlier=q.title) for q in folder.forgotten),
    ]
    opened: list[_Opened] = []
    for batch in _batches(folder.files):
        read = [_with_official_units(_open(source), now) for source in batch]
        findings += [fault for each in read for fault in each.findings]
        for kind in NOMINATIONS:
            of_that_kind = [each.submission for each in read if each.submission and each.submission.kind == kind]
            findings += validate(of_that_kind, *KINDS[kind], now)
        opened += read if len(opened) < MANY else map(_packed, read)

    sent = [each.submission for each in opened if each.submission]
    of_kind = {kind: [each for each in sent if each.kind == kind] for kind in KINDS}
    people, collectives, meetings = (of_kind[schema.kind] for schema in (CA_NHAN, TAP_THE, HOI_DONG))
    findings += one_nominee_per_unit(people) + one_unit_per_person(people) + one_workbook_per_collective(collectives)
    earlier = {q: (each for s in files if (each := _open(s).submission)) for q, files in folder.earlier}
    before = introduced_before(sent, earlier)
    findings += one_quarter_per_person(people, before)

    wrong = {fault.place.file for fault in findings if fault.severity is Severity.ERROR}
    candidates = tuple(candidate_of(each) for each in (*people, *collectives) if each.file not in wrong)
    at_the_meeting = replace(now, candidates=candidates, regulations=office.regulations)
    findings += validate(meetings, *KINDS[HOI_DONG.kind], at_the_meeting) + one_meeting(meetings)
    meeting, faults = _meeting(
        meetings, told, office, candidates, wrong | {f.place.file for f in findings if f.severity is Severity.ERROR}
    )
    findings += faults

    ordered = reading_order(findings, [schema for schema, _ in KINDS.values()])
    wrong |= {fault.place.file for fault in ordered if fault.severity is Severity.ERROR}
    received = tuple(_received(each, wrong) for each in opened)
    office_file = InputFile(folder.office.name, folder.office.sha256)
    return Checked(quarter, office, office_file, received, folder.ignored, ordered, before, meeting, folder.forgotten)


def _batches(files: Iterable[SourceFile]) -> Iterator[list[SourceFile]]:
    """The files as they are read, in batches that are checked at once."""
    left = iter(files)
    while batch := list(islice(left, BATCH)):
        yield batch


def _meeting(
    sent: Sequence[Submission], told: Submission, office: Office, candidates: Sequence[Candidate], wrong: Container[str]
) -> tuple[Meeting | None, tuple[Finding, ...]]:
    """The Council's meeting, if its workbook is without fault, by the office in force on its day; units stay the quarter's."""
    if len(sent) != 1 or sent[0].file in wrong or not isinstance(day := sent[0].said("ngay_hop"), date):
        return None, ()
    held = sent[0].tables[CUOC_HOP.name][0]["ngay_hop"]
    try:
        deciding = replace(office_on(day, told), units=office.units)
        if office.regulations is None:
            raise PipelineError(f"trang «{QUY_CHE.name}» của co-quan.xlsx chưa đủ các mục.")
    except PipelineError as error:
        heading = CUOC_HOP.column("ngay_hop").heading
        return None, (finding("office-not-in-force", held.place, heading, held.found, detail=str(error)),)
    return meeting_of(sent[0], deciding, office.regulations, candidates), ()


def make_quarter(folder: QuarterFolder, templates: Mapping[str, bytes]) -> Outcome:
    """A quarter checked and its papers made. Raises what the two steps raise."""
    return make_papers(check_quarter(folder), compiled_templates(templates))


def make_papers(
    checked: Checked,
    templates: Mapping[str, CompiledTemplate],
    aside: Path | None = None,
    stamp: MadeFrom = UNKNOWN,
    beside: Beside = here,
) -> Outcome:
    """The papers of a checked quarter; of many, those that are finished wait in an unnamed file in the folder ``aside``.

    ``stamp`` is what they are made from, for the manifest. ``beside`` is who draws the workbooks meanwhile. Raises
    PipelineError when nothing can be made (template) or the papers do not hold everybody.
    """
    hold_templates(templates, checked.quarter, checked.office)
    workbooks = chain(_council_workbook(checked, beside), return_workbooks(checked, beside))
    papers = render(assemble(checked), templates, checked.deciding.day, checked.quarter.folder)
    files: Shelf[MadeFile] = Shelf(folder=aside)
    listed = []
    for file in _meanwhile(proved(checked, papers), workbooks):
        files.append(file)
        listed.append(file.listed)
    shown = _report(checked, listed)
    files.append(shown)
    listed.append(shown.listed)
    return Outcome(checked, files, tuple(listed), make_manifest(checked, listed, stamp), stamp)


def _meanwhile(papers: Iterable[MadeFile], workbooks: Iterator[Drawn]) -> Iterator[MadeFile]:
    """The papers, and among them the workbooks that another process draws: it is never idle, and they do not pile up."""
    ahead = deque(islice(workbooks, DRAWN_AHEAD))
    for number, paper in enumerate(papers, 1):
        yield paper
        if ahead and number % PAPERS_A_DRAWING == 0:
            yield ahead.popleft()()
            ahead.extend(islice(workbooks, 1))
    while ahead:
        yield ahead.popleft()()
        ahead.extend(islice(workbooks, 1))


def proved(checked: Checked, papers: Iterable[MadeFile]) -> Iterator[MadeFile]:
    """The same papers, each held against the workbooks and the others by its own words as it passes.

    Raises Unbalanced or Inconsistent when one of them, or all of them together, say something else.
    """
    balance, truth = Balance(checked), truth_of(checked)
    for file in papers:
        paper = shown(file)
        balance.look(file.kind, paper)
        demand_agreement(truth, file, paper)
        yield file
    balance.demand()


def _report(checked: Checked, listed: Sequence[Listed], kept: Sequence[Kept] = ()) -> MadeFile:
    return MadeFile(REPORT, report(checked, listed, kept), "bao-cao", "", derived=True)


def _council_workbook(checked: Checked, beside: Beside) -> Iterator[Drawn]:
    """The workbook for the Council to fill in, until it has met; none where nobody is introduced."""
    candidates = candidates_of(checked)
    if not checked.meeting and candidates:
        content = beside(council_workbook, checked.quarter.title, checked.office, candidates)
        yield lambda: MadeFile(COUNCIL_WORKBOOK, content(), HOI_DONG.kind, "")


def with_kept(outcome: Outcome, kept: Sequence[Kept]) -> Outcome:
    """The outcome whose report says which files are left as somebody has made them, and what differs in them."""
    if not kept:
        return outcome
    shown = _report(outcome.checked, outcome.listed[:-1], kept)
    files = Rows[MadeFile](
        lambda _, at: shown if at == len(outcome.files) - 1 else outcome.files[at], range(len(outcome.files))
    )
    listed = (*outcome.listed[:-1], shown.listed)
    return Outcome(outcome.checked, files, listed, make_manifest(outcome.checked, listed, outcome.stamp), outcome.stamp)


def show(checked: Checked) -> tuple[MadeFile, ...]:
    """What shows the state of a quarter without its papers: the workbooks to return and, last, the report."""
    returned = tuple(drawn() for drawn in return_workbooks(checked))
    return *returned, _report(checked, [file.listed for file in returned])


def return_workbooks(checked: Checked, beside: Beside = here) -> Iterator[Drawn]:
    """For each workbook that must be corrected, the form with its values and its faults marked."""
    names = returned_names(r.source.name for r in checked.received)
    units = [unit.name for unit in checked.office.units]
    for r in checked.received:
        if r.status is not Status.ACCEPTED and (faults := checked.findings_of.get(r.source.name)):
            sent = r.submission or Submission(r.source.name, "", {}, r.strays)
            yield partial(_returned, names[r.source.name], beside(returned_workbook, sent, faults, units), r.unit)


def _returned(path: str, content: Callable[[], bytes], unit: str) -> MadeFile:
    return MadeFile(path, content(), RETURNED, unit, derived=True)


def open_office(source: SourceFile, day: date) -> Office:
    """The office on a day from its workbook. Raises PipelineError naming every fault when it cannot be used."""
    return office_on(day, read_the_office(source, Quarter(day.year, (day.month + 2) // 3))[0])


def read_the_office(source: SourceFile, quarter: Quarter) -> tuple[Submission, tuple[Finding, ...]]:
    """The office workbook and its warnings. Raises PipelineError naming every fault when it cannot be used."""
    opened = _open(source, CO_QUAN)
    submission, faults = opened.submission, opened.findings
    if submission is not None:
        faults += validate([submission], CO_QUAN, OFFICE_RULES, Circumstances(quarter, ()))
    ordered = reading_order(faults, [CO_QUAN])
    errors = [fault for fault in ordered if fault.severity is Severity.ERROR]
    if submission is None or errors:
        raise PipelineError("\n".join(error.message for error in errors))
    return submission, ordered


def compiled_templates(templates: Mapping[str, bytes], program: str = "") -> dict[str, CompiledTemplate]:
    """Every paper's template, compiled once, or as ``program`` left it compiled.

    Raises TemplateFault for a missing or faulty one; nothing is rendered then.
    """
    compiled = {}
    for paper in PAPERS:
        if paper.template not in templates:
            raise TemplateFault(f"Thiếu mẫu templates/{paper.template}. Chạy lệnh templates để vẽ lại mẫu.")
        name, content = paper.template, templates[paper.template]
        compiled[name] = (kept(name, content, program) if program else None) or read_template(name, content)
    return compiled


def hold_templates(templates: Mapping[str, CompiledTemplate], quarter: Quarter, office: Office) -> None:
    """Hold every template's tags against what the papers provide. Raises TemplateFault; nothing is rendered then."""
    example, added = example_context(quarter, office)
    for paper in PAPERS:
        demand_known_names(templates[paper.template], {**example, **added.get(paper.each, {})})


def make_manifest(checked: Checked, files: Sequence[Listed], stamp: MadeFrom = UNKNOWN) -> Mapping[str, object]:
    """The account of a run: inputs, findings, documents and counts, as the design's contract lists them."""
    statuses = Counter(str(r.status) for r in checked.received)
    severities = Counter(str(f.severity) for f in checked.findings)
    return {
        "quarter": checked.quarter.folder,
        "version": __version__,
        "run": run_number(stamp) if stamp else "",
        "made_from": stamp,
        "inputs": [input_row(r) for r in checked.received] + [_ignored_row(name) for name in checked.ignored],
        "office": {"path": checked.office_source.name, "sha256": checked.office_source.sha256},
        "missing_units": list(checked.missing_units),
        "findings": [_finding_row(f.public) for f in checked.findings],
        "documents": [document_row(f) for f in sorted(files, key=lambda f: f.path)],
        "unconfirmed": [_unconfirmed_row(fact) for fact in checked.office.unconfirmed],
        "counts": {
            "units": len(checked.office.units),
            "missing_units": len(checked.missing_units),
            "accepted": statuses["accepted"],
            "returned": statuses["returned"],
            "unreadable": statuses["unreadable"],
            "ignored": len(checked.ignored),
            "nominees": sum(sent.kind == CA_NHAN.kind for sent in checked.accepted),
            "collectives": sum(sent.kind == TAP_THE.kind for sent in checked.accepted),
            "documents": sum(map(is_paper, files)),
            "errors": severities["error"],
            "warnings": severities["warning"],
        },
    }


@dataclass(frozen=True)
class _Opened:
    """One file as a submission, or its texts and the one finding that says why it is none."""

    source: InputFile
    submission: Submission | None
    findings: tuple[Finding, ...]
    strays: tuple[Stray, ...] = ()


def _open(source: SourceFile, schema: WorkbookSchema | None = None) -> _Opened:
    """A file read by a schema; by that of the kind it is known for if none is given."""
    place, book, file = Place(source.name), source.opened, InputFile(source.name, source.sha256)
    if isinstance(book, Refusal):
        return _Opened(file, None, (finding(book.code, place, "", "", detail=book.detail),))
    schema = schema or known_kind(book, [schema for schema, _ in KINDS.values()])
    if not any(find_sheet(book, sheet) for sheet in schema.sheets):
        expected = ", ".join(f"«{sheet.name}»" for sheet in schema.sheets)
        return _Opened(file, None, (finding("not-our-form", place, "", "", expected=expected),), strays_of(book))
    return _Opened(file, *normalise(book, schema))


def _with_official_units(each: _Opened, now: Circumstances) -> _Opened:
    return replace(each, submission=with_official_units(each.submission, now)) if each.submission else each


def _packed(each: _Opened) -> _Opened:
    """The same, small; but for the Council's workbook, which is looked at more closely later."""
    kept = each.submission and each.submission.kind in NOMINATIONS
    return replace(each, submission=packed(each.submission), findings=()) if each.submission and kept else each


def _received(each: _Opened, wrong: Container[str]) -> Received:
    if each.submission is None:
        return Received(each.source, Status.UNREADABLE, strays=each.strays)
    status = Status.RETURNED if each.source.name in wrong else Status.ACCEPTED
    return Received(each.source, status, each.submission)


def input_row(received: Received) -> Mapping[str, str]:
    """One input file as the manifest lists it."""
    return {
        "path": received.source.name,
        "sha256": received.source.sha256,
        "status": str(received.status),
        "unit": received.unit,
        "kind": received.kind,
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


def document_row(file: Listed) -> Mapping[str, str]:
    """One made file as the manifest lists it; a paper with the number in its seal."""
    row = {"path": file.path, "sha256": file.sha256, "kind": file.kind, "about": file.about}
    return row | ({"edition": file.edition} if file.edition else {})


def _unconfirmed_row(fact: Unconfirmed) -> Mapping[str, str]:
    return {"sheet": fact.sheet, "cell": fact.cell, "text": fact.text}
