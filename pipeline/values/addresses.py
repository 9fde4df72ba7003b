"""Tells an e-mail address from a text that is none."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"^[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\Z")
LONGEST = 120  # characters


def is_address(text: str) -> bool:
    """Whether a text is one e-mail address in plain letters, and nothing besides."""
    return len(text) <= LONGEST and ADDRESS.fullmatch(text) is not None
