"""Keeps papers that an earlier run made and that record what took place, whatever the folders hold since: minutes, the year's signed papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.checking.checked import Checked
from pipeline.opc.kinds import Unreadable
from pipeline.papers.year_papers import YearBook
from pipeline.publishing.ledger import documents_in, manifest_in
from pipeline.publishing.made_from import TEMPLATES, WITHOUT_NAMES, MadeFrom
from pipeline.values.dates import long_date
from pipeline.values.digests import sha256
from pipeline.values.file_names import FOLLOW_UP_FILE, MANIFEST, YEAR_ACCOUNT, YEAR_DECISION
from pipeline.values.json_files import json_object
from pipeline.values.model import Listed, MadeFile, Status
from pipeline.values.vietnamese import one_line
from pipeline.word.words import PaperText, read_words
from schemas.hoi_dong import HOI_DONG

MINUTES = "bien-ban-hop-hoi-dong.docx"
HEAD_ROWS = 2
NUMBERED, DAY = re.compile(r"Số:\s*(\d\w*)/"), re.compile(r"ngày\s\d{2} tháng \d{1,2} năm \d{4}")
BEFORE = "trước"  # the number of a run that had none
NOTHING = (None, None)


def kept_minutes(folder: Path, checked: Checked, made: Iterable[Listed], stamp: MadeFrom) -> MadeFile | None:
    """The minutes in the folder of a quarter if they are to stay: the run makes none, or others of the same meeting.

    They are of the same meeting if the Council's workbook, the template, the office and the program are as they were. What
    an officer has edited is not kept here: no run touches it anyway.
    """
    manifest = manifest_in(folder)
    row = next((row for row in manifest.get("documents", ()) if row["path"] == MINUTES), None)
    new = next((each for each in made if each.path == MINUTES), None)
    if row is None or (new is not None and not _is_same_meeting(manifest, checked, stamp)):
        return None
    if new is not None and new.sha256 == row["sha256"]:
        return None
    kept, text = _as_made(folder, row, manifest)
    if new is not None and text and _number_in(text) != _number(checked):
        return None
    return kept


def kept_of_year(folder: Path, book: YearBook) -> Iterator[MadeFile]:
    """The papers in the folder of a year that are to stay: a quarter was forgotten since they were made, nobody can make them again.

    The decision, if the Council granted a certificate to somebody of that quarter or its workbook cannot be used now; the
    report on the plan, once it has its number.
    """
    if not book.forgotten:
        return
    manifest, documents = json_object(folder / MANIFEST), documents_in(folder) or {}
    then = {str(row.get("quarter")) for row in _rows(manifest, "forgotten_quarters")}
    since = any(each.quarter.folder not in then for each in book.forgotten)
    stays = {
        YEAR_DECISION: bool(book.granted_to_forgotten) or not book.council.meeting,
        YEAR_ACCOUNT: any(f"{each.paper.kind}.docx" == YEAR_ACCOUNT for each in book.issued),
    }
    for row in (documents[path] for path in stays if stays[path] and path in documents):
        if since or row.get("kept_from"):
            kept, _ = _as_made(folder, row, manifest)
            if kept:
                yield kept


def _as_made(
    folder: Path, row: Mapping[str, str], manifest: Mapping[str, object]
) -> tuple[MadeFile, PaperText] | tuple[None, None]:
    """A paper that a manifest lists as the run made it, and its text; None if it was edited, is not there or is no paper."""
    try:
        content = (folder / row["path"]).read_bytes()
        text = read_words(content) if sha256(content) == row.get("sha256") else None
    except (OSError, Unreadable):  # anybody may have changed both since
        return NOTHING
    if text is None:
        return NOTHING
    origin = row.get("kept_from") or str(manifest.get("run") or BEFORE)
    kept = MadeFile(
        row["path"], content, row.get("kind", ""), row.get("about", ""), False, row.get("edition", ""), origin
    )
    return kept, text


def _number_in(text: PaperText) -> str:
    """The number and day in the head of minutes as one text; "" of minutes that have no number yet."""
    cells = [cell for row in text.cells[:HEAD_ROWS] for cell in row]
    number = next((found[1] for cell in cells if (found := NUMBERED.search(cell))), "")
    day = next((found[0] for cell in cells if (found := DAY.search(cell))), "")
    return f"{number} {one_line(day)}" if number else ""


def _number(checked: Checked) -> str:
    """The number and day of the minutes in the follow-up workbook, as :func:`_number_in` gives them."""
    for each in checked.follow_up.issued_in(checked.quarter):
        if f"{each.paper.kind}.docx" == MINUTES:
            return f"{each.number} {one_line(long_date(each.day))}"
    return ""


def _is_same_meeting(manifest: Mapping[str, object], checked: Checked, stamp: MadeFrom) -> bool:
    before = manifest.get("made_from")
    held = {each.source.sha256 for each in checked.received if _is_held(each.kind, str(each.status))}
    rows = _rows(manifest, "inputs")
    then = {str(row.get("sha256")) for row in rows if _is_held(str(row.get("kind")), str(row.get("status")))}
    return held == then and isinstance(before, dict) and _of_the_minutes(before) == _of_the_minutes(stamp)


def _rows(manifest: Mapping[str, object], name: str) -> Iterator[Mapping[str, object]]:
    rows = manifest.get(name)
    return (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else iter(())


def _is_held(kind: str, status: str) -> bool:
    return kind == HOI_DONG.kind and status == str(Status.ACCEPTED)


def _of_the_minutes(stamp: Mapping[str, Mapping[str, str]]) -> Mapping[str, object]:
    """The inputs on which minutes depend besides the Council's workbook."""
    templates = {name: digest for name, digest in stamp.get(TEMPLATES, {}).items() if name == MINUTES}
    return {"templates": templates, **{kind: stamp.get(kind) for kind in WITHOUT_NAMES if kind != FOLLOW_UP_FILE}}
