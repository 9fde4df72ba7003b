"""Turns Word files into PDF by LibreOffice, many in one call; what did not become one is known by looking for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.publishing.ledger import PDF_FRAGMENT
from pipeline.values.model import PipelineError
from pipeline.values.os_errors import refusal

TOGETHER = 100  # files of one call: starting LibreOffice takes as long as a dozen of them
SECONDS = 60, 10  # for a call, and for each of its files
BEGIN, END = b"%PDF", b"%%EOF"
PLACES = (  # where it is when it is on no search path
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def libreoffice() -> str:
    """The program that converts. Raises PipelineError with what to do where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice") or next(filter(os.path.exists, PLACES), None)
    if not found:
        raise PipelineError(
            "Chưa cài LibreOffice nên không lập được PDF. Cài LibreOffice rồi chạy lại, hoặc mở từng văn bản bằng Word và lưu dạng PDF."
        )
    return found


def to_pdf(papers: Mapping[str, bytes], program: str, folder: Path) -> Iterator[Mapping[str, bytes | None]]:
    """Batch by batch each paper's PDF by its path, None where LibreOffice made none; ``folder`` is where it may work meanwhile.

    Raises PipelineError with one clear line when the disk refuses.
    """
    left = iter(papers.items())
    while batch := dict(islice(left, TOGETHER)):
        try:
            with TemporaryDirectory(prefix=PDF_FRAGMENT, dir=folder, ignore_cleanup_errors=True) as place:
                made = _batch(batch, program, Path(place))
        except OSError as error:
            raise PipelineError(refusal(error, "ghi", folder)) from error
        yield made


def _batch(papers: Mapping[str, bytes], program: str, place: Path) -> Mapping[str, bytes | None]:
    names = [f"{number:05d}" for number in range(len(papers))]  # paths of two folders may end alike
    for name, content in zip(names, papers.values(), strict=True):
        (place / f"{name}.docx").write_bytes(content)
    _convert(program, place, names)
    return {path: _made(place / f"{name}.pdf") for name, path in zip(names, papers, strict=True)}


def _made(pdf: Path) -> bytes | None:
    """A whole PDF: of one that broke off, on a full disk or when the call was ended, the last line is missing."""
    content = pdf.read_bytes() if pdf.is_file() else b""
    return content if content.startswith(BEGIN) and content.rstrip().endswith(END) else None


def _convert(program: str, place: Path, names: Sequence[str]) -> None:
    """One call over some files; its exit status says nothing, and a call that hangs is ended."""
    profile = f"-env:UserInstallation={(place / 'profile').resolve().as_uri()}"
    words = [
        program,
        profile,
        "--headless",
        "--norestore",
        "--infilter=MS Word 2007 XML",
        "--convert-to",
        "pdf",
        *(f"{name}.docx" for name in names),
    ]
    try:
        subprocess.run(words, cwd=place, capture_output=True, timeout=SECONDS[0] + SECONDS[1] * len(names), check=False)
    except subprocess.TimeoutExpired:
        return
    except OSError as error:
        raise PipelineError(f"Không chạy được LibreOffice ({program}). Cài lại LibreOffice rồi chạy lại.") from error
