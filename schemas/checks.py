"""Turns the declarations of a sheet's columns into the pandera schema that checks every record of it.

Values are checked as their parsers left them, without coercion: with it pandera reports one value several times, hides
others of its column and turns 01/03 into the 3rd of January.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pandas as pd
import pandera.pandas as pa
from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaErrors

from schemas.grammar import ColumnMeaning, Kind, SheetSchema, is_name, is_name_cased

NULL, MISSING = "not_nullable", "missing"  # pandera's name for a value that is not there, and the code of our finding


@lru_cache(maxsize=64)
def frame_schema(schema: SheetSchema) -> pa.DataFrameSchema:
    """The schema of a frame whose columns are named by their keys and hold typed values, None where blank."""
    return pa.DataFrameSchema(
        {
            view.key: pa.Column(
                object, list(_checks(view.meaning)), nullable=not view.meaning.required, title=view.heading
            )
            for view in schema.columns
        },
        name=schema.name,
    )


def frame_of(schema: SheetSchema, rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """The records of a sheet as a frame of objects, a plain number a row; each row has its values in declared order."""
    return pd.DataFrame(rows, columns=[view.key for view in schema.columns], dtype=object)


def failures_in(schema: SheetSchema, frame: pd.DataFrame) -> list[tuple[str, str, int]]:
    """What one pass of pandera finds in a frame: of each cell the first failure, as the column's key, its code, the row.

    Switches in the environment do not turn it off. What is no failure of a cell (a check that broke) is raised.
    """
    try:
        with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            frame_schema(schema).validate(frame, lazy=True, inplace=True)
    except SchemaErrors as errors:
        if errors.failure_cases["index"].isna().any():
            raise
        first = errors.failure_cases.sort_values("check_number").drop_duplicates(["column", "index"])
        return [
            (str(key), MISSING if check == NULL else str(check), int(row))
            for key, check, row in zip(first["column"], first["check"], first["index"], strict=True)
        ]
    return []


def _checks(meaning: ColumnMeaning) -> Iterator[pa.Check]:
    """The checks that follow from a declaration, in the order in which they are reported; each bears its finding's code."""
    if meaning.minimum is not None:
        yield pa.Check.ge(meaning.minimum, error="too-small")
    if meaning.maximum is not None and meaning.is_number:
        yield pa.Check.le(meaning.maximum, error="too-large")
    elif meaning.maximum is not None:
        yield pa.Check.str_length(max_value=meaning.maximum, error="too-long")
    if meaning.choices:
        listed = [choice.text for choice in meaning.choices]
        yield pa.Check.isin(listed, error="unlisted-choice" if meaning.open_choice else "unknown-choice")
    if meaning.kind is Kind.NAME:
        yield pa.Check(is_name, element_wise=True, error="not-a-name")
        yield pa.Check(is_name_cased, element_wise=True, error="name-case")
