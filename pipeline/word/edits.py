"""Compares a sealed Word file with its seal and lists what was changed in it since it was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.opc.unpack import open_parts
from pipeline.values.sequences import changes
from pipeline.word.seal import Seal, digest, digests, seal_of, signs_in_seal
from pipeline.word.signs import Signs
from pipeline.word.walk import BREAKS
from pipeline.word.words import NAMES, paper_text_of

COUNTED = (("paragraphs", "đoạn"), ("drawings", "hình vẽ"), ("sections", "phần trang"))


@dataclass(frozen=True)
class Edit:
    """One change since the paper was made: where it is, and the text there now ("" if it was removed).

    ``number`` counts the body's paragraphs that have text, from 1; it is 0 for a change outside them, which ``where`` names.
    """

    number: int
    text: str
    where: str = ""


def read_seal(content: bytes) -> tuple[Seal | None, tuple[Edit, ...]]:
    """A Word file's seal (None if it has none), and every change since it was sealed.

    Raises :class:`Unreadable` if the file is not a readable Word file.
    """
    parts = open_parts(content)
    seal = seal_of(parts)
    if seal is None:
        return None, ()
    now = paper_text_of(parts)
    edits = _edits(seal.words, digests(now.paragraphs), now.paragraphs)
    edits += _other_edits(seal.others, now.others)
    # a change in the number of paragraphs is among the edits already
    if not edits or signs_in_seal(now.signs).split()[1:] != seal.signs.split()[1:]:
        edits += _sign_edits(seal.signs, now.signs)
    return seal, tuple(edits)


def sealed_path(content: bytes) -> str:
    """The path that a Word file's seal names, "" if it has none. Raises :class:`Unreadable`."""
    seal = seal_of(open_parts(content))
    return seal.path if seal else ""


def _edits(made: Sequence[str], now: Sequence[str], texts: Sequence[str]) -> list[Edit]:
    found = []
    before = [0, *accumulate(bool(text.strip("".join(BREAKS.values()))) for text in texts)]  # a break alone is no text
    for _, _, c, d in changes(made, now):
        found += [Edit(before[n] + 1, texts[n]) for n in range(c, d)] or [Edit(before[c] + 1, "")]
    return found


def _other_edits(made: Iterable[str], now: Iterable[tuple[str, str]]) -> list[Edit]:
    """Changes in headers, footers, notes and the title; a removed text is listed only if its group has no new text."""
    known, letters = set(made), NAMES
    there = {letter + digest(text): (letter, text) for letter, text in now}
    new = [Edit(0, text, letters[letter]) for key, (letter, text) in there.items() if key not in known]
    groups = {edit.where for edit in new}
    removed = dict.fromkeys(letters.get(key[:1], "phần khác") for key in known if key not in there)
    return new + [Edit(0, "", name) for name in removed if name not in groups]


def _sign_edits(made: str, now: Signs) -> list[Edit]:
    """Changes in what is not text: the numbers of paragraphs, drawings and sections, and unusual signs."""
    sealed, current = made.split(), signs_in_seal(now).split()
    if sealed == current:
        return []
    if len(sealed) != len(current):
        return [Edit(0, "", "dấu kiểm")]
    found = [
        Edit(0, f"{name}: khi lập {sealed[n]}, nay {current[n]}", "ngoài chữ")
        for n, (_, name) in enumerate(COUNTED)
        if sealed[n] != current[n]
    ]
    if sealed[-1] != current[-1]:
        found.append(Edit(0, "; ".join(dict.fromkeys(now.unusual)) or "có dấu, hình hoặc trường đã bị bỏ", "ngoài chữ"))
    return found
