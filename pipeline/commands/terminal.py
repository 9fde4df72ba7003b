"""Turns a run's manifest into the lines printed on the terminal: input files, findings, papers made, files left as is."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import click

from pipeline.checking.messages import where
from pipeline.publishing.edited import EDITED_BY_HAND, NOT_MADE_ANY_MORE, UNREADABLE
from pipeline.publishing.plan import Plan
from pipeline.values.dates import parse_folder, short_date
from pipeline.values.file_names import COUNCIL_WORKBOOK, DRAFTS, OFFICE_FILE, REPORT, RETURNED, is_paper
from pipeline.values.model import STATUS_WORDS, CellReference, EditedFile
from pipeline.values.safe_names import printable
from schemas.theo_doi import THEO_DOI

Manifest = Mapping[str, Any]
SHOWN_DIFFERENCES = 10  # of one edited file on the terminal
SHOWN_FINDINGS = 40  # on the terminal; the report has all of them
LABELS = {"error": "  LỖI", "warning": "  Lưu ý"}
COLOURS = {"  LỖI": "red", "  Lưu ý": "yellow"}  # of the first word of a line, where there is a terminal
LETTERS = string.ascii_uppercase  # of a cell's column
RULE, REMEDY = " Quy định: ", " Cách sửa: "  # in a finding's message, before the rule and before what to do


def all_accepted(manifest: Manifest) -> bool:
    """Whether no input file has to be corrected."""
    return all(row["status"] in ("accepted", "ignored", "superseded") for row in manifest["inputs"])


def lines_about_inputs(manifest: Manifest, of_sample: bool = False) -> Iterable[str]:
    """A manifest → lines about the input files, their findings, the units that have sent nothing, and what is not confirmed.

    ``of_sample``: the office workbook is the sample's, in which nobody is to confirm anything.
    """
    quarter = parse_folder(manifest["quarter"])
    first, last = map(date.fromisoformat, manifest["window"])
    by_status: dict[str, list[str]] = {}
    for row in _of_the_quarter(manifest):
        by_status.setdefault(row["status"], []).append(row["path"])
    ignored = by_status.pop("ignored", [])
    number = sum(map(len, by_status.values()))
    yield f"{quarter.title} (thời hạn gửi {short_date(first)} - {short_date(last)}): {number} tệp."
    for status, words in STATUS_WORDS.items():
        if names := by_status.get(status):
            yield f"  {len(names)} tệp {words}" + ("." if status == "accepted" else f": {', '.join(names)}.")
    yield from (f"  Bỏ qua {name}." for name in ignored)
    if manifest["missing_units"]:
        yield f"  Đơn vị chưa gửi: {', '.join(manifest['missing_units'])}."
    yield from lines_about_findings(manifest)
    yield from () if of_sample else _unconfirmed(manifest)


def _of_the_quarter(manifest: Manifest) -> Iterable[Mapping[str, str]]:
    """The input files of the quarter's folder; the follow-up workbook lies outside it."""
    return (row for row in manifest["inputs"] if row.get("kind") != THEO_DOI.kind)


def lines_about_findings(manifest: Manifest) -> Iterable[str]:
    """A manifest → for each workbook with findings a line with its file and unit, then a line a finding, errors first.

    A line says where, what and what to do; the rule stands in the report. Workbooks with errors come before the others.
    """
    units = {row["path"]: row["unit"] for row in manifest["inputs"]}
    of_file: dict[str, list[Mapping[str, str]]] = {}
    for found in sorted(manifest["findings"], key=lambda each: each["severity"] != "error"):
        of_file.setdefault(found["file"], []).append(found)
    left = SHOWN_FINDINGS
    for file, findings in of_file.items():
        if left > 0:
            yield f"{file}{f' - {unit}' if (unit := units.get(file)) else ''}: {_counted(findings)}."
            yield from map(_finding_line, findings[:left])
        left -= len(findings)
    if left < 0:
        yield f"… và {-left} nội dung khác, xem báo cáo."


def _counted(findings: Sequence[Mapping[str, str]]) -> str:
    """The numbers of errors and warnings in words: «2 lỗi, 1 lưu ý»."""
    errors = sum(found["severity"] == "error" for found in findings)
    numbers = ((errors, "lỗi"), (len(findings) - errors, "lưu ý"))
    return ", ".join(f"{number} {word}" for number, word in numbers if number)


def _finding_line(found: Mapping[str, str]) -> str:
    """One finding under its workbook's line: sheet and cell, what is wrong, what to do."""
    place = CellReference(found["file"], found["sheet"], found["cell"])
    said = found["message"].removeprefix(where(place, found["field"])).strip()
    fault, _, rest = said.partition(RULE)
    remedy = rest.rpartition(REMEDY)[2]
    named = where(CellReference("", found["sheet"], found["cell"]), found["field"]).removeprefix("Tệp ")
    at = named.removeprefix(", ").strip() + " " if found["sheet"] else ""
    return f"{LABELS[found['severity']]}: {at}{fault}" + (f"{REMEDY}{remedy}" if remedy else "")


def _unconfirmed(manifest: Manifest) -> Iterable[str]:
    """One line that says how many rows in force are not confirmed, and where they are."""
    if unconfirmed := manifest["unconfirmed"]:
        rows: dict[str, dict[str, None]] = {}
        for fact in unconfirmed:
            rows.setdefault(fact["sheet"], {})[fact["cell"].lstrip(LETTERS)] = None
        pages = "; ".join(f"«{sheet}» dòng {', '.join(numbers)}" for sheet, numbers in rows.items())
        yield f"{len(unconfirmed)} dòng chưa xác nhận đang dùng trong {OFFICE_FILE}, trang {pages}. Đối chiếu văn bản gốc rồi đổi «Đã xác nhận» thành Có."


def lines_about_unchanged(manifest: Manifest, folder: str) -> Iterable[str]:
    """The manifest of the last run, if nothing has changed since → at most eight lines; findings are only counted."""
    quarter = parse_folder(manifest["quarter"])
    status = Counter(row["status"] for row in _of_the_quarter(manifest))
    counted = [f"{status[each]} {words}" for each, words in STATUS_WORDS.items() if status[each]]
    yield f"{quarter.title}: {', '.join(counted)}."
    if manifest["missing_units"]:
        yield f"  Đơn vị chưa gửi: {', '.join(manifest['missing_units'])}."
    if manifest["findings"]:
        yield f"  {_counted(manifest['findings'])}: xem từng nội dung trong báo cáo."
    yield from lines_about_report(manifest, folder)
    yield f"Không có gì thay đổi từ lần chạy trước: {len(_papers(manifest))} văn bản trong {folder} giữ nguyên. Muốn lập lại tất cả: thêm ALL=1."


def _papers(manifest: Manifest) -> list[str]:
    return [row["path"] for row in manifest["documents"] if is_paper(row["path"])]


def lines_about_papers(manifest: Manifest, published: Plan, folder: str) -> Iterable[str]:
    """A manifest → lines about the papers and the folder they are in."""
    yield from lines_about_report(manifest, folder, published)
    yield from lines_about_drafts(sum(row["kind"] == DRAFTS for row in manifest["documents"]), folder)
    papers = _papers(manifest)
    changed = len(published.changing.intersection(papers))
    yield f"Đã lập {len(papers)} văn bản trong {folder} ({changed} tệp mới hoặc thay đổi):"
    for name in sorted({path.split("/")[0] for path in papers if "/" in path}):
        yield f"  {name}/ ({sum(path.startswith(f'{name}/') for path in papers)} tệp)"
    yield from (f"  {path}" for path in papers if "/" not in path)
    yield from lines_about_kept_papers(manifest, "cuộc họp đã diễn ra")
    if any(row["path"] == COUNCIL_WORKBOOK for row in manifest["documents"]):
        yield f"Sau khi Hội đồng họp: điền {folder}/{COUNCIL_WORKBOOK} rồi chép vào inputs/{manifest['quarter']}."
    yield from (f"  Đã xóa {path} vì không còn căn cứ lập." for path in published.obsolete)


def lines_about_kept_papers(manifest: Manifest, reason: str) -> Iterable[str]:
    """A manifest → a line for each paper of an earlier run that stays as it was made."""
    for row in manifest["documents"]:
        if row.get("kept_from"):
            yield f"  Giữ nguyên {row['path']} như đã lập (lần lập {row['kept_from']}): {reason}."


def lines_about_report(manifest: Manifest, folder: str, published: Plan | None = None) -> Iterable[str]:
    """A manifest → lines that name the workbooks to return and the report; of an edited one the new version is named."""
    new_versions = published.edited if published else {}
    returned = [new_versions.get(row["path"], row["path"]) for row in manifest["documents"] if row["kind"] == RETURNED]
    if returned:
        yield f"Gửi lại đơn vị để sửa, trong {folder}: {', '.join(returned)}."
    yield f"Báo cáo đầy đủ: mở {folder}/{new_versions.get(REPORT, REPORT)} bằng trình duyệt."


def lines_about_drafts(number: int, folder: str) -> Iterable[str]:
    """A line that says where draft letters are, if there are any."""
    if number:
        yield f"{number} thư nháp trong {folder}/{DRAFTS}: mở bằng chương trình thư, xem lại rồi gửi."


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


def lines_about_left_files(published: Plan) -> Iterable[str]:
    """Lines about the files that a command left as is, without their differences."""
    reasons = {path: UNREADABLE.format(why) for path, why in published.unreadable.items()}
    edited = [EditedFile(path, new, reasons.get(path, EDITED_BY_HAND)) for path, new in published.edited.items()]
    abandoned = [EditedFile(path, "", NOT_MADE_ANY_MORE) for path in published.abandoned]
    yield from lines_about_edited_files([*edited, *abandoned], {})


def print_lines(lines: Iterable[str] | Sequence[str], err: bool = False) -> None:
    """Print lines, with escapes for what could change the terminal; with ``err`` on standard error, because standard output is to hold nothing but the manifest."""
    for line in lines:
        click.echo("\n".join(_coloured(printable(each)) for each in line.split("\n")), err=err)


def _coloured(line: str) -> str:
    """A line whose first word says how grave it is, with that word in colour; where there is no terminal click takes it off."""
    label = next((each for each in COLOURS if line.startswith(f"{each}: ")), "")
    return click.style(label, fg=COLOURS[label], bold=True) + line.removeprefix(label) if label else line
