"""Keeps what the Word templates compile to beside the libraries, so that a run compiles only what somebody has edited.

Compiling takes longer than making the papers of a quarter of twelve. ``python -m pipeline.commands.prepare`` does it once, at
set-up and after «make templates»; what is kept is known by the digests of template, program and Python, so
that anything else is compiled anew as if nothing had been kept. Like Python's own compiled modules it is code, and lies where they do.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from types import CodeType
from typing import Any

from pipeline.opc.pack import Compressed
from pipeline.rendering.render import CompiledTemplate, Tagged
from pipeline.values.digests import sha256
from pipeline.word.seal import Around

PLACE = Path(sys.prefix) / "mau-word"
BROKEN = (OSError, EOFError, ValueError, TypeError, KeyError)


def kept(name: str, content: bytes, program: str) -> CompiledTemplate | None:
    """A template as it was compiled before by the same program; None where it was not."""
    try:
        parts, constant, changing, around = marshal.loads(_place(content, program).read_bytes())
        compiled = {part: Tagged(_code(code), (), bool(numbered)) for part, (code, numbered) in parts.items()}
        return CompiledTemplate(
            name, compiled, {part: Compressed(*told) for part, told in constant.items()}, changing, Around(*around)
        )
    except BROKEN:
        return None


def keep(template: CompiledTemplate, content: bytes, program: str) -> None:
    """Keep a compiled template whose names have been held against what the papers provide; not what goes through docxtpl."""
    if template.content is None:
        parts = {part: (tagged.bytecode, tagged.numbered) for part, tagged in template.compiled.items()}
        constant = {part: (made.crc, made.size, made.data) for part, made in template.constant.items()}
        PLACE.mkdir(exist_ok=True)
        told = marshal.dumps((parts, constant, dict(template.changing), tuple(_plain(template.around))))
        _place(content, program).write_bytes(told)


def _plain(around: Around) -> Iterator[Any]:
    """The fields of what stands around a body, as marshal can write them."""
    for each in fields(around):
        told = getattr(around, each.name)
        yield dict(told) if isinstance(told, Mapping) else told


def _place(content: bytes, program: str) -> Path:
    with_what = "\n".join((sha256(content), program, sys.version))  # the libraries are those of the program's lock file
    return PLACE / f"{sha256(with_what.encode())[:32]}.bin"


def _code(code: object) -> CodeType:
    if not isinstance(code, CodeType):
        raise TypeError("no code")
    return code
