"""Turns accepted workbooks into nominations as printed text, in the order in which all papers list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.checking.checked import Checked
from pipeline.checking.council import Meeting, candidate_of
from pipeline.checking.office import Office
from pipeline.papers.kinds import Copy
from pipeline.papers.meeting_printing import print_vote
from pipeline.papers.order import in_order
from pipeline.papers.printing import (
    Nomination,
    nomination,
)
from pipeline.values.model import Submission
from pipeline.values.vietnamese import slug
from schemas.co_quan import COLLECTIVE, INDIVIDUAL
from schemas.rules import Candidate

FILE_NAME_LIMIT = 100  # characters, the extension included


def copies_of(nominations: Sequence[Nomination]) -> Mapping[str, Sequence[Copy]]:
    """A profile for each nominee, under the name of its kind; only profiles may contain sensitive columns."""

    def copy(each: Nomination, variable: str) -> Copy:
        name = each.candidate.name if each.candidate.recipient == INDIVIDUAL else "tap the"
        stem = f"{each.order:02d}-{slug(f'{each.candidate.unit} {name}', FILE_NAME_LIMIT - len('NN-.docx'))}"
        about = (
            f"{each.candidate.name} ({each.candidate.unit})" if name != "tap the" else f"Tập thể {each.candidate.name}"
        )
        return Copy(stem, about, {variable: each.printed})

    people = [each for each in nominations if each.candidate.recipient == INDIVIDUAL]
    collectives = [each for each in nominations if each.candidate.recipient == COLLECTIVE]
    return {
        "ca_nhan": tuple(copy(each, "nguoi") for each in people),
        "tap_the": tuple(copy(each, "tap_the_nay") for each in collectives),
    }


def candidates_of(checked: Checked) -> tuple[Candidate, ...]:
    """The nominees whom the Council votes on, in the order of the list."""
    return tuple(map(candidate_of, in_order(checked.accepted, [unit.name for unit in checked.office.units])))


def nominate(checked: Checked) -> tuple[Nomination, ...]:
    """The accepted nominations of a quarter as printed text, in the order of the list."""
    return nominations_of(checked.deciding, checked.accepted, checked.introduced_before, checked.meeting)


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
    for sent in in_order(accepted, orders):
        candidate = candidate_of(sent)
        numbers[candidate.recipient] += 1
        added = {
            "tt": str(numbers[candidate.recipient]),
            "da_gioi_thieu": introduced_before.get(sent.file, ""),
            "bieu_quyet": print_vote(votes.get(candidate)),
        }
        made.append(nomination(sent, candidate, orders.get(candidate.unit, 0), office, added))
    return tuple(made)
