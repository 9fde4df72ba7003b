"""Turns the declarations of a sheet's columns into the pandera schema that checks them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandera.pandas as pa

from schemas.grammar import ColumnMeaning, ColumnView, Kind, is_name, is_name_cased


def frame_of(columns: Iterable[ColumnView]) -> pa.DataFrameSchema:
    """The schema of a frame whose columns are named by their keys and hold typed values, None where blank."""
    return pa.DataFrameSchema(
        {
            view.key: pa.Column(object, _checks(view.meaning), nullable=not view.meaning.required, title=view.heading)
            for view in columns
        }
    )


def _checks(meaning: ColumnMeaning) -> list[pa.Check]:
    """The pandera checks that follow from a declaration; ``error`` is the code of the finding."""
    numeric = meaning.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.YEAR)
    measure: Callable[[Any], int] = (lambda value: value) if numeric else (lambda value: len(str(value)))
    checks = []
    if meaning.minimum is not None:
        low = meaning.minimum
        checks.append(_each(lambda v: v >= low, "too-small"))
    if meaning.maximum is not None:
        high = meaning.maximum
        checks.append(_each(lambda v: measure(v) <= high, "too-large" if numeric else "too-long"))
    if meaning.choices:
        code = "unlisted-choice" if meaning.open_choice else "unknown-choice"
        checks.append(pa.Check.isin([choice.text for choice in meaning.choices], error=code))
    if meaning.kind is Kind.NAME:
        checks += [_each(is_name, "not-a-name"), _each(is_name_cased, "name-case")]
    return checks


def _each(holds: Callable[[Any], bool], code: str) -> pa.Check:
    return pa.Check(holds, element_wise=True, error=code)
