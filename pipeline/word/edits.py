"""Turns a sealed Word file into what was changed in it since it was made, place by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.opc.unpack import open_parts
from pipeline.values.sequences import changes
from pipeline.word.seal import Seal, digest, digests, seal_of, signs_in_seal
from pipeline.word.signs import Signs
from pipeline.word.words import NAMES, reading_of

COUNTED = (("paragraphs", "đoạn"), ("drawings", "hình vẽ"), ("sections", "phần trang"))


@dataclass(frozen=True)
class Edit:
    """One thing that is not as it was made: where, and the words there now ("" if taken out).

    ``number`` counts the body's paragraphs that have words; it is 0 for what is no paragraph of the body.
    """

    number: int
    text: str
    where: str = ""


def read_seal(content: bytes) -> tuple[Seal | None, tuple[Edit, ...]]:
    """A Word file's seal (None where it has none) and what is not as it says.

    Raises :class:`Unreadable` for what is no Word file.
    """
    parts = open_parts(content)
    seal = seal_of(parts)
    if seal is None:
        return None, ()
    now = reading_of(parts)
    edits = _edits(seal.words, digests(now.paragraphs), now.paragraphs)
    edits += _aside_edits(seal.aside, now.others)
    if (
        not edits or signs_in_seal(now.signs).split()[1:] != seal.signs.split()[1:]
    ):  # a paragraph more or less is told already
        edits += _sign_edits(seal.signs, now.signs)
    return seal, tuple(edits)


def _edits(made: Sequence[str], now: Sequence[str], texts: Sequence[str]) -> list[Edit]:
    found = []
    for _, _, c, d in changes(made, now):
        found += [Edit(n + 1, texts[n]) for n in range(c, d)] or [Edit(c + 1, "")]
    return found


def _aside_edits(made: Iterable[str], now: Iterable[tuple[str, str]]) -> list[Edit]:
    """What headers, footers, notes and the title say otherwise; what is gone only where nothing new stands in its group."""
    known, letters = set(made), NAMES
    there = {letter + digest(text): (letter, text) for letter, text in now}
    new = [Edit(0, text, letters[letter]) for key, (letter, text) in there.items() if key not in known]
    groups = {edit.where for edit in new}
    gone = dict.fromkeys(letters.get(key[:1], "phần khác") for key in known if key not in there)
    return new + [Edit(0, "", name) for name in gone if name not in groups]


def _sign_edits(made: str, now: Signs) -> list[Edit]:
    """The signs that are not as the seal says."""
    told, current = made.split(), signs_in_seal(now).split()
    if told == current:
        return []
    if len(told) != len(current):
        return [Edit(0, "", "dấu kiểm")]
    found = [
        Edit(0, f"{name}: khi lập {told[n]}, nay {current[n]}", "ngoài chữ")
        for n, (_, name) in enumerate(COUNTED)
        if told[n] != current[n]
    ]
    if told[-1] != current[-1]:
        found.append(Edit(0, "; ".join(dict.fromkeys(now.unusual)) or "có dấu, hình hoặc trường đã bị bỏ", "ngoài chữ"))
    return found
