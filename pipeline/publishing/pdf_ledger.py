"""Tells which papers of a quarter still lack their PDF, where each PDF is written, and which PDFs were signed or edited.

The record in the PDF folder maps the path of each paper to digests: first that of the paper, "" until its PDF is
written; then that of the PDF made of it last; then those of older PDFs that a killed run may have left at its path. A
PDF with any other digest was signed, edited or put there by an officer.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.publishing.ledger import digests_in, is_inside
from pipeline.publishing.plan import demand_folders, new_version_paths, too_many_versions, unwritable
from pipeline.values.digests import digest_of, sha256
from pipeline.values.file_names import PDF

RECORD = f"{PDF}/.da-chuyen.json"
UNFINISHED = ""  # in place of a paper's digest until its PDF is written
EDITED = "edited"  # in place of the digest of a PDF that cannot be read, which may have been edited
PdfRecord = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class PdfTarget:
    """A paper's PDF: its path, whether it has to be made, and the path of a PDF that an officer has edited, "" if none."""

    path: str
    to_make: bool
    edited_path: str = ""


def record_in(folder: Path) -> PdfRecord:
    """The record in a folder of the outputs; entries whose path leads out of the folder are left out."""
    known = digests_in(folder / RECORD)
    return {path: digests for path, digests in known.items() if is_inside(path) and len(digests) > 1}


def pdf_target(folder: Path, paper: str, content: bytes, record: PdfRecord) -> PdfTarget:
    """A paper's path and bytes → where its PDF is or will be. Raises PipelineError where a folder or link is in the way."""
    own = pdf_of(paper)
    demand_folders(folder, [own])
    if (folder / own).is_dir():
        raise unwritable(own, "đây là thư mục, không phải tệp")
    paper_digest, *ours = record.get(paper, ("",))
    current, is_up_to_date = _digest(folder / own), paper_digest == sha256(content)
    if current and current not in ours:
        new = next((each for each in new_version_paths(own) if is_ours(folder, each, ("", *ours))), "")
        if not new:
            raise too_many_versions(own)
        if is_up_to_date:  # signed or edited since it was made of this same paper; a new version may be next to it
            return PdfTarget(new if _digest(folder / new) == ours[0] else own, False, own)
        return PdfTarget(new, True, own)
    return PdfTarget(own, not (is_up_to_date and current == ours[0]))


def obsolete_pdfs(folder: Path, paper: str, in_use: str, record: PdfRecord) -> tuple[str, ...]:
    """The paths of earlier new versions of a paper's PDF that this program made, except the path ``in_use``."""
    ours = record.get(paper, ())[1:]
    found: list[str] = []
    for each in new_version_paths(pdf_of(paper)):
        digest = _digest(folder / each)
        if not digest:
            return tuple(found)
        if each != in_use and digest in ours:
            found.append(each)
    return ()


def pdf_of(paper: str) -> str:
    """The path of a paper → the path of its PDF."""
    return f"{PDF}/{PurePosixPath(paper).with_suffix('.pdf')}"


def is_ours(folder: Path, path: str, ours: Sequence[str]) -> bool:
    """Whether the file at a path has one of the digests ``ours``; "" stands for no file."""
    return _digest(folder / path) in ours


def _digest(path: Path) -> str:
    """The digest of a file, "" if there is none; ``EDITED`` for what cannot be read."""
    try:
        return digest_of(path) or (EDITED if os.path.lexists(path) else "")
    except OSError:
        return EDITED
