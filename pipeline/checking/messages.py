"""Turns the code of a fault and its details into a finding with a Vietnamese message for the person who will correct it.

Every message has the same four parts: place, fault, rule, remedy. A detail that a message needs and does not get
raises ``KeyError``; a test formats every entry of the catalogue, so that it fails before an officer meets the error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.checking.catalogue import CATALOGUE, Message
from pipeline.checking.privacy import HIDDEN, is_sensitive
from pipeline.values.model import CellReference, Finding, Record, Submission
from pipeline.values.vietnamese import cut
from schemas.grammar import Column
from schemas.tap_the import TAP_THE_SHEET
from schemas.trich_ngang import TRICH_NGANG

LONGEST_QUOTE = 160  # characters of a typed text that a message quotes, on one line
LONGEST_TEXT = 3000  # characters of any other detail, and of a typed text in report and manifest; the longest that the form takes is shorter
TYPED = ("found", "stored", "before", "instead", "other", "name")  # details that contain text as typed by the sender
MAIN_SHEETS = {sheet.name: sheet for sheet in (TRICH_NGANG, TAP_THE_SHEET)}  # of nominations
BY_CODE = {message.code: message for message in CATALOGUE}


@dataclass(frozen=True)
class OfficersText:
    """A detail of a message that names files of the officer's folder; whoever sent the file reads ``to_sender`` instead."""

    text: str
    to_sender: str = ""


def other_files(names: Iterable[str]) -> OfficersText:
    """The detail that names other files about the same."""
    return OfficersText(f" ({', '.join(names)})")


def finding(
    code: str, place: CellReference, heading: str = "", found: str = "", suggestion: str = "", **details: object
) -> Finding:
    """The finding for a code at a cell, sheet or file, with its message.

    ``heading`` is the column's heading ("" for a whole sheet or file), ``found`` the value as typed, ``suggestion``
    the nearest valid value ("" if none). Raises KeyError for an unknown code, or if a detail of its message is missing.
    """
    message = BY_CODE[code]
    suggest = f" Có phải «{quoted(suggestion)}»?" if suggestion else ""
    known = {key: value.text if isinstance(value, OfficersText) else value for key, value in details.items()}
    known |= {"found": found, "suggest": suggest}
    hidden = _hidden(known, heading)
    to_sender = {key: value.to_sender for key, value in details.items() if isinstance(value, OfficersText)}
    return Finding(
        code, message.severity, place, heading, found, suggestion,
        _full_text(message, place, heading, known), _full_text(message, place, heading, hidden) if hidden else "",
        _full_text(message, place, heading, {**(hidden or known), **to_sender}) if to_sender else "",
    )  # fmt: skip


def finding_about(sent: Submission, code: str, key: str = "", **details: object) -> Finding:
    """The finding for a code at a cell of a nomination's main sheet: in the column ``key``, or the one that the catalogue names.

    At the file if the cell is missing.
    """
    column = MAIN_SHEETS[sent.main].column(key or BY_CODE[code].keys[0])
    return finding_in(sent.labels, code, column, CellReference(sent.file), "", **details)


def finding_in(
    record: Record,
    code: str,
    column: Column,
    place: CellReference | None = None,
    suggestion: str = "",
    **details: object,
) -> Finding:
    """The finding for a code at the cell of a column in a record; at ``place``, else at the sheet, if there is no such cell."""
    entry = record.get(column.key)
    at, found = (entry.place, entry.found) if entry else (place or CellReference(record.file, record.sheet), "")
    return finding(code, at, column.heading, found, suggestion, **details)


def _hidden(known: Mapping[str, object], heading: str) -> Mapping[str, object]:
    """The details with the sensitive ones masked; empty if none is sensitive."""
    masked = {
        key: HIDDEN for key in TYPED
        if isinstance(text := known.get(key), str) and is_sensitive(heading if key in ("found", "stored") else "", text[:LONGEST_TEXT])
    }  # fmt: skip
    return {**known, **masked, "suggest": ""} if masked else {}


def _full_text(message: Message, place: CellReference, heading: str, known: Mapping[str, object]) -> str:
    """The whole message: place, fault, rule and remedy, with the details filled in."""
    texts = {key: value for key, value in known.items() if isinstance(value, str)}
    known = {**known, **{key: quoted(text) if key in TYPED else cut(text, LONGEST_TEXT) for key, text in texts.items()}}
    sentences = (
        message.fault.format_map(known),
        f"Quy định: {message.rule.format_map(known)}",
        f"Cách sửa: {message.remedy.format_map(known)}",
    )
    return f"{where(place, heading)} {' '.join(sentences)}"


def quoted(text: str) -> str:
    """A typed text as messages quote it: on one line, and cut where somebody has typed pages into one cell."""
    return cut(" ".join(text.split("\n")), LONGEST_QUOTE)


def where(place: CellReference, heading: str) -> str:
    """A cell reference and heading as text: «Tệp a.xlsx, trang «Trích ngang», ô B7 («Họ và tên»):»."""
    parts = [f"Tệp {place.file}"]
    if place.sheet:
        parts.append(f"trang «{quoted(place.sheet)}»")
    if place.cell:
        parts.append(f"ô {place.cell}")
    return ", ".join(parts) + (f" («{heading}»):" if heading else ":")
