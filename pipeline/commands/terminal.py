"""Turns a run's manifest into what the terminal says: what came in, what is wrong, what was made and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from pipeline.publishing.edited import EDITED, UNREADABLE, WITHOUT_REASON
from pipeline.publishing.write import Published
from pipeline.values.dates import parse_folder, short_date
from pipeline.values.file_names import COUNCIL_WORKBOOK, REPORT, RETURNED, is_paper
from pipeline.values.model import Kept

Manifest = Mapping[str, Any]
SHOWN_DIFFERENCES = 10  # of one edited file on the terminal
SHOWN_FINDINGS = 40  # on the terminal; the report has all of them
STATUSES = (("accepted", "hợp lệ"), ("returned", "trả lại để sửa"), ("unreadable", "không đọc được"))
LABELS = {"error": "LỖI", "warning": "Lưu ý"}


def all_accepted(manifest: Manifest) -> bool:
    """Whether nothing is to be corrected."""
    return all(row["status"] in ("accepted", "ignored") for row in manifest["inputs"])


def what_came(manifest: Manifest) -> Iterable[str]:
    """What came in, what is wrong with it, and which units are missing."""
    quarter = parse_folder(manifest["quarter"])
    first, last = quarter.window
    by_status: dict[str, list[str]] = {}
    for row in manifest["inputs"]:
        by_status.setdefault(row["status"], []).append(row["path"])
    ignored = by_status.pop("ignored", [])
    number = sum(map(len, by_status.values()))
    yield f"{quarter.title} (thời hạn gửi {short_date(first)} - {short_date(last)}): {number} tệp."
    for status, words in STATUSES:
        if names := by_status.get(status):
            yield f"  {len(names)} tệp {words}" + ("." if status == "accepted" else f": {', '.join(names)}.")
    yield from (f"  Bỏ qua {name}." for name in ignored)
    if manifest["missing_units"]:
        yield f"  Đơn vị chưa gửi: {', '.join(manifest['missing_units'])}."
    findings = manifest["findings"]
    yield from (f"{LABELS[found['severity']]}: {found['message']}" for found in findings[:SHOWN_FINDINGS])
    if len(findings) > SHOWN_FINDINGS:
        yield f"… và {len(findings) - SHOWN_FINDINGS} nội dung khác, xem báo cáo."
    if unconfirmed := manifest["unconfirmed"]:
        pages = ", ".join(dict.fromkeys(f"«{fact['sheet']}»" for fact in unconfirmed))
        yield f"Chưa xác nhận trong co-quan.xlsx: {len(unconfirmed)} dòng đang dùng, ở trang {pages}."


def what_was_made(manifest: Manifest, published: Published | None, where: str) -> Iterable[str]:
    """What was made and where; ``published`` says what of it is new, None that nothing had to be made."""
    yield from what_is_shown(manifest, where, published)
    papers = [row["path"] for row in manifest["documents"] if is_paper(row["path"])]
    if published is None:
        yield f"Không có gì thay đổi từ lần chạy trước: {len(papers)} văn bản trong {where} giữ nguyên. Muốn lập lại tất cả: thêm --all."
        return
    changed = len(set(published.written) & {published.kept.get(path, path) for path in papers})
    yield f"Đã lập {len(papers)} văn bản trong {where} ({changed} tệp mới hoặc thay đổi):"
    for folder in sorted({path.split("/")[0] for path in papers if "/" in path}):
        yield f"  {folder}/ ({sum(path.startswith(f'{folder}/') for path in papers)} tệp)"
    yield from (f"  {path}" for path in papers if "/" not in path)
    if any(row["path"] == COUNCIL_WORKBOOK for row in manifest["documents"]):
        yield f"Sau khi Hội đồng họp: điền {where}/{COUNCIL_WORKBOOK} rồi chép vào inputs/{manifest['quarter']}."
    yield from (f"  Đã xóa {path} vì không còn căn cứ lập." for path in published.removed)


def what_is_shown(manifest: Manifest, where: str, published: Published | None = None) -> Iterable[str]:
    """What shows the state of the quarter: the workbooks to return, and the report, each where its new version lies."""
    kept = published.kept if published else {}
    returned = [kept.get(row["path"], row["path"]) for row in manifest["documents"] if row["kind"] == RETURNED]
    if returned:
        yield f"Gửi lại đơn vị để sửa, trong {where}: {', '.join(returned)}."
    yield f"Báo cáo đầy đủ: mở {where}/{kept.get(REPORT, REPORT)} bằng trình duyệt."


def what_was_kept(kept: Sequence[Kept], moved: Mapping[str, str]) -> Iterable[str]:
    """Which files are somebody's, where both versions are, and what differs between them; which have given way."""
    for each in kept:
        yield f"  Giữ nguyên {each.path} vì {each.why}" + (
            f"; bản mới nằm bên cạnh: {each.place}." if each.place else "."
        )
        yield from (f"    {line}." for line in each.told[:SHOWN_DIFFERENCES])
        if len(each.told) > SHOWN_DIFFERENCES:
            yield f"    … và {len(each.told) - SHOWN_DIFFERENCES} chỗ khác, xem báo cáo."
    for path, place in moved.items():
        yield f"  Đã thay {path} bằng bản mới; bản sửa tay nằm ở {place}."


def what_was_left(published: Published) -> Iterable[str]:
    """What is said of the files that were left as somebody has made them."""
    beside = published.kept.items()
    why = {path: UNREADABLE.format(held) for path, held in published.held.items()}
    yield from what_was_kept([Kept(path, place, why.get(path, EDITED)) for path, place in beside], {})
    yield from what_was_kept([Kept(path, "", WITHOUT_REASON) for path in published.orphans], {})


def say(lines: Iterable[str] | Sequence[str], err: bool = False) -> None:
    """Print some lines; on standard error where standard output holds the manifest."""
    for line in lines:
        click.echo(line, err=err)
