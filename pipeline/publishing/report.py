"""Turns a checked quarter and its made files into the page ``bao-cao.html``, which is complete in itself and loads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from pipeline.checking.checked import Checked, Received
from pipeline.checking.messages import LONGEST_TEXT, quoted, where
from pipeline.checking.privacy import public
from pipeline.papers import list_workbooks
from pipeline.papers.kinds import PAPERS
from pipeline.papers.returned_workbook import returned_names
from pipeline.publishing.page import html_of
from pipeline.values.dates import short_date
from pipeline.values.file_names import DRAFTS, REPORT, RETURNED, is_paper
from pipeline.values.model import EditedFile, Finding, Listed, Severity, Status
from pipeline.values.vietnamese import cut
from schemas.gioi_thieu import WEEKDAYS
from schemas.hoi_dong import HOI_DONG
from schemas.tap_the import TAP_THE

MARGIN = 5  # days shown before and after the quarter's window; earlier and later workbooks are drawn at the edge
LEFT, RIGHT, DAY_WIDTH, DOT, ROW_HEIGHT, TOP = 20, 20, 52, 5, 12, 26  # of the line of days, in units of the SVG drawing
STATES = {  # in words, and the class of the cell
    Status.ACCEPTED: ("Hợp lệ", "hop-le"),
    Status.RETURNED: ("Trả lại để sửa", "tra-lai"),
    Status.UNREADABLE: ("Không đọc được", "khong-doc"),
    Status.SUPERSEDED: ("Đã có bản khác thay", "nhan"),
}
WITHOUT_NAME = {TAP_THE.kind: "(tập thể)", HOI_DONG.kind: "(kết quả họp)"}
KEPT = "giữ nguyên như đã lập (lần lập {})"
KIND_TITLES = {paper.kind: paper.title for paper in PAPERS} | {
    "hoi-dong": "Tệp để Hội đồng điền kết quả họp",
    RETURNED: "Biểu mẫu gửi lại đơn vị",
    DRAFTS: "Thư nháp gửi đơn vị",
    list_workbooks.KIND: "Danh sách tổng hợp, bản Excel",
}


Row = Mapping[str, object]  # the values of one line or mark, by the names that the page's template uses


def report(checked: Checked, files: Sequence[Listed], page: bytes, edited: Sequence[EditedFile] = ()) -> bytes:
    """A checked quarter and its made files → the page in UTF-8, the same bytes for the same quarter.

    ``files`` are papers and returned workbooks, their paths relative to the page; ``page`` is the template; ``edited``
    are files left as an officer has edited them. Cell texts and file names cannot become markup: all values are
    escaped, and the page's own policy forbids scripts and loading.
    """
    paths = {f.path for f in files}
    names = returned_names(r.source.name for r in checked.received)
    back = {name: path for name, path in names.items() if path in paths}
    first, last = checked.window
    statuses = [r.status for r in checked.received]
    days, dots, height = _line_of_days(checked)
    return html_of(
        REPORT,
        page,
        title=f"Báo cáo {checked.quarter.title}",
        plan=checked.office.plan.name,
        window=f"{short_date(first)} - {short_date(last)}",
        weekend=", ".join(f"{short_date(d)} là {WEEKDAYS[d.weekday()]}" for d in (first, last) if d.weekday() > 4),
        units=len(checked.office.units),
        received=len(statuses),
        accepted=statuses.count(Status.ACCEPTED),
        returned=statuses.count(Status.RETURNED),
        unreadable=statuses.count(Status.UNREADABLE),
        superseded=statuses.count(Status.SUPERSEDED),
        missing=len(checked.missing_units),
        nominations=len(checked.accepted),
        meeting=f"Hội đồng họp ngày {short_date(checked.meeting.day)}" if checked.meeting else "",
        papers=sum(is_paper(f.path) for f in files),
        days=days,
        dots=dots,
        width=LEFT + RIGHT + DAY_WIDTH * len(days),
        height=height,
        rows=list(_unit_rows(checked, back)),
        groups=[
            (name, back.get(name, ""), [_finding_row(f.public) for f in found])
            for name, found in groupby(checked.findings, key=lambda f: f.place.file)
        ],
        documents=[
            (
                KIND_TITLES.get(kind, kind),
                [(f.path, KEPT.format(f.kept_from) if f.kept_from else f.about) for f in made],
            )
            for kind, made in groupby(
                sorted(files, key=lambda f: (f.kind == RETURNED, f.kind, f.path)), key=lambda f: f.kind
            )
        ],
        edited=edited,
        ignored=checked.ignored,
        unconfirmed=checked.office.unconfirmed,
    )


def _unit_rows(checked: Checked, back: dict[str, str]) -> Iterable[Row]:
    """The table's lines: by unit in the office's order each workbook, or that none was sent; then files of unknown units."""
    by_unit: dict[str, list[Received]] = {}
    for received in checked.received:
        by_unit.setdefault(checked.resembling.get(received.source.name, received.unit), []).append(received)
    own = {unit.name: unit for unit in checked.office.units}
    for unit in own:
        yield from (_unit_row(checked, _unit_title(unit, r), r, back) for r in by_unit.get(unit, ()))
        if unit not in by_unit:
            blank = dict.fromkeys(("name", "file", "sent", "remark", "errors", "warnings", "back"), "")
            state = "Đã rút sau cuộc họp" if unit in checked.withdrawn_units else "Chưa gửi"
            yield {"unit": unit, "state": state, "state_class": "chua-gui", **blank}
    for unit, strangers in by_unit.items():
        if unit not in own:
            yield from (_unit_row(checked, r.shown_unit or _title_without_unit(r), r, back) for r in strangers)


def _unit_title(unit: str, received: Received) -> str:
    """The unit of a row, followed by the name in the workbook where that is written otherwise."""
    if received.unit == unit:
        return unit
    named = f"tệp ghi «{received.shown_unit}»" if received.unit else "theo tên hoặc nội dung tệp"
    return f"{unit} ({named})"


def _title_without_unit(received: Received) -> str:
    return "Hội đồng" if received.kind == HOI_DONG.kind else "(chưa rõ đơn vị)"


def _unit_row(checked: Checked, unit: str, received: Received, back: dict[str, str]) -> Row:
    own = [f.severity for f in checked.findings_of.get(received.source.name, ())]
    sent = received.submission.labels.day("ngay_gui") if received.submission else None
    name = WITHOUT_NAME.get(received.kind) or (
        quoted(public("Họ và tên", received.submission.text("ho_ten"))) if received.submission else ""
    )
    first, last = checked.window
    state, state_class = STATES[received.status]
    return {
        "unit": unit,
        "state": state,
        "state_class": state_class,
        "name": name,
        "file": received.source.name,
        "sent": short_date(sent) if sent else "",
        "remark": "gửi sớm" if sent and sent < first else "gửi muộn" if sent and sent > last else "",
        "errors": own.count(Severity.ERROR),
        "warnings": own.count(Severity.WARNING),
        "back": back.get(received.source.name, ""),
    }


def _finding_row(found: Finding) -> Row:
    """One line of the table of findings; ``text`` is the message without the cell reference it begins with."""
    return {
        "sheet": found.place.sheet,
        "cell": found.place.cell,
        "field": found.field,
        "severity": "Lỗi" if found.is_error else "Lưu ý",
        "text": found.message.removeprefix(where(found.place, found.field)).strip() + _typed(found),
    }


def _typed(found: Finding) -> str:
    """The whole of what was typed, where the message quotes its beginning only."""
    is_cut = quoted(found.found) != found.found and f"«{quoted(found.found)}»" in found.message
    return f" Nội dung đã gõ: «{cut(found.found, LONGEST_TEXT)}»" if is_cut else ""


def _line_of_days(checked: Checked) -> tuple[list[Row], list[Row], float]:
    """The days around the window, a dot for each dated workbook, and the height of the drawing in its units."""
    first, last = checked.window
    start = first - timedelta(days=MARGIN)
    days = [start + timedelta(days=n) for n in range((last - first).days + 1 + 2 * MARGIN)]
    across = int(DAY_WIDTH // (2 * DOT + 2))
    stacked = dict.fromkeys(range(len(days)), 0)
    dots: list[Row] = []
    for received in checked.received:
        sent = received.submission.labels.day("ngay_gui") if received.submission else None
        if sent is None or received.status is Status.SUPERSEDED:
            continue
        column = min(max((sent - start).days, 0), len(days) - 1)
        row, position = divmod(stacked[column], across)
        stacked[column] += 1
        x, y = LEFT + column * DAY_WIDTH + (position + 0.5) * (2 * DOT + 2) + 1, TOP + 10 + row * ROW_HEIGHT
        shape = "hop-le" if received.status is Status.ACCEPTED else "tra-lai"
        dots.append(
            {
                "x": x,
                "y": y,
                "shape": shape,
                "title": f"{received.shown_unit or received.source.name}: {short_date(sent)}",
            }
        )
    height = TOP + 20 + ROW_HEIGHT * (max(stacked.values(), default=0) // across + 1)
    drawn: list[Row] = [
        {
            "x": LEFT + n * DAY_WIDTH,
            "label": f"{d.day}/{d.month}",
            "weekend": d.weekday() > 4,
            "in_window": first <= d <= last,
        }
        for n, d in enumerate(days)
    ]
    return drawn, dots, height
