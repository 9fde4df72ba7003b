"""Keeps the minutes that an earlier run made: they record a meeting that took place, whatever the folder holds since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.checking.checked import Checked
from pipeline.publishing.ledger import manifest_in
from pipeline.publishing.made_from import TEMPLATES, WITHOUT_NAMES, MadeFrom
from pipeline.values.dates import long_date
from pipeline.values.digests import sha256
from pipeline.values.file_names import FOLLOW_UP_FILE
from pipeline.values.model import Listed, MadeFile, Status
from pipeline.values.vietnamese import one_line
from pipeline.word.words import read_words
from schemas.hoi_dong import HOI_DONG

MINUTES = "bien-ban-hop-hoi-dong.docx"
HEAD_ROWS = 2
NUMBERED, DAY = re.compile(r"Số:\s*(\d\w*)/"), re.compile(r"ngày\s\d{2} tháng \d{1,2} năm \d{4}")
BEFORE = "trước"  # the number of a run that had none


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
    try:
        content = (folder / MINUTES).read_bytes()
    except OSError:
        return None
    if sha256(content) != row["sha256"] or (new is not None and new.sha256 == row["sha256"]):
        return None
    if new is not None and _number_in(content) != _number(checked):
        return None
    origin = row.get("kept_from") or manifest.get("run") or BEFORE
    return MadeFile(MINUTES, content, row["kind"], row.get("about", ""), False, row.get("edition", ""), origin)


def _number_in(content: bytes) -> str:
    """The number and day in the head of minutes as one text; "" of minutes that have no number yet."""
    cells = [cell for row in read_words(content).cells[:HEAD_ROWS] for cell in row]
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
    inputs = manifest.get("inputs")
    held = {each.source.sha256 for each in checked.received if _is_held(each.kind, str(each.status))}
    then = (
        {str(row.get("sha256")) for row in inputs if _is_held(str(row.get("kind")), str(row.get("status")))}
        if isinstance(inputs, list)
        else set()
    )
    return held == then and isinstance(before, dict) and _of_the_minutes(before) == _of_the_minutes(stamp)


def _is_held(kind: str, status: str) -> bool:
    return kind == HOI_DONG.kind and status == str(Status.ACCEPTED)


def _of_the_minutes(stamp: Mapping[str, Mapping[str, str]]) -> Mapping[str, object]:
    """The inputs on which minutes depend besides the Council's workbook."""
    templates = {name: digest for name, digest in stamp.get(TEMPLATES, {}).items() if name == MINUTES}
    return {"templates": templates, **{kind: stamp.get(kind) for kind in WITHOUT_NAMES if kind != FOLLOW_UP_FILE}}
