"""The whole run of a year: turns the folders of its quarters into the papers of the year, report and manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.checking.check import check_quarter, follow_up_of, open_office
from pipeline.checking.year_council import check_year_council
from pipeline.papers.follow_up_workbook import follow_up_workbooks
from pipeline.papers.list_workbooks import year_list_workbook
from pipeline.papers.year_account import print_account
from pipeline.papers.year_council_workbook import year_workbooks
from pipeline.papers.year_example import year_template_examples
from pipeline.papers.year_papers import YearBook, assemble_year, consolidate, print_forgotten
from pipeline.proofs.prove_year import prove_year
from pipeline.publishing.edited import publish_run
from pipeline.publishing.kept_papers import kept_of_year
from pipeline.publishing.plan import Plan
from pipeline.publishing.staging import staged
from pipeline.publishing.year_manifest import earlier_years, make_year_manifest, year_run_number
from pipeline.publishing.year_report import year_report
from pipeline.reading.folders import QuarterFolder
from pipeline.rendering.render import render
from pipeline.rendering.template_compile import compile_templates
from pipeline.values.dates import Year
from pipeline.values.file_names import REPORT, YEAR_PAGE
from pipeline.values.model import EditedFile, Forgotten, MadeFile, SourceFile


@dataclass(frozen=True)
class FinishedYear:
    """A finished run of a year: its data, its manifest, what was done to the folder, edited files left as is, paths of papers."""

    book: YearBook
    manifest: Mapping[str, object]
    published: Plan
    edited: tuple[EditedFile, ...]
    papers: tuple[str, ...]


def make_year(
    year: int,
    office_source: SourceFile,
    folders: Sequence[QuarterFolder],
    templates: Mapping[str, bytes],
    target: Path,
    forgotten: Sequence[Forgotten] = (),
    council: Sequence[SourceFile] = (),
    in_outputs: Iterable[SourceFile] = (),
    replace: bool = False,
    demand_unchanged: Callable[[], None] = lambda: None,
) -> FinishedYear:
    """The folders of a year's quarters as read → the year's papers, proved, and published in the folder ``target``.

    ``council`` are the files in the year's own folder: the Council's votes at its end; ``in_outputs`` its workbooks in the
    outputs, which an officer may have begun to fill in. ``forgotten`` are quarters whose personal data was removed: the papers name them with their figures. With ``replace``
    files that an officer has edited are moved aside, else left as is. ``demand_unchanged`` raises PipelineError if the
    inputs have changed since they were read. Raises PipelineError, one line, when nothing can be made or published.
    """
    office = open_office(office_source, date(year, 12, 31))
    followed = follow_up_of(Year(year), office_source, folders[0].follow_up if folders else None)
    book = consolidate(year, office, [check_quarter(folder) for folder in folders], forgotten, *followed)
    exemplars = {each.who: each.awarded_for for each in book.exemplars}
    book = book.with_council(check_year_council(year, office_source, council, exemplars, in_outputs, forgotten))
    compiled = compile_templates(templates, year_template_examples(year, office))
    others = earlier_years(target.parent, year)
    papers = prove_year(
        render(assemble_year(book, print_account(book, others)), compiled, office.day, str(year)),
        [each.candidate.name for each in book.exemplars],
        {each.quarter.title: print_forgotten(each) for each in book.forgotten},
        [checked.meeting.chosen.candidate.name for checked in book.quarters if checked.meeting],
    )
    run = year_run_number(book, office_source, templates)
    with staged(target) as staging:
        for paper in papers:
            staging.add(paper)
        for kept in kept_of_year(target, book):
            staging.add(kept)
        staging.add(year_list_workbook(book))
        for workbook in (*year_workbooks(book), *follow_up_workbooks(book)):
            staging.add(workbook)
        demand_unchanged()
        manifest, published, edited = publish_run(
            staging,
            lambda files, edited: MadeFile(
                REPORT, year_report(book, files, templates[YEAR_PAGE], edited, others), "bao-cao", "", derived=True
            ),
            lambda files: make_year_manifest(book, files, run),
            run if replace else "",
        )
        papers_made = tuple(each.path for each in staging.listed if not each.derived)
    return FinishedYear(book, manifest, published, edited, papers_made)
