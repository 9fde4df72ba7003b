"""``pdf``: makes a PDF of each Word paper of a quarter, in the folder ``pdf`` of its outputs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.commands.arguments import asked_quarter, quarter_argument
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.commands.helps import Explained
from pipeline.commands.terminal import print_lines
from pipeline.publishing.ledger import PDF_LOCK, clear_fragments, clear_pdf_folders, locked, locked_for_publishing
from pipeline.publishing.one_file import Bound, bind
from pipeline.publishing.pdf import libreoffice, to_pdf
from pipeline.publishing.pdf_ledger import (
    RECORD,
    UNFINISHED,
    PdfRecord,
    PdfTarget,
    is_ours,
    obsolete_pdfs,
    pdf_of,
    pdf_target,
    record_in,
)
from pipeline.publishing.plan import EDITS_FOLDER
from pipeline.publishing.write import write_atomically, write_if_different
from pipeline.reading.folders import newest_quarter, read_papers
from pipeline.values.digests import has_digest, sha256
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import PDF
from pipeline.values.os_errors import refusal

NOT_CURRENT = re.compile(r"\.(?:moi|soat)(?:-\d+)?$")  # a new version (the edited paper is in force), a marked copy


@dataclass(frozen=True)
class MadePdfs:
    """What was done: the papers converted, the number of PDFs unchanged, and the papers whose obsolete PDF was removed.

    ``failed``: path of a paper → the reason in Vietnamese. ``edited``: path of each PDF that was signed or edited and
    left as is → path of the new version; the same path if there is none. ``bound`` is the one file to print.
    """

    converted: tuple[str, ...]
    unchanged: int
    obsolete: tuple[str, ...]
    failed: Mapping[str, str]
    edited: Mapping[str, str]
    bound: Bound


@click.command(cls=Explained)
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
        with locked(folder, PDF_LOCK):  # for long; the folder itself is locked only while PDFs are written
            clear_pdf_folders(folder)
            found, unreadable = read_papers(folder)
            papers = {path: content for path, content in found.items() if _is_current(path)}
            unread = {path: f"không đọc được ({why})" for path, why in unreadable.items() if _is_current(path)}
            if not papers and not unread:
                raise PipelineError(nothing)
            made = _make(folder, papers, unread)
            clear_pdf_folders(folder)  # LibreOffice of a killed command may have gone on writing until now
    except OSError as error:
        raise PipelineError(refusal(error, place=folder)) from error
    print_lines(_lines(made, where))
    return TO_CORRECT if made.failed else DONE


def _make(folder: Path, papers: Mapping[str, bytes], unread: Mapping[str, str]) -> MadePdfs:
    record = record_in(folder)
    targets = {path: pdf_target(folder, path, content, record) for path, content in papers.items()}
    wanted = {path: papers[path] for path, target in targets.items() if target.to_make}
    failed, converted = dict(unread), []
    for batch in to_pdf(wanted, libreoffice() if wanted else "", folder):
        with locked_for_publishing(folder):
            current = {path for path in batch if has_digest(folder / path, sha256(papers[path]))}
            pdfs = {path: content for path, content in batch.items() if content is not None and path in current}
            targets |= {path: pdf_target(folder, path, papers[path], record) for path in pdfs}  # may be signed by now
            ours = {path: [sha256(content), *record.get(path, ())[1:]] for path, content in pdfs.items()}
            _write_record(folder, {**record, **{path: [UNFINISHED, *ours[path]] for path in pdfs}})
            for path, content in pdfs.items():
                write_atomically(folder / targets[path].path, content, folder)
            record = {**record, **{path: [sha256(papers[path]), *ours[path]] for path in pdfs}}
        converted += [*pdfs]
        failed |= {path: _reason_of_failure(path in current) for path in batch if path not in pdfs}
    obsolete = _remove_obsolete(folder, record, targets, {*papers, *unread})
    with locked_for_publishing(folder):
        one = bind(folder, {path: target.path for path, target in targets.items() if path not in failed})
    edited = {target.edited_path: target.path for target in targets.values() if target.edited_path}
    return MadePdfs(tuple(converted), len(papers) - len(wanted), obsolete, failed, edited, one)


def _remove_obsolete(
    folder: Path, record: PdfRecord, targets: Mapping[str, PdfTarget], papers: Iterable[str]
) -> tuple[str, ...]:
    """Remove earlier new versions, and PDFs of papers that do not exist any more; the paths of these papers."""
    existing = {*papers}
    with locked_for_publishing(folder):
        clear_fragments(folder)
        for path, target in targets.items():
            for each in obsolete_pdfs(folder, path, target.path, record):
                (folder / each).unlink(missing_ok=True)
        removed = [path for path in record if path not in existing and is_ours(folder, pdf_of(path), record[path][1:])]
        for path in removed:
            (folder / pdf_of(path)).unlink(missing_ok=True)
        _write_record(folder, {path: [*digests[:2]] for path, digests in record.items() if path in existing})
    return tuple(removed)


def _write_record(folder: Path, record: PdfRecord) -> None:
    write_if_different(folder / RECORD, json.dumps(record, sort_keys=True).encode(), folder)


def _reason_of_failure(is_current: bool) -> str:
    if not is_current:
        return "văn bản vừa thay đổi trong lúc chuyển; chạy lại"
    return "LibreOffice không chuyển được trọn vẹn; mở văn bản bằng Word: nếu mở được thì lưu dạng PDF từ đó, nếu tệp hỏng thì lập lại; rồi xem đĩa còn chỗ trống không"


def _lines(made: MadePdfs, where: str) -> Iterator[str]:
    yield f"Đã lập {len(made.converted)} tệp PDF trong {where}/{PDF}; {made.unchanged} tệp không thay đổi."
    if made.bound.path:
        yield f"Đã ghép thành một tệp để in: {where}/{made.bound.path}, {made.bound.pages} trang, có mục lục dấu trang theo thứ tự ký."
    yield from (f"  Chưa ghép {path}: tệp PDF của văn bản này không đọc được." for path in made.bound.left_out)
    for path, new in made.edited.items():
        new_version = f"; bản mới nằm bên cạnh: {new}" if new != path else ""
        yield f"  Giữ nguyên {path} vì đã được sửa, ký hoặc không phải do chương trình lập{new_version}."
    yield from (f"  Đã xóa PDF của {path} vì văn bản không còn." for path in made.obsolete)
    yield from (f"  LỖI: {path}: {why}." for path, why in made.failed.items())


def _is_current(path: str) -> bool:
    """Whether a Word file is a paper in force: neither moved aside, nor a new version, nor a marked copy."""
    name = Path(path)
    return name.parts[0] != EDITS_FOLDER and not NOT_CURRENT.search(name.stem)
