"""Turns the facts of the office into what stands at the head of the standing body's own papers, and of the Council's."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.co_quan import OF_COUNCIL, OF_STANDING, STANDING_BODY

Head = tuple[str, str, str]  # the agency above, the issuer, the symbol after a number


def standing_head(facts: Mapping[str, str]) -> Head:
    """The head of a paper of the standing body: as typed in the office workbook, else the office above the body's name."""
    above = f"{facts['Cơ quan ban hành']} {facts['Cơ quan chủ quản']}"
    return _typed(facts, OF_STANDING, (above, facts[STANDING_BODY].upper(), facts["Viết tắt thường trực"]))


def council_head(facts: Mapping[str, str]) -> Head:
    """The head of a paper of the Council, in the same way."""
    return _typed(facts, OF_COUNCIL, (standing_head(facts)[0], facts["Hội đồng"].upper(), "HĐ"))


def _typed(facts: Mapping[str, str], rows: Head, derived: Head) -> Head:
    parent, issuer, symbol = (facts.get(what) or other for what, other in zip(rows, derived, strict=True))
    return parent, issuer, symbol
