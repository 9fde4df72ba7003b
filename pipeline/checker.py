"""A process that holds columns against their declarations, so that the run need not wait until pandas has loaded.

Loading pandas and pandera takes longer than reading a dozen workbooks; it is done beside the reading.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType

from schemas.grammar import SheetSchema

Values = Sequence[Sequence[object]]  # rows of typed values in the order of the sheet's columns, None where blank
Failure = tuple[str, str, int]  # a column's key, the check that it does not hold, the row
Failures = Callable[[str, SheetSchema, Values], Sequence[Failure]]


def column_failures(kind: str, schema: SheetSchema, values: Values) -> Sequence[Failure]:
    """What pandera finds in the rows of one sheet of one kind of workbook, in this process."""
    from schemas.checks import failures_in

    return failures_in(schema, values)


class Checker:
    """The checking process, for as long as it lives; what it does not answer is done here."""

    def __init__(self) -> None:
        self._running: tuple[SpawnProcess, Connection] | None = None

    def __enter__(self) -> Checker:
        context = multiprocessing.get_context("spawn")
        line, other_end = context.Pipe()
        process = context.Process(target=_serve, args=(other_end,), daemon=True)
        process.start()
        other_end.close()
        self._running = process, line
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._running:
            process, line = self._running
            self._running = None
            process.kill()
            process.join()
            line.close()

    def failures(self, kind: str, schema: SheetSchema, values: Values) -> Sequence[Failure]:
        """The same as :func:`column_failures`, from the process."""
        try:
            assert self._running
            self._running[1].send((kind, schema.name, values))
            told: Sequence[Failure] = self._running[1].recv()
        except (EOFError, OSError):
            return column_failures(kind, schema, values)
        return told


def _serve(line: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # stopping is the parent's to say
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what it cannot do is done, and said, by the parent
    from schemas.checks import failures_in
    from schemas.kinds import BY_KIND

    while True:
        try:
            kind, name, values = line.recv()
        except EOFError:
            return
        line.send(failures_in(BY_KIND[kind].sheet(name), values))
