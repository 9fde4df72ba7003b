"""The commands beside the main one: each reads its folder, runs its part of the line, and says what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from pipeline.account import REPORT, RETURNED, all_accepted, what_came, what_is_shown, what_was_kept
from pipeline.check import check_quarter, open_office
from pipeline.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.kept import EDITED, UNREADABLE, WITHOUT_REASON
from pipeline.manifest import make_manifest
from pipeline.model import Kept, MadeFile, PipelineError
from pipeline.quarter_command import as_json, asked, quarter_argument, read
from pipeline.read import newest_quarter, read_office
from pipeline.reader import Reader
from pipeline.records import FORMS
from pipeline.run import show
from pipeline.stamp import demand_unchanged, marks
from pipeline.vietnamese import slug
from pipeline.write import Published, manifest_bytes, write_beyond
from templates.drawing import draw_everything, individual_form_of, redraw


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
    shown = show(checked)
    target = folder_of(context, "outputs")
    published = write_beyond(
        target / chosen.folder, shown, _is_shown, lambda: demand_unchanged(seen, marks(inputs, sources))
    )
    manifest = make_manifest(checked, [file.listed for file in shown])
    if as_json:
        click.echo(manifest_bytes({**manifest, "documents": []}).decode(), nl=False)
    told = what_is_shown(manifest, f"{target.name}/{chosen.folder}", published)
    _say((*what_came(manifest), *told, *_kept(published)), as_json)
    return DONE if all_accepted(manifest) else TO_CORRECT


@click.command()
@quarter_argument
@folders
@click.pass_context
def forms(context: click.Context, /, quarter: str | None, **_: object) -> int:
    """Lập cho mỗi đơn vị một biểu mẫu đã điền tên đơn vị và quý, trong outputs/<quý>/bieu-mau/."""
    inputs = folder_of(context, "inputs")
    chosen = asked(quarter) or newest_quarter(inputs)
    office = open_office(read_office(inputs), chosen.last_day)
    units = [unit.name for unit in office.units]
    made = [
        MadeFile(
            f"{FORMS}/{unit.order:02d}-{slug(unit.name, 80)}.xlsx",
            individual_form_of(units, unit.name, chosen),
            FORMS,
            unit.name,
        )
        for unit in office.units
    ]
    outputs = folder_of(context, "outputs")
    published = write_beyond(outputs / chosen.folder, made, lambda path: path.startswith(f"{FORMS}/"))
    where, changed = f"{outputs.name}/{chosen.folder}/{FORMS}", len(published.written)
    _say([f"{len(made)} biểu mẫu {chosen.title} trong {where} ({changed} tệp mới hoặc thay đổi).", *_kept(published)])
    return DONE


@click.command()
@folders
@click.pass_context
def templates(context: click.Context, /, **_: object) -> int:
    """Vẽ lại biểu mẫu Excel và mẫu Word; tệp cán bộ đã sửa được giữ nguyên."""
    kept, drawn = redraw(folder_of(context, "templates"), draw_everything(_unit_names(folder_of(context, "inputs"))))
    _say(
        [f"Đã vẽ {name}." for name in drawn]
        + [f"Giữ nguyên {name} vì đã được sửa tay; bản mới nằm bên cạnh: {beside}." for name, beside in kept]
    )
    _say(["Không có gì thay đổi."] if not (kept or drawn) else [])
    return DONE


def _is_shown(path: str) -> bool:
    """Whether a path of the outputs shows the state of the quarter: a returned workbook, the report, their new versions."""
    return path.startswith((f"{RETURNED}/", f"{Path(REPORT).stem}."))


def _kept(published: Published) -> Iterable[str]:
    """What is said of the files that were left as somebody has made them."""
    beside = published.kept.items()
    why = {path: UNREADABLE.format(held) for path, held in published.held.items()}
    yield from what_was_kept([Kept(path, place, why.get(path, EDITED)) for path, place in beside], {})
    yield from what_was_kept([Kept(path, "", WITHOUT_REASON) for path in published.orphans], {})


def _unit_names(inputs: Path) -> list[str]:
    """The units of the office in force in the newest quarter; none where there is no office workbook or quarter yet."""
    try:
        office = open_office(read_office(inputs), newest_quarter(inputs).last_day)
    except PipelineError:
        return []
    return [unit.name for unit in office.units]


def _say(lines: Iterable[str] | Sequence[str], err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)
