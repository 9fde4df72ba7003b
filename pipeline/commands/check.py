"""The commands beside the main one: each reads its folder, runs its part of the line, and says what happened."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.checking.check import check_quarter
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.commands.quarter import as_json, asked, quarter_argument, read
from pipeline.commands.terminal import (
    REPORT,
    RETURNED,
    all_accepted,
    say,
    what_came,
    what_is_shown,
    what_was_left,
)
from pipeline.publishing.made_from import demand_unchanged, marks
from pipeline.publishing.manifest import make_manifest
from pipeline.publishing.write import manifest_bytes, write_beyond
from pipeline.quarter import show
from pipeline.reading.folders import newest_quarter, read_templates
from pipeline.reading.sandbox import Reader


@click.command()
@quarter_argument
@folders
@as_json
@click.pass_context
def check(context: click.Context, /, quarter: str | None, as_json: bool, **_: object) -> int:
    """Kiểm tra biểu mẫu của một quý mà không lập văn bản."""
    inputs = folder_of(context, "inputs")
    chosen = asked(quarter) or newest_quarter(inputs)
    sources = (chosen, *chosen.earlier_in_year())
    seen = marks(inputs, sources)
    with Reader() as reader:
        checked = check_quarter(read(context, chosen, reader))
    shown = show(checked, read_templates(folder_of(context, "templates"))[REPORT])
    target = folder_of(context, "outputs")
    published = write_beyond(
        target / chosen.folder, shown, _is_shown, lambda: demand_unchanged(seen, marks(inputs, sources))
    )
    manifest = make_manifest(checked, [file.listed for file in shown])
    if as_json:
        click.echo(manifest_bytes({**manifest, "documents": []}).decode(), nl=False)
    told = what_is_shown(manifest, f"{target.name}/{chosen.folder}", published)
    say((*what_came(manifest), *told, *what_was_left(published)), as_json)
    return DONE if all_accepted(manifest) else TO_CORRECT


def _is_shown(path: str) -> bool:
    """Whether a path of the outputs shows the state of the quarter: a returned workbook, the report, their new versions."""
    return path.startswith((f"{RETURNED}/", f"{Path(REPORT).stem}."))
