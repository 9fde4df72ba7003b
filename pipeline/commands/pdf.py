"""The command that lays a PDF beside each Word paper of a quarter, on request."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.commands.arguments import asked_quarter, quarter_argument
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.publishing.ledger import PDF_LOCK, alone, clear_fragments, clear_pdf_folders, holding
from pipeline.publishing.pdf import libreoffice, to_pdf
from pipeline.publishing.pdf_ledger import (
    RECORD,
    UNFINISHED,
    Place,
    Record,
    is_ours,
    leftovers,
    pdf_of,
    place_of,
    record_in,
)
from pipeline.publishing.plan import EDITED
from pipeline.publishing.write import lay, put, remove
from pipeline.reading.folders import newest_quarter, read_every_paper
from pipeline.values.digests import sha256, stands_as
from pipeline.values.file_names import PDF
from pipeline.values.model import PipelineError
from pipeline.values.os_errors import refusal

ASIDE = re.compile(
    r"\.(?:moi|soat)(?:-\d+)?$"
)  # a new version beside an edited paper, which is what stands; a marked copy


@dataclass(frozen=True)
class Made:
    """What was done: the PDFs laid, those already there, whose paper is gone, what failed and why, and what is somebody's."""

    laid: tuple[str, ...]
    standing: int
    gone: tuple[str, ...]
    failed: Mapping[str, str]
    kept: Mapping[str, str]


@click.command()
@quarter_argument
@folders
@click.pass_context
def pdf(context: click.Context, /, quarter: str | None, **_: object) -> int:
    """Lập PDF cho các văn bản Word của một quý, trong outputs/<quý>/pdf/; cần LibreOffice."""
    chosen = asked_quarter(quarter) or newest_quarter(folder_of(context, "inputs"))
    outputs = folder_of(context, "outputs")
    folder, where = outputs / chosen.folder, f"{outputs.name}/{chosen.folder}"
    nothing = f"Chưa có văn bản nào trong {where}. Chạy make quarter QUARTER={chosen.folder} trước."
    if not folder.is_dir():
        raise PipelineError(nothing)
    try:
        with alone(folder, PDF_LOCK):  # long; the folder itself is held while PDFs are laid only
            clear_pdf_folders(folder)
            found, unreadable = read_every_paper(folder)
            papers = {path: content for path, content in found.items() if _is_current(path)}
            unread = {path: f"không đọc được ({why})" for path, why in unreadable.items() if _is_current(path)}
            if not papers and not unread:
                raise PipelineError(nothing)
            made = _make(folder, papers, unread)
            clear_pdf_folders(folder)  # into what a killed one has left its LibreOffice may have written until now
    except OSError as error:
        raise PipelineError(refusal(error, place=folder)) from error
    for line in _account(made, where):
        click.echo(line)
    return TO_CORRECT if made.failed else DONE


def _make(folder: Path, papers: Mapping[str, bytes], unread: Mapping[str, str]) -> Made:
    record = record_in(folder)
    places = {path: place_of(folder, path, content, record) for path, content in papers.items()}
    wanted = {path: papers[path] for path, place in places.items() if place.to_make}
    failed, laid = dict(unread), []
    for batch in to_pdf(wanted, libreoffice() if wanted else "", folder):
        with holding(folder):
            current = {path for path in batch if stands_as(folder / path, sha256(papers[path]))}
            pdfs = {path: content for path, content in batch.items() if content is not None and path in current}
            places |= {path: place_of(folder, path, papers[path], record) for path in pdfs}  # signed in the meantime?
            ours = {path: [sha256(content), *record.get(path, ())[1:]] for path, content in pdfs.items()}
            _write_record(folder, {**record, **{path: [UNFINISHED, *ours[path]] for path in pdfs}})
            for path, content in pdfs.items():
                put(folder / places[path].path, content, folder)
            record = {**record, **{path: [sha256(papers[path]), *ours[path]] for path in pdfs}}
        laid += [*pdfs]
        failed |= {path: _why(path in current) for path in batch if path not in pdfs}
    gone = _tidy(folder, record, places, {*papers, *unread})
    kept = {place.somebodys: place.path for place in places.values() if place.somebodys}
    return Made(tuple(laid), len(papers) - len(wanted), gone, failed, kept)


def _tidy(folder: Path, record: Record, places: Mapping[str, Place], papers: Iterable[str]) -> tuple[str, ...]:
    """Remove what is ours and has no reason any more; the papers whose PDF went."""
    there = {*papers}
    with holding(folder):
        clear_fragments(folder)
        for path, place in places.items():
            for each in leftovers(folder, path, place.path, record):
                remove(folder / each)
        lost = [path for path in record if path not in there and is_ours(folder, pdf_of(path), record[path][1:])]
        for path in lost:
            remove(folder / pdf_of(path))
        _write_record(folder, {path: [*told[:2]] for path, told in record.items() if path in there})
    return tuple(lost)


def _write_record(folder: Path, record: Record) -> None:
    lay(folder / RECORD, json.dumps(record, sort_keys=True).encode(), folder)


def _why(current: bool) -> str:
    if not current:
        return "văn bản vừa thay đổi trong lúc chuyển; chạy lại"
    return "LibreOffice không chuyển được trọn vẹn; xem đĩa còn chỗ trống không rồi chạy lại, hoặc mở văn bản bằng Word và lưu dạng PDF"


def _account(made: Made, where: str) -> Iterator[str]:
    yield f"Đã lập {len(made.laid)} tệp PDF trong {where}/{PDF}; {made.standing} tệp không thay đổi."
    for path, place in made.kept.items():
        beside = f"; bản mới nằm bên cạnh: {place}" if place != path else ""
        yield f"  Giữ nguyên {path} vì đã được sửa, ký hoặc không phải do chương trình lập{beside}."
    yield from (f"  Đã xóa PDF của {path} vì văn bản không còn." for path in made.gone)
    yield from (f"  LỖI: {path}: {why}." for path, why in made.failed.items())


def _is_current(path: str) -> bool:
    """Whether a Word file is one of the papers to circulate: neither a version kept aside nor one laid beside an edit."""
    name = Path(path)
    return name.parts[0] != EDITED and not ASIDE.search(name.stem)
