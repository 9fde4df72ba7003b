"""Tells which papers of a quarter still lack their PDF, where each is to lie, and which PDFs are somebody's by now.

The record beside the PDFs holds, by paper, the digest of the paper, "" until its PDF is laid, and of the PDF made of it
last, then those of older ones that a killed run may have left in its place: a PDF with any other digest was signed, edited or laid there by somebody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.publishing.ledger import digests_in, is_inside
from pipeline.publishing.plan import beside, refuse
from pipeline.values.digests import digest_of, sha256
from pipeline.values.file_names import PDF

RECORD = f"{PDF}/.da-chuyen.json"
UNFINISHED = ""  # stands for a paper's digest until its PDF is laid
Record = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Place:
    """A paper's PDF: where it lies or is to lie, whether it has to be made, and the one that is somebody's, if any."""

    path: str
    to_make: bool
    somebodys: str = ""


def record_in(folder: Path) -> Record:
    """What was made; nothing of a path that leads out of the folder."""
    return {path: told for path, told in digests_in(folder / RECORD).items() if is_inside(path) and len(told) > 1}


def place_of(folder: Path, paper: str, content: bytes, record: Record) -> Place:
    """Where a paper's PDF stands. Raises PipelineError where a folder or a link is in its way."""
    own = pdf_of(paper)
    _demand_free(folder, own)
    paper_digest, *ours = record.get(paper, ("",))
    standing, is_current = _digest(folder / own), paper_digest == sha256(content)
    if standing and standing not in ours:
        free = next(each for each in _beside(own) if _digest(folder / each) in ("", *ours))
        if is_current:  # it was signed or edited since one was made of this very paper, which may lie beside it
            return Place(free if _digest(folder / free) == ours[0] else own, False, own)
        return Place(free, True, own)
    return Place(own, not (is_current and standing == ours[0]))


def leftovers(folder: Path, paper: str, kept: str, record: Record) -> tuple[str, ...]:
    """Files of ours round a paper's PDF other than the one that is kept: older new versions beside an edited one."""
    ours = record.get(paper, ())[1:]
    found: list[str] = []
    for each in _beside(pdf_of(paper)):
        digest = _digest(folder / each)
        if not digest:
            return tuple(found)
        if each != kept and digest in ours:
            found.append(each)
    return ()


def pdf_of(paper: str) -> str:
    """Where the PDF of a paper lies."""
    return f"{PDF}/{PurePosixPath(paper).with_suffix('.pdf')}"


def is_ours(folder: Path, path: str, ours: Sequence[str]) -> bool:
    """Whether what stands at a path is one of those that were made here."""
    return _digest(folder / path) in ours


def _beside(own: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield beside(own, number)


def _digest(path: Path) -> str:
    """The digest of what stands there, "" where nothing does; what cannot be read is somebody's."""
    try:
        return digest_of(path) or ("somebody's" if path.exists() else "")
    except OSError:
        return "somebody's"


def _demand_free(folder: Path, own: str) -> None:
    if (folder / own).is_dir():
        raise refuse(own, "đây là thư mục, không phải tệp")
    for parent in PurePosixPath(own).parents:
        if (folder / parent).is_symlink() and parent.name:
            raise refuse(str(parent), "đây là lối tắt dẫn ra ngoài thư mục kết quả; xóa lối tắt này")
