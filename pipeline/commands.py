"""The commands: each reads its folder, runs the line, publishes, and says in Vietnamese what happened."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from pipeline.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.dates import Quarter, parse_folder, short_date
from pipeline.model import Listed, MadeFile, PipelineError, Status
from pipeline.read import QuarterFolder, newest_quarter, read_edits, read_office, read_quarter, read_templates
from pipeline.reader import Reader
from pipeline.report import REPORT
from pipeline.run import (
    COUNCIL_WORKBOOK,
    RETURNED,
    Checked,
    Outcome,
    check_quarter,
    is_paper,
    make_manifest,
    make_quarter,
    open_office,
    show,
    with_edits,
)
from pipeline.vietnamese import slug
from pipeline.write import Published, manifest_bytes, write, write_forms
from templates.drawing import draw_everything, individual_form_of, redraw

SHOWN_DIFFERENCES = 10  # of one edited file on the terminal
SHOWN_FINDINGS = 40  # on the terminal; the report has all of them
LONG_WORK = 30  # files from which reading them is worth a progress bar
as_json = click.option("--json", "as_json", is_flag=True, help="In bản kê manifest ra màn hình thay cho lời báo.")
quarter_argument = click.argument("quarter", required=False, metavar="[2020-Q1]")


@click.command()
@quarter_argument
@folders
@as_json
@click.option("--replace", is_flag=True, help="Lấy bản mới thay cho tệp đã sửa tay; bản sửa tay chuyển vào sua-tay/.")
@click.pass_context
def quarter(context: click.Context, /, quarter: str | None, as_json: bool, replace: bool, **_: object) -> int:
    """Lập hồ sơ của một quý; không ghi quý thì lấy quý mới nhất trong thư mục inputs."""
    with Reader() as reader:
        folder = _read(context, quarter, reader)
        target = folder_of(context, "outputs") / folder.quarter.folder
        outcome = make_quarter(folder, read_templates(folder_of(context, "templates")), target)
    outcome, differing = with_edits(outcome, {} if replace else read_edits(target, outcome.files))
    published = write(target, outcome.files, outcome.manifest, replace)
    if as_json:
        click.echo(manifest_bytes(outcome.manifest).decode(), nl=False)
    _say(_account(outcome.checked), err=as_json)
    where = f"{folder_of(context, 'outputs').name}/{folder.quarter.folder}"
    _say([*_papers(outcome, published, where), *_edits(published, differing)], err=as_json)
    return _status(outcome.checked)


@click.command()
@quarter_argument
@folders
@as_json
@click.pass_context
def check(context: click.Context, /, quarter: str | None, as_json: bool, **_: object) -> int:
    """Kiểm tra biểu mẫu của một quý mà không lập văn bản."""
    with Reader() as reader:
        checked = check_quarter(_read(context, quarter, reader))
    if as_json:
        click.echo(manifest_bytes(make_manifest(checked, ())).decode(), nl=False)
    shown = show(checked)
    write_forms(folder_of(context, "outputs") / checked.quarter.folder, shown)
    _say(
        [*_account(checked), *_shown(shown, f"{folder_of(context, 'outputs').name}/{checked.quarter.folder}")],
        err=as_json,
    )
    return _status(checked)


@click.command()
@quarter_argument
@folders
@click.pass_context
def forms(context: click.Context, /, quarter: str | None, **_: object) -> int:
    """Lập cho mỗi đơn vị một biểu mẫu đã điền tên đơn vị và quý, trong outputs/<quý>/bieu-mau/."""
    inputs = folder_of(context, "inputs")
    chosen = _asked(quarter) or newest_quarter(inputs)
    office = open_office(read_office(inputs), chosen.last_day)
    units = [unit.name for unit in office.units]
    made = [
        MadeFile(
            f"bieu-mau/{unit.order:02d}-{slug(unit.name, 80)}.xlsx",
            individual_form_of(units, unit.name, chosen),
            "bieu-mau",
            unit.name,
        )
        for unit in office.units
    ]
    written = write_forms(folder_of(context, "outputs") / chosen.folder, made)
    _say(
        [
            f"{len(made)} biểu mẫu {chosen.title} trong outputs/{chosen.folder}/bieu-mau ({len(written)} tệp mới hoặc thay đổi)."
        ]
    )
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


def _read(context: click.Context, quarter: str | None, reader: Reader) -> QuarterFolder:
    """The quarter's folder; on a terminal a bar shows how far the reading is where it takes long."""
    bar = context.with_resource(click.progressbar(length=1, label="Đọc biểu mẫu", file=sys.stderr, hidden=True))

    def progress(done: int, total: int) -> None:
        bar.length, bar.hidden = total, total < LONG_WORK or not sys.stderr.isatty()
        bar.update(1)

    return read_quarter(folder_of(context, "inputs"), _asked(quarter), reader, progress)


def _unit_names(inputs: Path) -> list[str]:
    """The units of the office in force in the newest quarter; none where there is no office workbook or quarter yet."""
    try:
        office = open_office(read_office(inputs), newest_quarter(inputs).last_day)
    except PipelineError:
        return []
    return [unit.name for unit in office.units]


def _asked(text: str | None) -> Quarter | None:
    """The quarter named on the command line, None if none is."""
    if not text:
        return None
    try:
        return parse_folder(text)
    except ValueError as error:
        raise PipelineError(f"«{text}» không phải là tên quý. Ghi dạng 2020-Q1.") from error


def _status(checked: Checked) -> int:
    return DONE if all(received.status is Status.ACCEPTED for received in checked.received) else TO_CORRECT


def _account(checked: Checked) -> Iterable[str]:
    """What came in, what is wrong with it, and which units are missing."""
    first, last = checked.quarter.window
    yield f"{checked.quarter.title} (thời hạn gửi {short_date(first)} - {short_date(last)}): {len(checked.received)} tệp."
    for status, words in (
        (Status.ACCEPTED, "hợp lệ"),
        (Status.RETURNED, "trả lại để sửa"),
        (Status.UNREADABLE, "không đọc được"),
    ):
        names = [received.source.name for received in checked.received if received.status is status]
        if names:
            yield f"  {len(names)} tệp {words}" + ("." if status is Status.ACCEPTED else f": {', '.join(names)}.")
    yield from (f"  Bỏ qua {name}." for name in checked.ignored)
    if checked.missing_units:
        yield f"  Đơn vị chưa gửi: {', '.join(checked.missing_units)}."
    labels = {"error": "LỖI", "warning": "Lưu ý"}
    yield from (f"{labels[fault.severity]}: {fault.message}" for fault in checked.findings[:SHOWN_FINDINGS])
    if len(checked.findings) > SHOWN_FINDINGS:
        yield f"… và {len(checked.findings) - SHOWN_FINDINGS} nội dung khác, xem báo cáo."
    if checked.office.unconfirmed:
        pages = ", ".join(dict.fromkeys(f"«{fact.sheet}»" for fact in checked.office.unconfirmed))
        yield f"Chưa xác nhận trong co-quan.xlsx: {len(checked.office.unconfirmed)} dòng đang dùng, ở trang {pages}."


def _papers(outcome: Outcome, published: Published, where: str) -> Iterable[str]:
    """What was made and where."""
    papers = [file.path for file in outcome.listed if is_paper(file)]
    yield from _shown(outcome.listed, where)
    changed = len(set(published.written) & {*papers, *published.kept.values()})
    yield f"Đã lập {len(papers)} văn bản trong {where} ({changed} tệp mới hoặc thay đổi):"
    for folder in sorted({path.split("/")[0] for path in papers if "/" in path}):
        yield f"  {folder}/ ({sum(path.startswith(f'{folder}/') for path in papers)} tệp)"
    yield from (f"  {path}" for path in papers if "/" not in path)
    if any(file.path == COUNCIL_WORKBOOK for file in outcome.listed):
        yield f"Sau khi Hội đồng họp: điền {where}/{COUNCIL_WORKBOOK} rồi chép vào inputs/{outcome.checked.quarter.folder}."
    yield from (f"  Đã xóa {path} vì không còn căn cứ lập." for path in published.removed)


def _edits(published: Published, differing: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """Which files somebody has edited, where both versions are, and what differs between them."""
    for path, place in published.kept.items():
        yield f"  Giữ nguyên {path} vì đã được sửa tay; bản mới nằm bên cạnh: {place}."
        told = differing.get(path, ())
        yield from (f"    {line}." for line in told[:SHOWN_DIFFERENCES])
        if len(told) > SHOWN_DIFFERENCES:
            yield f"    … và {len(told) - SHOWN_DIFFERENCES} chỗ khác, xem báo cáo."
    for path, place in published.moved.items():
        yield f"  Đã thay {path} bằng bản mới; bản sửa tay nằm ở {place}."


def _shown(files: Sequence[MadeFile | Listed], where: str) -> Iterable[str]:
    """What shows the state of the quarter: the workbooks to return, and the report."""
    returned = [file.path for file in files if file.kind == RETURNED]
    if returned:
        yield f"Gửi lại đơn vị để sửa, trong {where}: {', '.join(returned)}."
    yield f"Báo cáo đầy đủ: mở {where}/{REPORT} bằng trình duyệt."


def _say(lines: Iterable[str] | Sequence[str], err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)
