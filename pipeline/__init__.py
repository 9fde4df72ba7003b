"""From the units' workbooks to the quarter's papers."""

__version__ = "1.0.0"
