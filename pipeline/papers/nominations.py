"""Turns accepted workbooks into nominations as printed text, in the order in which all papers list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.checking.checked import Checked
from pipeline.checking.council import Meeting, Vote, candidate_of
from pipeline.checking.office import Office
from pipeline.papers.issued_printing import decision_in, own_award
from pipeline.papers.kinds import Copy
from pipeline.papers.meeting_printing import print_vote
from pipeline.papers.order import in_order
from pipeline.papers.printing import Nomination, called, nomination
from pipeline.values.dates import Quarter
from pipeline.values.model import CellReference, Entry, Submission, record_of
from pipeline.values.vietnamese import slug
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import COLLECTIVE, INDIVIDUAL
from schemas.rules import Candidate
from schemas.tap_the import TAP_THE

FILE_NAME_LIMIT = 100  # characters, the extension included
EITHER = "Ông (bà)"  # before the name of somebody of whom only the name is known


def copies_of(nominations: Sequence[Nomination]) -> Mapping[str, Sequence[Copy]]:
    """A profile for each nominee, under the name of its kind; only profiles may contain sensitive columns."""

    def copy(each: Nomination, variable: str) -> Copy:
        name = each.candidate.name if each.candidate.recipient == INDIVIDUAL else "tap the"
        stem = f"{each.order:02d}-{slug(f'{each.candidate.unit} {name}', FILE_NAME_LIMIT - len('NN-.docx'))}"
        return Copy(stem, called(each.candidate), {variable: each.printed})

    people = [each for each in nominations if each.candidate.recipient == INDIVIDUAL]
    collectives = [each for each in nominations if each.candidate.recipient == COLLECTIVE]
    return {
        "ca_nhan": tuple(copy(each, "nguoi") for each in people),
        "tap_the": tuple(copy(each, "tap_the_nay") for each in collectives),
    }


def candidates_of(checked: Checked) -> tuple[Candidate, ...]:
    """The nominees whom the Council votes on, in the order of the list."""
    return tuple(map(candidate_of, in_order(checked.accepted, checked.office)))


def nominate(checked: Checked) -> tuple[Nomination, ...]:
    """The accepted nominations of a quarter as printed text, in the order of the list."""
    made = nominations_of(checked.deciding, checked.accepted, checked.introduced_before, checked.meeting)
    own = {candidate_of(sent): sent.file for sent in checked.accepted if sent.file in checked.certified_before}
    return tuple(
        _with_own_awards(each, checked, checked.certified_before[own[each.candidate]])
        if each.candidate in own
        else each
        for each in made
    )


def _with_own_awards(one: Nomination, checked: Checked, quarters: Iterable[Quarter]) -> Nomination:
    """The nomination with the certificates of the year's earlier quarters whose decision is issued, unless the unit wrote them."""
    rows = list(one.printed["khen_thuong"])
    written = {row["so_qd"].partition("/")[0] for row in rows}
    for quarter in quarters:
        decision = decision_in(checked.follow_up.issued_in(quarter))
        if decision and decision.number not in written:
            rows.append(own_award(decision, quarter, checked.office, len(rows) + 1))
    return replace(one, printed={**one.printed, "khen_thuong": tuple(rows)})


def voted_nominations(meeting: Meeting, nominations: Sequence[Nomination]) -> tuple[Nomination, ...]:
    """A nomination for each vote of a meeting, by the name that it gives.

    Of somebody who is not a nominee any more only what stands in the Council's workbook is known (name, unit and votes), and a title from other workbooks.
    """
    known = {each.candidate: each for each in nominations}
    return tuple(known.get(v.candidate) or _as_voted(v, meeting.office, known) for v in meeting.votes)


def _as_voted(vote: Vote, office: Office, known: Mapping[Candidate, Nomination]) -> Nomination:
    """The nomination of a vote under the name that was voted on, from the workbook if there is one under another name."""
    now = next((each for c, each in known.items() if vote.now == c), None)
    if now:
        name = vote.candidate.name
        return replace(now, candidate=vote.candidate, printed={**now.printed, "ho_ten": name, "ten": name})
    schema = CA_NHAN if vote.candidate.recipient == INDIVIDUAL else TAP_THE
    values = {"danh_xung": vote.title or EITHER, "ho_ten": vote.candidate.name, "don_vi": vote.candidate.unit}
    if vote.candidate.unit == office.leaders:
        values["chuc_vu"] = office.leaders  # no unit is printed of the office's leaders
    entries = [Entry(text, text, CellReference("")) for text in values.values()]
    record = record_of("", schema.main.name, 0, {key: (row, 0) for row, key in enumerate(values)}, entries)
    sent = Submission("", schema.kind, {schema.main.name: (record,)}, (), schema.main.name)
    return nomination(sent, vote.candidate, 0, office, {"tt": "", "da_gioi_thieu": "", "bieu_quyet": print_vote(vote)})


def nominations_of(
    office: Office,
    accepted: Iterable[Submission],
    introduced_before: Mapping[str, str] = {},
    meeting: Meeting | None = None,
) -> tuple[Nomination, ...]:
    """Accepted workbooks as nominations, numbered from 1 among collectives and among individuals."""
    orders = {unit.name: number for number, unit in enumerate(office.units, 1)}
    votes = {vote.candidate: vote for vote in meeting.votes} if meeting else {}
    made: list[Nomination] = []
    numbers = dict.fromkeys((COLLECTIVE, INDIVIDUAL), 0)
    for sent in in_order(accepted, office):
        candidate = candidate_of(sent)
        numbers[candidate.recipient] += 1
        added = {
            "tt": str(numbers[candidate.recipient]),
            "da_gioi_thieu": introduced_before.get(sent.file, ""),
            "bieu_quyet": print_vote(votes.get(candidate)),
        }
        made.append(nomination(sent, candidate, orders.get(candidate.unit, 0), office, added))
    return tuple(made)
