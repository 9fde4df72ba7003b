"""``quarter``: reads a quarter's folder, runs the line if anything has changed, and says what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from pipeline.commands.arguments import as_json, asked_quarter, quarter_argument, read_with_bar
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.commands.terminal import all_accepted, what_came, what_was_kept, what_was_made
from pipeline.publishing.ledger import clear_what_was_killed, has_leftovers, manifest_in
from pipeline.publishing.made_from import MadeFrom, changes, demand_unchanged, made_from, marks, run_number
from pipeline.publishing.write import manifest_bytes
from pipeline.reading.folders import newest_quarter, read_templates
from pipeline.reading.sandbox import Reader
from pipeline.values.digests import stands_as


@click.command()
@quarter_argument
@folders
@as_json
@click.option("--replace", is_flag=True, help="Lấy bản mới thay cho tệp đã sửa tay; bản sửa tay chuyển vào sua-tay/.")
@click.option("--all", "everything", is_flag=True, help="Lập lại tất cả dù đầu vào không thay đổi.")
@click.pass_context
def quarter(
    context: click.Context, /, quarter: str | None, as_json: bool, replace: bool, everything: bool, **_: object
) -> int:
    """Lập hồ sơ của một quý; không ghi quý thì lấy quý mới nhất trong thư mục inputs."""
    inputs, templates = folder_of(context, "inputs"), folder_of(context, "templates")
    chosen = asked_quarter(quarter) or newest_quarter(inputs)
    target = folder_of(context, "outputs") / chosen.folder
    where = f"{folder_of(context, 'outputs').name}/{chosen.folder}"
    sources = (chosen, *chosen.earlier_in_year())
    seen = marks(inputs, sources)
    before, stamp = manifest_in(target), made_from(inputs, chosen, templates)
    if not everything and _is_up_to_date(target, before, stamp):
        clear_what_was_killed(target)
        _tell(before, [*what_came(before), *what_was_made(before, None, where)], as_json)
        return DONE if all_accepted(before) else TO_CORRECT
    with Reader() as reader:
        folder = read_with_bar(context, chosen, reader)
        from pipeline.quarter import make_quarter  # pandas, pandera and docxtpl load while the first files are read

        finished = make_quarter(
            folder,
            read_templates(templates),
            target,
            stamp,
            replace,
            lambda: demand_unchanged(seen, marks(inputs, sources)),
        )
    told = [
        *what_came(finished.manifest),
        *_reasons(before, stamp),
        *what_was_made(finished.manifest, finished.published, where),
        *what_was_kept(finished.kept, finished.published.moved),
    ]
    _tell(finished.manifest, told, as_json)
    return DONE if all_accepted(finished.manifest) else TO_CORRECT


def _is_up_to_date(target: Path, before: Mapping[str, Any], stamp: MadeFrom) -> bool:
    """Whether the last run was made from the same, and everything that it made still stands as it was."""
    return (
        before.get("run") == run_number(stamp)
        and all(stands_as(target / row["path"], row["sha256"]) for row in before["documents"])
        and not has_leftovers(target, before)
    )


def _reasons(before: Mapping[str, Any], stamp: MadeFrom) -> Iterable[str]:
    """Why the papers were made again; nothing in a first run."""
    if known := before.get("made_from"):
        told = "; ".join(changes(known, stamp))
        yield f"Lập lại vì {told}." if told else "Lập lại theo yêu cầu hoặc vì có tệp kết quả đã bị sửa, xóa."


def _tell(manifest: Mapping[str, object], lines: Iterable[str], as_json: bool) -> None:
    if as_json:
        click.echo(manifest_bytes(manifest).decode(), nl=False)
    for line in lines:
        click.echo(line, err=as_json)
