"""Does work on a stranger's Word file in a process of its own, bounded in time and memory, as workbooks are read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from pipeline.opc.kinds import WORD, Unreadable
from pipeline.reading.sandbox import Reader, no_file
from pipeline.values.model import Refusal

SECONDS, MEMORY = 60.0, 1400 * 2**20  # a list of twenty thousand people takes a third of both
T = TypeVar("T")
Work = Callable[[bytes], T] | Callable[[bytes, str], T]


def _done(work: Callable[..., T], about: str, content: bytes) -> T:
    """The work, as the reading process calls it."""
    return work(content, about) if about else work(content)


class Bounded(Generic[T]):
    """Calls a function of a module on the bytes of files, in another process that is started for the first of them.

    Raises :class:`Unreadable` for what the function refuses, and for what takes too much time or memory, or ends the process.
    """

    def __init__(self, work: Work[T], seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._reader = Reader(cast(Any, partial(_done, work)), seconds, memory)

    def __enter__(self) -> Bounded[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.__exit__()

    def __call__(self, content: bytes, about: str = "") -> T:
        """The function's value for the bytes of one file; ``about``, if any, is handed to it as well."""
        done: Any = self._reader.open(about, content)
        if isinstance(done, Refusal):
            raise Unreadable(done.code, done.detail, WORD)
        return cast(T, done)


def paper_bytes(path: Path) -> bytes:
    """The bytes of a file that may be a Word paper. Raises OSError, or :class:`Unreadable` for a device or a file far too large."""
    refusal = no_file(path) if path.exists() and not path.is_dir() else None
    if refusal:
        raise Unreadable(refusal.code if refusal.code != "unreachable" else "damaged", refusal.detail, WORD)
    return path.read_bytes()
