"""The command line on a slow disk: ``python -m tests.slow_disk quarter …``, for runs that are to be killed while they write.

Each write is half done for a while, each flush, replacement and removal takes longer, so that publishing takes about as
long as everything before it, and instants drawn evenly over a run fall into it. A word ``mutant=…`` breaks the program
in a way that the killing is to find.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO, Any

A_WHILE = float(os.environ.get("SLOW_DISK", "0.02"))  # seconds
STAGING = 0.1  # times a while: a write to a staged or temporary file, which there are more of than of replacements
LONG = 40  # times a while: how long a broken write of one file is half done, so that a few kills find it
WRITING = b"-- writing --\n"  # the line that it prints when it touches the disk for the first time
BROKEN = b"-- broken --\n"  # the line that a broken program prints when it does what no program should


class SlowFile:
    """A file whose content is half written for a while."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __enter__(self) -> SlowFile:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, content: bytes) -> None:
        """Write the first half, wait, write the rest."""
        for part in (content[: len(content) // 2], content[len(content) // 2 :]):
            self._file.write(part)
            self._file.flush()
            time.sleep(A_WHILE * STAGING)


def slow(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, after a while."""

    def slowed(*given: Any, **named: Any) -> Any:
        say_writing()
        time.sleep(A_WHILE)
        return function(*given, **named)

    return slowed


@cache
def say_writing() -> None:
    """Tell, once, whoever kills this program that it has begun to write."""
    os.write(sys.stdout.fileno(), WRITING)


def say_broken() -> None:
    """Tell whoever kills this program that now is the time."""
    os.write(sys.stdout.fileno(), BROKEN)


def in_place(path: Path, content: bytes) -> None:
    """What no program should do: write a file over, so that it holds only the first half for a long while."""
    say_broken()
    with path.open("wb") as file:
        for part in (content[: len(content) // 2], content[len(content) // 2 :]):
            file.write(part)
            file.flush()
            time.sleep(A_WHILE * LONG)


def break_program(mutant: str) -> None:
    """Make the program write one kind of file in place, or not record what it is about to write, or overwrite edits."""
    from pipeline.commands import pdf as pdf_command
    from pipeline.publishing import ledger, pdf_ledger, plan, write

    real, real_move = write.write_atomically, write.move

    def is_broken(path: Path) -> bool:
        kinds = {
            "manifest": path.name == "manifest.json",
            "report": path.name == "bao-cao.html",
            "record": path.name == ledger.RECORD,
        }
        return kinds.get(mutant, mutant == "paper" and path.suffix == ".docx")

    def move(staged_file: Path, path: Path, top: Path) -> None:
        if is_broken(path):
            path.parent.mkdir(exist_ok=True)
            in_place(path, staged_file.read_bytes())
        else:
            real_move(staged_file, path, top)

    def write_atomically(path: Path, content: bytes, top: Path) -> None:
        if is_broken(path):
            path.parent.mkdir(exist_ok=True)
            in_place(path, content)
        elif path.name == {"note": ledger.PENDING, "pdf-record": Path(pdf_ledger.RECORD).name}.get(mutant):
            say_broken()
        else:
            real(path, content, top)

    write.write_atomically, write.move = write_atomically, move
    pdf_command.write_atomically = write_atomically  # type: ignore[attr-defined]
    if mutant == "edits":
        plan._PathState.is_edited = lambda self, digests: False  # type: ignore[method-assign]


def main(words: list[str]) -> int:
    """Run the command line on the slow disk; the exit status."""
    from pipeline.commands.cli import main as run

    os.fsync = slow(os.fsync)
    os.replace = slow(os.replace)
    os.unlink = slow(os.unlink)
    Path.unlink = slow(Path.unlink)  # type: ignore[method-assign]
    real: Callable[..., Any] = os.fdopen
    os.fdopen = lambda *given, **named: SlowFile(real(*given, **named))  # type: ignore[assignment]
    for word in words:
        if word.startswith("mutant="):
            break_program(word.removeprefix("mutant="))
    return run([word for word in words if not word.startswith("mutant=")])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
