"""The programs that the tests call: LibreOffice to convert, recalculate and correct, Chromium to show a page, poppler, a font."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

SECONDS = 120


@dataclass(frozen=True)
class Program:
    """A program that is no Python package: its name for people, Debian's packages of it, and what the tests do with it."""

    name: str
    packages: tuple[str, ...]
    use: str


TINOS = "Tinos"  # the one that is a font, and is found by fontconfig
PROGRAMS: Mapping[str, Program] = {
    "soffice": Program(
        "LibreOffice", ("libreoffice-calc", "libreoffice-writer"), "mở, lưu lại và tính lại tệp Excel, Word"
    ),
    "chromium": Program("Chromium", ("chromium",), "mở báo cáo như một trình duyệt"),
    "pdftotext": Program("poppler", ("poppler-utils",), "đọc chữ trong tệp PDF"),
    TINOS: Program("phông chữ Tinos", ("fontconfig", "fonts-croscore"), "đo chữ như Times New Roman"),
}
ALWAYS_RECALCULATE = (
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
    "<value>0</value></prop></item>"
)
SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</oor:items>'
)
MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{}</script:module>'
)
CORRECT = """Sub Correct(folder As String, count As Integer)
  Dim number
  For number = 0 To count - 1
    CorrectOne(folder &amp; &quot;/&quot; &amp; number &amp; &quot;.xlsx&quot;, folder &amp; &quot;/out-&quot; &amp; number &amp; &quot;.xlsx&quot;, folder &amp; &quot;/changes.txt&quot;)
  Next
  StarDesktop.terminate()
End Sub

Sub CorrectOne(source As String, target As String, changes As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = &quot;Hidden&quot; : hidden(0).Value = True
  Dim book, disk, text, told, part
  book = StarDesktop.loadComponentFromURL(source, &quot;_blank&quot;, 0, hidden())
  disk = createUnoService(&quot;com.sun.star.ucb.SimpleFileAccess&quot;)
  text = createUnoService(&quot;com.sun.star.io.TextInputStream&quot;)
  text.setInputStream(disk.openFileRead(changes))
  text.setEncoding(&quot;UTF-8&quot;)
  Do While Not text.isEOF()
    told = text.readLine()
    If told &lt;&gt; &quot;&quot; Then
      part = Split(told, Chr(9))
      book.Sheets.getByName(part(0)).getCellRangeByName(part(1)).setString(part(2))
    End If
  Loop
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = &quot;FilterName&quot; : kind(0).Value = &quot;Calc MS Excel 2007 XML&quot;
  book.storeToURL(target, kind())
  text.closeInput()
  book.close(True)
End Sub"""


@cache
def found(program: str) -> str:
    """Where a program lies, nothing if it is not there."""
    if program != TINOS:
        return shutil.which(program) or ""
    asked = [shutil.which("fc-match") or "", "-f", "%{file}", TINOS]
    path = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout if asked[0] else ""
    return path if TINOS in path else ""  # fontconfig names another font for one that it does not have


def needed(program: str) -> str:
    """Where a program lies that a test cannot do without; the test is skipped where it is not there."""
    return found(program) or pytest.skip(f"máy thiếu {PROGRAMS[program].name}")


def converted(files: Mapping[str, bytes], to: str, recalculated: bool = False) -> dict[str, bytes]:
    """Files as LibreOffice saves them in another format, by their stem; formulas computed anew if asked."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        _soffice(
            folder, recalculated, "--convert-to", to, "--outdir", str(folder / "out"), *(str(folder / n) for n in files)
        )
        made = {path.stem: path.read_bytes() for path in (folder / "out").iterdir()}
    assert set(made) == {Path(name).stem for name in files}
    return made


def corrected(workbooks: Mapping[str, bytes], changes: Mapping[tuple[str, str], str]) -> dict[str, bytes]:
    """Workbooks opened in LibreOffice, some cells typed anew in each (sheet, cell → text), saved as xlsx."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        for number, content in enumerate(workbooks.values()):
            (folder / f"{number}.xlsx").write_bytes(content)
        lines = "\n".join(f"{sheet}\t{cell}\t{text}" for (sheet, cell), text in changes.items())
        (folder / "changes.txt").write_text(lines, encoding="utf-8")
        for path, content in _profile_with_macro().items():
            (folder / "profile" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "profile" / path).write_bytes(content)
        _soffice(folder, False, f'macro:///Standard.Module1.Correct("{folder.as_uri()}",{len(workbooks)})')
        return {name: (folder / f"out-{number}.xlsx").read_bytes() for number, name in enumerate(workbooks)}


@cache
def _profile_with_macro() -> Mapping[str, bytes]:
    """The files of a profile that holds our macro, by path."""
    with TemporaryDirectory() as place:
        profile = Path(place) / "profile"
        _soffice(Path(place), False, "--terminate_after_init")  # makes the profile, with an empty module of its own
        (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(MODULE.format(CORRECT))
        return {p.relative_to(profile).as_posix(): p.read_bytes() for p in profile.rglob("*") if p.is_file()}


def _soffice(folder: Path, recalculated: bool, *words: str) -> None:
    office = needed("soffice")
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    if recalculated:
        (user / "registrymodifications.xcu").write_text(SETTINGS.format(ALWAYS_RECALCULATE))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--norestore", *words]
    environment = {**os.environ, "TMPDIR": str(folder)}  # not all that it writes there does it remove
    subprocess.run(command, capture_output=True, check=True, timeout=SECONDS, env=environment)


def browsed(page: Path, profile: Path, *words: str) -> str:
    """What headless Chromium prints when it opens a page: its DOM with ``--dump-dom``; nothing is loaded from outside."""
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
    still = ("--disable-background-networking", "--disable-component-update", f"--user-data-dir={profile}")
    command = [needed("chromium"), *quiet, *still, *words, page.as_uri()]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=SECONDS).stdout
