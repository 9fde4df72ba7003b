"""The line of a quarter: its folder in; its papers, what goes back, the report and the manifest published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checking.check import check_quarter
from pipeline.checking.checked import Checked
from pipeline.papers.assemble import assemble
from pipeline.papers.example import template_examples
from pipeline.papers.workbooks import council_workbooks, returned_workbooks
from pipeline.proofs.prove import prove
from pipeline.publishing.edited import publish_run
from pipeline.publishing.made_from import UNKNOWN, MadeFrom, run_number
from pipeline.publishing.manifest import make_manifest
from pipeline.publishing.report import report
from pipeline.publishing.staging import staged
from pipeline.publishing.write import Published, write_beyond
from pipeline.reading.folders import QuarterFolder
from pipeline.rendering.render import CompiledTemplate, compile_templates, render
from pipeline.values.file_names import REPORT, is_returned_or_report
from pipeline.values.model import Kept, Listed, MadeFile


@dataclass(frozen=True)
class Finished:
    """A finished run: its manifest, what was done to the folder, and which edited files were left as they are."""

    manifest: Mapping[str, object]
    published: Published
    kept: tuple[Kept, ...] = ()


def nothing_to_demand() -> None:
    """The check before publishing where nothing can have changed meanwhile."""


def make_quarter(
    folder: QuarterFolder,
    templates: Mapping[str, bytes],
    target: Path,
    stamp: MadeFrom = UNKNOWN,
    replace: bool = False,
    demand_unchanged: Callable[[], None] = nothing_to_demand,
) -> Finished:
    """A quarter's folder as it is read → everything that it supports, proved, and put into the folder ``target``.

    ``stamp`` says what the run is made from. With ``replace`` files that an officer has edited give way to the new ones.
    ``demand_unchanged`` refuses where the inputs have changed since they were read. Raises PipelineError, one line, when
    nothing can be made or published; nothing is published then.
    """
    checked = check_quarter(folder)
    compiled = compile_templates(templates, template_examples(checked.quarter, checked.office))
    with staged(target) as staging:
        for file in make_files(checked, compiled):
            staging.add(file)
        demand_unchanged()
        manifest, published, kept = publish_run(
            staging,
            lambda files, edited: _report(checked, files, templates, edited),
            lambda files: make_manifest(checked, files, stamp),
            run_number(stamp) if replace else "",
        )
    return Finished(manifest, published, kept)


def make_files(checked: Checked, compiled: Mapping[str, CompiledTemplate]) -> Iterator[MadeFile]:
    """All files of a checked quarter but its report: papers, each proved, and the workbooks that go out and back.

    Raises PipelineError when a value cannot be printed, or the papers do not hold everybody.
    """
    documents = assemble(checked)
    papers = render(documents, compiled, checked.deciding.day, checked.quarter.folder)
    yield from prove(checked, papers)
    yield from council_workbooks(checked)
    yield from returned_workbooks(checked)


def show_quarter(
    folder: QuarterFolder,
    templates: Mapping[str, bytes],
    target: Path,
    demand_unchanged: Callable[[], None] = nothing_to_demand,
) -> Finished:
    """A quarter's folder as it is read → the workbooks that go back and the report, without the papers.

    Raises what :func:`make_quarter` raises.
    """
    checked = check_quarter(folder)
    returned = tuple(returned_workbooks(checked))
    shown = (*returned, _report(checked, [file.listed for file in returned], templates))
    published = write_beyond(target, shown, is_returned_or_report, demand_unchanged)
    return Finished(make_manifest(checked, [file.listed for file in shown]), published)


def _report(
    checked: Checked, files: Sequence[Listed], templates: Mapping[str, bytes], edited: Sequence[Kept] = ()
) -> MadeFile:
    return MadeFile(REPORT, report(checked, files, templates[REPORT], edited), "bao-cao", "", derived=True)
