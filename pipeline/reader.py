"""Turns the bytes of input files into workbooks in a process of its own, bounded in time and memory.

A file that kills or stalls whoever parses it costs that file only: the process is ended, the file refused with a
sentence that says why, and the next file gets a new process.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import stat
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from types import TracebackType

import psutil

from pipeline.container import Unreadable
from pipeline.disk import reason
from pipeline.model import Refusal, SourceFile, Workbook
from pipeline.spreadsheet import parse_workbook

SECONDS = 10.0  # that one file may take
MEMORY = 900 * 2**20  # bytes that the reading process may hold; seen every 50 ms, so that 1 GB is never reached
POLL = 0.05  # seconds between two looks at its memory
AHEAD = 128  # files that are asked for before their answers are looked at
MAX_FILE = 50 * 2**20  # bytes; the form with everything filled in is under 100 KB
_Question = tuple[str, str | bytes]  # a file's name, and its path or its bytes
Parse = Callable[[str, bytes], Workbook]


class Reader:
    """A reading process, started before the first file and again after each file that has ended it.

    It reads ahead: while one file's answer is looked at here, the next file is parsed there.
    """

    def __init__(self, parse: Parse = parse_workbook, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._parse, self._seconds, self._memory = parse, seconds, memory
        self._running: tuple[SpawnProcess, Connection] | None = None
        self._ready = False
        self._asked: deque[_Question] = deque()
        self._kept: defaultdict[_Question, deque[SourceFile]] = defaultdict(deque)
        self._answers: Queue[SourceFile | None] = Queue()

    def __enter__(self) -> Reader:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def open(self, name: str, content: bytes) -> Workbook | Refusal:
        """The workbook in some bytes, or why there is none; never an exception of the bytes' making."""
        question = (name, content)
        self._ask(question)
        return self._answer(question).opened

    def read(self, paths: Iterable[Path]) -> Iterator[SourceFile]:
        """Each file opened, in order; a refusal instead of a workbook for what cannot be read. The first are asked for now."""
        left = iter(paths)
        return self._read(left, deque(map(self._ask_for, islice(left, AHEAD))))

    def _read(self, left: Iterator[Path], ahead: deque[tuple[_Question, Refusal | None]]) -> Iterator[SourceFile]:
        while ahead:
            ahead.extend(map(self._ask_for, islice(left, 1)))
            yield self._told(*ahead.popleft())

    def _ask_for(self, path: Path) -> tuple[_Question, Refusal | None]:
        question, refusal = (path.name, str(path)), no_file(path)
        if refusal is None:
            self._ask(question)
        return question, refusal

    def start(self) -> None:
        """Start the process, without waiting until it is ready."""
        if self._running is None:
            context = multiprocessing.get_context("spawn")
            line, other_end = context.Pipe()
            process = context.Process(target=_serve, args=(other_end, self._parse), daemon=True)
            process.start()
            other_end.close()
            self._running, self._ready, self._answers = (process, line), False, Queue()
            Thread(target=_listen, args=(line, self._answers), daemon=True).start()

    def stop(self) -> None:
        """End the process."""
        if self._running:
            process, line = self._running
            self._running = None
            process.kill()
            process.join()
            while self._answers.get() is not None:  # what it had still said; then its end
                pass
            line.close()

    def _told(self, question: _Question, refusal: Refusal | None) -> SourceFile:
        return SourceFile(question[0], "", refusal) if refusal else self._answer(question)

    def _ask(self, question: _Question) -> None:
        self._asked.append(question)
        self._send(question)

    def _send(self, question: _Question) -> None:
        """Send a question; a process that has died of an earlier one says so when that one's answer is looked for."""
        self.start()
        assert self._running
        with suppress(OSError):
            self._running[1].send(question)

    def _answer(self, question: _Question) -> SourceFile:
        """The answer to a question; those to earlier ones that nobody has looked for yet are kept."""
        while not self._kept[question]:
            asked = self._asked.popleft()
            self._kept[asked].append(self._receive(*asked))
        told = self._kept[question].popleft()
        if not self._kept[question]:
            del self._kept[question]
        return told

    def _receive(self, name: str, what: str | bytes) -> SourceFile:
        """What the process says of the file it was asked first; a refusal where a bound is passed or it dies."""
        assert self._running
        told = self._wait(self._running[0])
        if isinstance(told, SourceFile):
            return told
        self.stop()
        for question in self._asked:  # the process is gone, and what it was asked beyond this with it
            self._send(question)
        return SourceFile(name, _digest(what), told)

    def _wait(self, process: SpawnProcess) -> SourceFile | Refusal:
        """Wait for the answer; the refusal if a bound is passed first."""
        if not self._ready:
            self._answers.get()  # starting the process is not the file's time
            self._ready = True
        deadline = monotonic() + self._seconds  # from the look on: what it had read by then is there already
        while True:
            with suppress(Empty):
                told = self._answers.get(timeout=POLL)
                if told is None:
                    self._answers.put(None)
                    return Refusal("damaged", "nội dung làm chương trình đọc dừng đột ngột")
                return told
            if monotonic() > deadline:
                return Refusal("oversized", f"đọc quá {self._seconds:.0f} giây")
            if _memory_of(process) > self._memory:
                return Refusal("oversized", f"cần hơn {self._memory // 2**20} MB bộ nhớ để đọc")


def _listen(line: Connection, answers: Queue[SourceFile | None]) -> None:
    """Take what the process says as it says it, so that it need not wait; None when it says no more."""
    with suppress(EOFError, OSError):
        while True:
            answers.put(line.recv())
    answers.put(None)


def no_file(path: Path) -> Refusal | None:
    """Why something in the folder is not read at all; None for a file of bearable size."""
    try:
        about = path.stat()
    except OSError as error:
        return Refusal("unreachable", reason(error))
    if not stat.S_ISREG(about.st_mode):  # reading a pipe or a device would never end
        kind = "thư mục" if stat.S_ISDIR(about.st_mode) else "tệp đặc biệt của hệ thống"
        return Refusal("unreachable", f"đây là {kind}, không phải tệp bảng tính")
    if about.st_size > MAX_FILE:
        return Refusal("oversized", f"tệp {about.st_size // 2**20} MB, quá {MAX_FILE // 2**20} MB")
    return None


def _content(what: str | bytes) -> bytes:
    return what if isinstance(what, bytes) else Path(what).read_bytes()


def _digest(what: str | bytes) -> str:
    try:
        return hashlib.sha256(_content(what)).hexdigest()
    except OSError:
        return ""


def _memory_of(process: SpawnProcess) -> int:
    try:
        return int(psutil.Process(process.pid).memory_info().rss)
    except psutil.Error:  # it has just ended: the line says so at the next look
        return 0


def _serve(line: Connection, parse: Parse) -> None:
    """What the reading process does: one workbook, or the reason why not, for each file it is sent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # stopping is the parent's to say
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a parser's own death cry is no word for an officer
    line.send(SourceFile("", "", Refusal("ready")))
    while True:
        try:
            name, what = line.recv()
        except EOFError:
            return
        line.send(_read(name, what, parse))


def _read(name: str, what: str | bytes, parse: Parse) -> SourceFile:
    """One file, by its path or its bytes, opened; what the disk refuses costs that file only."""
    try:
        content = _content(what)
    except OSError as error:
        return SourceFile(name, "", Refusal("unreachable", reason(error)))
    return SourceFile(name, hashlib.sha256(content).hexdigest(), open_here(name, content, parse))


def open_here(name: str, content: bytes, parse: Parse = parse_workbook) -> Workbook | Refusal:
    """The same as :meth:`Reader.open` in this process, unbounded: for workbooks of one's own making."""
    try:
        return parse(name, content)
    except Unreadable as unreadable:
        return Refusal(unreadable.code, unreadable.detail)
