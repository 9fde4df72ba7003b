"""Whether a paper of ours is well formed: nothing is wrong, and nothing worth a look but what every draft has."""

from __future__ import annotations

from pipeline.inspection.inspect import inspect
from pipeline.inspection.points import Grade, Point

OF_DRAFTS = {"Viện dẫn", "Chữ «quý»"}  # a cited paper has no number yet; a reason stands as the unit typed it


def ill_formed(docx: bytes) -> tuple[Point, ...]:
    """The points of form that a paper of ours breaks."""
    return tuple(
        point
        for point in inspect(docx)
        if not point.ok and not (point.grade is Grade.LOOK and point.component in OF_DRAFTS)
    )
