"""Turns two sequences of texts into the stretches in which they differ.

Their common beginning and end are skipped first, so that long sequences with few differences are compared quickly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Each stretch ``old[a:b]`` that was replaced by ``new[c:d]``, as (a, b, c, d); one of the two may be empty.

    A long list has thousands of equal cells; difflib would take minutes if it had to go through all of them.
    """
    shorter = min(len(old), len(new))
    begin = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    end = next((n for n in range(shorter - begin) if old[-1 - n] != new[-1 - n]), shorter - begin)
    middle = SequenceMatcher(a=old[begin : len(old) - end], b=new[begin : len(new) - end], autojunk=False)
    for tag, a, b, c, d in middle.get_opcodes():
        if tag != "equal":
            yield a + begin, b + begin, c + begin, d + begin
