"""Turns bytes and files into the digests by which manifests and ledgers know them."""

from __future__ import annotations

import hashlib
from pathlib import Path


def sha256(content: bytes) -> str:
    """The digest by which the manifest knows a file."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str:
    """The digest of a file on the disk; "" where there is none."""
    return sha256(path.read_bytes()) if path.is_file() else ""


def stands_as(path: Path, digest: str) -> bool:
    """Whether a file stands there with that digest; what cannot be read does not."""
    try:
        return digest_of(path) == digest
    except OSError:
        return False
