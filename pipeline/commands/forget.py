"""The command that removes a quarter's personal data and keeps its figures."""

from __future__ import annotations

import click

from pipeline.commands.arguments import asked_quarter
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.publishing.write import forget as forget_quarter
from pipeline.publishing.write import personal_files
from pipeline.values.model import PipelineError


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
    inputs, outputs = folder_of(context, "inputs"), folder_of(context, "outputs")
    doomed = personal_files(inputs / chosen.folder, outputs / chosen.folder)
    if not doomed:
        raise PipelineError(f"Không có tệp nào của {chosen.title} để xóa.")
    click.echo(f"Sẽ xóa hẳn {len(doomed)} tệp của {chosen.title}, kể cả văn bản đã sửa tay, trong inputs và outputs.")
    if not yes and not click.confirm("Xóa", default=False):
        click.echo("Không xóa gì.")
        return TO_CORRECT
    forget_quarter(inputs / chosen.folder, outputs / chosen.folder, doomed)
    click.echo(f"Đã xóa {len(doomed)} tệp; số liệu giữ ở {outputs.name}/{chosen.folder}/so-lieu.json.")
    if (outputs / str(chosen.year)).is_dir():
        click.echo(f"Văn bản của năm trong {outputs.name}/{chosen.year} còn tên người; xóa riêng nếu cần.")
    return DONE
