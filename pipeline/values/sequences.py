"""Tells where two sequences differ, quickly where they differ little: what both begin and end with is not searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Each stretch ``old[a:b]`` that has become ``new[c:d]``, as (a, b, c, d); one of the two may be empty.

    A long list has thousands of equal cells, over which difflib alone would take minutes.
    """
    shorter = min(len(old), len(new))
    begin = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    end = next((n for n in range(shorter - begin) if old[-1 - n] != new[-1 - n]), shorter - begin)
    middle = SequenceMatcher(a=old[begin : len(old) - end], b=new[begin : len(new) - end], autojunk=False)
    for tag, a, b, c, d in middle.get_opcodes():
        if tag != "equal":
            yield a + begin, b + begin, c + begin, d + begin
