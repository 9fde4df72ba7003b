"""Turns bytes and files into SHA-256 digests, by which the program recognises a file that it has read or written."""

from __future__ import annotations

import hashlib
from pathlib import Path


def sha256(content: bytes) -> str:
    """The SHA-256 digest of some bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str:
    """The digest of a file on the disk; "" if there is no such file. Raises OSError if it cannot be read."""
    return sha256(path.read_bytes()) if path.is_file() else ""


def has_digest(path: Path, digest: str) -> bool:
    """Whether there is a readable file at the path with that digest."""
    try:
        return digest_of(path) == digest
    except OSError:
        return False
