"""``year``: makes the papers of a year from the workbooks of its quarters."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from pipeline.commands.arguments import as_json, council_workbooks_in, replace_edited
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.commands.helps import Explained
from pipeline.commands.terminal import (
    lines_about_edited_files,
    lines_about_findings,
    lines_about_kept_papers,
    print_lines,
)
from pipeline.papers.follow_up_workbook import lacking_rows
from pipeline.papers.year_papers import quarters_of
from pipeline.publishing.forgotten import forgotten_quarters
from pipeline.publishing.made_from import guard_of_inputs
from pipeline.publishing.write import manifest_bytes
from pipeline.publishing.year_manifest import earlier_years
from pipeline.reading.folders import newest_quarter, quarters_with_files, read_templates, read_year, read_year_folder
from pipeline.reading.sandbox import Reader
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import FOLLOW_UP_FILE, REPORT, RETURNED, YEAR_COUNCIL_WORKBOOK, YEAR_DECISION
from pipeline.values.model import Status
from pipeline.values.numbers import count
from pipeline.year import FinishedYear, make_year
from schemas.nhan_rong import NHAN_RONG


@click.command(cls=Explained)
@click.argument("year", required=False, metavar="[2020]")
@folders
@as_json
@replace_edited
@click.pass_context
def year(context: click.Context, /, year: str | None, as_json: bool, replace: bool, **_: object) -> int:
    """Tổng hợp các quý của một năm; không ghi năm thì lấy năm mới nhất trong thư mục inputs."""
    inputs, outputs, chosen = folder_of(context, "inputs"), folder_of(context, "outputs"), _asked(year)
    _demand_names(chosen, inputs, outputs)
    chosen = chosen or newest_quarter(inputs).year
    demand_unchanged = guard_of_inputs(inputs, [*(each.folder for each in quarters_of(chosen)), str(chosen)])
    with Reader() as reader:
        office, folders_read = read_year(inputs, chosen, reader)
        finished = make_year(
            chosen,
            office,
            folders_read,
            read_templates(folder_of(context, "templates")),
            outputs / str(chosen),
            forgotten_quarters(inputs, outputs, quarters_of(chosen)),
            read_year_folder(inputs, chosen, reader),
            reader.read(council_workbooks_in(outputs / str(chosen), YEAR_COUNCIL_WORKBOOK)),
            replace,
            demand_unchanged,
        )
    if as_json:
        click.echo(manifest_bytes(finished.manifest).decode(), nl=False)
    print_lines([*_lines(finished, f"{outputs.name}/{chosen}"), *_uncompared(chosen, inputs, outputs)], as_json)
    statuses = {received.status for checked in finished.book.quarters for received in checked.received}
    wrong = any(each.is_error for each in finished.book.findings)
    return DONE if statuses <= {Status.ACCEPTED, Status.SUPERSEDED} and not wrong else TO_CORRECT


def _demand_names(year: int | None, inputs: Path, outputs: Path) -> None:
    """Raise PipelineError if every quarter of the year was forgotten: no names are left to list."""
    quarters = quarters_of(year) if year else ()
    forgotten = forgotten_quarters(inputs, outputs, quarters)
    if forgotten and not set(quarters) & set(quarters_with_files(inputs)):
        remaining = "; ".join(f"{each.quarter.title}: {each.figures}" for each in forgotten)
        raise PipelineError(
            f"Dữ liệu cá nhân các quý của năm {year} đã xóa bằng lệnh forget, không lập lại được văn bản của năm; văn bản đã lập giữ nguyên. Còn số liệu: {remaining}."
        )


def _uncompared(year: int, inputs: Path, outputs: Path) -> Iterable[str]:
    """A line if the account has no figures of the year before, though that year's workbooks are there."""
    before = year - 1
    if before not in earlier_years(outputs, year) and set(quarters_of(before)) & set(quarters_with_files(inputs)):
        yield f"Chưa so sánh với năm {before} vì năm đó chưa tổng hợp: chạy make year YEAR={before} rồi chạy lại."


def _asked(text: str | None) -> int | None:
    """The year named on the command line, None if none is."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise PipelineError(f"«{text}» không phải là năm. Ghi dạng 2020.")
    return int(text)


def _lines(finished: FinishedYear, where: str) -> Iterable[str]:
    """The lines to print: the quarters, those that are missing, the papers made, the files left as is."""
    book, published = finished.book, finished.published
    yield f"Năm {book.year}: {len(book.quarters)}/4 quý có hồ sơ, {len(book.exemplars)} gương điển hình tiên tiến, {len(book.to_award)} đề nghị Giấy khen cuối năm."
    for forgotten in book.forgotten:
        yield f"  {forgotten.quarter.title} đã xóa dữ liệu cá nhân bằng lệnh forget: KHÔNG có tên trong danh sách của năm; còn số liệu: {forgotten.figures}."
    if book.missing:
        yield f"  Quý chưa có hồ sơ: {', '.join(quarter.title for quarter in book.missing)}."
    if book.not_met:
        yield f"  Chưa tính {', '.join(f'quý {quarter.roman}' for quarter in book.not_met)} do Hội đồng chưa họp xét."
    for checked in book.quarters:
        wrong = [
            received.source.name
            for received in checked.received
            if received.status in (Status.RETURNED, Status.UNREADABLE)
        ]
        if wrong:
            yield f"  {checked.quarter.title} còn tệp phải sửa: {', '.join(wrong)}. Chạy make quarter QUARTER={checked.quarter.folder} để xem."
    yield from lines_about_findings(finished.manifest)
    yield from _about_the_decision(finished, where)
    if lacking := lacking_rows(book):
        named = ", ".join(name for _, name in lacking)
        yield f"Chưa có dòng theo dõi nhân rộng của {named}: điền trang «{NHAN_RONG.name}» của {where}/{FOLLOW_UP_FILE} rồi chép vào thư mục inputs."
    papers = finished.papers
    changed = len(published.changing.intersection(papers))
    yield f"Đã lập {len(papers)} văn bản trong {where} ({changed} tệp mới hoặc thay đổi):"
    yield from (f"  {path}" for path in papers)
    yield from lines_about_kept_papers(finished.manifest, "dữ liệu của quý đã xóa không còn để lập lại")
    yield from lines_about_edited_files(finished.edited, published.moved_aside)
    yield from (f"  Đã xóa {path} vì không còn căn cứ lập." for path in published.obsolete)
    yield f"Báo cáo đầy đủ: mở {where}/{published.edited.get(REPORT, REPORT)} bằng trình duyệt."


def _marked(finished: FinishedYear, where: str) -> str:
    """Where the workbooks lie in which the cells to correct are marked; "" if there are none."""
    rows: Any = finished.manifest["documents"]
    paths = [row["path"] for row in rows if row["kind"] == RETURNED]
    return f"; bản đánh dấu ô phải sửa: {', '.join(f'{where}/{path}' for path in paths)}" if paths else ""


def _about_the_decision(finished: FinishedYear, where: str) -> Iterable[str]:
    """Why there is no year-end decision, if there is none, and what to do."""
    book = finished.book
    rows: Any = finished.manifest["documents"]
    kept = any(row["path"] == YEAR_DECISION and row.get("kept_from") for row in rows)
    if book.granted_to_forgotten and not kept and not book.can_be_decided:
        yield f"Không lập quyết định khen thưởng cuối năm: bản lập lại sẽ thiếu {count(len(book.granted_to_forgotten))} Giấy khen của quý đã xóa dữ liệu; dùng bản đã ký."
    if kept or book.to_award or book.granted_to_forgotten:
        return
    if book.council.meeting:
        yield "Chưa lập quyết định khen thưởng cuối năm: Hội đồng không tặng Giấy khen cuối năm cho tập thể, cá nhân nào."
    elif book.council.received:
        yield f"Chưa lập quyết định khen thưởng cuối năm: tệp trong inputs/{book.year} còn phải sửa{_marked(finished, where)}."
    elif book.exemplars:
        yield (
            f"Chưa lập quyết định khen thưởng cuối năm: chưa có biểu quyết của Hội đồng. "
            f"Sau khi Hội đồng họp: điền {where}/{YEAR_COUNCIL_WORKBOOK} rồi chép vào inputs/{book.year}."
        )
