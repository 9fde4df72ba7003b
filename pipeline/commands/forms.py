"""``forms``: makes a blank form for each unit, with its name and the quarter filled in."""

from __future__ import annotations

import click

from pipeline.checking.check import open_office
from pipeline.commands.arguments import asked_quarter, quarter_argument
from pipeline.commands.cli import DONE, folder_of, folders
from pipeline.commands.renew import renewed_forms
from pipeline.commands.terminal import (
    lines_about_left_files,
    print_lines,
)
from pipeline.drawing.redraw import individual_form_of
from pipeline.publishing.write import publish_without_manifest
from pipeline.reading.folders import newest_quarter, read_office
from pipeline.values.file_names import FORMS
from pipeline.values.model import MadeFile
from pipeline.values.vietnamese import slug


@click.command()
@quarter_argument
@folders
@click.pass_context
def forms(context: click.Context, /, quarter: str | None, **_: object) -> int:
    """Lập cho mỗi đơn vị một biểu mẫu đã điền tên đơn vị và quý, trong outputs/<quý>/bieu-mau/."""
    inputs = folder_of(context, "inputs")
    chosen = asked_quarter(quarter) or newest_quarter(inputs)
    office = open_office(read_office(inputs), chosen.last_day)
    terms = office.terms(chosen)
    made = [
        MadeFile(
            f"{FORMS}/{unit.order:02d}-{slug(unit.name, 80)}.xlsx",
            individual_form_of(terms, unit.name),
            FORMS,
            unit.name,
        )
        for unit in office.units
    ]
    outputs = folder_of(context, "outputs")
    published = publish_without_manifest(outputs / chosen.folder, made, lambda path: path.startswith(f"{FORMS}/"))
    where, changed = f"{outputs.name}/{chosen.folder}/{FORMS}", len(published.written)
    print_lines(
        [
            f"{len(made)} biểu mẫu {chosen.title} trong {where} ({changed} tệp mới hoặc thay đổi).",
            *lines_about_left_files(published),
            *renewed_forms(inputs, folder_of(context, "templates"), terms),
        ]
    )
    return DONE
