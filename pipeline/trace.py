"""Turns a name or a value into where it comes from and where it stands: cells of the inputs, checks, papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.differences import texts_of
from pipeline.model import Entry, Submission
from pipeline.run import KINDS, Checked
from pipeline.vietnamese import fold, one_line
from schemas.grammar import ColumnView


@dataclass(frozen=True)
class Origin:
    """One cell that holds the text: where it stands, what was typed, which checks it passed or failed, and its fate."""

    where: str
    found: str
    checks: str
    status: str


@dataclass(frozen=True)
class Showing:
    """One paper that shows the text, and in how many paragraphs."""

    path: str
    times: int


def origins(text: str, checked: Checked) -> Iterable[Origin]:
    """The cells of a quarter's workbooks that hold the text, whatever its tones' place, case and spacing."""
    wanted = fold(text)
    for received in checked.received:
        if received.submission is None:
            continue
        for sheet, view, entry in _entries(received.submission):
            if entry.found and wanted in fold(one_line(entry.found)):
                faults = [fault.code for fault in checked.findings if fault.place == entry.place]
                where = f"{checked.quarter.folder}/{entry.place.file}, trang «{sheet}», ô {entry.place.cell} («{view.heading}»)"
                yield Origin(where, one_line(entry.found), _checks(view, faults), str(received.status))


def _entries(sent: Submission) -> Iterable[tuple[str, ColumnView, Entry]]:
    schema, _ = KINDS[sent.kind]
    for sheet in schema.sheets:
        for record in sent.tables.get(sheet.name, ()):
            for key, entry in record.items():
                yield sheet.name, sheet.column(key), entry


def _checks(view: ColumnView, faults: Iterable[str]) -> str:
    """What was asked of the cell, and what it failed."""
    meaning = view.meaning
    asked = [str(meaning.kind)]
    asked += ["bắt buộc"] if meaning.required else []
    asked += [f"không quá {meaning.maximum}"] if meaning.maximum is not None else []
    failed = ", ".join(faults)
    return f"{'; '.join(asked)}: {'chưa đạt ' + failed if failed else 'đạt'}"


def showings(text: str, papers: Mapping[str, bytes]) -> Iterable[Showing]:
    """The papers whose words hold the text, letter for letter but for spacing."""
    wanted = one_line(text)
    for path, content in papers.items():
        times = sum(wanted in paragraph for paragraph in texts_of(content))
        if times:
            yield Showing(path, times)
