"""Turns a file that names its unit badly, or that nobody can read, into the unit that it is plainly from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from pipeline.checking.opened import Opened
from pipeline.values.model import Submission
from pipeline.values.vietnamese import fold, one_line, slug
from schemas.rules import Circumstances
from schemas.terms import COLLECTIVE_KIND

# the last one of a file's name, as a slug
COPY_MARK = re.compile(r"-(\d|copy|ban-sao|moi|sua|lai|gui|bo-sung|v\d|lan)$")
SHORTEST = 5  # letters of a unit's name by which the name of a file is recognised
LONGEST_NAME = 300  # characters of a file's name or of a text that are looked at


class PlainUnits:
    """The units of a quarter by every spelling of their names, tones ignored; a spelling of two units means neither."""

    def __init__(self, now: Circumstances) -> None:
        self._official = now.unit_names
        spelt = [(fold(name), each.text) for each in now.units for name in (each.text, *each.aliases)]
        self._spellings = _of_one(spelt)
        self._slugs = _of_one((slug(name), unit) for name, unit in spelt if len(name) >= SHORTEST)

    def of_submission(self, sent: Submission) -> str:
        """The unit that a workbook names, also if only tones are wrong; else the name as typed, "" if there is none."""
        typed = sent.text("don_vi")
        return typed if typed in self._official else self._spellings.get(fold(typed), typed)

    def of_unread(self, unread: Opened, submissions: Iterable[Submission]) -> str:
        """The unit of a file that could not be taken; "" if none is plain.

        It is plain by exactly one unit's or nominee's name in the name of the file, else by one in its cells, else by the
        name of a file that was taken: ``a (2).xlsx`` is a copy of ``a.xlsx``.
        """
        units = {sent.file: self.of_submission(sent) for sent in submissions}
        people = {slug(name): units[sent.file] for sent in submissions if " " in (name := name_of(sent))}
        stems = {_bare(file): unit for file, unit in units.items()}
        stem, bare = slug(PurePath(unread.source.name).stem, LONGEST_NAME), _bare(unread.source.name)
        texts = {slug(stray.text.rpartition(":")[2], LONGEST_NAME) for stray in unread.strays}
        for found in (
            _longest(self._slugs, stem),
            {unit for name, unit in people.items() if _has_words(name, stem)},
            {unit for name, unit in self._slugs.items() if name in texts},
            {unit for name, unit in people.items() if name in texts},
            {stems[bare]} if bare in stems else set(),
        ):
            if len(found) == 1:
                return next(iter(found))
        return ""


def _of_one(spelt: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Spellings with their units → those that are of one unit only."""
    meant: dict[str, set[str]] = {}
    for name, unit in spelt:
        meant.setdefault(name, set()).add(unit)
    return {name: next(iter(units)) for name, units in meant.items() if len(units) == 1}


def name_of(sent: Submission) -> str:
    """Whom a workbook introduces: the person, or the collective by its unit; "" if no name can be read."""
    return one_line(sent.text("don_vi" if sent.kind == COLLECTIVE_KIND else "ho_ten"))


def _bare(file: str) -> str:
    """The name of a file without its ending and the marks of a copy: «a (2).xlsx», «a - sửa lại.xls» → ``a``."""
    name = slug(PurePath(file).stem, LONGEST_NAME)
    while mark := COPY_MARK.search(name):
        name = name[: mark.start()]
    return name


def _longest(names: Mapping[str, str], stem: str) -> set[str]:
    """The units whose names are words of a file's name, but for those that are only a part of a longer one there."""
    found = [name for name in names if _has_words(name, stem)]
    return {names[name] for name in found if not any(_has_words(name, other) and name != other for other in found)}


def _has_words(words: str, text: str) -> bool:
    return f"-{words}-" in f"-{text}-"
