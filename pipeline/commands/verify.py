"""``verify``: says of each Word paper whether it is as it was made, edited since, of an older run, or not of this program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import click

from pipeline.commands.arguments import files_argument
from pipeline.commands.cli import DONE, NOTHING_MADE, TO_CORRECT, folder_of, folders
from pipeline.opc.kinds import Unreadable
from pipeline.publishing.ledger import PENDING, manifest_in
from pipeline.values.digests import sha256
from pipeline.values.file_names import MANIFEST
from pipeline.values.os_errors import reason
from pipeline.values.vietnamese import one_line
from pipeline.word.edits import Edit, read_seal
from pipeline.word.seal import Seal

SHOWN = 120  # characters of a paragraph


class ManifestState(Enum):
    """Whether the outputs' folder that a paper's seal names has a manifest, and whether that lists the paper."""

    NONE = "no manifest"
    UNFINISHED = "a run that did not finish"
    WITHOUT_PAPER = "a manifest without it"
    WITH_PAPER = "a manifest with it"


@dataclass(frozen=True)
class ManifestLookup:
    """What the manifest says of a paper: its current edition and the digest of its file, "" if it is not listed."""

    state: ManifestState
    edition: str = ""
    digest: str = ""


@click.command()
@files_argument
@folders
@click.pass_context
def verify(context: click.Context, /, files: tuple[Path, ...], **_: object) -> int:
    """Cho biết văn bản còn nguyên như khi lập, đã bị sửa, là bản cũ, hay không do chương trình lập."""
    statuses = set()
    for path in files:
        try:
            content = path.read_bytes()
            seal, edits = read_seal(content)
        except OSError as error:
            why = reason(error)
            statuses.add(_report_unreadable(path, f"{why[:1].upper()}{why[1:]}."))
        except Unreadable as error:
            statuses.add(_report_unreadable(path, str(error)))
        else:
            lookup = look_up(folder_of(context, "outputs"), seal) if seal else ManifestLookup(ManifestState.NONE)
            for line in verdict(path, content, seal, edits, lookup):
                click.echo(line)
            statuses.add(DONE if is_genuine(seal, edits, lookup) else TO_CORRECT)
    if statuses == {NOTHING_MADE}:
        return NOTHING_MADE
    return DONE if statuses == {DONE} else TO_CORRECT


def _report_unreadable(path: Path, why: str) -> int:
    click.echo(f"{path}: KHÔNG ĐỌC ĐƯỢC. {why}", err=True)
    return NOTHING_MADE


def look_up(outputs: Path, seal: Seal) -> ManifestLookup:
    """A paper's seal → what the manifest of the folder that the seal names says of the paper."""
    folder, path = seal.path.split("/", 1)
    if (outputs / folder / PENDING).exists():
        return ManifestLookup(ManifestState.UNFINISHED)
    rows = manifest_in(outputs / folder).get("documents")
    if not isinstance(rows, list):
        return ManifestLookup(ManifestState.NONE)
    for row in rows:
        if isinstance(row, Mapping) and row.get("path") == path:
            return ManifestLookup(ManifestState.WITH_PAPER, str(row.get("edition", "")), str(row.get("sha256", "")))
    return ManifestLookup(ManifestState.WITHOUT_PAPER)


def is_genuine(seal: Seal | None, edits: Iterable[Edit], lookup: ManifestLookup) -> bool:
    """Whether a paper has an intact seal, no edits, and an edition that the manifest, if there is one, calls current."""
    if seal is None or not seal.intact or any(True for _ in edits) or lookup.state is ManifestState.WITHOUT_PAPER:
        return False
    return lookup.state is not ManifestState.WITH_PAPER or lookup.edition == seal.number


def verdict(
    path: Path, content: bytes, seal: Seal | None, edits: tuple[Edit, ...], lookup: ManifestLookup
) -> Iterable[str]:
    """The lines to print about one paper: the verdict, then each edit."""
    if seal is None:
        yield f"{path}: KHÔNG RÕ. Văn bản không có dấu của chương trình, hoặc dấu đã hỏng."
        return
    words = "ĐÃ SỬA sau khi lập" if edits else "NGUYÊN VĂN" if seal.intact else "DẤU KIỂM ĐÃ BỊ SỬA"
    yield f"{path}: {words}{_against_manifest(seal, lookup)} ({seal.path}, bản {seal.number}).{_of_the_file(content, edits, lookup)}"
    if not seal.intact:
        yield "  Số bản không khớp với dấu kiểm: có người đã sửa thuộc tính của tệp. Không dùng văn bản này; lập lại bằng make quarter."
    yield from map(_edit_line, edits)


def _against_manifest(seal: Seal, lookup: ManifestLookup) -> str:
    """The part of the verdict that says whether the paper is of the current run."""
    if lookup.state is ManifestState.NONE:
        return f"; không có bản kê {MANIFEST} để biết có phải bản mới nhất"
    if lookup.state is ManifestState.UNFINISHED:
        return "; lần lập gần nhất chưa công bố xong, chạy lại rồi kiểm tra lại để biết có phải bản mới nhất"
    if lookup.state is ManifestState.WITHOUT_PAPER:
        return ", nhưng KHÔNG CÒN trong lần lập hiện nay (người, tập thể đã rút hoặc danh sách đã thay đổi)"
    if lookup.edition == seal.number:
        return ", bản mới nhất"
    return f", nhưng là BẢN CŨ hoặc dấu kiểm đã bị làm lại (mới nhất là {lookup.edition})"


def _of_the_file(content: bytes, edits: tuple[Edit, ...], lookup: ManifestLookup) -> str:
    """The part of the verdict that says whether the file is the published one, byte for byte."""
    if lookup.state is not ManifestState.WITH_PAPER:
        return ""
    if lookup.digest == sha256(content):
        return " Đúng từng byte như bản kê."
    return "" if edits else " Tệp đã được lưu lại hoặc không phải tệp gốc; chữ không đổi."


def _edit_line(edit: Edit) -> str:
    """The line about one edit: where it is, and the text there now."""
    words = one_line(edit.text)
    short = words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"
    if edit.number:
        return f"  Đoạn {edit.number}: " + (f"nay là «{short}»" if words else "đã bị bỏ")
    where = edit.where[:1].upper() + edit.where[1:]
    return f"  {where}: " + ("đã bị bỏ hoặc thay đổi" if not words else f"nay là «{short}»" if edit.text else short)
