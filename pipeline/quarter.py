"""The whole line in one place: a quarter's files as bytes in, its papers and manifest as bytes out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from pipeline.checking.check import check_quarter
from pipeline.checking.checked import Checked
from pipeline.checking.office import Office
from pipeline.papers.assemble import assemble
from pipeline.papers.council_workbook import council_workbook
from pipeline.papers.example import example_context
from pipeline.papers.kinds import PAPERS
from pipeline.papers.nominations import candidates_of
from pipeline.papers.returned_workbook import returned_names, returned_workbook
from pipeline.proofs.prove import prove
from pipeline.publishing.made_from import UNKNOWN, MadeFrom
from pipeline.publishing.manifest import is_paper, make_manifest
from pipeline.publishing.report import REPORT, report
from pipeline.reading.folders import QuarterFolder
from pipeline.reading.sandbox import here
from pipeline.rendering.render import CompiledTemplate, demand_known_names, read_template, render
from pipeline.rendering.template_parts import TemplateFault
from pipeline.values.dates import Quarter
from pipeline.values.model import Kept, Listed, MadeFile, Status, Submission
from pipeline.values.packed import Rows, Shelf
from schemas.hoi_dong import HOI_DONG

RETURNED = "tra-lai"
COUNCIL_WORKBOOK = "hoi-dong.xlsx"
DRAWN_AHEAD = 16  # workbooks that are asked for before the first is needed
PAPERS_A_DRAWING = 16  # papers that take as long as drawing one workbook
BEFORE_THE_FIRST = 64  # papers that take as long as loading what draws, too
Drawn = Callable[[], MadeFile]  # what waits for a workbook that is being drawn
Beside = Callable[..., Callable[[], bytes]]


@dataclass(frozen=True)
class Outcome:
    """A finished run: what was checked, the files made, what they are, and the manifest that accounts for all of it."""

    checked: Checked
    files: Sequence[MadeFile]
    listed: tuple[Listed, ...]
    manifest: Mapping[str, object]
    stamp: MadeFrom
    page: bytes

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each file by its path."""
        return {file.path: file.sha256 for file in self.listed}

    @property
    def papers(self) -> tuple[MadeFile, ...]:
        """The Word papers, without what only shows the state of the run and what the Council fills in."""
        return tuple(file for file in self.files if is_paper(file))


def make_quarter(folder: QuarterFolder, templates: Mapping[str, bytes]) -> Outcome:
    """A quarter checked and its papers made. Raises what the two steps raise."""
    return make_papers(check_quarter(folder), compiled_templates(templates), templates[REPORT])


def make_papers(
    checked: Checked,
    templates: Mapping[str, CompiledTemplate],
    page: bytes,
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
    for file in _meanwhile(prove(checked, papers), workbooks):
        files.append(file)
        listed.append(file.listed)
    shown = _report(checked, listed, page)
    files.append(shown)
    listed.append(shown.listed)
    return Outcome(checked, files, tuple(listed), make_manifest(checked, listed, stamp), stamp, page)


def _meanwhile(papers: Iterable[MadeFile], workbooks: Iterator[Drawn]) -> Iterator[MadeFile]:
    """The papers, and among them the workbooks that another process draws: it is never idle, and they do not pile up."""
    ahead = deque(islice(workbooks, DRAWN_AHEAD))
    for number, paper in enumerate(papers, 1):
        yield paper
        if ahead and number >= BEFORE_THE_FIRST and number % PAPERS_A_DRAWING == 0:
            yield ahead.popleft()()
            ahead.extend(islice(workbooks, 1))
    while ahead:
        yield ahead.popleft()()
        ahead.extend(islice(workbooks, 1))


def _report(checked: Checked, listed: Sequence[Listed], page: bytes, kept: Sequence[Kept] = ()) -> MadeFile:
    return MadeFile(REPORT, report(checked, listed, page, kept), "bao-cao", "", derived=True)


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
    shown = _report(outcome.checked, outcome.listed[:-1], outcome.page, kept)
    files = Rows[MadeFile](
        lambda _, at: shown if at == len(outcome.files) - 1 else outcome.files[at], range(len(outcome.files))
    )
    listed = (*outcome.listed[:-1], shown.listed)
    manifest = make_manifest(outcome.checked, listed, outcome.stamp)
    return Outcome(outcome.checked, files, listed, manifest, outcome.stamp, outcome.page)


def show(checked: Checked, page: bytes) -> tuple[MadeFile, ...]:
    """What shows the state of a quarter without its papers: the workbooks to return and, last, the report."""
    returned = tuple(drawn() for drawn in return_workbooks(checked))
    return *returned, _report(checked, [file.listed for file in returned], page)


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


def compiled_templates(templates: Mapping[str, bytes]) -> dict[str, CompiledTemplate]:
    """Every paper's template, compiled once.

    Raises TemplateFault for a missing or faulty one; nothing is rendered then.
    """
    compiled = {}
    for paper in PAPERS:
        if paper.template not in templates:
            raise TemplateFault(f"Thiếu mẫu templates/{paper.template}. Chạy lệnh templates để vẽ lại mẫu.")
        compiled[paper.template] = read_template(paper.template, templates[paper.template])
    return compiled


def hold_templates(templates: Mapping[str, CompiledTemplate], quarter: Quarter, office: Office) -> None:
    """Hold every template's tags against what the papers provide. Raises TemplateFault; nothing is rendered then."""
    example, added = example_context(quarter, office)
    for paper in PAPERS:
        demand_known_names(templates[paper.template], {**example, **added.get(paper.each, {})})
