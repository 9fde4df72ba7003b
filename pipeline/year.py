"""The line of the year: its quarters' files in, the year's papers and manifest out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline import __version__
from pipeline.checking.check import check_quarter, open_office
from pipeline.checking.checked import Forgotten
from pipeline.checking.office import Office
from pipeline.papers.example import example_context
from pipeline.papers.year_papers import YEAR_PAPERS, YearBook, assemble_year, consolidate, print_forgotten, quarters_of
from pipeline.proofs.balance import NAME_COLUMN, Unbalanced
from pipeline.publishing.manifest import document_row, input_row
from pipeline.publishing.report import REPORT
from pipeline.publishing.year_report import PAGE, year_report
from pipeline.reading.folders import QuarterFolder
from pipeline.rendering.render import CompiledTemplate, compile_templates, render
from pipeline.values.digests import sha256
from pipeline.values.model import Kept, MadeFile, SourceFile
from pipeline.values.vietnamese import person_key
from pipeline.word.words import Reading


@dataclass(frozen=True)
class YearOutcome:
    """A finished year: what came together, the papers as bytes, and the manifest that accounts for both."""

    book: YearBook
    files: tuple[MadeFile, ...]
    manifest: Mapping[str, object]
    page: bytes

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each file by its path."""
        return {file.path: sha256(file.content) for file in self.files}


def make_year(
    year: int,
    office_source: SourceFile,
    folders: Sequence[QuarterFolder],
    templates: Mapping[str, bytes],
    forgotten: Sequence[Forgotten] = (),
) -> YearOutcome:
    """The papers of a year from the quarters that there are; those that were forgotten are named with their figures.

    Raises PipelineError when nothing can be made (office workbook, template) or the list does not hold everybody once.
    """
    office = open_office(office_source, date(year, 12, 31))
    book = consolidate(year, office, [check_quarter(folder) for folder in folders], forgotten)
    told = [f"{each.source.name} {each.source.sha256}" for checked in book.quarters for each in checked.received]
    told += [f"{each.quarter.folder} {each.figures}" for each in forgotten]
    told += [
        __version__,
        office_source.sha256,
        *(f"{name} {sha256(content)}" for name, content in sorted(templates.items()) if name.endswith(".docx")),
    ]
    number = sha256("\n".join(told).encode())[:12].upper()
    read = tuple(render(assemble_year(book), _compiled(templates, year, office), office.day, str(year)))
    papers = tuple(file for file, _ in read)
    fault = next(_faults(book, read), None)
    if fault:
        raise Unbalanced(f"Số liệu vào và ra không khớp: {fault} Chưa công bố văn bản nào; kiểm tra mẫu Word vừa sửa.")
    return _outcome(book, papers, number, templates[PAGE])


def _outcome(
    book: YearBook, papers: Sequence[MadeFile], number: str, page: bytes, kept: Sequence[Kept] = ()
) -> YearOutcome:
    files = (*papers, MadeFile(REPORT, year_report(book, papers, page, kept), "bao-cao", "", derived=True))
    return YearOutcome(book, files, _manifest(book, files, number), page)


def with_kept(outcome: YearOutcome, kept: Sequence[Kept]) -> YearOutcome:
    """The outcome whose report says which files are left as somebody has made them, and what differs in them."""
    number = str(outcome.manifest["run"])
    return _outcome(outcome.book, outcome.files[:-1], number, outcome.page, kept) if kept else outcome


def _compiled(templates: Mapping[str, bytes], year: int, office: Office) -> dict[str, CompiledTemplate]:
    """The year's templates, their tags held against an example in which no list is empty."""
    example = year_example(year, office)
    return compile_templates(templates, {paper.template: example for paper in YEAR_PAPERS})


def year_example(year: int, office: Office) -> Mapping[str, object]:
    """An example of all that the year's papers may print, in which no list is empty."""
    example, _ = example_context(quarters_of(year)[-1], office)
    added = {"quy_duyet": "x", "quy_chon": "x", "da_khen_nam": "x", "hinh_thuc_nam": "x"}
    both = {}
    for key in ("tap_the", "ca_nhan"):
        listed = example[key]
        both[key] = tuple({**each, **added} for each in listed) if isinstance(listed, Sequence) else ()
    register = {"tt": "1", "don_vi": "x", **{f"quy_{n}": "x" for n in (1, 2, 3, 4)}, "da_gui": "04"}
    own = {"doi_tuong": "x", "quy_thieu": ("x",), "quy_chua_hop": ("x",), "quy_da_xoa": ("x",), "bieu_duong": "01"}
    return {**example, **both, "nam": own, "so_theo_doi": (register,), "co_quyet_dinh": True}


def _faults(book: YearBook, papers: Sequence[tuple[MadeFile, Reading]]) -> Iterator[str]:
    """Every exemplar stands once in each of the year's lists, by name, and nobody else does."""
    for file, reading in papers:
        if not file.path.startswith("danh-sach-"):
            continue
        told = " ".join(reading.outside)
        yield from (
            f"{file.path} không nói {each.quarter.title} đã xóa dữ liệu cá nhân."
            for each in book.forgotten
            if print_forgotten(each) not in told
        )
        rows = [row for row in reading.cells if len(row) > NAME_COLUMN + 1 and row[0].isdigit()]
        listed = sorted(row[NAME_COLUMN].removeprefix("Ông ").removeprefix("Bà ") for row in rows)
        wanted = sorted(each.candidate.name for each in book.exemplars)
        if listed != wanted:
            differing = sorted(set(listed) ^ set(wanted), key=person_key) or listed
            yield f"{file.path} không ghi đúng một lần: {', '.join(differing)}."


def _manifest(book: YearBook, files: Sequence[MadeFile], run: str) -> Mapping[str, object]:
    return {
        "year": book.year,
        "version": __version__,
        "run": run,
        "quarters": [checked.quarter.folder for checked in book.quarters],
        "missing_quarters": [quarter.folder for quarter in book.missing],
        "forgotten_quarters": [
            {"quarter": each.quarter.folder, "counts": dict(each.counts)} for each in book.forgotten
        ],
        "quarters_before_the_meeting": [quarter.folder for quarter in book.not_met],
        "inputs": [
            {**row, "path": f"{checked.quarter.folder}/{row['path']}"}
            for checked in book.quarters
            for row in map(input_row, checked.received)
        ],
        "documents": [document_row(f.listed) for f in sorted(files, key=lambda f: f.path)],
        "counts": {
            "exemplars": len(book.exemplars),
            "to_award": len(book.to_award),
            "documents": sum(not file.derived for file in files),
        },
    }
