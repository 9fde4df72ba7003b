"""Turns Word files into PDF by LibreOffice, many in one call; what did not become one is known by looking for it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.model import PipelineError
from pipeline.records import FRAGMENT

TOGETHER = 100  # files of one call: starting LibreOffice takes as long as a dozen of them
SECONDS = 60, 10  # for a call, and for each of its files
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


def to_pdf(papers: Mapping[str, bytes], program: str, folder: Path) -> Iterator[tuple[str, bytes | None]]:
    """Each paper's PDF by its path, None where LibreOffice made none; ``folder`` is where it may work meanwhile."""
    left = iter(papers.items())
    while batch := list(islice(left, TOGETHER)):
        with TemporaryDirectory(prefix=FRAGMENT, dir=folder, ignore_cleanup_errors=True) as place:
            names = [f"{number:05d}" for number in range(len(batch))]  # paths of two folders may end alike
            for name, (_, content) in zip(names, batch, strict=True):
                Path(place, f"{name}.docx").write_bytes(content)
            _convert(program, Path(place), names)
            for name, (path, _) in zip(names, batch, strict=True):
                made = Path(place, f"{name}.pdf")
                content = made.read_bytes() if made.is_file() else b""
                yield path, content if content.startswith(b"%PDF") else None


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
