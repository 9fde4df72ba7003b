"""Binds the PDFs of a quarter's papers into one file to print: in the order of signing, a bookmark for each paper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from pipeline.papers.form_papers import FORM_PAPERS
from pipeline.papers.kinds import PAPERS, Paper
from pipeline.publishing.ledger import digests_in, documents_in
from pipeline.publishing.pdf_ledger import is_ours
from pipeline.publishing.plan import new_version_paths, too_many_versions
from pipeline.publishing.write import write_atomically, write_if_different
from pipeline.values.digests import sha256
from pipeline.values.file_names import ONE_FILE, PDF

RECORD = f"{PDF}/.da-ghep.json"
ORDER: Sequence[Paper] = (*FORM_PAPERS, *PAPERS)  # of signing: what is sent out, profiles, the meeting, what follows it
BAD_PDF = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


@dataclass(frozen=True)
class Bound:
    """The file that binds all PDFs: its path ("" if there is nothing to bind), its number of pages, and the papers whose PDF is in no state to be bound."""

    path: str
    pages: int
    left_out: tuple[str, ...]


def bind(folder: Path, pdfs: Mapping[str, str]) -> Bound:
    """The paths of papers → the paths of their PDFs, bound in the quarter's folder; a file that an officer edited is left as is."""
    about, order = documents_in(folder) or {}, sorted(pdfs, key=_place_of)
    content, pages, left_out = bound((_title(path, about), path, _content(folder / pdfs[path])) for path in order)
    if not pages:
        return Bound("", 0, left_out)
    ours = digests_in(folder / RECORD).get(ONE_FILE, ())
    target = next((p for p in (ONE_FILE, *new_version_paths(ONE_FILE)) if is_ours(folder, p, ("", *ours))), "")
    if not target:
        raise too_many_versions(ONE_FILE)
    if not is_ours(folder, target, [sha256(content)]):
        record = {ONE_FILE: [*dict.fromkeys((*ours, sha256(content)))]}
        write_if_different(folder / RECORD, json.dumps(record).encode(), folder)
        write_atomically(folder / target, content, folder)
    write_if_different(folder / RECORD, json.dumps({ONE_FILE: [sha256(content)]}).encode(), folder)
    return Bound(target, pages, left_out)


def bound(papers: Iterable[tuple[str, str, bytes]]) -> tuple[bytes, int, tuple[str, ...]]:
    """Title, path and PDF of each paper → one PDF, its number of pages, and the paths of those that are no whole PDF."""
    writer, left_out = PdfWriter(), []
    for title, path, content in papers:
        try:
            reader = PdfReader(BytesIO(content))
            PdfWriter().append(reader)  # tried on its own first, so that half a paper is never bound
        except BAD_PDF:
            left_out.append(path)
            continue
        writer.append(reader, outline_item=title, import_outline=False)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue(), len(writer.pages), tuple(left_out)


def _place_of(path: str) -> tuple[int, str]:
    """The place of a paper in the order of signing; one of no known kind comes last."""
    found = (n for n, paper in enumerate(ORDER) if _is_of(path, paper))
    return next(found, len(ORDER)), path


def _is_of(path: str, paper: Paper) -> bool:
    before, _, after = paper.path.partition("{stem}")
    return path.startswith(before) and path.endswith(after) if after else path == paper.path


def _title(path: str, about: Mapping[str, Mapping[str, str]]) -> str:
    """The title of a paper and whom it is about, by its row in the manifest."""
    kind, whom = (about.get(path, {}).get(key, "") for key in ("kind", "about"))
    title = next((paper.title for paper in ORDER if paper.kind == kind or (not kind and paper.path == path)), "")
    return " - ".join(filter(None, (title or Path(path).stem, whom)))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
