"""Immutable values that hold a checked quarter: what became of each input file, and every finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby

from pipeline.checking.council import Meeting
from pipeline.checking.issued import NO_FOLLOW_UP, FollowUp
from pipeline.checking.messages import quoted
from pipeline.checking.office import Office
from pipeline.checking.privacy import public
from pipeline.values.dates import Quarter
from pipeline.values.model import Finding, InputFile, Status, Stray, Submission
from schemas.ca_nhan import CA_NHAN
from schemas.co_quan import INDIVIDUAL
from schemas.tap_the import TAP_THE

UNKNOWN_UNIT = "unknown-unit"  # code of the finding about a unit that is not in the office workbook
UNIT_FAULTS = (UNKNOWN_UNIT, "foreign-letter", "struck-out")  # those that may suggest the unit meant
NOMINATIONS = (CA_NHAN.kind, TAP_THE.kind)


def by_file(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Findings in reading order → the name of each file that has any → its own."""
    return {name: tuple(found) for name, found in groupby(findings, key=lambda each: each.place.file)}


@dataclass(frozen=True)
class Received:
    """One input file after checking: its status, and its submission; if it could not be parsed, its texts in ``strays``."""

    source: InputFile
    status: Status
    submission: Submission | None = None
    strays: tuple[Stray, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of workbook it is; "" if it could not be parsed."""
        return self.submission.kind if self.submission else ""

    @property
    def unit(self) -> str:
        """The unit that the workbook names; "" if none could be read."""
        return self.submission.text("don_vi") if self.submission else ""

    @property
    def shown_unit(self) -> str:
        """The unit as it may be shown outside the returned workbook: whatever was typed there, short and nothing sensitive."""
        return quoted(public("", self.unit))

    @property
    def sender(self) -> str:
        """The unit that sent it; "" for a workbook that a unit does not send (a collective's, the Council's)."""
        return self.unit if self.kind == CA_NHAN.kind else ""


@dataclass(frozen=True)
class Checked:
    """A checked quarter: the office on its last day, each input file with its status, every finding in reading order.

    ``introduced_before`` maps a file to the earlier quarters of the year in which its nominee was introduced; ``meeting`` is
    None until the Council's workbook is there and has no errors; ``forgotten`` are the earlier quarters of the year whose
    personal data was deleted. ``plain_units`` maps a file that names its unit badly, or was not read, to the unit that it is
    plainly from; ``typed`` are the Council's workbooks in the outputs, which an officer may have begun to fill in;
    ``follow_up`` are the papers issued and what became of those chosen, of all periods. ``certified_before`` maps
    a file to the earlier quarters in which its nominee got the certificate.
    """

    quarter: Quarter
    office: Office
    office_source: InputFile
    received: tuple[Received, ...]
    ignored: tuple[str, ...]
    findings: tuple[Finding, ...]
    introduced_before: Mapping[str, str]
    meeting: Meeting | None = None
    forgotten: tuple[Quarter, ...] = ()
    plain_units: Mapping[str, str] = field(default_factory=dict)
    typed: tuple[Submission, ...] = ()
    follow_up: FollowUp = NO_FOLLOW_UP
    certified_before: Mapping[str, tuple[Quarter, ...]] = field(default_factory=dict)

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day on which units send."""
        return self.office.plan.window(self.quarter)

    @property
    def deciding(self) -> Office:
        """The office that the papers use: on the day of the meeting, or before the meeting on the quarter's last day."""
        return self.meeting.office if self.meeting else self.office

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[Finding, ...]]:
        """Maps the name of each file that has findings to its findings."""
        return by_file(self.findings)

    @cached_property
    def resembling(self) -> Mapping[str, str]:
        """Maps a file that does not name its unit to the unit: the plain one, or the one probably meant if it has sent nothing else.

        Such a unit must not be listed as one from which nothing has come, although nobody has confirmed that the file is its.
        """
        without_file = {unit.name for unit in self.office.units} - {r.sender for r in self.received}
        without_file -= set(self.plain_units.values())
        probable = {
            r.source.name: fault.suggestion
            for r in self.received
            if r.kind == CA_NHAN.kind
            for fault in self.findings_of.get(r.source.name, ())
            if fault.code in UNIT_FAULTS and fault.suggestion in without_file
        }
        return {**probable, **self.plain_units}

    def sender_of(self, received: Received) -> str:
        """The unit that sent a file, by its name or the unit probably meant; else the name as typed, or "" if no unit sent it."""
        return self.resembling.get(received.source.name, received.sender)

    @property
    def accepted(self) -> tuple[Submission, ...]:
        """The nominations without errors, which go into the papers."""
        return self._nominations(Status.ACCEPTED)

    @property
    def returned(self) -> tuple[Submission, ...]:
        """The nominations with errors, which their senders must correct."""
        return self._nominations(Status.RETURNED)

    @property
    def superseded(self) -> tuple[Submission, ...]:
        """The nominations that were sent again: others are used instead."""
        return self._nominations(Status.SUPERSEDED)

    def _nominations(self, status: Status) -> tuple[Submission, ...]:
        return tuple(
            r.submission for r in self.received if r.status is status and r.submission and r.kind in NOMINATIONS
        )

    @property
    def returned_units(self) -> tuple[str, ...]:
        """The units, in the office's order, all of whose workbooks were returned or could not be read."""
        accepted = {self.sender_of(r) for r in self.received if r.status is Status.ACCEPTED}
        waiting = (Status.RETURNED, Status.UNREADABLE)
        returned = {self.sender_of(r) for r in self.received if r.status in waiting} - accepted
        return tuple(unit.name for unit in self.office.units if unit.name in returned)

    @property
    def missing_units(self) -> tuple[str, ...]:
        """The units, in the office's order, from which nothing has come."""
        withdrawn = self.withdrawn_units
        return tuple(name for name in self._silent_units if name not in withdrawn)

    @cached_property
    def withdrawn_units(self) -> tuple[str, ...]:
        """The units from which nothing is there any more, although their nominee was voted on: withdrawn since."""
        absent = self.meeting.absent if self.meeting else ()
        voted = {vote.candidate.unit for vote in absent if vote.candidate.recipient == INDIVIDUAL}
        return tuple(name for name in self._silent_units if name in voted)

    @cached_property
    def _silent_units(self) -> tuple[str, ...]:
        sent = {self.sender_of(r) for r in self.received}
        return tuple(unit.name for unit in self.office.units if unit.name not in sent)
