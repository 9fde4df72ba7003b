"""Turns the declared columns of a sheet into a pandera schema, and checks the sheet's records with it.

Values are checked as they were parsed, without coercion: pandera's coercion reports one value several times, hides
others of the column, and turns 01/03 into the 3rd of January.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pandas as pd
import pandera.pandas as pa
from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaErrors

from schemas.grammar import Column, ColumnType, SheetSchema, is_name, is_name_cased

NULL, MISSING = "not_nullable", "missing"  # a blank required cell: pandera's name for it, and the code of our finding


@lru_cache(maxsize=64)
def frame_schema(schema: SheetSchema) -> pa.DataFrameSchema:
    """The pandera schema for the frames of a sheet, which have a column for each key and None in blank cells.

    It asks for no type: a frame is made of objects, and asking takes a quarter of the whole check.
    """
    return pa.DataFrameSchema(
        {
            column.key: pa.Column(None, list(_checks(column)), nullable=not column.required, title=column.heading)
            for column in schema.columns
        },
        name=schema.name,
    )


def failures_in(schema: SheetSchema, rows: Sequence[Sequence[object]]) -> list[tuple[str, str, int]]:
    """The first failure of each cell, as (the column's key, the finding's code, the row from 0).

    ``rows`` have the values of a sheet's records in the order of its columns, and are checked as one frame of objects.

    The environment variables that turn pandera off have no effect here. Raises SchemaErrors for anything that is not a
    failure of one cell, for example a check that broke.
    """
    frame = pd.DataFrame(rows, columns=[column.key for column in schema.columns], dtype=object)
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


def _checks(column: Column) -> Iterator[pa.Check]:
    """The pandera checks of a column, the most important first; ``error`` of each is the code of its finding."""
    if column.minimum is not None:
        yield pa.Check.ge(column.minimum, error="too-small")
    if column.maximum is not None and column.is_number:
        yield pa.Check.le(column.maximum, error="too-large")
    elif column.maximum is not None:
        yield pa.Check.str_length(max_value=column.maximum, error="too-long")
    if column.choices:
        listed = [choice.text for choice in column.choices]
        yield pa.Check.isin(listed, error="unlisted-choice" if column.open_choice else "unknown-choice")
    if column.kind is ColumnType.NAME:
        yield pa.Check(is_name, element_wise=True, error="not-a-name")
        yield pa.Check(is_name_cased, element_wise=True, error="name-case")
