"""The frozen value between checking and making: a quarter read and checked, with each file's fate and every finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from pipeline.checking.council import Meeting
from pipeline.checking.office import Office
from pipeline.values.dates import Quarter
from pipeline.values.model import Finding, InputFile, Status, Stray, Submission
from schemas.ca_nhan import CA_NHAN
from schemas.tap_the import TAP_THE

UNKNOWN_UNIT = "unknown-unit"  # the code of the finding that a workbook's unit is none of the office's
NOMINATIONS = (CA_NHAN.kind, TAP_THE.kind)


@dataclass(frozen=True)
class Received:
    """One input file after reading and checking: what became of it, and what it says if it could be read."""

    source: InputFile
    status: Status
    submission: Submission | None = None
    strays: tuple[Stray, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of workbook it is; "" where it could not be read."""
        return self.submission.kind if self.submission else ""

    @property
    def unit(self) -> str:
        """The unit it is about, as far as it could be told."""
        return self.submission.text("don_vi") if self.submission else ""

    @property
    def sender(self) -> str:
        """The unit that sent it: what the Council introduces is no unit's sending."""
        return self.unit if self.kind == CA_NHAN.kind else ""


@dataclass(frozen=True)
class Checked:
    """A quarter read and checked: the office of its last day, each file's fate, and every finding in reading order.

    ``introduced_before`` names the earlier quarters of the year that know a file's nominee; ``meeting`` is the Council's,
    once its workbook is there and without fault; ``forgotten`` are earlier quarters of the year whose names are gone.
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

    @property
    def deciding(self) -> Office:
        """The office by which the papers are made: of the meeting's day, before that of the quarter's last day."""
        return self.meeting.office if self.meeting else self.office

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings of each file that has any, by its name."""
        return {name: tuple(found) for name, found in groupby(self.findings, key=lambda each: each.place.file)}

    @cached_property
    def resembling(self) -> Mapping[str, str]:
        """File → the unit whose name its own resembles: those returned for an unknown unit, where that unit has sent nothing else.

        Whether it is that unit's file nobody has said yet; that nothing has come from the unit would be wrong to say, too.
        """
        silent = {unit.name for unit in self.office.units} - {r.sender for r in self.received}
        return {
            r.source.name: fault.suggestion
            for r in self.received
            if r.kind == CA_NHAN.kind
            for fault in self.findings_of.get(r.source.name, ())
            if fault.code == UNKNOWN_UNIT and fault.suggestion in silent
        }

    def sender_of(self, received: Received) -> str:
        """The unit that sent a file, by its name or by one that resembles it; "" or an unknown name where it is none."""
        return self.resembling.get(received.source.name, received.sender)

    @property
    def accepted(self) -> tuple[Submission, ...]:
        """The nominations that go into the papers."""
        return self._nominations(Status.ACCEPTED)

    @property
    def returned(self) -> tuple[Submission, ...]:
        """The nominations that could be read and must be corrected."""
        return self._nominations(Status.RETURNED)

    def _nominations(self, status: Status) -> tuple[Submission, ...]:
        return tuple(
            r.submission for r in self.received if r.status is status and r.submission and r.kind in NOMINATIONS
        )

    @property
    def returned_units(self) -> tuple[str, ...]:
        """The units, in the office's order, that have sent only workbooks which must be corrected."""
        accepted = {self.sender_of(r) for r in self.received if r.status is Status.ACCEPTED}
        returned = {self.sender_of(r) for r in self.received if r.status is Status.RETURNED} - accepted
        return tuple(unit.name for unit in self.office.units if unit.name in returned)

    @property
    def missing_units(self) -> tuple[str, ...]:
        """The units, in the office's order, from which nothing has come."""
        sent = {self.sender_of(r) for r in self.received}
        return tuple(unit.name for unit in self.office.units if unit.name not in sent)


@dataclass(frozen=True)
class Forgotten:
    """A quarter whose personal data was removed, and the figures that were kept of it."""

    quarter: Quarter
    counts: Mapping[str, int]

    @property
    def figures(self) -> str:
        """What is left to say of it: «12 cá nhân, 02 tập thể được giới thiệu, 01 đơn vị chưa gửi»."""
        people, collectives, missing = (self.counts.get(key, 0) for key in ("nominees", "collectives", "missing_units"))
        return f"{people:02d} cá nhân, {collectives:02d} tập thể được giới thiệu; {missing:02d} đơn vị chưa gửi"
