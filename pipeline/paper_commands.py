"""The command about the form of papers that are there: point by point against the decree."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from pipeline.cli import DONE, TO_CORRECT, folders
from pipeline.disk import reason
from pipeline.docx_reading import NotADocument
from pipeline.inspection import Point, inspect, marked
from pipeline.write import write_copy

SHOWN = 110  # characters of what was found
files_argument = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="TỆP…")


@click.command("inspect")
@files_argument
@folders
@click.option("--json", "as_json", is_flag=True, help="In mọi điểm soát ra dạng JSON.")
@click.option("--mark", is_flag=True, help="Lập thêm bản chép <tên>.soat.docx có chú thích tại từng chỗ sai.")
@click.option("--all", "everything", is_flag=True, help="In cả các điểm đạt.")
def inspect_files(files: tuple[Path, ...], as_json: bool, mark: bool, everything: bool, **_: object) -> int:
    """Soát thể thức văn bản Word theo Nghị định 30/2020/NĐ-CP, từng điểm."""
    told = {str(path): inspect(_content(path)) for path in files}
    if as_json:
        rows = {path: [vars(point) for point in points] for path, points in told.items()}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for path, points in told.items():
            for line in _slip(path, points, everything):
                click.echo(line)
    for file in files if mark else ():
        copy = file.with_name(f"{file.stem}.soat.docx")
        if not all(point.ok for point in told[str(file)]):
            write_copy(copy, marked(_content(file)))
            click.echo(f"Bản có chú thích: {copy}", err=as_json)
    return DONE if all(point.ok for points in told.values() for point in points) else TO_CORRECT


def _slip(path: str, points: tuple[Point, ...], everything: bool) -> Iterable[str]:
    """A correction slip: what does not keep the form, where, what is prescribed, and by which clause."""
    wrong = [point for point in points if not point.ok]
    yield f"{path}: {len(points)} điểm soát, {len(wrong)} điểm chưa đúng thể thức."
    for point in points if everything else wrong:
        mark = "Đạt" if point.ok else "SAI"
        yield f"  {mark}  {point.component} ({point.place})"
        yield f"       đang là: {point.found[:SHOWN] or '-'}"
        if not point.ok:
            yield f"       phải là: {point.prescribed} ({point.clause})"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotADocument(f"Không đọc được {path.name} ({reason(error)}).") from error
