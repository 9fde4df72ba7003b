"""Turns the declarations of a sheet's columns into the pandera schema that checks them. It loads pandas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from schemas.column_checks import checks_of
from schemas.grammar import SheetSchema


@lru_cache(maxsize=64)
def frame_of(schema: SheetSchema) -> pa.DataFrameSchema:
    """The schema of a frame whose columns are named by their keys and hold typed values, None where blank."""
    return pa.DataFrameSchema(
        {
            view.key: pa.Column(
                object,
                [pa.Check(check.holds, element_wise=True, error=check.code) for check in checks_of(view.meaning)],
                nullable=not view.meaning.required,
                title=view.heading,
            )
            for view in schema.columns
        }
    )


def failures_in(schema: SheetSchema, values: Sequence[Sequence[object]]) -> list[tuple[str, str, int]]:
    """What one pass of pandera finds in a sheet's rows of typed values: the column's key, the check, the row."""
    frame = pd.DataFrame(values, columns=[view.key for view in schema.columns], dtype=object)
    try:
        frame_of(schema).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        return [
            (str(key), str(check), int(row))
            for key, check, row in zip(cases["column"], cases["check"], cases["index"], strict=True)
        ]
    return []
