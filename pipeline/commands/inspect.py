"""``inspect``: checks the form of existing Word papers, point by point, against Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from glob import escape, glob
from pathlib import Path
from tempfile import gettempdir

import click

from pipeline.commands.arguments import files_argument
from pipeline.commands.cli import DONE, NOTHING_MADE, TO_CORRECT, folders
from pipeline.commands.helps import Explained
from pipeline.inspection import decree
from pipeline.inspection.inspect import inspect as inspect_paper
from pipeline.inspection.inspect import marked
from pipeline.inspection.pages import signature_alone, signed_with
from pipeline.inspection.points import Grade, Point
from pipeline.publishing.pdf import libreoffice, to_pdf
from pipeline.publishing.write import write_next_to
from pipeline.reading.bounded import Bounded, paper_bytes
from pipeline.values.errors import PipelineError
from pipeline.values.os_errors import reason

WORDS = {Grade.MET: "Đạt", Grade.WRONG: "SAI", Grade.LOOK: "Nên xem", Grade.OUTSIDE: "Không xét"}
ORDER = {Grade.WRONG: 0, Grade.LOOK: 1, Grade.MET: 2, Grade.OUTSIDE: 2}  # what is wrong comes first
SIGNING_PLACE = decree.SIGNING_PLACE.component
MACRO_FILES = (".docm", ".dotm")  # whose content Word does not open under the name of a .docx
NUMBERS = ("", *(f"-{number}" for number in range(2, 1000)))  # at the end of a copy's name if there are others


@click.command(cls=Explained)
@files_argument
@folders
@click.option("--json", "as_json", is_flag=True, help="In mọi điểm soát ra dạng JSON.")
@click.option("--mark", is_flag=True, help="Lập thêm bản chép <tên>.soat.docx có chú thích tại từng chỗ sai.")
@click.option("--all", "everything", is_flag=True, help="In cả các điểm đạt.")
def inspect(files: tuple[Path, ...], as_json: bool, mark: bool, everything: bool, **_: object) -> int:
    """Soát thể thức văn bản Word theo Nghị định 30/2020/NĐ-CP, từng điểm."""
    points_of: dict[Path, tuple[Point, ...]] = {}
    refused = 0
    with Bounded(inspect_paper) as read:
        for path in _named(files):
            try:
                points_of[path] = read(_content(path))
            except PipelineError as error:  # the other files are inspected all the same
                refused += 1
                click.echo(f"Không soát được {path}: {error}", err=True)
    _look_at_pages(points_of)
    if as_json:
        click.echo(json.dumps({str(path): _rows(points_of[path]) for path in points_of}, ensure_ascii=False, indent=1))
    else:
        for path, points in points_of.items():
            for line in _slip(path, points, everything):
                click.echo(line)
    with Bounded(marked) as mark_in:
        for path in [path for path, points in points_of.items() if mark and _faulty(points)]:
            try:
                click.echo(f"Bản có chú thích: {_write_marked(path, mark_in)}", err=as_json)
            except PipelineError as error:
                refused += 1
                click.echo(f"Không lập được bản có chú thích của {path}: {error}", err=True)
    if not points_of:
        return NOTHING_MADE
    wrong = any(point.grade is Grade.WRONG for points in points_of.values() for point in points)
    return TO_CORRECT if refused or wrong else DONE


def _named(files: Iterable[Path]) -> Iterable[Path]:
    """Names as typed → the files they name, each once: «*» and «?» match any characters, in names of folders too.

    Needed because a Windows console, or quotes, pass «2020-Q*/*.docx» on unchanged. Brackets have no special meaning.
    """
    found: dict[Path, None] = {}
    for path in files:
        pattern = escape(str(path)).replace("[*]", "*").replace("[?]", "?")
        named = sorted(map(Path, glob(pattern))) if "*" in str(path) and not path.exists() else []
        found |= dict.fromkeys(named or [path])
    return found


def _look_at_pages(points_of: dict[Path, tuple[Point, ...]]) -> None:
    """Add the point that a signature stands alone on a page, as LibreOffice lays out the papers that do not prevent it; none without it."""
    loose = [
        path for path, points in points_of.items() if any(p.component == SIGNING_PLACE and not p.ok for p in points)
    ]
    if not loose:
        return
    with suppress(PipelineError), Bounded(signed_with) as signed, Bounded(signature_alone) as alone:
        papers = {str(path): _content(path) for path in loose}
        for batch in to_pdf(papers, libreoffice(), Path(gettempdir())):
            for path, pdf in batch.items():
                with suppress(PipelineError):
                    points_of[Path(path)] += alone(pdf, signed(papers[path])) if pdf else ()


def _faulty(points: Iterable[Point]) -> bool:
    return not all(point.ok for point in points)


def _rows(points: Iterable[Point]) -> list[dict[str, object]]:
    """Points as rows for JSON."""
    return [{key: value for key, value in vars(point).items() if key != "at"} for point in points]


def _slip(path: Path, points: tuple[Point, ...], everything: bool) -> Iterable[str]:
    """The lines to print about one paper: each wrong point, where it is, what is prescribed, and by which clause."""
    of_grade = Counter(point.grade for point in points)
    number, look = of_grade[Grade.WRONG], of_grade[Grade.LOOK]
    remarks = f", {look} điểm nên xem" if look else ""
    yield f"{path}: đã soát {len(points)} điểm, {number} điểm chưa đúng thể thức{remarks}."
    yield from (f"  Không xét: {point.found}; {point.prescribed}." for point in points if point.grade is Grade.OUTSIDE)
    for point in sorted((point for point in points if everything or not point.ok), key=lambda each: ORDER[each.grade]):
        yield f"  {WORDS[point.grade]}  {point.component}"
        yield f"       vị trí: {point.place}"
        yield f"       đang là: {' / '.join(point.found.splitlines()) or 'không có'}"
        if not point.ok:
            yield f"       phải là: {point.prescribed} ({point.clause})"


def _write_marked(path: Path, mark_in: Callable[[bytes], bytes]) -> Path:
    """Write a copy with comments next to a file, overwriting none; its path. Raises PipelineError when the disk refuses."""
    stem = re.sub(r"\.soat(-\d+)?$", "", path.stem)
    suffix = path.suffix if path.suffix.lower() in MACRO_FILES else ".docx"
    content = mark_in(_content(path))
    return write_next_to([path.with_name(f"{stem}.soat{number}{suffix}") for number in NUMBERS], content)


def _content(path: Path) -> bytes:
    try:
        return paper_bytes(path)
    except OSError as error:
        raise PipelineError(f"Không đọc được {path.name} ({reason(error)}).") from error
