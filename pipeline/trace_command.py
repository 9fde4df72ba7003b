"""The command that says where a name or value comes from and which papers show it."""

from __future__ import annotations

import click

from pipeline.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.model import PipelineError
from pipeline.quarter_command import asked
from pipeline.read import quarters_with_files, read_papers, read_quarter
from pipeline.reader import Reader
from pipeline.run import check_quarter
from pipeline.trace import origins, showings

SHOWN = 110  # characters of what was found


@click.command()
@click.argument("text")
@click.argument("quarter", required=False, metavar="[2020-Q1]")
@folders
@click.pass_context
def trace(context: click.Context, /, text: str, quarter: str | None, **_: object) -> int:
    """Cho biết một tên, một giá trị lấy từ tệp, trang, ô nào, đã qua kiểm tra gì, và đứng trong văn bản nào."""
    inputs, outputs = folder_of(context, "inputs"), folder_of(context, "outputs")
    if not text.strip():
        raise PipelineError('Ghi tên hoặc giá trị cần tìm, ví dụ: trace "Giàng A Mẫu".')
    seen = 0
    for each in [chosen] if (chosen := asked(quarter)) else quarters_with_files(inputs):
        with Reader() as reader:
            checked = check_quarter(read_quarter(inputs, each, reader, alone=True))
        for origin in origins(text, checked):
            seen += 1
            click.echo(f"Từ {origin.where}: «{origin.found[:SHOWN]}» - {origin.checks} - tệp {origin.status}")
        for shown in showings(text, read_papers(outputs / each.folder)):
            seen += 1
            click.echo(f"Trong {outputs.name}/{each.folder}/{shown.path}: {shown.times} chỗ")
    if not seen:
        click.echo(f"Không thấy «{text}» trong biểu mẫu hoặc văn bản nào.")
    return DONE if seen else TO_CORRECT
