"""``forget``: removes a quarter's personal data and keeps its figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.commands.arguments import asked_quarter
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.publishing.forget import doomed_files
from pipeline.publishing.forget import forget as forget_quarter
from pipeline.values.file_names import FIGURES
from pipeline.values.model import PipelineError

SHOWN = 12  # names of files that are left


@click.command()
@click.argument("quarter", metavar="2020-Q1")
@folders
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@click.pass_context
def forget(context: click.Context, /, quarter: str, yes: bool, **_: object) -> int:
    """Xóa dữ liệu cá nhân của một quý (biểu mẫu, văn bản), chỉ giữ số liệu trong so-lieu.json."""
    chosen = asked_quarter(quarter)
    if chosen is None:
        raise PipelineError("Ghi tên quý cần xóa, ví dụ: forget 2020-Q1.")
    inputs, outputs = (folder_of(context, name) / chosen.folder for name in ("inputs", "outputs"))
    doomed = doomed_files(inputs, outputs)
    if not doomed.files:
        raise PipelineError(f"Không có tệp nào của {chosen.title} để xóa.")
    click.echo(
        f"Sẽ xóa hẳn {len(doomed.files)} tệp của {chosen.title}, kể cả văn bản đã sửa tay, trong inputs và outputs."
    )
    if not yes and not click.confirm("Xóa", default=False):
        click.echo("Không xóa gì.")
        return TO_CORRECT
    done = forget_quarter(inputs, outputs)
    click.echo(f"Đã xóa {len(done.files)} tệp; số liệu giữ ở {outputs.parent.name}/{chosen.folder}/{FIGURES}.")
    _say_left(done.left, (inputs, outputs))
    _say_of_the_year(outputs.parent / str(chosen.year))
    return DONE


def _say_left(left: Sequence[Path], folders_left: tuple[Path, Path]) -> None:
    """Name the files that are not this program's, which stay."""
    if left:
        inputs, outputs = folders_left
        names = [
            (path.relative_to(inputs.parent.parent) if path.is_relative_to(inputs) else path.relative_to(outputs.parent.parent)).as_posix()
            for path in left
        ]  # fmt: skip
        more = f" và {len(names) - SHOWN} tệp khác" if len(names) > SHOWN else ""
        click.echo(
            f"Còn lại {len(names)} tệp không phải biểu mẫu và không do chương trình lập, không xóa: {', '.join(names[:SHOWN])}{more}."
        )


def _say_of_the_year(year: Path) -> None:
    """Name the files of the year that still hold the quarter's names."""
    if year.is_dir():
        found = (path.relative_to(year).as_posix() for path in sorted(year.rglob("*")) if path.is_file())
        named = [path for path in found if not path.startswith(".khoa")]
        if named:
            click.echo(f"Còn tên người trong {year.parent.name}/{year.name}: {', '.join(named)}; xóa riêng nếu cần.")
