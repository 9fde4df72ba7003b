"""Keeps a run's finished files in a hidden folder of the quarter until all of them are proved and can be put in place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.publishing.ledger import FRAGMENT, clear_fragments, holding
from pipeline.values.model import Listed, MadeFile


class Staging:
    """The staged files of one run, by their path in the folder; ``listed`` is everything about them but their bytes.

    The staged copies are numbered and have no suffix, so that nobody takes one for a paper.
    """

    def __init__(self, folder: Path, place: Path) -> None:
        self.folder = folder
        self._place = place
        self._numbers: dict[str, int] = {}
        self._listed: dict[str, Listed] = {}

    def add(self, file: MadeFile) -> None:
        """Write a file to the staging folder; one of the same path takes the place of the earlier."""
        number = self._numbers.setdefault(file.path, len(self._numbers))
        try:
            self._write(number, file.content)
        except OSError as error:  # told of the file that was to be made, not of a staged one that nobody knows
            error.filename, error.filename2 = str(self.folder / file.path), None
            raise
        self._listed[file.path] = file.listed

    def _write(self, number: int, content: bytes) -> None:
        handle = os.open(
            self._staged(number), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
        )
        with os.fdopen(handle, "wb") as staged_file:
            staged_file.write(content)

    @property
    def listed(self) -> tuple[Listed, ...]:
        """What is staged, in the order in which it came."""
        return tuple(self._listed.values())

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each staged file by its path."""
        return {path: each.sha256 for path, each in self._listed.items()}

    def content(self, path: str) -> bytes:
        """The bytes of a staged file."""
        return self.place_of(path).read_bytes()

    def place_of(self, path: str) -> Path:
        """Where the staged copy of a file lies."""
        return self._staged(self._numbers[path])

    def _staged(self, number: int) -> Path:
        return self._place / f"{number:06d}"


@contextmanager
def staged(folder: Path) -> Iterator[Staging]:
    """An empty staging folder in a folder of the outputs, which is held against other runs until this ends.

    What a killed run left there is cleared first. Raises PipelineError, one line, when the disk refuses or another run
    holds the folder for a minute.
    """
    with holding(folder):
        clear_fragments(folder)
        place = Path(tempfile.mkdtemp(prefix=FRAGMENT, dir=folder))  # its owner's only
        try:
            yield Staging(folder, place)
        finally:
            shutil.rmtree(place, ignore_errors=True)
