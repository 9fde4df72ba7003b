"""Reads JSON files that this program wrote and anybody may have changed since: what is damaged or not of our making counts as empty."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

MAX_SIZE = 32 * 2**20  # bytes: a manifest of twenty thousand workbooks has a quarter of it
MAX_COMMAS = 2_000_000  # each member of a list or object takes up to a hundred bytes of memory
MAX_DEPTH = 12  # of nested lists and objects; a manifest has four levels


def json_object(path: Path) -> dict[str, Any]:
    """The JSON object in a file; empty if the file is missing, damaged, not a regular file, too large or too deeply nested."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_SIZE:
            return {}
        content = path.read_bytes()
        if content.count(b",") > MAX_COMMAS:
            return {}
        read = json.loads(content)
    except (OSError, ValueError, RecursionError, MemoryError):
        return {}
    return read if isinstance(read, dict) and not _is_deep(read) else {}


def _is_deep(read: object) -> bool:
    level = [read]
    for _ in range(MAX_DEPTH):
        level = [
            member
            for each in level
            for member in (each.values() if isinstance(each, dict) else each if isinstance(each, list) else ())
            if isinstance(member, (dict, list))
        ]
        if not level:
            return False
    return True
