"""Refuses links and mounted folders below ``inputs/`` and ``outputs/``, through which a command would touch other folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pipeline.values.model import PipelineError
from pipeline.values.safe_names import printable

REPARSE_POINT = 0x400  # a file attribute of Windows
LINK_TAGS = (0xA000000C, 0xA0000003)  # symbolic link, junction; other tags (files stored in a cloud) are not links
REMEDY = "Xóa lối tắt đó rồi chép tệp, thư mục thật vào, chạy lại."


def demand_real(folder: Path) -> None:
    """Raises PipelineError for the first link or mounted folder below a folder.

    The folder itself may be one, because the office may have ``inputs/`` and ``outputs/`` on another disk.
    """
    for path, what in _unreal(folder):
        inside = path.relative_to(folder).as_posix()
        raise PipelineError(f"{folder.name}/{printable(inside)} là {what} dẫn ra chỗ khác nên không làm gì. {REMEDY}")


def _unreal(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each link or mounted folder with a Vietnamese word for it, in the order of names.

    Folders that cannot be opened are skipped here; whoever reads them reports them.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = Path(entry.path)
        if is_link(entry):
            yield path, "lối tắt"
        elif entry.is_dir(follow_symlinks=False):
            if os.path.ismount(path):
                yield path, "ổ đĩa được gắn vào,"
            yield from _unreal(path)


def is_link(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is a symbolic link, or a junction of Windows."""
    if entry.is_symlink():
        return True
    about = entry.stat(follow_symlinks=False)
    attributes, tag = getattr(about, "st_file_attributes", 0), getattr(about, "st_reparse_tag", 0)
    return bool(attributes & REPARSE_POINT) and tag in LINK_TAGS and not stat.S_ISREG(about.st_mode)
