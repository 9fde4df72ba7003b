"""Refuses links and mounts below ``inputs/`` and ``outputs/``, through which a command would touch other folders."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from pipeline.values.errors import PipelineError
from pipeline.values.safe_names import printable

REPARSE_POINT = 0x400  # a file attribute of Windows
LINK_TAGS = (0xA000000C, 0xA0000003)  # symbolic link, junction; other tags (files stored in a cloud) are not links
OCTAL = re.compile(rb"\\(0[0-7]{2}|1[0-7]{2})")  # in it of a space, a tab, a line end and a backslash
MOUNTS = Path("/proc/self/mountinfo")  # what Linux says is mounted; its fifth field is where
DEEPEST = 50  # folders in folders; this program makes two, and thousands would be too many for a walk through them
REMEDY = "Xóa lối tắt đó rồi chép tệp, thư mục thật vào, chạy lại."


def demand_real(folder: Path) -> None:
    """Raises PipelineError for the first link or mounted file or folder below a folder, or for folders nested too deeply.

    The folder itself may be one, because the office may have ``inputs/`` and ``outputs/`` on another disk.
    """
    real = Path(os.path.realpath(folder))
    mounted, left = _mounted(), [real]

    def named(path: Path) -> str:
        return f"{folder.name}/{printable(path.relative_to(real).as_posix())}"

    while left:
        below = []
        for entry in _entries(left.pop()):
            path = Path(entry.path)
            if what := "lối tắt" if is_link(entry) else "ổ đĩa được gắn vào," if _is_mounted(entry, mounted) else "":
                raise PipelineError(f"{named(path)} là {what} dẫn ra chỗ khác nên không làm gì. {REMEDY}")
            if entry.is_dir(follow_symlinks=False):
                below.append(path)
        if below and len(inside := below[0].relative_to(real).parts) > DEEPEST:
            raise PipelineError(
                f"{named(real / inside[0])} có thư mục lồng nhau quá {DEEPEST} cấp nên không làm gì. Chuyển bớt ra chỗ khác rồi chạy lại."
            )
        left += reversed(below)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """The entries of a folder in the order of names; of one that cannot be opened none: whoever reads it reports it."""
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []


def _mounted() -> frozenset[bytes]:
    """The paths at which something is mounted, where the system lists them: a folder of the same disk is seen only there."""
    try:
        rows = [row.split() for row in MOUNTS.read_bytes().splitlines()]
    except OSError:
        return frozenset()
    escaped = (row[4] for row in rows if len(row) > 4)
    return frozenset(OCTAL.sub(lambda found: bytes([int(found[1], 8)]), path) for path in escaped)


def _is_mounted(entry: os.DirEntry[str], mounted: frozenset[bytes]) -> bool:
    if os.fsencode(entry.path) in mounted:
        return True
    return entry.is_dir(follow_symlinks=False) and os.path.ismount(entry.path)


def is_link(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is a symbolic link, or a junction of Windows."""
    if entry.is_symlink():
        return True
    about = entry.stat(follow_symlinks=False)
    attributes, tag = getattr(about, "st_file_attributes", 0), getattr(about, "st_reparse_tag", 0)
    return bool(attributes & REPARSE_POINT) and tag in LINK_TAGS and not stat.S_ISREG(about.st_mode)
