"""Turns the bytes of input files into workbooks in a process of its own, bounded in time and memory.

A file that kills or stalls whoever parses it costs that file only: the process is ended, the file refused with a
sentence that says why, and the next file gets a new process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from time import monotonic
from types import TracebackType

import psutil

from pipeline.container import Unreadable
from pipeline.model import Refusal, Workbook
from pipeline.spreadsheet import parse_workbook

SECONDS = 10.0  # that one file may take
MEMORY = 900 * 2**20  # bytes that the reading process may hold; seen every 50 ms, so that 1 GB is never reached
POLL = 0.05  # seconds between two looks at its memory
Parse = Callable[[str, bytes], Workbook]


class Reader:
    """A reading process, started with the first file and again after each file that has ended it."""

    def __init__(self, parse: Parse = parse_workbook, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._parse, self._seconds, self._memory = parse, seconds, memory
        self._running: tuple[SpawnProcess, Connection] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def open(self, name: str, content: bytes) -> Workbook | Refusal:
        """The workbook in a file's bytes, or why there is none; never an exception of the file's making."""
        process, line = self._running or self._start()
        try:
            line.send((name, content))
            refusal = self._wait(process, line)
            answer = refusal or line.recv()
        except (EOFError, OSError):
            refusal = answer = Refusal("damaged", "nội dung làm chương trình đọc dừng đột ngột")
        if refusal:
            self.stop()
        assert isinstance(answer, (Workbook, Refusal))
        return answer

    def stop(self) -> None:
        """End the process."""
        if self._running:
            process, line = self._running
            self._running = None
            process.kill()
            process.join()
            line.close()

    def _start(self) -> tuple[SpawnProcess, Connection]:
        context = multiprocessing.get_context("spawn")
        line, other_end = context.Pipe()
        process = context.Process(target=_serve, args=(other_end, self._parse), daemon=True)
        process.start()
        other_end.close()
        line.recv()  # it is ready: starting it is not the file's time
        self._running = process, line
        return self._running

    def _wait(self, process: SpawnProcess, line: Connection) -> Refusal | None:
        """Wait for the answer; the refusal if a bound is passed first."""
        deadline = monotonic() + self._seconds
        while not line.poll(POLL):
            if monotonic() > deadline:
                return Refusal("oversized", f"đọc quá {self._seconds:.0f} giây")
            if _memory_of(process) > self._memory:
                return Refusal("oversized", f"cần hơn {self._memory // 2**20} MB bộ nhớ để đọc")
        return None


def _memory_of(process: SpawnProcess) -> int:
    try:
        return int(psutil.Process(process.pid).memory_info().rss)
    except psutil.Error:  # it has just ended: the line says so at the next look
        return 0


def _serve(line: Connection, parse: Parse) -> None:
    """What the reading process does: one workbook, or the reason why not, for each file it is sent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # stopping is the parent's to say
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a parser's own death cry is no word for an officer
    line.send(True)
    while True:
        try:
            name, content = line.recv()
        except EOFError:
            return
        line.send(open_here(name, content, parse))


def open_here(name: str, content: bytes, parse: Parse = parse_workbook) -> Workbook | Refusal:
    """The same as :meth:`Reader.open` in this process, unbounded: for workbooks of one's own making."""
    try:
        return parse(name, content)
    except Unreadable as unreadable:
        return Refusal(unreadable.code, unreadable.detail)
