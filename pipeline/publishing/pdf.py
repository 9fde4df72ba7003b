"""Turns Word files into PDF with LibreOffice, many in one call; a failure is found by looking for the PDF afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.publishing.ledger import PDF_FRAGMENT
from pipeline.values.errors import PipelineError
from pipeline.values.os_errors import refusal

TOGETHER = 100  # files of one call: starting LibreOffice takes as long as converting a dozen
SECONDS = 60, 10  # time limit of a call, and what each of its files adds
TEMPORARY = ("TMPDIR", "TEMP", "TMP")  # variables that say where a program keeps its temporary files, on all systems
BEGIN, END = b"%PDF", b"%%EOF"
CLOSED: Mapping[str, Mapping[str, object]] = {  # settings of LibreOffice by which it opens a file without fetching or running anything: path → name → value
    "Office.Writer/Content/Update": {"Link": 0, "Field": "false", "Chart": "false"},  # 0: links are never updated
    "Office.WriterWeb/Content/Update": {"Link": 0},
    "Office.Calc/Content/Update": {"Link": 2},  # here 2 means never: an embedded workbook is opened by Calc
    "Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true", "DisableMacrosExecution": "true", "DisableActiveContent": "true", "DisableOLEAutomation": "true",
        "DisablePythonRuntime": "true", "MacroSecurityLevel": 3, "CheckDocumentEvents": "false",
    },
    "Office.Common/Save/Graphic": {"AddReplacementImages": "false"},
    "Office.Common/Misc": {"FirstRun": "false"},
    "Inet/Settings": {"ooInetProxyType": 2, "ooInetHTTPProxyName": "127.0.0.1", "ooInetHTTPProxyPort": 9, "ooInetHTTPSProxyName": "127.0.0.1", "ooInetHTTPSProxyPort": 9,
                      "ooInetFTPProxyName": "127.0.0.1", "ooInetFTPProxyPort": 9, "ooInetNoProxy": ""},  # what asks for a page all the same reaches nobody
}  # fmt: skip
REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</oor:items>\n'
)
SETTING = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
PLACES = (  # where LibreOffice is installed if it is not on the search path
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def libreoffice() -> str:
    """The path of LibreOffice's program. Raises PipelineError, which says what to do, if it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice") or next(filter(os.path.exists, PLACES), None)
    if not found:
        raise PipelineError(
            "Chưa cài LibreOffice nên không lập được PDF. Cài LibreOffice rồi chạy lại, hoặc mở từng văn bản bằng Word và lưu dạng PDF."
        )
    return found


def to_pdf(papers: Mapping[str, bytes], program: str, folder: Path) -> Iterator[Mapping[str, bytes | None]]:
    """Papers by path → batch by batch their PDFs by the same path, None where LibreOffice made none.

    A temporary folder in ``folder`` is used meanwhile. Raises PipelineError, one line, when the disk refuses.
    """
    not_yet = iter(papers.items())
    while batch := dict(islice(not_yet, TOGETHER)):
        try:
            with TemporaryDirectory(prefix=PDF_FRAGMENT, dir=folder, ignore_cleanup_errors=True) as temporary:
                made = _batch(batch, program, Path(temporary))
        except OSError as error:
            raise PipelineError(refusal(error, "ghi", folder)) from error
        yield made


def _batch(papers: Mapping[str, bytes], program: str, folder: Path) -> Mapping[str, bytes | None]:
    names = [f"{number:05d}" for number in range(len(papers))]  # papers of two folders may have the same name
    for name, content in zip(names, papers.values(), strict=True):
        (folder / f"{name}.docx").write_bytes(content)
    _convert(program, folder, names)
    return {path: _made(folder / f"{name}.pdf") for name, path in zip(names, papers, strict=True)}


def _made(pdf: Path) -> bytes | None:
    """The content of a PDF, None if it is missing or incomplete: on a full disk or after the time limit it has no last line."""
    content = pdf.read_bytes() if pdf.is_file() else b""
    return content if content.startswith(BEGIN) and content.rstrip().endswith(END) else None


def _convert(program: str, folder: Path, names: Sequence[str]) -> None:
    """Convert the Word files of a folder in one call; its exit status means nothing, and a call that hangs is ended.

    What LibreOffice keeps meanwhile, such as copies of papers, lies in that folder too and goes with it.
    """
    _write_settings(folder / "profile" / "user")
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    how = ["--headless", "--norestore", "--infilter=MS Word 2007 XML", "--convert-to", "pdf"]
    words = [program, profile, *how, *(f"{name}.docx" for name in names)]
    kept_here = {**os.environ, **dict.fromkeys(TEMPORARY, str(folder.resolve()))}
    seconds = SECONDS[0] + SECONDS[1] * len(names)
    try:
        subprocess.run(words, cwd=folder, env=kept_here, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return
    except OSError as error:
        raise PipelineError(f"Không chạy được LibreOffice ({program}). Cài lại LibreOffice rồi chạy lại.") from error


def _write_settings(user: Path) -> None:
    """Write LibreOffice's settings into a new profile: no link of a paper is followed, whatever an officer's own profile allows."""
    user.mkdir(parents=True)
    items = (SETTING.format(path, name, value) for path, settings in CLOSED.items() for name, value in settings.items())
    (user / "registrymodifications.xcu").write_text(REGISTRY.format("".join(items)), encoding="utf-8")
