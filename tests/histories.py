"""Simulates quarters: ``python -m tests.histories 200`` runs random histories of what units and the Council send.

Every step changes the folder (sends, resends, copies, faulty and unreadable files, withdrawals, renames, corrected names, votes)
and is run twice. After each run the invariants hold: nobody is in two states, nobody is lost, the newest data is in every
paper or in none, papers of a meeting stand, one fault is one finding, and the second run changes nothing. The same seed
gives the same histories.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from pipeline import quarter as line
from pipeline.checking.check import check_quarter
from pipeline.checking.checked import Checked
from pipeline.papers.example import template_examples
from pipeline.publishing.kept_papers import MINUTES
from pipeline.reading.folders import QuarterFolder
from pipeline.rendering.template_compile import CompiledTemplate, compile_templates
from pipeline.values.model import Severity, SourceFile, Status, Submission
from pipeline.values.vietnamese import one_line, slug
from tests.builder import Q1, ROOT, UNIT_NAMES, all_text, edited, good, good_meeting, outline, source, templates

SEED, STEPS = 20200328, 7
UNITS = UNIT_NAMES[:3]
NAMES = ("Hoàng Văn Thử", "Vàng Thị Ví Dụ", "Lý Văn Giả Định")  # whom each unit introduces first
OTHERS = ("Đào Văn Hư Cấu", "Bùi Văn Minh Họa", "Ngô Văn Thí Nghiệm")  # and afterwards
CORRECTED = ("Hoàng Văn Thứ", "Vàng Thị Vì Dụ", "Lý Văn Giá Định")  # the first with another tone
OFFICE = source("co-quan.xlsx", (ROOT / "templates" / "co-quan.xlsx").read_bytes())


@dataclass
class Sent:
    """A file in the folder as the history knows it: of which unit, about whom, sent on which day, with which position typed."""

    content: bytes
    unit: int = -1
    name: str = ""
    day: int = 0
    position: str = ""
    readable: bool = True
    faulty: bool = False


@dataclass
class History:
    """One quarter: the files in its folder, the days and numbers given out so far, and the votes once the Council has met."""

    chance: random.Random
    target: Path
    files: dict[str, Sent] = field(default_factory=dict)
    number: int = 0
    day: int = 20
    voted: dict[str, str] = field(default_factory=dict)  # unit → name
    made_minutes: bool = False

    def own(self, unit: int) -> dict[str, Sent]:
        """The files of a unit."""
        return {name: sent for name, sent in self.files.items() if sent.unit == unit}

    def put(self, sent: Sent) -> None:
        """Put a file into the folder under a name of its own, which names the unit if nothing else can."""
        self.number += 1
        stem = (
            f"{slug(UNITS[sent.unit])}-v{self.number}"
            if not sent.readable
            else f"tep-{self.chance.randrange(10**6):06d}"
        )
        self.files[f"{stem}-{self.number}.xlsx"] = sent


@cache
def workbook(unit: int, name: str, day: int, position: str) -> bytes:
    """A nomination; the day counts from the first of March."""
    sent_on = f"{day:02d}/3/2020" if day < 32 else f"{day - 31:02d}/4/2020"
    return good(don_vi=UNITS[unit], ho_ten=name, ngay_gui=sent_on, chuc_vu=position, danh_xung="Ông", gioi_tinh="Nam")


@cache
def read(name: str, content: bytes) -> SourceFile:
    return source(name, content)


@cache
def compiled() -> Mapping[str, CompiledTemplate]:
    checked = check_quarter(QuarterFolder(Q1, lambda: OFFICE, (), ()))
    return compile_templates(templates(), template_examples(checked.quarter, checked.office))


def send(history: History, name: str = "", same_day: bool = False, faulty: bool = False) -> None:
    """A unit sends, about the one that it last sent about, or about ``name``; on a later day unless ``same_day``."""
    unit = history.chance.randrange(len(UNITS))
    last = max(history.own(unit).values(), key=lambda sent: sent.day, default=None)
    if not same_day or last is None:
        history.day += 1
    day = last.day if same_day and last else history.day
    history.number += 1
    position = "" if faulty else f"Chuyên viên bậc {history.number:03d}"
    person = {"other": OTHERS[unit], "corrected": CORRECTED[unit]}.get(name) or (
        last.name if last and last.name else NAMES[unit]
    )
    history.put(Sent(workbook(unit, person, day, position), unit, person, day, position, faulty=faulty))


def copy(history: History) -> None:
    """The same file comes again under another name."""
    if readable := [sent for sent in history.files.values() if sent.readable]:
        history.put(Sent(**vars(history.chance.choice(readable))))


def damaged(history: History) -> None:
    """A file of a unit comes that nobody can open; its name says whose it is."""
    unit = history.chance.randrange(len(UNITS))
    history.number += 1
    history.put(Sent(b"PK\x03\x04" + str(history.number).encode() * 50, unit, readable=False))


def withdraw(history: History) -> None:
    """All files of a unit leave the folder."""
    for name in history.own(history.chance.randrange(len(UNITS))):
        del history.files[name]


def remove(history: History) -> None:
    """One file leaves the folder, as when the officer settles a dispute."""
    if names := [name for name, sent in history.files.items() if sent.unit >= 0]:
        del history.files[history.chance.choice(names)]


def rename(history: History) -> None:
    """A file gets another name."""
    if names := [name for name, sent in history.files.items() if sent.readable]:
        history.put(history.files.pop(history.chance.choice(names)))


def vote(history: History) -> None:
    """The Council votes on all nominees of the day, once."""
    checked = state(history)
    if not history.voted and checked.accepted:
        people = [("Cá nhân", one_line(s.text("ho_ten")), s.text("don_vi")) for s in checked.accepted]
        history.voted = {unit: name for _, name, unit in people}
        history.day = max(history.day, 28)
        history.files["ket-qua-hop.xlsx"] = Sent(good_meeting(people))


def confirm(history: History) -> None:
    """The officer confirms the corrected names in the Council's workbook."""
    for found in state(history).findings:
        if found.code == "name-changed-after-vote":
            name = CORRECTED[UNITS.index(next(u for u, n in history.voted.items() if n == found.found))]
            cell = {("Biểu quyết", f"K{found.place.cell[1:]}"): name}
            history.files["ket-qua-hop.xlsx"].content = edited(history.files["ket-qua-hop.xlsx"].content, cell)


CHANGES: Mapping[str, Callable[[History], None]] = {
    "send": send,
    "send again": send,
    "same day": lambda history: send(history, same_day=True),
    "faulty": lambda history: send(history, faulty=True),
    "other person": lambda history: send(history, "other"),
    "corrected name": lambda history: send(history, "corrected"),
    "copy": copy,
    "damaged": damaged,
    "withdraw": withdraw,
    "remove": remove,
    "rename": rename,
    "vote": vote,
    "vote soon": vote,
    "confirm": confirm,
}


def quarter_folder(history: History) -> QuarterFolder:
    """The folder as it is now."""
    return QuarterFolder(
        Q1, lambda: OFFICE, tuple(read(name, history.files[name].content) for name in sorted(history.files)), ()
    )


def state(history: History) -> Checked:
    """The folder as it is now, checked."""
    return check_quarter(quarter_folder(history))


def step(history: History, change: str) -> list[str]:
    """Change the folder, make the quarter twice → the invariants that do not hold, in words."""
    CHANGES[change](history)
    if not history.files:
        return []
    with patch.object(line, "compile_templates", lambda known, examples: compiled()):
        line.make_quarter(quarter_folder(history), templates(), history.target)
        again = line.make_quarter(quarter_folder(history), templates(), history.target).published
    faults = [f"a rerun writes {path}" for path in (*again.written, *again.obsolete)]
    return [*faults, *broken_invariants(history, state(history))]


def broken_invariants(history: History, checked: Checked) -> Iterator[str]:
    """What is wrong with a run, in words."""
    status = {each.source.name: each.status for each in checked.received}
    accepted = {sent.text("don_vi"): sent for sent in checked.accepted}
    papers = {path.relative_to(history.target).as_posix(): path.read_bytes() for path in history.target.rglob("*.docx")}
    listed = outline(papers["danh-sach-tong-hop.docx"])
    if len(accepted) != len(checked.accepted):
        yield "two nominees of one unit"
    if set(status) != set(history.files):
        yield "a file without a status"
    for number, unit in enumerate(UNITS):
        yield from _about_a_unit(history, checked, number, unit, accepted, papers)
    yield from _about_findings(checked, status)
    yield from _about_the_meeting(history, checked, papers, listed)


def _about_a_unit(
    history: History,
    checked: Checked,
    number: int,
    unit: str,
    accepted: Mapping[str, Submission],
    papers: Mapping[str, bytes],
) -> Iterator[str]:
    own = history.own(number)
    withdrawn = unit in checked.withdrawn_units
    states = [unit in accepted, unit in checked.returned_units, unit in checked.missing_units, withdrawn]
    if sum(states) != 1:
        yield f"{unit} is in {sum(states)} states"
    elif states[2] and own:
        yield f"{unit} is lost"
    if unit in accepted:
        sent = history.files[accepted[unit].file]
        if sent.faulty or any(not each.readable or each.day > sent.day for each in own.values()):
            yield f"old data of {unit} is used while something newer waits"
        older = {each.position for each in own.values()} - {sent.position, ""}
        for path, content in papers.items():
            if path != MINUTES and any(position in all_text(content) for position in older):
                yield f"{path} has an older position of {unit}"
        if sent.position not in outline(papers["danh-sach-tong-hop.docx"]):
            yield f"the list has not the newest position of {unit}"


def _about_findings(checked: Checked, status: Mapping[str, Status]) -> Iterator[str]:
    cells = Counter((f.place, f.severity) for f in checked.findings if f.severity is Severity.ERROR)
    yield from (f"{number} errors at {place}" for (place, _), number in cells.items() if number > 1)
    for name, its in status.items():
        found = checked.findings_of.get(name, ())
        errors = sum(each.severity is Severity.ERROR for each in found)
        if bool(errors) != (its in (Status.RETURNED, Status.UNREADABLE)) or (
            its is Status.SUPERSEDED and len(found) != 1
        ):
            yield f"{name} is {its} with {[each.code for each in found]}"


def _about_the_meeting(history: History, checked: Checked, papers: Mapping[str, bytes], listed: str) -> Iterator[str]:
    if not history.voted:
        return
    if checked.meeting is None:
        yield "the meeting is gone"
        return
    minutes, decision = (
        outline(papers[MINUTES]),
        outline(papers.get("quyet-dinh-khen-thuong.docx", b"") or papers[MINUTES]),
    )
    standing = {vote.candidate.unit: vote for vote in checked.meeting.standing}
    for unit, name in history.voted.items():
        if name not in minutes:
            yield f"{name} is not in the minutes"
        is_decided = standing[unit].candidate.name in decision if unit in standing else False
        is_told = name in outline(papers["to-trinh.docx"]).partition("Sau cuộc họp có thay đổi")[2].partition("\n")[0]
        if is_decided == is_told:
            yield f"{name} is in the decision: {is_decided}, told as absent: {is_told}"
    for each in checked.accepted:
        late = each.text("don_vi") not in standing
        if late != (one_line(each.text("ho_ten")) in listed.partition("chưa xét: ")[2].partition("\n")[0]):
            yield f"{each.file} is late: {late}, and the list says otherwise"
    if "don-doc" in {path.split("/")[0] for path in papers}:
        yield "reminders after the meeting"


def run_histories(number: int, seed: int = SEED) -> tuple[Counter[str], list[str]]:
    """Run some histories → how often each change was made, and the invariants that did not hold, with history and step."""
    made: Counter[str] = Counter()
    faults: list[str] = []
    for n in range(number):
        chance = random.Random(seed + n)
        with TemporaryDirectory() as place:
            history = History(chance, Path(place) / "2020-Q1")
            steps = ["send", *(chance.choice(list(CHANGES)) for _ in range(STEPS))]
            for at, change in enumerate(steps):
                made[change] += 1
                faults += [
                    f"history {n}, step {at} ({', '.join(steps[: at + 1])}): {fault}" for fault in step(history, change)
                ]
    return made, faults


def main(number: int) -> None:
    """Print what was run and each invariant that did not hold."""
    began = time.monotonic()
    made, faults = run_histories(number)
    print(f"{number} histories, {sum(made.values())} steps, each made twice: {dict(made.most_common())}")
    for fault in faults:
        print(fault)
    print(f"{len(faults)} invariants broken, {time.monotonic() - began:.0f} s")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main(int(sys.argv[1]))
