"""``check``: checks a quarter as ``quarter`` does and makes the report and the returned workbooks, but no papers."""

from __future__ import annotations

import click

from pipeline.commands.arguments import as_json, asked_quarter, has_sample_office, quarter_argument, read_with_bar
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.commands.helps import Explained
from pipeline.commands.terminal import (
    all_accepted,
    lines_about_inputs,
    lines_about_left_files,
    lines_about_report,
    print_lines,
)
from pipeline.publishing.made_from import guard_of_inputs
from pipeline.publishing.write import manifest_bytes
from pipeline.reading.folders import newest_quarter, read_templates
from pipeline.reading.sandbox import Reader


@click.command(cls=Explained)
@quarter_argument
@folders
@as_json
@click.pass_context
def check(context: click.Context, /, quarter: str | None, as_json: bool, **_: object) -> int:
    """Kiểm tra biểu mẫu của một quý mà không lập văn bản."""
    inputs, outputs = folder_of(context, "inputs"), folder_of(context, "outputs")
    chosen = asked_quarter(quarter) or newest_quarter(inputs)
    demand_unchanged = guard_of_inputs(inputs, [each.folder for each in (chosen, *chosen.earlier_in_year())])
    with Reader() as reader:
        folder = read_with_bar(context, chosen, reader)
        from pipeline.quarter import show_quarter  # pandas and pandera load while the first files are read

        finished = show_quarter(
            folder,
            read_templates(folder_of(context, "templates")),
            outputs / chosen.folder,
            demand_unchanged,
        )
    manifest, published = finished.manifest, finished.published
    if as_json:
        click.echo(manifest_bytes({**manifest, "documents": []}).decode(), nl=False)
    about_report = lines_about_report(manifest, f"{outputs.name}/{chosen.folder}", published)
    of_sample = has_sample_office(inputs, folder_of(context, "templates"))
    print_lines((*lines_about_inputs(manifest, of_sample), *about_report, *lines_about_left_files(published)), as_json)
    return DONE if all_accepted(manifest) else TO_CORRECT
