"""Turns the words that make and make.bat pass on (``QUARTER=2020-Q1``, ``ALL=1``) into options and arguments of a command."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.values.errors import PipelineError

WORD = re.compile(r"\A([A-Za-z]+)=(.*)", re.DOTALL)
FLAGS = {"REPLACE": "--replace", "ALL": "--all", "MARK": "--mark"}
VALUES = ("TEXT", "FILE", "QUARTER", "YEAR")  # in the order in which a command takes them
ON, OFF = ("1",), ("", "0")
TAKEN: Mapping[str, tuple[str, ...]] = {  # command → the names it takes; other commands take none
    "quarter": ("QUARTER", "REPLACE", "ALL"),
    "check": ("QUARTER",),
    "year": ("YEAR", "REPLACE"),
    "pdf": ("QUARTER",),
    "inspect": ("FILE", "MARK", "ALL"),
    "verify": ("FILE",),
    "trace": ("TEXT", "QUARTER"),
    "forget": ("QUARTER",),
    "forms": ("QUARTER",),
}


def own_words(words: Sequence[str], commands: Sequence[str], as_make: bool = False) -> list[str]:
    """Words as typed → words for the command: each ``NAME=value`` becomes an option or argument, ``NAME=`` is left out.

    Raises PipelineError, one line, for a name that the command does not take or that is given twice, for a switch
    that is neither 1 nor 0, and, ``as_make``, for a word without a name, which make would take for another command.
    """
    command = next((word for word in words if word in commands), "")
    if not command:
        return list(words)
    plain: list[str] = []
    named: dict[str, str] = {}
    for word in words:
        found = WORD.fullmatch(word)
        if found is None or Path(word).is_file():
            if as_make and plain and not word.startswith("-"):
                raise PipelineError(f"lệnh {command} không hiểu «{word}». {_what_it_takes(command)}")
            plain.append(word)
            continue
        name, value = found[1], found[2]
        if name not in TAKEN.get(command, ()):
            raise PipelineError(f"lệnh {command} không nhận «{word}». {_what_it_takes(command)}")
        if name in named:
            raise PipelineError(f"{name} được ghi hai lần. Ghi một lần rồi chạy lại.")
        named[name] = value
    flags = [FLAGS[name] for name, value in named.items() if name in FLAGS and _is_on(name, value)]
    values = [named[name] for name in VALUES if named.get(name)]
    return [*plain, *flags, *(["--", *values] if values else [])]


def _is_on(name: str, value: str) -> bool:
    if value not in ON + OFF:
        raise PipelineError(f"«{name}={value}» không dùng được. Ghi {name}=1, hoặc bỏ đi.")
    return value in ON


def _what_it_takes(command: str) -> str:
    taken = [f"{name}=1" if name in FLAGS else f"{name}=…" for name in TAKEN.get(command, ())]
    return f"Lệnh này nhận: {', '.join(taken)}." if taken else "Lệnh này không nhận từ nào như vậy."
