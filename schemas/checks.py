"""Turns the declarations of a sheet's columns into the pandera schema that checks them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from schemas.grammar import ColumnMeaning, ColumnView, Kind, SheetSchema, is_name, is_name_cased


def frame_of(columns: Iterable[ColumnView]) -> pa.DataFrameSchema:
    """The schema of a frame whose columns are named by their keys and hold typed values, None where blank."""
    return pa.DataFrameSchema(
        {
            view.key: pa.Column(object, _checks(view.meaning), nullable=not view.meaning.required, title=view.heading)
            for view in columns
        }
    )


def failures_in(schema: SheetSchema, values: Sequence[Sequence[object]]) -> list[tuple[str, str, int]]:
    """What one pass of pandera finds in a sheet's rows of typed values: the column's key, the check, the row."""
    frame = pd.DataFrame(values, columns=[view.key for view in schema.columns], dtype=object)
    try:
        schema.frame.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        return [
            (str(key), str(check), int(row))
            for key, check, row in zip(cases["column"], cases["check"], cases["index"], strict=True)
        ]
    return []


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
