"""``verify``: says of each Word paper whether it is the recorded one, saved again, edited, of an older run, or of unknown origin.

It says no more than it knows: a paper is called genuine only if its bytes are those that the manifest lists; of one that
was saved again only the text is compared, with what the seal holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.commands.arguments import files_argument
from pipeline.commands.cli import DONE, NOTHING_MADE, TO_CORRECT, folder_of, folders
from pipeline.commands.helps import Explained
from pipeline.commands.terminal import print_lines
from pipeline.opc.kinds import Unreadable
from pipeline.opc.unpack import open_parts
from pipeline.publishing.ledger import PENDING, documents_in
from pipeline.reading.bounded import Bounded, paper_bytes
from pipeline.values.digests import sha256
from pipeline.values.file_names import MANIFEST
from pipeline.values.os_errors import reason
from pipeline.values.vietnamese import cut, one_line
from pipeline.word.edits import Edit, read_seal
from pipeline.word.seal import Seal
from pipeline.word.unjudged import unjudged

SHOWN = 120  # characters of a paragraph
MOST = 200  # edits that are listed of one paper
TEXT_UNCHANGED = "phần chữ không đổi; định dạng, hình, đánh số không được kiểm"


# what a manifest says of a paper: its row; or, as part of the verdict, why it has none
ManifestRow = Mapping[str, str] | str
NO_MANIFEST = f": không có bản kê {MANIFEST} để đối chiếu"
UNFINISHED = ": lần lập gần nhất chưa công bố xong, chạy lại rồi kiểm tra lại"
GONE = ", KHÔNG CÒN trong lần lập hiện nay (người, tập thể đã rút hoặc danh sách đã thay đổi)"


@dataclass(frozen=True)
class ReadPaper:
    """A Word file as read: its seal, if any, the edits since it was sealed, and what may change words without being text."""

    digest: str
    seal: Seal | None
    edits: tuple[Edit, ...] = ()
    unjudged: tuple[str, ...] = ()


@click.command(cls=Explained)
@files_argument
@folders
@click.pass_context
def verify(context: click.Context, /, files: tuple[Path, ...], **_: object) -> int:
    """Cho biết văn bản là nguyên bản, đã lưu lại, đã bị sửa, là bản cũ, hay không rõ."""
    outputs, statuses = folder_of(context, "outputs"), set()
    with Bounded(read_paper) as read:
        for path in files:
            try:
                paper = read(paper_bytes(path))
            except OSError as error:
                why = reason(error)
                statuses.add(_report_unreadable(path, f"{why[:1].upper()}{why[1:]}."))
            except Unreadable as error:
                statuses.add(_report_unreadable(path, str(error)))
            else:
                row = look_up(outputs, paper.seal) if paper.seal else NO_MANIFEST
                print_lines(verdict(path, paper, row))
                statuses.add(DONE if is_recorded(paper, row) else TO_CORRECT)
    if statuses == {NOTHING_MADE}:
        return NOTHING_MADE
    return DONE if statuses == {DONE} else TO_CORRECT


def read_paper(content: bytes) -> ReadPaper:
    """The bytes of a Word file → its seal and what was changed since. Raises :class:`Unreadable`."""
    seal, edits = read_seal(content)
    extra = unjudged(open_parts(content)) if seal and not edits else ()
    return ReadPaper(sha256(content), seal, edits[: MOST + 1], extra)


def _report_unreadable(path: Path, why: str) -> int:
    print_lines([f"{path}: KHÔNG ĐỌC ĐƯỢC. {why}"], err=True)
    return NOTHING_MADE


def look_up(outputs: Path, seal: Seal) -> ManifestRow:
    """A paper's seal → what the manifest of the folder that the seal names says of the paper."""
    folder, path = seal.path.split("/", 1)
    if (outputs / folder / PENDING).exists():
        return UNFINISHED
    documents = documents_in(outputs / folder)
    return NO_MANIFEST if documents is None else documents.get(path, GONE)


def is_recorded(paper: ReadPaper, row: ManifestRow) -> bool:
    """Whether a file is the published one: the manifest of a finished run lists exactly its bytes."""
    return not isinstance(row, str) and row.get("sha256") == paper.digest


def verdict(path: Path, paper: ReadPaper, row: ManifestRow) -> Iterator[str]:
    """The lines to print about one paper: the verdict, then each edit."""
    seal = paper.seal
    if seal is None:
        yield f"{path}: KHÔNG RÕ. Văn bản không có dấu của chương trình, hoặc dấu đã hỏng."
        return
    about = f"({seal.path}, bản {seal.number})"
    if is_recorded(paper, row):
        yield f"{path}: NGUYÊN BẢN, bản mới nhất, đúng từng byte như bản kê {about}."
        return
    if not seal.intact:
        yield f"{path}: ĐÃ SỬA, dấu kiểm đã bị sửa {about}."
        yield "  Số bản không khớp với dấu kiểm: có người đã sửa thuộc tính của tệp. Không dùng văn bản này; lập lại bằng make quarter."
    elif paper.edits:
        yield f"{path}: ĐÃ SỬA sau khi lập{_older(seal, row)} {about}."
    else:
        yield f"{path}: {_of_the_same_words(paper, seal, row)} {about}."
    yield from map(_edit_line, paper.edits[:MOST])
    if len(paper.edits) > MOST:
        yield f"  … và nhiều chỗ khác (chỉ kê {MOST} chỗ đầu)."


def _of_the_same_words(paper: ReadPaper, seal: Seal, row: ManifestRow) -> str:
    """The verdict on a file with an intact seal and the sealed text, whose bytes are not the recorded ones."""
    if older := _older(seal, row):
        return f"{older.removeprefix(', ')}"
    if isinstance(row, str):
        return f"KHÔNG RÕ{row}; phần chữ khớp với dấu trong tệp"
    if paper.unjudged:
        return f"ĐÃ LƯU LẠI: không rõ phần chữ trên trang có đổi không, vì tệp có {', '.join(paper.unjudged)}"
    return f"ĐÃ LƯU LẠI: {TEXT_UNCHANGED}"


def _older(seal: Seal, row: ManifestRow) -> str:
    """The part of the verdict that says that the paper is not of the current run; "" if it is, or nobody knows."""
    if isinstance(row, str):
        return GONE if row == GONE else ""
    edition = row.get("edition", "")
    return "" if edition == seal.number else f", là BẢN CŨ hoặc dấu kiểm đã bị làm lại (mới nhất là {edition})"


def _edit_line(edit: Edit) -> str:
    """The line about one edit: where it is, and the text there now."""
    words = one_line(edit.text)
    short = cut(words, SHOWN)
    if edit.number:
        return f"  Đoạn {edit.number}: " + (f"nay là «{short}»" if words else "đã bị bỏ")
    where = edit.where[:1].upper() + edit.where[1:]
    return f"  {where}: " + ("đã bị bỏ hoặc thay đổi" if not words else f"nay là «{short}»" if edit.text else short)
