"""The whole run of a quarter: turns its folder of workbooks into papers, returned workbooks, report and manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pipeline.checking.check import check_quarter
from pipeline.checking.checked import Checked
from pipeline.papers.assemble import assemble
from pipeline.papers.drafts import with_drafts
from pipeline.papers.example import template_examples
from pipeline.papers.list_workbooks import list_workbooks
from pipeline.papers.workbooks import council_workbooks, returned_workbooks
from pipeline.proofs.prove import prove
from pipeline.publishing.edited import publish_run
from pipeline.publishing.kept_papers import kept_minutes
from pipeline.publishing.made_from import UNKNOWN, MadeFrom, run_number
from pipeline.publishing.manifest import make_manifest
from pipeline.publishing.plan import Plan
from pipeline.publishing.report import report
from pipeline.publishing.staging import staged
from pipeline.publishing.write import publish_without_manifest
from pipeline.reading.folders import QuarterFolder
from pipeline.rendering.render import render
from pipeline.rendering.template_compile import CompiledTemplate, compile_templates
from pipeline.values.file_names import REPORT, is_returned_or_report
from pipeline.values.model import EditedFile, Listed, MadeFile
from schemas.terms import Terms


@dataclass(frozen=True)
class Finished:
    """A finished run: its manifest, what was done to the folder of outputs, the office's words, the edited files left as is."""

    manifest: Mapping[str, object]
    published: Plan
    terms: Terms
    edited: tuple[EditedFile, ...] = ()


def make_quarter(
    folder: QuarterFolder,
    templates: Mapping[str, bytes],
    target: Path,
    stamp: MadeFrom = UNKNOWN,
    replace: bool = False,
    demand_unchanged: Callable[[], None] = lambda: None,
) -> Finished:
    """A quarter's folder as read → all its papers and workbooks, proved, and published in the folder ``target``.

    ``stamp`` holds the digests of the inputs. With ``replace`` files that an officer has edited are moved aside, else
    left as is. ``demand_unchanged`` raises PipelineError if the inputs have changed since they were read. Raises
    PipelineError, one line, when nothing can be made or published; nothing is published then.
    """
    checked = check_quarter(folder)
    compiled = compile_templates(templates, template_examples(checked.quarter, checked.office))
    with staged(target) as staging:
        for file in make_files(checked, compiled):
            staging.add(file)
        if minutes := kept_minutes(target, checked, staging.listed, stamp):
            staging.add(minutes)
        demand_unchanged()
        manifest, published, edited = publish_run(
            staging,
            lambda files, edited: _report(checked, files, templates, edited),
            lambda files: make_manifest(checked, files, stamp),
            run_number(stamp) if replace else "",
        )
    return Finished(manifest, published, checked.office.terms(checked.quarter), edited)


def make_files(checked: Checked, compiled: Mapping[str, CompiledTemplate]) -> Iterator[MadeFile]:
    """A checked quarter → all its files but the report: proved papers, the Council's workbook, returned workbooks, drafts of letters.

    Raises PipelineError when a value cannot be printed, or an accepted nominee is missing from the papers.
    """
    documents = assemble(checked)
    papers = prove(checked, render(documents, compiled, checked.deciding.day, checked.quarter.folder))
    workbooks = chain(list_workbooks(checked), council_workbooks(checked), returned_workbooks(checked))
    yield from with_drafts(checked, chain(papers, workbooks))


def show_quarter(
    folder: QuarterFolder,
    templates: Mapping[str, bytes],
    target: Path,
    demand_unchanged: Callable[[], None],
) -> Finished:
    """A quarter's folder as read → its returned workbooks and report, published in ``target``, without the papers.

    Raises PipelineError as :func:`make_quarter` does.
    """
    checked = check_quarter(folder)
    returned = tuple(returned_workbooks(checked))
    shown = (*returned, _report(checked, [file.listed for file in returned], templates))
    published = publish_without_manifest(target, shown, is_returned_or_report, demand_unchanged)
    return Finished(
        make_manifest(checked, [file.listed for file in shown]), published, checked.office.terms(checked.quarter)
    )


def _report(
    checked: Checked, files: Sequence[Listed], templates: Mapping[str, bytes], edited: Sequence[EditedFile] = ()
) -> MadeFile:
    return MadeFile(REPORT, report(checked, files, templates[REPORT], edited), "bao-cao", "", derived=True)
