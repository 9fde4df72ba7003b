"""``quarter``: makes the papers of a quarter from its folder of workbooks, if any input has changed since the last run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from pipeline.commands.arguments import (
    as_json,
    asked_quarter,
    has_sample_office,
    quarter_argument,
    read_with_bar,
    replace_edited,
)
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.commands.helps import Explained
from pipeline.commands.terminal import (
    all_accepted,
    lines_about_edited_files,
    lines_about_inputs,
    lines_about_papers,
    lines_about_unchanged,
    print_lines,
)
from pipeline.publishing.ledger import clear_after_killed_run, has_obsolete_files, manifest_in
from pipeline.publishing.made_from import MadeFrom, changes, guard_of_inputs, made_from, run_number
from pipeline.publishing.write import manifest_bytes
from pipeline.reading.folders import newest_quarter, read_templates
from pipeline.reading.sandbox import Reader
from pipeline.values.digests import has_digest


@click.command(cls=Explained)
@quarter_argument
@folders
@as_json
@replace_edited
@click.option("--all", "everything", is_flag=True, help="Lập lại tất cả dù đầu vào không thay đổi.")
@click.pass_context
def quarter(
    context: click.Context, /, quarter: str | None, as_json: bool, replace: bool, everything: bool, **_: object
) -> int:
    """Lập hồ sơ của một quý; không ghi quý thì lấy quý mới nhất trong thư mục inputs."""
    inputs, outputs, templates = (folder_of(context, name) for name in ("inputs", "outputs", "templates"))
    chosen = asked_quarter(quarter) or newest_quarter(inputs)
    target, where = outputs / chosen.folder, f"{outputs.name}/{chosen.folder}"
    demand_unchanged = guard_of_inputs(inputs, [each.folder for each in (chosen, *chosen.earlier_in_year())])
    before, stamp = manifest_in(target), made_from(inputs, chosen, templates)
    if not everything and _is_up_to_date(target, before, stamp):
        clear_after_killed_run(target)
        _print(before, lines_about_unchanged(before, where), as_json)
        return DONE if all_accepted(before) else TO_CORRECT
    with Reader() as reader:
        folder = read_with_bar(context, chosen, reader)
        from pipeline.commands.renew import renewed_forms
        from pipeline.quarter import make_quarter  # pandas, pandera and docxtpl load while the first files are read

        finished = make_quarter(
            folder,
            read_templates(templates),
            target,
            stamp,
            replace,
            demand_unchanged,
        )
    lines = [
        *lines_about_inputs(finished.manifest, has_sample_office(inputs, templates)),
        *_reasons(before, stamp),
        *lines_about_papers(finished.manifest, finished.published, where),
        *lines_about_edited_files(finished.edited, finished.published.moved_aside),
        *renewed_forms(inputs, outputs, templates, finished.terms),
    ]
    _print(finished.manifest, lines, as_json)
    return DONE if all_accepted(finished.manifest) else TO_CORRECT


def _is_up_to_date(target: Path, before: Mapping[str, Any], stamp: MadeFrom) -> bool:
    """Whether the last run had the same inputs, and all files that it made are unchanged since."""
    return (
        before.get("run") == run_number(stamp)
        and all(has_digest(target / row["path"], row["sha256"]) for row in before["documents"])
        and not has_obsolete_files(target, before)
    )


def _reasons(before: Mapping[str, Any], stamp: MadeFrom) -> Iterable[str]:
    """A line that says why the papers were made again; none in a first run."""
    if known := before.get("made_from"):
        changed = "; ".join(changes(known, stamp))
        yield f"Lập lại vì {changed}." if changed else "Lập lại theo yêu cầu hoặc vì có tệp kết quả đã bị sửa, xóa."


def _print(manifest: Mapping[str, object], lines: Iterable[str], as_json: bool) -> None:
    if as_json:
        click.echo(manifest_bytes(manifest).decode(), nl=False)
    print_lines(lines, as_json)
