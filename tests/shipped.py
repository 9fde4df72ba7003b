"""The shipped office's words, and forms drawn in them: what most tests and the sample year use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.checking.check import open_office
from pipeline.drawing.forms.content import BLANK, Content
from pipeline.drawing.forms.forms import draw_form
from pipeline.drawing.office import shipped_office
from pipeline.reading.sandbox import open_here
from pipeline.values.dates import Quarter
from pipeline.values.model import SourceFile
from schemas.ca_nhan import CA_NHAN
from schemas.hoi_dong import HOI_DONG
from schemas.tap_the import TAP_THE
from schemas.terms import Criterion, Terms
from tests.facts import UNITS

Q1 = Quarter(2020, 1)
UNIT_NAMES = [name for _, name, _ in UNITS]


@cache
def shipped_terms(quarter: Quarter = Q1) -> Terms:
    """The words of the shipped office and its plan in a quarter."""
    source = SourceFile("co-quan.xlsx", "", open_here("co-quan.xlsx", shipped_office()))
    return open_office(source, quarter.last_day).terms(quarter)


TERMS = shipped_terms()
OFFICE_LEADER, UNIT_MANAGER, *_ = TERMS.groups
LEADER_TITLES = TERMS.leader_titles


def individual_form(units: Sequence[str], content: Content = BLANK, quarter: Quarter = Q1) -> bytes:
    """The form of an individual with a list of units."""
    return draw_form(CA_NHAN, replace(shipped_terms(quarter), units=tuple(units)), content)


def collective_form(units: Sequence[str], content: Content = BLANK, quarter: Quarter = Q1) -> bytes:
    """The form of a collective with a list of units."""
    return draw_form(TAP_THE, replace(shipped_terms(quarter), units=tuple(units)), content)


def council_form(content: Content = BLANK, quarter: Quarter = Q1) -> bytes:
    """The Council's workbook."""
    return draw_form(HOI_DONG, shipped_terms(quarter), content)


def criteria_of(group: str) -> tuple[Criterion, ...]:
    """The criteria that a group answers."""
    return TERMS.criteria_of(group)
