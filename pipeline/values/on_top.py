"""What lies over the cells of a sheet or hangs on one of them: text boxes, comments, pictures."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

PICTURE_IN_CELL = "[hình ảnh]"  # shown in place of the value of a cell that holds a picture


class Thing(StrEnum):
    """What it is, in the words of a message."""

    TEXT_BOX = "hộp chữ"
    COMMENT = "ghi chú gắn vào ô"
    PICTURE = "hình ảnh"


class OnTop(NamedTuple):
    """One thing with its text ("" for a picture) and the cell, from 0, on which it hangs or whose corner it covers first.

    ``image`` are the bytes of a PNG or JPEG picture that is small enough to be kept; b"" of any other.
    """

    thing: Thing
    text: str
    row: int
    column: int
    image: bytes = b""
