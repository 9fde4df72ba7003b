"""The points of form of a paper that are certainly wrong, and those that are worth a look."""

from __future__ import annotations

from pipeline.inspection.inspect import inspect
from pipeline.inspection.points import Grade, Point


def faults(content: bytes) -> tuple[Point, ...]:
    """Those points of form of a Word file that are certainly wrong."""
    return tuple(point for point in inspect(content) if point.grade is Grade.WRONG)


def remarks(content: bytes) -> tuple[Point, ...]:
    """Those points of form of a Word file that are worth a look, but perhaps right."""
    return tuple(point for point in inspect(content) if point.grade is Grade.LOOK)
