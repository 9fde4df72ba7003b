"""Turns a run's manifest into the lines printed on the terminal: input files, findings, papers made, files left as is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from pipeline.publishing.edited import EDITED_BY_HAND, NOT_MADE_ANY_MORE, UNREADABLE
from pipeline.publishing.write import Published
from pipeline.values.dates import parse_folder, short_date
from pipeline.values.file_names import COUNCIL_WORKBOOK, REPORT, RETURNED, is_paper
from pipeline.values.model import EditedFile
from pipeline.values.safe_names import printable

Manifest = Mapping[str, Any]
SHOWN_DIFFERENCES = 10  # of one edited file on the terminal
SHOWN_FINDINGS = 40  # on the terminal; the report has all of them
STATUSES = (
    ("accepted", "hợp lệ"),
    ("returned", "trả lại để sửa"),
    ("unreadable", "không đọc được"),
    ("superseded", "đã có bản khác thay"),
)
LABELS = {"error": "LỖI", "warning": "Lưu ý"}


def all_accepted(manifest: Manifest) -> bool:
    """Whether no input file has to be corrected."""
    return all(row["status"] in ("accepted", "ignored", "superseded") for row in manifest["inputs"])


def lines_about_inputs(manifest: Manifest) -> Iterable[str]:
    """A manifest → lines about the input files, their findings, and the units that have sent nothing."""
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


def lines_about_papers(manifest: Manifest, published: Published | None, where: str) -> Iterable[str]:
    """A manifest → lines about the papers and the folder they are in; ``published`` is None if nothing had to be made."""
    yield from lines_about_report(manifest, where, published)
    papers = [row["path"] for row in manifest["documents"] if is_paper(row["path"])]
    if published is None:
        yield f"Không có gì thay đổi từ lần chạy trước: {len(papers)} văn bản trong {where} giữ nguyên. Muốn lập lại tất cả: thêm ALL=1."
        return
    changed = len(set(published.written) & {published.edited.get(path, path) for path in papers})
    yield f"Đã lập {len(papers)} văn bản trong {where} ({changed} tệp mới hoặc thay đổi):"
    for folder in sorted({path.split("/")[0] for path in papers if "/" in path}):
        yield f"  {folder}/ ({sum(path.startswith(f'{folder}/') for path in papers)} tệp)"
    yield from (f"  {path}" for path in papers if "/" not in path)
    if any(row["path"] == COUNCIL_WORKBOOK for row in manifest["documents"]):
        yield f"Sau khi Hội đồng họp: điền {where}/{COUNCIL_WORKBOOK} rồi chép vào inputs/{manifest['quarter']}."
    yield from (f"  Đã xóa {path} vì không còn căn cứ lập." for path in published.removed)


def lines_about_report(manifest: Manifest, where: str, published: Published | None = None) -> Iterable[str]:
    """A manifest → lines that name the workbooks to return and the report; of an edited one the new version is named."""
    new_versions = published.edited if published else {}
    returned = [new_versions.get(row["path"], row["path"]) for row in manifest["documents"] if row["kind"] == RETURNED]
    if returned:
        yield f"Gửi lại đơn vị để sửa, trong {where}: {', '.join(returned)}."
    yield f"Báo cáo đầy đủ: mở {where}/{new_versions.get(REPORT, REPORT)} bằng trình duyệt."


def lines_about_edited_files(edited: Sequence[EditedFile], moved_aside: Mapping[str, str]) -> Iterable[str]:
    """Lines about files left as is, each with its reason, new version and differences, then about files moved aside."""
    for each in edited:
        yield f"  Giữ nguyên {each.path} vì {each.reason}" + (
            f"; bản mới nằm bên cạnh: {each.new_version_path}." if each.new_version_path else "."
        )
        yield from (f"    {line}." for line in each.differences[:SHOWN_DIFFERENCES])
        if len(each.differences) > SHOWN_DIFFERENCES:
            yield f"    … và {len(each.differences) - SHOWN_DIFFERENCES} chỗ khác, xem báo cáo."
    for path, new_path in moved_aside.items():
        yield f"  Đã thay {path} bằng bản mới; bản sửa tay nằm ở {new_path}."


def lines_about_left_files(published: Published) -> Iterable[str]:
    """Lines about the files that a command left as is, without their differences."""
    reasons = {path: UNREADABLE.format(why) for path, why in published.unreadable.items()}
    edited = [EditedFile(path, new, reasons.get(path, EDITED_BY_HAND)) for path, new in published.edited.items()]
    abandoned = [EditedFile(path, "", NOT_MADE_ANY_MORE) for path in published.abandoned]
    yield from lines_about_edited_files([*edited, *abandoned], {})


def print_lines(lines: Iterable[str] | Sequence[str], err: bool = False) -> None:
    """Print lines, with escapes for what could change the terminal; with ``err`` on standard error, because standard output is to hold nothing but the manifest."""
    for line in lines:
        click.echo("\n".join(map(printable, line.split("\n"))), err=err)
