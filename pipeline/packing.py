"""Turns the parts of an Office file into its bytes: the same parts give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the zip's clock, stopped


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a zip package with sorted members and a stopped clock: the same parts give the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for part in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(part, EARLIEST)
            member.create_system, member.compress_type = 0, zipfile.ZIP_DEFLATED
            package.writestr(member, parts[part])
    return buffer.getvalue()
