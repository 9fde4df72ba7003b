"""Turns the bytes of input files into workbooks in processes of their own, bounded in time and memory.

A file that kills or stalls whoever parses it costs that file only: its process is ended, the file refused with a
sentence that says why, and the next file gets a new process. Files are asked for some at a time; where those end their
process they are asked for again one by one, so that it is known which of them does. Every process has a line of its
own, so that none waits for what another held when it was ended.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from time import monotonic

import psutil

from pipeline.opc.kinds import Unreadable
from pipeline.reading.spreadsheet import parse_workbook
from pipeline.values.errors import PipelineError
from pipeline.values.model import Refusal, SourceFile
from pipeline.values.os_errors import reason
from pipeline.values.safe_names import shown_name
from pipeline.values.sheets import Workbook

SECONDS = 10.0  # that one file may take
MEMORY = 900 * 2**20  # bytes that a process may hold; seen every 50 ms, so that 1 GB is never reached
POLL = 0.05  # seconds between two looks at its memory
STARTS, START = 3, 60.0  # of a process, waited for before it is given up; seconds that each may take
WORTH = 30  # files for each process: starting it takes as long as reading that many
TOGETHER = 25  # files in one question, which may take as long as one: so many are read while pandas and pandera load
AHEAD = 2  # questions for each process that wait: more are not faster
LARGE = 2**20  # bytes of the files in one question; what is larger is asked for alone, so that few are held at a time
SPAWN = multiprocessing.get_context("spawn")  # Windows knows no other way
MAX_FILE = 50 * 2**20  # bytes; the form with everything filled in is under 100 KB
Parse = Callable[[str, bytes], Workbook | Refusal]
_File = tuple[str, Path | bytes]  # its name, and where it lies or what is in it
_Answer = Future[list[SourceFile]]


class Reader:
    """Reading processes, one for few files, as many as processors for many; they read ahead of who looks at the answers."""

    def __init__(self, parse: Parse = parse_workbook, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._bounds = parse, seconds, memory
        self._processes: list[_Process] = []
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._most = os.cpu_count() or 1
        self._threads = ThreadPoolExecutor(self._most)  # each has one process at a time

    def __enter__(self) -> Reader:
        self._have(1)
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes; what was asked and is not answered yet is read no more."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.end(for_good=True)
        self._threads.shutdown()

    def open(self, name: str, content: bytes) -> Workbook | Refusal:
        """The workbook in some bytes, or why there is none; never an exception of the bytes' making."""
        return self._ask([(name, content)]).result()[0].opened

    def read(self, paths: Iterable[Path]) -> Iterator[SourceFile]:
        """Each file opened, in order; a refusal instead of a workbook for what cannot be read. The first are asked for now.

        Raises :class:`PipelineError` where no process can be started.
        """
        files: list[_File] = [(shown_name(path.name), path) for path in paths]
        self._have(min(self._most, len(files) // WORTH))
        answers = map(self._ask, _questions(files))
        return _in_order(deque(islice(answers, AHEAD * max(len(self._processes), 1))), answers)

    def _have(self, processes: int) -> None:
        while len(self._processes) < processes:
            self._processes.append(_Process(*self._bounds))
            self._idle.put(self._processes[-1])

    def _ask(self, files: list[_File]) -> _Answer:
        self._have(1)
        return self._threads.submit(self._answers, files)

    def _answers(self, files: list[_File]) -> list[SourceFile]:
        process = self._idle.get()
        try:
            return process.opened(files)
        finally:
            self._idle.put(process)


def _questions(files: Iterable[_File]) -> Iterator[list[_File]]:
    """Files in the questions in which they are asked for: at most ``TOGETHER``, and no more than ``LARGE`` bytes if there are several."""
    asked: list[_File] = []
    size = 0
    for file in files:
        own = _size(file[1])
        if asked and (len(asked) == TOGETHER or size + own > LARGE):
            yield asked
            asked, size = [], 0
        asked, size = [*asked, file], size + own
    if asked:
        yield asked


def _size(what: Path | bytes) -> int:
    with suppress(OSError):  # reported by whoever reads it
        return len(what) if isinstance(what, bytes) else what.stat().st_size
    return 0


def _in_order(ahead: deque[_Answer], later: Iterator[_Answer]) -> Iterator[SourceFile]:
    while ahead:
        ahead.extend(islice(later, 1))
        yield from ahead.popleft().result()


class _Process:
    """A reading process, started again after each file that has ended it, and the line to it. One thread at a time asks."""

    def __init__(self, parse: Parse, seconds: float, memory: int) -> None:
        self._parse, self._seconds, self._memory = parse, seconds, memory
        self._changing, self._ended = Lock(), False  # so that none is started after the end for good
        self._start()

    def _start(self) -> None:
        self._line, other_end = SPAWN.Pipe()
        self._process = SPAWN.Process(target=_serve, args=(other_end, self._parse), daemon=True)
        self._process.start()
        self._reads = False
        other_end.close()

    def end(self, for_good: bool = False) -> None:
        """End it at once, whatever it is doing."""
        with self._changing:
            self._ended = self._ended or for_good
            self._process.kill()
            self._process.join()

    def opened(self, files: list[_File]) -> list[SourceFile]:
        """Files opened, in order; one that ends the process or passes a bound is refused."""
        self._await_ready()
        told = self._ask(files)
        if not isinstance(told, Refusal):
            return told
        self.end()
        if len(files) > 1:
            return [answer for file in files for answer in self.opened([file])]
        return [_read(name, what, lambda *_: told) for name, what in files]

    def _ask(self, files: list[_File]) -> list[SourceFile] | Refusal:
        too_much = Refusal("oversized", f"cần hơn {self._memory // 2**20} MB bộ nhớ để đọc")
        deadline = monotonic() + self._seconds
        try:
            self._line.send(files)
            while not self._line.poll(POLL):
                if monotonic() > deadline:
                    return Refusal("oversized", f"đọc quá {self._seconds:.0f} giây")
                if _memory_of(self._process.pid) > self._memory:
                    return too_much
            return self._line.recv() or too_much
        except (EOFError, OSError):
            return Refusal("damaged", "nội dung làm chương trình đọc dừng đột ngột")

    def _await_ready(self) -> None:
        """Wait until it reads, which is not the time of a file. Raises :class:`PipelineError` where it cannot be started."""
        for _ in range(STARTS):
            with suppress(EOFError, OSError):
                self._reads = self._reads or (self._line.poll(START) and self._line.recv() is None)
                if self._reads and not self._line.poll():  # unasked it says nothing: there is only its end to be read
                    return
            self.end()
            with self._changing:
                if self._ended:
                    break
                self._line.close()
                self._start()
        raise PipelineError("Không khởi động được tiến trình đọc tệp. Khởi động lại máy rồi chạy lại.")


def no_file(path: Path) -> Refusal | None:
    """Why something in the folder is not read at all; None for a file of bearable size."""
    try:
        about = path.stat()
    except OSError as error:
        return Refusal("unreachable", reason(error))
    if not stat.S_ISREG(about.st_mode):  # reading a pipe or a device would never end
        kind = "thư mục" if stat.S_ISDIR(about.st_mode) else "tệp đặc biệt của hệ thống"
        return Refusal("unreachable", f"đây là {kind}, không phải tệp thường")
    if about.st_size > MAX_FILE:
        return Refusal("oversized", f"tệp {about.st_size // 2**20} MB, quá {MAX_FILE // 2**20} MB")
    return None


def _memory_of(pid: int | None) -> int:

    with suppress(psutil.Error):  # it has just ended: the line says so at the next look
        return int(psutil.Process(pid).memory_info().rss)
    return 0


def _serve(line: Connection, parse: Parse) -> None:
    """What a reading process does: the files that it is sent, opened; none where its memory did not suffice."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # stopping is the parent's to say
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a parser's own death cry is no word for an officer
    line.send(None)
    with suppress(EOFError):
        while True:
            files = line.recv()
            try:
                line.send([_read(name, what, parse) for name, what in files])
            except MemoryError:
                line.send([])


def _read(name: str, what: Path | bytes, parse: Parse) -> SourceFile:
    """One file, by its path or its bytes, opened; what the disk refuses costs that file only."""
    if isinstance(what, Path) and (refusal := no_file(what)):
        return SourceFile(name, "", refusal)
    try:
        content = what if isinstance(what, bytes) else what.read_bytes()
    except OSError as error:
        return SourceFile(name, "", Refusal("unreachable", reason(error)))
    return SourceFile(name, hashlib.sha256(content).hexdigest(), open_here(name, content, parse))


def open_here(name: str, content: bytes, parse: Parse = parse_workbook) -> Workbook | Refusal:
    """The same as :meth:`Reader.open` in this process, unbounded: for workbooks of one's own making."""
    try:
        return parse(name, content)
    except Unreadable as unreadable:
        return Refusal(unreadable.code, unreadable.detail)
