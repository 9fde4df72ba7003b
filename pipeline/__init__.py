"""From the units' workbooks to the quarter's papers."""

from pathlib import Path

__version__ = "2.0.0"
ROOT = Path(__file__).resolve().parent.parent  # of the project
