"""The main command: reads a quarter's folder, runs the line if anything has changed, publishes, says what happened."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.commands.terminal import REPORT, all_accepted, what_came, what_is_slow, what_was_kept, what_was_made
from pipeline.publishing.forgotten import forgotten_quarters
from pipeline.publishing.ledger import has_leftovers, manifest_in
from pipeline.publishing.made_from import MadeFrom, changes, demand_unchanged, made_from, marks, run_number
from pipeline.publishing.write import manifest_bytes
from pipeline.reading.folders import QuarterFolder, newest_quarter, read_quarter, read_templates
from pipeline.reading.sandbox import Reader
from pipeline.values.dates import Quarter, parse_folder
from pipeline.values.digests import stands_as
from pipeline.values.model import PipelineError

LONG_WORK = 30  # files from which reading them is worth a progress bar
as_json = click.option("--json", "as_json", is_flag=True, help="In bản kê manifest ra màn hình thay cho lời báo.")
quarter_argument = click.argument("quarter", required=False, metavar="[2020-Q1]")


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
    chosen = asked(quarter) or newest_quarter(inputs)
    target = folder_of(context, "outputs") / chosen.folder
    where = f"{folder_of(context, 'outputs').name}/{chosen.folder}"
    sources = (chosen, *chosen.earlier_in_year())
    seen = marks(inputs, sources)
    before, stamp = manifest_in(target), made_from(inputs, chosen, templates)
    if not everything and _is_up_to_date(target, before, stamp):
        _tell(before, [*what_came(before), *what_was_made(before, None, where)], as_json)
        return DONE if all_accepted(before) else TO_CORRECT
    with Reader() as reader:
        folder = read(context, chosen, reader)
        from pipeline.checking.check import check_quarter
        from pipeline.publishing.edited import publish_and_tell  # while the first files are read
        from pipeline.quarter import compiled_templates, make_papers, with_kept

        known = read_templates(templates)
        compiled = compiled_templates(known)
        outcome = make_papers(check_quarter(folder), compiled, known[REPORT], target, stamp, reader.beside)
    outcome, published, kept = publish_and_tell(
        target, outcome, replace, with_kept, lambda: demand_unchanged(seen, marks(inputs, sources))
    )
    told = [*what_came(outcome.manifest), *_reasons(before, stamp), *what_was_made(outcome.manifest, published, where)]
    told += what_is_slow(name for name, template in compiled.items() if template.content is not None)
    _tell(outcome.manifest, [*told, *what_was_kept(kept, published.moved)], as_json)
    return DONE if all_accepted(outcome.manifest) else TO_CORRECT


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


def read(context: click.Context, chosen: Quarter, reader: Reader) -> QuarterFolder:
    """The quarter's folder; on a terminal a bar shows how far the reading is where it takes long."""
    bar = context.with_resource(click.progressbar(length=1, label="Đọc biểu mẫu", file=sys.stderr, hidden=True))

    def progress(done: int, total: int) -> None:
        bar.length, bar.hidden = total, total < LONG_WORK or not sys.stderr.isatty()
        bar.update(1)

    inputs, outputs = folder_of(context, "inputs"), folder_of(context, "outputs")
    forgotten = forgotten_quarters(inputs, outputs, chosen.earlier_in_year())
    folder = read_quarter(inputs, chosen, reader, progress)
    return replace(folder, forgotten=tuple(each.quarter for each in forgotten))


def asked(text: str | None) -> Quarter | None:
    """The quarter named on the command line, None if none is."""
    if not text:
        return None
    try:
        return parse_folder(text)
    except ValueError as error:
        raise PipelineError(f"«{text}» không phải là tên quý. Ghi dạng 2020-Q1.") from error
