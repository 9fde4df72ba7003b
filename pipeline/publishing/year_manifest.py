"""Turns a finished run of a year into its manifest: quarters, inputs with their digests, made files and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline import __version__
from pipeline.papers.year_account import HEADINGS, account
from pipeline.papers.year_papers import YearBook
from pipeline.publishing.manifest import document_row, finding_row, follow_up_rows, input_row
from pipeline.values.digests import sha256
from pipeline.values.file_names import MANIFEST, is_paper
from pipeline.values.json_files import json_object
from pipeline.values.model import InputFile, Listed


def year_run_number(book: YearBook, office: InputFile, templates: Mapping[str, bytes]) -> str:
    """The inputs of a year's run → its number, 12 hexadecimal digits; equal inputs give the same one everywhere."""
    parts = [f"{each.source.name} {each.source.sha256}" for checked in book.quarters for each in checked.received]
    parts += [f"{each.quarter.folder} {each.figures}" for each in book.forgotten]
    parts += [f"{book.year}/{each.source.name} {each.source.sha256}" for each in book.council.received]
    parts += [f"{file.name} {file.sha256}"] if (file := book.follow_up.file) else []
    named = (f"{name} {sha256(content)}" for name, content in sorted(templates.items()) if is_paper(name))
    return sha256("\n".join([*parts, __version__, office.sha256, *named]).encode())[:12].upper()


def earlier_years(outputs: Path, year: int) -> Mapping[int, Mapping[str, int]]:
    """The folder of all outputs → the figures of each earlier year that was made there, by year; what is damaged is left out."""
    found = {}
    for folder in sorted(outputs.glob("[0-9][0-9][0-9][0-9]")) if outputs.is_dir() else ():
        counts = json_object(folder / MANIFEST).get("counts") if int(folder.name) < year else None
        if isinstance(counts, dict) and HEADINGS.keys() <= counts.keys():
            figures = {key: counts[key] for key in HEADINGS if type(counts[key]) is int}
            if len(figures) == len(HEADINGS):
                found[int(folder.name)] = figures
    return found


def make_year_manifest(book: YearBook, files: Sequence[Listed], run: str) -> Mapping[str, object]:
    """A year and its made files → the manifest, ready to be written as JSON."""
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
        ]
        + [{**row, "path": f"{book.year}/{row['path']}"} for row in map(input_row, book.council.received)]
        + follow_up_rows(book.follow_up, book.findings),
        "findings": [finding_row(each.public) for each in book.findings],
        "documents": [document_row(each) for each in sorted(files, key=lambda each: each.path)],
        "counts": {
            "exemplars": len(book.exemplars),
            "to_award": len(book.to_award),
            "documents": sum(is_paper(each.path) for each in files),
            **account(book),
        },
    }
