"""Turns the bytes of input files into workbooks in a process of its own, bounded in time and memory.

A file that kills or stalls whoever parses it costs that file only: the process is ended, the file refused with a
sentence that says why, and the next file gets a new process. Once the files are read the process does other work of
the run, so that a machine's second processor is not idle (:meth:`Reader.beside`).
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count, islice
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from types import TracebackType
from typing import Any, TypeVar

from pipeline.opc.kinds import Unreadable
from pipeline.reading.spreadsheet import parse_workbook
from pipeline.values.model import PipelineError, Refusal, SourceFile, Workbook
from pipeline.values.os_errors import reason

SECONDS = 10.0  # that one file may take
MEMORY = 900 * 2**20  # bytes that the reading process may hold; seen every 50 ms, so that 1 GB is never reached
POLL = 0.05  # seconds between two looks at its memory
STARTS = 3  # of the process, before it is given up
SHARED = 60  # files from which a second process pays: starting it takes as long as reading thirty
AHEAD = 128  # files that are asked for before their answers are looked at
DIED = Refusal("damaged", "nội dung làm chương trình đọc dừng đột ngột")
MAX_FILE = 50 * 2**20  # bytes; the form with everything filled in is under 100 KB
T = TypeVar("T")
_File = tuple[str, str | bytes]  # a file's name, and its path or its bytes
_Work = tuple[Callable[..., Any], tuple[Any, ...]]  # a function of a module, and what it is given
_Question = _File | _Work
Parse = Callable[[str, bytes], Workbook]


@dataclass(frozen=True)
class _Running:
    """A process at work: questions go to it and answers come from it by threads, so that neither side waits for the other."""

    process: SpawnProcess
    line: Connection
    questions: SimpleQueue[_Question | None] = field(default_factory=SimpleQueue)
    answers: SimpleQueue[Any] = field(default_factory=SimpleQueue)


class Reader:
    """A reading process, started before the first file and again after each file that has ended it.

    It reads ahead: while one file's answer is looked at here, the next file is parsed there.
    """

    def __init__(self, parse: Parse = parse_workbook, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._parse, self._seconds, self._memory = parse, seconds, memory
        self._running: _Running | None = None
        self._second: Reader | None = None
        self._ready = False
        self._tickets = count()
        self._asked: deque[tuple[int, _Question]] = deque()
        self._kept: dict[int, Any] = {}

    def __enter__(self) -> Reader:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def open(self, name: str, content: bytes) -> Workbook | Refusal:
        """The workbook in some bytes, or why there is none; never an exception of the bytes' making."""
        told: SourceFile = self._answer(self._ask((name, content)))
        return told.opened

    def read(self, paths: Iterable[Path]) -> Iterator[SourceFile]:
        """Each file opened, in order; a refusal instead of a workbook for what cannot be read. The first are asked for now.

        Many files are shared with a second process, where there is a second processor.
        """
        every = list(paths)
        if len(every) < SHARED or (os.cpu_count() or 1) < 2:
            return self._read_alone(every)
        self._second = self._second or Reader(self._parse, self._seconds, self._memory)
        return _in_turn(self._read_alone(every[::2]), self._second._read_alone(every[1::2]), self._second.stop)

    def _read_alone(self, paths: Iterable[Path]) -> Iterator[SourceFile]:
        left = iter(paths)
        return self._read(left, deque(map(self._ask_for, islice(left, AHEAD))))

    def beside(self, work: Callable[..., T], *given: object) -> Callable[[], T]:
        """Have a module's function done by the process; what is returned waits for its outcome.

        What the process does not survive is done here, so that an error is told as if it had been done here at all.
        """
        ticket = self._ask((work, given))

        def outcome() -> T:
            told: T = self._answer(ticket)
            return told

        return outcome

    def _read(self, left: Iterator[Path], ahead: deque[SourceFile | int]) -> Iterator[SourceFile]:
        while ahead:
            ahead.extend(map(self._ask_for, islice(left, 1)))
            asked = ahead.popleft()
            yield asked if isinstance(asked, SourceFile) else self._answer(asked)

    def _ask_for(self, path: Path) -> SourceFile | int:
        """Ask for a file; what is no file is refused at once."""
        refusal = no_file(path)
        return self._ask((path.name, str(path))) if refusal is None else SourceFile(path.name, "", refusal)

    def start(self) -> None:
        """Start the process, without waiting until it is ready."""
        if self._running is None:
            context = multiprocessing.get_context("spawn")
            line, other_end = context.Pipe()
            process = context.Process(target=_serve, args=(other_end, self._parse), daemon=True)
            process.start()
            other_end.close()
            self._running, self._ready = _Running(process, line), False
            for carry in (_tell, _listen):
                Thread(target=carry, args=(self._running,), daemon=True).start()

    def stop(self) -> None:
        """End the process, and the second one where there is one."""
        if self._second:
            self._second.stop()
        self._end()

    def _end(self) -> None:
        if self._running:
            running, self._running = self._running, None
            running.process.kill()
            running.process.join()
            running.questions.put(None)
            while running.answers.get() is not None:  # what it had still said; then its end
                pass
            running.line.close()

    def _ask(self, question: _Question) -> int:
        """Put a question; the ticket for its answer."""
        ticket = next(self._tickets)
        self.start()
        assert self._running
        self._asked.append((ticket, question))
        self._running.questions.put(question)
        return ticket

    def _answer(self, ticket: int) -> Any:
        """The answer to a question; those to earlier ones that nobody has looked for yet are kept."""
        while ticket not in self._kept:
            asked, question = self._asked.popleft()
            self._kept[asked] = self._receive(question)
        return self._kept.pop(ticket)

    def _receive(self, question: _Question) -> Any:
        """What the process says of what it was asked first; where it dies, or a file passes a bound, what is said instead."""
        self._await_ready(question)
        assert self._running
        what, given = question
        told = self._wait(self._running, isinstance(what, str))
        if told is not None and not isinstance(told, Refusal):
            return told
        self._start_again(later for _, later in self._asked)  # what it was asked beyond this is gone with it
        if isinstance(what, str):
            return SourceFile(what, _digest(given), told or DIED)  # type: ignore[arg-type]
        return what(*given)

    def _await_ready(self, under_way: _Question) -> None:
        """Wait until the process reads, which is not the time of the file. Raises PipelineError where it cannot be started."""
        for _ in range(STARTS):
            assert self._running
            if self._ready or self._running.answers.get() is not None:
                self._ready = True
                return
            self._running.answers.put(None)
            self._start_again([under_way, *(later for _, later in self._asked)])
        raise PipelineError(
            f"Không khởi động được tiến trình đọc tệp sau {STARTS} lần thử. Khởi động lại máy rồi chạy lại."
        )

    def _start_again(self, questions: Iterable[_Question]) -> None:
        self._end()
        self.start()
        assert self._running
        for question in questions:
            self._running.questions.put(question)

    def _wait(self, running: _Running, is_file: bool) -> Any:
        """Wait for the answer: None if the process has died, the refusal if a file passes a bound first."""
        deadline = monotonic() + self._seconds  # from the look on: what it had read by then is there already
        while True:
            with suppress(Empty):
                told = running.answers.get(timeout=POLL)
                if told is None:
                    running.answers.put(None)
                return told
            if not is_file:
                continue
            if monotonic() > deadline:
                return Refusal("oversized", f"đọc quá {self._seconds:.0f} giây")
            if _memory_of(running.process) > self._memory:
                return Refusal("oversized", f"cần hơn {self._memory // 2**20} MB bộ nhớ để đọc")


def _in_turn(
    first: Iterator[SourceFile], second: Iterator[SourceFile], finish: Callable[[], None]
) -> Iterator[SourceFile]:
    """One of each in turn; the first has as many, or one more. The second's process is not needed after that."""
    for one in first:
        yield one
        yield from islice(second, 1)
    finish()


def here(work: Callable[..., T], *given: object) -> Callable[[], T]:
    """The same as :meth:`Reader.beside` without a process: the work is done when its outcome is asked for."""
    return lambda: work(*given)


def _tell(running: _Running) -> None:
    """Hand the process its questions; a process that has died of an earlier one says so when that one's answer is looked for."""
    with suppress(OSError):
        while (question := running.questions.get()) is not None:
            running.line.send(question)


def _listen(running: _Running) -> None:
    """Take what the process says as it says it, so that it need not wait; None when it says no more."""
    with suppress(EOFError, OSError):
        while True:
            running.answers.put(running.line.recv())
    running.answers.put(None)


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
    import psutil  # few files take so long that this is asked

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
            what, given = line.recv()
        except EOFError:
            return
        line.send(_read(what, given, parse) if isinstance(what, str) else what(*given))


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
