"""Turns the folders of ``inputs/`` into workbooks as typed, and finds the papers and templates on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from pipeline.reading.sandbox import Reader
from pipeline.values.dates import Quarter, parse_folder
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import FOLLOW_UP_FILE, FORMS, OFFICE_FILE, PAPER_SUFFIX, REPORT, YEAR_PAGE, is_paper
from pipeline.values.model import SourceFile
from pipeline.values.os_errors import reason, refusal
from pipeline.values.safe_names import shown_name

TEMPLATE_SUFFIXES = (PAPER_SUFFIX, ".html")
PAGES = (REPORT, YEAR_PAGE)
SPREADSHEET_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


@dataclass(frozen=True)
class QuarterFolder:
    """The files of one quarter's folder in the order of their names, and the office workbook.

    ``files`` are read while they are iterated, which is possible once; after them the same holds for ``earlier``, the
    workbooks of the year's earlier quarters that are still there. ``office_workbook`` waits until the office workbook is
    read, ``follow_up_workbook`` until the optional follow-up workbook is. ``forgotten`` are earlier quarters whose personal data was deleted on request; ``in_outputs`` the Council's workbook in the
    outputs, read after all others.
    """

    quarter: Quarter
    office_workbook: Callable[[], SourceFile]
    files: Iterable[SourceFile]
    ignored: tuple[str, ...]
    earlier: tuple[tuple[Quarter, Iterable[SourceFile]], ...] = ()
    forgotten: tuple[Quarter, ...] = ()
    in_outputs: Iterable[SourceFile] = ()
    follow_up_workbook: Callable[[], SourceFile | None] = lambda: None

    @cached_property
    def office(self) -> SourceFile:
        """The office workbook."""
        return self.office_workbook()

    @cached_property
    def follow_up(self) -> SourceFile | None:
        """The follow-up workbook; None if there is none."""
        return self.follow_up_workbook()


Progress = Callable[[int, int], None]  # called with the number of files read so far, and of all files


def read_quarter(
    inputs: Path,
    quarter: Quarter,
    reader: Reader,
    progress: Progress = lambda done, total: None,
    without_earlier: bool = False,
) -> QuarterFolder:
    """The folder of a quarter.

    ``without_earlier`` leaves out the year's earlier quarters. The files are read while they are iterated, by a reader that
    the caller stops. Raises :class:`PipelineError` if there is no such folder, it has no workbooks, or there is no office
    workbook.
    """
    folder = inputs / quarter.folder
    if not folder.is_dir():
        raise PipelineError(
            f"Không có thư mục inputs/{quarter.folder}. Tạo thư mục này rồi chép biểu mẫu của các đơn vị vào."
        )
    workbooks = workbooks_of(folder)
    if not workbooks:
        raise PipelineError(
            f"Thư mục inputs/{quarter.folder} chưa có biểu mẫu nào. Chép biểu mẫu của các đơn vị vào rồi chạy lại."
        )
    earlier_quarters = () if without_earlier else quarter.earlier_in_year()
    before = [(q, workbooks_of(inputs / q.folder)) for q in earlier_quarters]
    total = len(workbooks) + sum(len(paths) for _, paths in before)
    done = count(1)

    def opened(sources: Iterable[SourceFile]) -> Iterator[SourceFile]:
        for source in sources:
            progress(next(done), total)
            yield source

    office, follow_up = _read_office(inputs, reader), _read_follow_up(inputs, reader)
    files = opened(reader.read(workbooks))
    earlier = tuple((q, opened(_later(reader, paths))) for q, paths in before if paths)
    ignored = tuple(shown_name(entry.name) for entry in entries_of(folder) if _is_ignored(entry))
    return QuarterFolder(quarter, office, files, ignored, earlier, follow_up_workbook=follow_up)


def _later(reader: Reader, paths: Sequence[Path]) -> Iterator[SourceFile]:
    """The files of some paths; reading begins only when the first is asked for."""
    yield from reader.read(paths)


def read_year(inputs: Path, year: int, reader: Reader) -> tuple[SourceFile, tuple[QuarterFolder, ...]]:
    """The office workbook, and the folders of those quarters of a year that have workbooks.

    Raises :class:`PipelineError` if no quarter of the year has workbooks, or there is no office workbook.
    """
    filled = [quarter for quarter in quarters_with_files(inputs) if quarter.year == year]
    if not filled:
        raise PipelineError(
            f"Năm {year} chưa có quý nào trong thư mục inputs. Tạo thư mục dạng {year}-Q1 rồi chép biểu mẫu vào."
        )
    office = _read_office(inputs, reader)
    folders = tuple(read_quarter(inputs, quarter, reader, without_earlier=True) for quarter in filled)
    return office(), folders


def read_year_folder(inputs: Path, year: int, reader: Reader) -> tuple[SourceFile, ...]:
    """The workbooks in the folder of a year: the Council's at its end; none if there is no such folder."""
    return tuple(reader.read(workbooks_of(inputs / str(year))))


def quarters_with_files(inputs: Path) -> tuple[Quarter, ...]:
    """The quarters whose folder has workbooks, the earliest first."""
    quarters = sorted(quarter for entry in _folders(inputs) if (quarter := quarter_of(entry.name)))
    return tuple(q for q in quarters if workbooks_of(inputs / q.folder))


def read_papers(folder: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """Maps the path in a folder of each Word file below it to its bytes, or to the reason why it cannot be read.

    Both in the order of paths.
    """
    read: dict[str, bytes] = {}
    unread: dict[str, str] = {}
    for path in sorted(path for path in folder.rglob("*.docx") if path.is_file()):
        inside = path.relative_to(folder)
        if any(map(_is_hidden, inside.parts)):  # among them what a killed ``make pdf`` has left
            continue
        try:
            read[inside.as_posix()] = path.read_bytes()
        except OSError as error:
            unread[inside.as_posix()] = reason(error)
    return read, unread


def read_office(inputs: Path) -> SourceFile:
    """The office workbook. Raises :class:`PipelineError` if there is none."""
    with Reader() as reader:
        return _read_office(inputs, reader)()


def read_follow_up(inputs: Path) -> SourceFile | None:
    """The follow-up workbook; None if there is none."""
    with Reader() as reader:
        return _read_follow_up(inputs, reader)()


def _read_office(inputs: Path, reader: Reader) -> Callable[[], SourceFile]:
    """Start to read the office workbook; the returned function waits for it."""
    path = inputs / OFFICE_FILE
    if not path.is_file():
        raise PipelineError(
            f"Không có tệp inputs/{OFFICE_FILE}. Chép templates/{OFFICE_FILE} vào thư mục inputs rồi sửa cho đúng cơ quan."
        )
    opened = reader.read([path])
    return lambda: next(opened)


def _read_follow_up(inputs: Path, reader: Reader) -> Callable[[], SourceFile | None]:
    """Start to read the follow-up workbook, if there is one; the returned function waits for it."""
    path = inputs / FOLLOW_UP_FILE
    opened = reader.read([path] if path.exists() else [])
    return lambda: next(opened, None)


def newest_quarter(inputs: Path, outputs: Path | None = None) -> Quarter:
    """The newest quarter that has a folder in ``inputs``, or, with ``outputs``, whose forms are there.

    Raises :class:`PipelineError` if there is none.
    """
    sent_out = (entry for entry in _folders(outputs) if (entry / FORMS).is_dir()) if outputs else ()
    quarters = [quarter for entry in (*_folders(inputs), *sent_out) if (quarter := quarter_of(entry.name))]
    if not quarters:
        raise PipelineError(
            "Thư mục inputs chưa có quý nào. Tạo thư mục tên dạng 2020-Q1 rồi chép biểu mẫu của các đơn vị vào."
        )
    return max(quarters)


def read_templates(folder: Path) -> dict[str, bytes]:
    """Maps the file names of the Word templates and of the report's pages to their bytes.

    Raises :class:`PipelineError` if there is no Word template, a page is missing, or a file cannot be read.
    """
    try:
        found = {path.name: path.read_bytes() for path in template_files(folder)}
    except OSError as error:
        raise PipelineError(refusal(error, "đọc", folder)) from error
    if missing := next((page for page in PAGES if page not in found), ""):
        raise PipelineError(f"Thiếu tệp templates/{missing}. Chép lại tệp này từ bản gốc của chương trình.")
    if not any(is_paper(name) for name in found):
        raise PipelineError("Thư mục templates không có mẫu Word nào. Chạy lệnh templates để vẽ lại các mẫu.")
    return found


def template_files(folder: Path) -> list[Path]:
    """The Word and HTML files of a folder, from which papers and reports are made, in the order of names."""
    named = (path for path in entries_of(folder) if path.name.endswith(TEMPLATE_SUFFIXES) and not _is_hidden(path.name))
    return [path for path in named if path.is_file()]


def entries_of(folder: Path) -> list[Path]:
    """The files and folders in a folder, in the order of names; none if there is no such folder."""
    return sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else []


def workbooks_of(folder: Path) -> list[Path]:
    """The entries of a quarter's folder that are read as workbooks, in the order of names."""
    return [entry for entry in entries_of(folder) if not _is_ignored(entry)]


def _is_hidden(name: str) -> bool:
    """Whether a name is that of a lock file, a dot file or a file of the operating system, which nobody sends."""
    return name.startswith((".", "~$", "~")) or name.lower() in ("thumbs.db", "desktop.ini")


def _is_ignored(entry: Path) -> bool:
    if _is_hidden(entry.name):
        return True
    return entry.is_dir() and not entry.name.lower().endswith(SPREADSHEET_SUFFIXES)


def _folders(inputs: Path) -> list[Path]:
    return [entry for entry in inputs.iterdir() if entry.is_dir()] if inputs.is_dir() else []


def quarter_of(name: str) -> Quarter | None:
    """The quarter that a folder's name means; None if it means none."""
    try:
        return parse_folder(name)
    except ValueError:
        return None
