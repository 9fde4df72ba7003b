"""Starts the program in processes of its own, as if it were typed, but forked from one that has loaded its modules already.

For tests of what whole runs do to each other and to the disk; how a run starts is tried elsewhere. Not on Windows.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pipeline.reading import sandbox
from tests.builder import ROOT

PIPELINE, SLOW_DISK = "pipeline.commands.cli", "tests.slow_disk"
PRELOADED = [sandbox.__name__]  # what the process from which others are forked has loaded; set before the first of them


def preload_program() -> None:
    """Let that process load the whole program; a module whose tests start many runs calls this when it is imported."""
    commands = (f"pipeline.commands.{path.stem}" for path in (ROOT / "pipeline" / "commands").glob("[!_]*.py"))
    PRELOADED[1:] = sorted({*commands, SLOW_DISK})
    multiprocessing.set_forkserver_preload(PRELOADED)


class Started:
    """A run that was started, in a session of its own."""

    def __init__(self, place: Path, words: Sequence[str], module: str = PIPELINE) -> None:
        context: Any = multiprocessing.get_context("fork" if sys.platform == "win32" else "forkserver")
        folders = {"inputs": place / "inputs", "outputs": place / "outputs", "templates": ROOT / "templates"}
        typed = [*words, *(f"--{name}={path}" for name, path in folders.items())]
        self._line, its_end = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(its_end, module, typed))
        self._process.start()
        its_end.close()
        self.printed = os.fdopen(os.dup(self._line.fileno()), "rb")
        self.printed.readline()  # it is there

    def read_to(self, line: bytes) -> None:
        """Wait until it prints a line, or ends; an empty one is not waited for."""
        while line and self.printed.readline() not in (line, b""):
            pass

    def wait(self, seconds: float | None = None) -> int | None:
        """Its exit status, None if it still runs after so many seconds."""
        self._process.join(seconds)
        status: int | None = self._process.exitcode
        return status

    def kill(self, whole_session: bool) -> None:
        """End it at once, alone or with all processes that it has started."""
        with suppress(ProcessLookupError):  # it has ended meanwhile, though nobody has seen it
            (os.killpg if whole_session else os.kill)(self._process.pid, signal.SIGKILL)
        self.end()

    def end(self) -> str:
        """What it has printed, once it has ended."""
        rest = self.printed.read().decode("utf-8", "replace")
        self._process.join()
        self.printed.close()
        self._line.close()
        return rest


def called(place: Path, words: Sequence[str], module: str = PIPELINE) -> tuple[int, str]:
    """A run that is waited for: its status and what it printed."""
    run = Started(place, words, module)
    printed = run.end()
    return run.wait() or 0, printed


def _run(line: Connection, module: str, words: list[str]) -> None:
    os.setsid()
    os.chdir(ROOT)
    for stream in (1, 2):
        os.dup2(line.fileno(), stream)
    line.close()
    sys.stdout, sys.stderr = (open(stream, "w", encoding="utf-8", closefd=False) for stream in (1, 2))  # noqa: SIM115
    os.write(1, b"\n")
    sys.exit(importlib.import_module(module).main(words))
