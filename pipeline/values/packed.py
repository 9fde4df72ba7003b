"""Keeps small what a run holds many of: records packed in memory, finished papers on the disk until they are published."""

from __future__ import annotations

import pickle
import weakref
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, TypeVar, overload

from pipeline.values.model import PipelineError
from pipeline.values.os_errors import reason, refusal

T = TypeVar("T")
MANY = 250  # from so many nominations on what they print is packed
IN_MEMORY = 4 * 2**20  # bytes of finished papers that stay in memory


class Packed(Mapping[str, Any]):
    """A mapping kept compressed; it is unpacked when it is asked, and the one asked last stays open."""

    _open: tuple[Packed | None, Mapping[str, Any]] = (None, {})

    def __init__(self, whole: Mapping[str, Any]) -> None:
        self._bytes = zlib.compress(pickle.dumps(whole, pickle.HIGHEST_PROTOCOL), 1)

    def __getitem__(self, key: str) -> Any:
        return self._whole()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def _whole(self) -> Mapping[str, Any]:
        if Packed._open[0] is not self:
            Packed._open = (self, pickle.loads(zlib.decompress(self._bytes)))  # its own bytes, never a file's
        return Packed._open[1]


class Shelf(Sequence[T]):
    """Finished things in order, in memory while they are few, else in an unnamed file that goes with the program.

    ``folder`` is where that file may lie. Raises PipelineError with one clear line when the disk refuses.
    """

    def __init__(self, items: Iterable[T] = (), folder: Path | None = None) -> None:
        try:
            if folder:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise PipelineError(refusal(error, "ghi", folder)) from error
        self._file = SpooledTemporaryFile(IN_MEMORY, dir=str(folder)) if folder else None  # noqa: SIM115 - lives as long as the shelf
        if self._file:
            weakref.finalize(self, self._file.close)
        self._items: list[Any] = []
        for item in items:
            self.append(item)

    def append(self, item: T) -> None:
        """Put one more behind the others."""
        if self._file is None:
            self._items.append(item)
            return
        try:
            self._file.seek(0, 2)
            start = self._file.tell()
            pickle.dump(item, self._file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise PipelineError(
                f"Không ghi được tệp tạm ({reason(error)}). Kiểm tra chỗ trống rồi chạy lại."
            ) from error
        self._items.append(start)

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        item = self._items[at]
        if self._file is None:
            return item  # type: ignore[no-any-return]
        self._file.seek(item)
        return pickle.load(self._file)  # type: ignore[no-any-return]


class Rows(Sequence[T]):
    """A sequence whose items are made when they are looked at: as many as there are sources, in their order."""

    def __init__(self, make: Any, sources: Sequence[Any]) -> None:
        self._make, self._sources = make, sources

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return Rows(self._make, self._sources[at])
        source = self._sources[at]
        return self._make(at % len(self), source)  # type: ignore[no-any-return]
