"""Decides, before anything is written, where each made file goes and which files of the folder stay, move aside or are removed."""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.publishing.ledger import Within, is_of_the_run, known_digests
from pipeline.values.digests import sha256
from pipeline.values.errors import PipelineError
from pipeline.values.os_errors import REMEDY, reason
from pipeline.values.safe_names import fitted

EDITS_FOLDER = "sua-tay"  # where an edited file goes when the new version takes its path
NEW = ".moi"
MOST_VERSIONS = 1000  # names that are tried for one new version


@dataclass(frozen=True)
class Plan:
    """What publishing will do to a folder, or has done; all paths are relative to it.

    ``made``: path of each made file → its digest. ``targets``: that path → target path. ``changing``: paths whose
    target does not hold that content yet. ``current_digests``: target path → digest of the file there now, "" if none.
    ``edited``: each file that an officer has edited and that is left as is → path of the new version; ``unreadable``:
    those of them that cannot be read → the reason. ``moved_aside``: each edited file that is replaced on request → where
    it is moved. ``obsolete``: files of earlier runs that are not made any more and are removed; ``abandoned``: such
    files that were edited, and stay. ``known``: path → digests that earlier runs wrote there.
    """

    made: Mapping[str, str]
    targets: Mapping[str, str]
    changing: frozenset[str]
    current_digests: Mapping[str, str]
    edited: Mapping[str, str]
    unreadable: Mapping[str, str]
    moved_aside: Mapping[str, str]
    obsolete: tuple[str, ...]
    abandoned: tuple[str, ...]
    known: Mapping[str, tuple[str, ...]]

    @property
    def written(self) -> tuple[str, ...]:
        """The target path of each file that changes anything, in the order in which they were made."""
        return tuple(target for path, target in self.targets.items() if path in self.changing)


@dataclass(frozen=True)
class _PathState:
    """What is at a path now: the file's digest, "" if there is no file; or why it cannot be read."""

    digest: str = ""
    refusal: str = ""

    def is_edited(self, digests: Container[str]) -> bool:
        """Whether the file has none of these digests; a file that cannot be read counts as edited."""
        return bool(self.refusal) or (bool(self.digest) and self.digest not in digests)


def plan(folder: Path, made: Mapping[str, str], replace: str = "", within: Within = is_of_the_run) -> Plan:
    """The digests of made files, by path → what publishing them into ``folder`` will do.

    ``replace`` is the run's number where edited files are to be moved aside, "" where they stay. ``within`` selects the
    paths that the calling command owns, so that files of other commands are not taken for obsolete. Raises
    PipelineError, before anything is written, when a folder, a link or a device is where a file is to go.
    """
    demand_folders(folder, [*made, *([f"{EDITS_FOLDER}/{replace}/x"] if replace else [])])
    known = known_digests(folder)
    states = {path: _state_of(folder, path) for path in made}
    differing = [path for path, digest in made.items() if states[path].is_edited((digest, *known.get(path, ())))]
    moved_aside = {path: _free_path(folder, f"{EDITS_FOLDER}/{replace}/{path}") for path in differing if replace}
    edited = {path: _free_new_version_path(folder, path, made[path], known) for path in differing if not replace}
    targets = {path: edited.get(path, path) for path in made}
    states_of_targets = {**states, **{new: _state_of(folder, new) for new in edited.values()}}
    in_use = {*made, *targets.values()}
    not_made = _states_of_rest(folder, sorted(path for path in known if within(path) and path not in in_use))
    return Plan(
        made=made,
        targets=targets,
        changing=frozenset(path for path, digest in made.items() if states_of_targets[targets[path]].digest != digest),
        current_digests={
            targets[path]: "" if path in moved_aside else states_of_targets[targets[path]].digest for path in made
        },
        edited=edited,
        unreadable={path: states[path].refusal for path in differing if states[path].refusal},
        moved_aside=moved_aside,
        obsolete=tuple(path for path, state in not_made.items() if not state.is_edited(known[path])),
        abandoned=tuple(path for path, state in not_made.items() if state.is_edited(known[path])),
        known=known,
    )


def new_version_path(path: str, number: int = 1) -> str:
    """The path of an edited file → that of its new version: ``a.docx`` → ``a.moi.docx``, then ``a.moi-2.docx``."""
    return _numbered(path, NEW, number)


def new_version_paths(path: str) -> Iterator[str]:
    """The paths that the new version of an edited file may have, in the order in which they are tried."""
    return (new_version_path(path, number) for number in range(1, MOST_VERSIONS))


def too_many_versions(path: str) -> PipelineError:
    """The error for a file with so many edited new versions that none of their names is free."""
    return unwritable(path, "đã có quá nhiều bản mới cùng tên ở đó; xóa bớt")


def unwritable(path: str, why: str) -> PipelineError:
    """The error for a path where no file can be written."""
    return PipelineError(f"Không ghi được {path} ({why}). {REMEDY}")


def demand_folders(folder: Path, made: Iterable[str]) -> None:
    """Every folder on the way is a real one: through a link a paper would be written outside the outputs."""
    for inner in sorted({parent for path in made for parent in PurePosixPath(path).parents if parent.name}):
        path = folder / inner
        if path.is_symlink():
            raise unwritable(str(inner), "đây là lối tắt dẫn ra ngoài thư mục kết quả; xóa lối tắt này")
        if path.exists() and not path.is_dir():
            raise unwritable(str(inner), "đã có tệp cùng tên ở chỗ cần một thư mục")


def _states_of_rest(folder: Path, paths: Iterable[str]) -> dict[str, _PathState]:
    """The files of earlier runs that still exist; a path through a link is left out, it leads to files of others."""
    real = (path for path in paths if not any((folder / p).is_symlink() for p in PurePosixPath(path).parents if p.name))
    states = {path: _state_of(folder, path, is_left=True) for path in real}
    return {path: state for path, state in states.items() if state.digest or state.refusal}


def _state_of(folder: Path, path: str, is_left: bool = False) -> _PathState:
    """What is at a path. Raises PipelineError where no file can be written there, unless it will be left as is."""
    full_path = folder / path
    try:
        mode = full_path.stat().st_mode
        if stat.S_ISREG(mode):
            return _PathState(sha256(full_path.read_bytes()))
    except (FileNotFoundError, NotADirectoryError):
        return _PathState()
    except OSError as error:
        return _PathState(refusal=reason(error))
    what = "đây là thư mục, không phải tệp" if stat.S_ISDIR(mode) else "đây là tệp đặc biệt của hệ thống"
    if is_left:
        return _PathState(refusal=what)
    raise unwritable(path, what)


def _free_new_version_path(folder: Path, path: str, digest: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """The first path for a new version that is free or holds a file of ours: the new version may be edited, too."""
    for new in new_version_paths(path):
        if not _state_of(folder, new, is_left=True).is_edited((digest, *known.get(path, ()), *known.get(new, ()))):
            return new
    raise too_many_versions(path)


def _free_path(folder: Path, path: str) -> str:
    """The path itself, or the first numbered one where nothing exists yet."""
    for number in range(1, MOST_VERSIONS):
        candidate = _numbered(path, "", number)
        if not os.path.lexists(folder / candidate):
            return candidate
    raise too_many_versions(path)


def _numbered(path: str, word: str, number: int) -> str:
    whole = PurePosixPath(path)
    return str(whole.with_name(fitted(whole.stem, f"{word}{f'-{number}' if number > 1 else ''}{whole.suffix}")))
