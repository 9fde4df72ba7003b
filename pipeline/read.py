"""Turns a quarter's folder into its files as bytes: the only stage, with ``write``, that touches the disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.dates import Quarter, parse_folder
from pipeline.model import PipelineError, SourceFile

OFFICE_FILE = "co-quan.xlsx"
SPREADSHEET_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


@dataclass(frozen=True)
class QuarterFolder:
    """What lies in one quarter's folder, in the order of names, and the office workbook beside it."""

    quarter: Quarter
    office: SourceFile
    files: tuple[SourceFile, ...]
    ignored: tuple[str, ...]


def read_quarter(inputs: Path, quarter: Quarter | None) -> QuarterFolder:
    """The files of a quarter; of the newest quarter in ``inputs`` if none is named.

    Raises :class:`PipelineError` when there is no such folder, nothing in it, or no office workbook.
    """
    chosen = quarter or newest_quarter(inputs)
    folder = inputs / chosen.folder
    if not folder.is_dir():
        raise PipelineError(
            f"Không có thư mục inputs/{chosen.folder}. Tạo thư mục này rồi chép biểu mẫu của các đơn vị vào."
        )
    office = read_office(inputs)
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    workbooks = [entry for entry in entries if not _is_ignored(entry)]
    if not workbooks:
        raise PipelineError(
            f"Thư mục inputs/{chosen.folder} chưa có biểu mẫu nào. Chép biểu mẫu của các đơn vị vào rồi chạy lại."
        )
    ignored = tuple(entry.name for entry in entries if _is_ignored(entry))
    return QuarterFolder(chosen, office, tuple(map(_read_file, workbooks)), ignored)


def read_office(inputs: Path) -> SourceFile:
    """The office workbook as bytes. Raises :class:`PipelineError` when there is none."""
    path = inputs / OFFICE_FILE
    if not path.is_file():
        raise PipelineError(
            f"Không có tệp inputs/{OFFICE_FILE}. Chép templates/{OFFICE_FILE} vào thư mục inputs rồi sửa cho đúng cơ quan."
        )
    return _read_file(path)


def newest_quarter(inputs: Path) -> Quarter:
    """The newest quarter that has a folder in ``inputs``. Raises :class:`PipelineError` when none has."""
    quarters = [quarter for entry in _folders(inputs) if (quarter := _quarter_of(entry.name))]
    if not quarters:
        raise PipelineError(
            "Thư mục inputs chưa có quý nào. Tạo thư mục tên dạng 2020-Q1 rồi chép biểu mẫu của các đơn vị vào."
        )
    return max(quarters)


def read_templates(folder: Path) -> dict[str, bytes]:
    """The Word templates by file name. Raises :class:`PipelineError` when there are none."""
    found = {path.name: path.read_bytes() for path in sorted(folder.glob("*.docx")) if not _is_hidden(path.name)}
    if not found:
        raise PipelineError("Thư mục templates không có mẫu Word nào. Chạy lệnh templates để vẽ lại các mẫu.")
    return found


def _read_file(path: Path) -> SourceFile:
    """A file's bytes; what the disk refuses becomes the file's ``fault`` and costs that file only."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return SourceFile(path.name, b"", "", error.strerror or type(error).__name__)
    return SourceFile(path.name, content, hashlib.sha256(content).hexdigest())


def _is_hidden(name: str) -> bool:
    """Lock files, dot files and what file systems leave behind: not anybody's workbook."""
    return name.startswith((".", "~$", "~")) or name.lower() in ("thumbs.db", "desktop.ini")


def _is_ignored(entry: Path) -> bool:
    if _is_hidden(entry.name):
        return True
    return entry.is_dir() and not entry.name.lower().endswith(SPREADSHEET_SUFFIXES)


def _folders(inputs: Path) -> list[Path]:
    return [entry for entry in inputs.iterdir() if entry.is_dir()] if inputs.is_dir() else []


def _quarter_of(name: str) -> Quarter | None:
    try:
        return parse_folder(name)
    except ValueError:
        return None
