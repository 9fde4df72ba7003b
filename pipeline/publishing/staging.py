"""Keeps a run's finished files in a hidden folder of the quarter until all of them are proved and can be put in place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.publishing.ledger import FRAGMENT, clear_fragments, locked_for_publishing
from pipeline.values.model import Listed, MadeFile


class Staging:
    """The staged files of one run, known by the path that they will have in ``folder``.

    The staged copies are numbered and have no suffix, so that nobody takes one for a paper.
    """

    def __init__(self, folder: Path, staging_folder: Path) -> None:
        self.folder = folder
        self._staging_folder = staging_folder
        self._numbers: dict[str, int] = {}
        self._listed: dict[str, Listed] = {}

    def add(self, file: MadeFile) -> None:
        """Write a file to the staging folder; it replaces an earlier one of the same path."""
        number = self._numbers.setdefault(file.path, len(self._numbers))
        try:
            self._write(number, file.content)
        except OSError as error:  # made to name the file to be published, not the staged one, which no officer knows
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
        """The staged files without their bytes, in the order in which they were added."""
        return tuple(self._listed.values())

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each staged file by its path."""
        return {path: each.sha256 for path, each in self._listed.items()}

    def content(self, path: str) -> bytes:
        """The bytes of a staged file."""
        return self.staged_path(path).read_bytes()

    def staged_path(self, path: str) -> Path:
        """The path of the staged copy of a file."""
        return self._staged(self._numbers[path])

    def _staged(self, number: int) -> Path:
        return self._staging_folder / f"{number:06d}"


@contextmanager
def staged(folder: Path) -> Iterator[Staging]:
    """An empty staging folder in a folder of the outputs, which stays locked against other runs until this ends.

    Files that a killed run left unfinished there are removed first. Raises PipelineError, one line, when the disk
    refuses or another run holds the lock for a minute.
    """
    with locked_for_publishing(folder):
        clear_fragments(folder)
        staging_folder = Path(tempfile.mkdtemp(prefix=FRAGMENT, dir=folder))  # readable by its owner only
        try:
            yield Staging(folder, staging_folder)
        finally:
            shutil.rmtree(staging_folder, ignore_errors=True)
