"""Arguments and options that several commands share, and reading a quarter's folder with a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from time import time

import click

from pipeline.commands.cli import folder_of
from pipeline.publishing.forgotten import forgotten_quarters
from pipeline.publishing.ledger import PENDING, known_digests
from pipeline.publishing.plan import EDITS_FOLDER, new_version_path
from pipeline.reading.folders import QuarterFolder, read_quarter
from pipeline.reading.sandbox import Reader
from pipeline.values.dates import Quarter, parse_folder
from pipeline.values.digests import has_digest
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import COUNCIL_WORKBOOK, OFFICE_FILE

LONG_WORK = 30  # number of files from which a progress bar is shown
KNOWN = 10  # files read before it says how long the rest will take: the first ones wait for the reading process
as_json = click.option("--json", "as_json", is_flag=True, help="In bản kê manifest ra màn hình thay cho lời báo.")
replace_edited = click.option(
    "--replace", is_flag=True, help="Lấy bản mới thay cho tệp đã sửa tay; bản sửa tay chuyển vào sua-tay/."
)
quarter_argument = click.argument("quarter", required=False, metavar="[2020-Q1]")
files_argument = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="TỆP…")


def asked_quarter(text: str | None) -> Quarter | None:
    """The quarter typed, None if none was. Raises PipelineError for a text that names no quarter."""
    if not text:
        return None
    try:
        return parse_folder(text)
    except ValueError as error:
        raise PipelineError(f"«{text}» không phải là tên quý. Ghi dạng 2020-Q1.") from error


def read_with_bar(context: click.Context, chosen: Quarter, reader: Reader) -> QuarterFolder:
    """Read the quarter's folder; on a terminal, from ``LONG_WORK`` files on, with a progress bar."""
    bar = context.with_resource(click.progressbar(length=1, label="Đọc biểu mẫu", file=sys.stderr, hidden=True))

    def progress(done: int, total: int) -> None:
        bar.length, bar.hidden = total, total < LONG_WORK or not sys.stderr.isatty()
        bar.show_eta = done > KNOWN
        if done == 1:
            bar.start = bar.last_eta = time()  # reading begins; until now its process and the libraries were loaded
        bar.update(1)

    inputs, outputs = folder_of(context, "inputs"), folder_of(context, "outputs")
    forgotten = forgotten_quarters(inputs, outputs, chosen.earlier_in_year())
    folder = read_quarter(inputs, chosen, reader, progress)
    council = council_workbooks_in(outputs / chosen.folder, COUNCIL_WORKBOOK)
    in_outputs = reader.read(council) if council else ()
    return replace(folder, forgotten=tuple(each.quarter for each in forgotten), in_outputs=in_outputs)


def council_workbooks_in(folder: Path, name: str) -> list[Path]:
    """The Council's workbooks in a folder of the outputs: new versions that were edited, the newest first, then the one itself.

    Where a killed run had moved that aside, the one last saved there.
    """
    known, new = known_digests(folder), Path(new_version_path(name))
    versions = sorted(
        folder.glob(f"{new.stem}*{new.suffix}"), key=lambda path: (len(path.name), path.name), reverse=True
    )
    found = [path for path in versions if not _is_ours(path, known.get(path.name, ()))]
    if (folder / name).is_file():
        return [*found, folder / name]
    aside = (folder / EDITS_FOLDER).glob(f"*/{name}") if (folder / PENDING).is_file() else ()
    return [*found, *sorted(aside, key=lambda path: path.stat().st_mtime)[-1:]]


def _is_ours(path: Path, digests: Iterable[str]) -> bool:
    """Whether a file is as an earlier run wrote it."""
    return any(has_digest(path, digest) for digest in digests)


def has_sample_office(inputs: Path, templates: Path) -> bool:
    """Whether the office workbook is the shipped one, unchanged."""
    try:
        return (inputs / OFFICE_FILE).read_bytes() == (templates / OFFICE_FILE).read_bytes()
    except OSError:
        return False
