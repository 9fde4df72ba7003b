"""Decides, before anything is written, where each made file lands, and what is left alone, moved aside and removed."""

from __future__ import annotations

import stat
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.publishing.ledger import Within, is_of_the_run, known_digests
from pipeline.values.digests import sha256
from pipeline.values.model import PipelineError
from pipeline.values.os_errors import REMEDY, reason

EDITED = "sua-tay"  # where an edited file goes when the new version takes its place
NEW = ".moi"


@dataclass(frozen=True)
class Plan:
    """What is to be done to a folder.

    ``made`` holds the digest of each file by its path, ``targets`` where it lands, ``changing`` the paths whose target
    does not hold it yet, and ``seen`` the digest of what stands at a target, "" where nothing does. ``kept`` are files that are somebody's, each with where the new version is laid; those of them
    that cannot be read stand in ``held`` with the reason. ``moved`` are those that give way on request, each with where
    it goes. Of what was ours and is not made any more ``gone`` is to be removed; ``orphans`` are somebody's by now.
    ``known`` are the digests of all that was ours before.
    """

    made: Mapping[str, str]
    targets: Mapping[str, str]
    changing: frozenset[str]
    seen: Mapping[str, str]
    kept: Mapping[str, str]
    held: Mapping[str, str]
    moved: Mapping[str, str]
    gone: tuple[str, ...]
    orphans: tuple[str, ...]
    known: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Seen:
    """What stands at a path: its digest, "" where nothing stands; or why it cannot be read."""

    digest: str = ""
    refusal: str = ""

    def is_somebodys(self, digests: Container[str]) -> bool:
        """Whether it is none of those; what cannot be read may be."""
        return bool(self.refusal) or (bool(self.digest) and self.digest not in digests)


def plan(folder: Path, made: Mapping[str, str], replace: str = "", within: Within = is_of_the_run) -> Plan:
    """The plan for some files by their digests; with ``replace``, a run's number, edited files give way to the new ones.

    ``within`` tells which paths are this command's, so that what others made is not taken for gone. Raises
    PipelineError, before anything is touched, when a folder, a link or a device stands where a file is to go.
    """
    _demand_folders(folder, [*made, *([f"{EDITED}/{replace}/x"] if replace else [])])
    known = known_digests(folder)
    seen = {path: _look(folder, path) for path in made}
    edited = [path for path, digest in made.items() if seen[path].is_somebodys((digest, *known.get(path, ())))]
    kept = {} if replace else {path: _beside(folder, path, made[path], known) for path in edited}
    moved = {path: _free(folder, f"{EDITED}/{replace}/{path}") for path in edited} if replace else {}
    targets = {path: kept.get(path, path) for path in made}
    standing = {**seen, **{place: _look(folder, place) for place in kept.values()}}
    spoken_for = {*made, *targets.values()}
    rest = _rest(folder, sorted(path for path in known if within(path) and path not in spoken_for))
    return Plan(
        made=made,
        targets=targets,
        changing=frozenset(path for path, digest in made.items() if standing[targets[path]].digest != digest),
        seen={targets[path]: "" if path in moved else standing[targets[path]].digest for path in made},
        kept=kept,
        held={path: seen[path].refusal for path in edited if seen[path].refusal},
        moved=moved,
        gone=tuple(path for path, each in rest.items() if not each.is_somebodys(known[path])),
        orphans=tuple(path for path, each in rest.items() if each.is_somebodys(known[path])),
        known=known,
    )


def beside(path: str, number: int = 1) -> str:
    """Where the new version of an edited file is laid: ``a.docx`` → ``a.moi.docx``, then ``a.moi-2.docx``."""
    return _numbered(path, NEW, number)


def refuse(path: str, why: str) -> PipelineError:
    """The line for a path at which nothing can be written."""
    return PipelineError(f"Không ghi được {path} ({why}). {REMEDY}")


def _demand_folders(folder: Path, made: Iterable[str]) -> None:
    """Every folder between is a real one: through a link a paper would land outside the outputs."""
    for inner in sorted({parent for path in made for parent in PurePosixPath(path).parents if parent.name}):
        place = folder / inner
        if place.is_symlink():
            raise refuse(str(inner), "đây là lối tắt dẫn ra ngoài thư mục kết quả; xóa lối tắt này")
        if place.exists() and not place.is_dir():
            raise refuse(str(inner), "đã có tệp cùng tên ở chỗ cần một thư mục")


def _rest(folder: Path, paths: Iterable[str]) -> dict[str, _Seen]:
    """What still stands of our earlier files; nothing behind a link, which leads to what is not ours."""
    real = (path for path in paths if not any((folder / p).is_symlink() for p in PurePosixPath(path).parents if p.name))
    seen = {path: _look(folder, path, True) for path in real}
    return {path: each for path, each in seen.items() if each.digest or each.refusal}


def _look(folder: Path, path: str, leave: bool = False) -> _Seen:
    """What stands at a path. Raises PipelineError where no file can be laid there, unless it is to be left alone anyway."""
    place = folder / path
    try:
        kind = place.stat().st_mode
        if stat.S_ISREG(kind):
            return _Seen(sha256(place.read_bytes()))
    except (FileNotFoundError, NotADirectoryError):
        return _Seen()
    except OSError as error:
        return _Seen(refusal=reason(error))
    what = "đây là thư mục, không phải tệp" if stat.S_ISDIR(kind) else "đây là tệp đặc biệt của hệ thống"
    if leave:
        return _Seen(refusal=what)
    raise refuse(path, what)


def _beside(folder: Path, path: str, digest: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """Where the new version of an edited file is laid: a place that is free or still ours, so that no edit there is lost."""
    number, place = 1, beside(path)
    while _look(folder, place, True).is_somebodys((digest, *known.get(path, ()), *known.get(place, ()))):
        number += 1
        place = beside(path, number)
    return place


def _free(folder: Path, place: str) -> str:
    """A place where nothing stands yet."""
    number, candidate = 1, place
    while (folder / candidate).exists() or (folder / candidate).is_symlink():
        number += 1
        candidate = _numbered(place, "", number)
    return candidate


def _numbered(path: str, word: str, number: int) -> str:
    whole = PurePosixPath(path)
    return str(whole.with_name(f"{whole.stem}{word}{f'-{number}' if number > 1 else ''}{whole.suffix}"))
