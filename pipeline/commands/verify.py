"""The command that says of each paper whether it is genuine, edited since, of an older run, or none of ours: off-line."""

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


class Known(Enum):
    """What the folder that a paper names knows of it."""

    NOTHING = "no manifest"
    UNFINISHED = "a run that did not finish"
    GONE = "a manifest without it"
    LISTED = "a manifest with it"


@dataclass(frozen=True)
class Standing:
    """What the folder knows of a paper: the number of its current edition and the digest of its file, if it is listed."""

    known: Known
    number: str = ""
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
            told = reason(error)
            statuses.add(_refused(path, f"{told[:1].upper()}{told[1:]}."))
        except Unreadable as error:
            statuses.add(_refused(path, str(error)))
        else:
            standing = standing_of(folder_of(context, "outputs"), seal) if seal else Standing(Known.NOTHING)
            for line in verdict(path, content, seal, edits, standing):
                click.echo(line)
            statuses.add(DONE if is_genuine(seal, edits, standing) else TO_CORRECT)
    if statuses == {NOTHING_MADE}:
        return NOTHING_MADE
    return DONE if statuses == {DONE} else TO_CORRECT


def _refused(path: Path, told: str) -> int:
    click.echo(f"{path}: KHÔNG ĐỌC ĐƯỢC. {told}", err=True)
    return NOTHING_MADE


def standing_of(outputs: Path, seal: Seal) -> Standing:
    """What the folder that a sealed paper names knows of it."""
    folder, path = seal.place.split("/", 1)
    if (outputs / folder / PENDING).exists():
        return Standing(Known.UNFINISHED)
    rows = manifest_in(outputs / folder).get("documents")
    if not isinstance(rows, list):
        return Standing(Known.NOTHING)
    for row in rows:
        if isinstance(row, Mapping) and row.get("path") == path:
            return Standing(Known.LISTED, str(row.get("edition", "")), str(row.get("sha256", "")))
    return Standing(Known.GONE)


def is_genuine(seal: Seal | None, edits: Iterable[Edit], standing: Standing) -> bool:
    """Whether a paper says what was made and nothing known speaks against it."""
    if seal is None or not seal.whole or any(True for _ in edits) or standing.known is Known.GONE:
        return False
    return standing.known is not Known.LISTED or standing.number == seal.number


def verdict(
    path: Path, content: bytes, seal: Seal | None, edits: tuple[Edit, ...], standing: Standing
) -> Iterable[str]:
    """The verdict in words, then each place that is not as it was made."""
    if seal is None:
        yield f"{path}: KHÔNG RÕ. Văn bản không có dấu của chương trình, hoặc dấu đã hỏng."
        return
    words = "ĐÃ SỬA sau khi lập" if edits else "NGUYÊN VĂN" if seal.whole else "DẤU KIỂM ĐÃ BỊ SỬA"
    yield f"{path}: {words}{_beside(seal, standing)} ({seal.place}, bản {seal.number}).{_of_the_file(content, edits, standing)}"
    if not seal.whole:
        yield "  Số bản không khớp với dấu kiểm: có người đã sửa thuộc tính của tệp. Không dùng văn bản này; lập lại bằng make quarter."
    yield from map(_told, edits)


def _beside(seal: Seal, standing: Standing) -> str:
    """How the paper stands to what its folder knows."""
    if standing.known is Known.NOTHING:
        return f"; không có bản kê {MANIFEST} để biết có phải bản mới nhất"
    if standing.known is Known.UNFINISHED:
        return "; lần lập gần nhất chưa công bố xong, chạy lại rồi kiểm tra lại để biết có phải bản mới nhất"
    if standing.known is Known.GONE:
        return ", nhưng KHÔNG CÒN trong lần lập hiện nay (người, tập thể đã rút hoặc danh sách đã thay đổi)"
    if standing.number == seal.number:
        return ", bản mới nhất"
    return f", nhưng là BẢN CŨ hoặc dấu kiểm đã bị làm lại (mới nhất là {standing.number})"


def _of_the_file(content: bytes, edits: tuple[Edit, ...], standing: Standing) -> str:
    """Whether the file is the one that was published, byte for byte."""
    if standing.known is not Known.LISTED:
        return ""
    if standing.digest == sha256(content):
        return " Đúng từng byte như bản kê."
    return "" if edits else " Tệp đã được lưu lại hoặc không phải tệp gốc; chữ không đổi."


def _told(edit: Edit) -> str:
    """One place that is not as it was made."""
    words = one_line(edit.text)
    short = words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"
    if edit.number:
        return f"  Đoạn {edit.number}: " + (f"nay là «{short}»" if words else "đã bị bỏ")
    where = edit.where[:1].upper() + edit.where[1:]
    return f"  {where}: " + ("đã bị bỏ hoặc thay đổi" if not words else f"nay là «{short}»" if edit.text else short)
