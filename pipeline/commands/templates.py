"""``templates``: draws the blank forms and Word templates anew; files that an officer has edited are left as is."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.checking.check import open_office
from pipeline.commands.cli import DONE, folder_of, folders
from pipeline.commands.terminal import print_lines
from pipeline.drawing.redraw import draw_everything, redraw
from pipeline.reading.folders import newest_quarter, read_office
from pipeline.values.model import PipelineError


@click.command()
@folders
@click.pass_context
def templates(context: click.Context, /, **_: object) -> int:
    """Vẽ lại biểu mẫu Excel và mẫu Word; tệp cán bộ đã sửa được giữ nguyên."""
    edited, drawn = redraw(folder_of(context, "templates"), draw_everything(_unit_names(folder_of(context, "inputs"))))
    print_lines(
        [f"Đã vẽ {name}." for name in drawn]
        + [f"Giữ nguyên {name} vì đã được sửa tay; bản mới nằm bên cạnh: {new}." for name, new in edited]
    )
    print_lines(["Không có gì thay đổi."] if not (edited or drawn) else [])
    return DONE


def _unit_names(inputs: Path) -> list[str]:
    """The office's units in the newest quarter; none if there is no office workbook or no quarter yet."""
    try:
        office = open_office(read_office(inputs), newest_quarter(inputs).last_day)
    except PipelineError:
        return []
    return [unit.name for unit in office.units]
