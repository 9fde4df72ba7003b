"""Stands in for a library of the tests while commands are measured: an officer's set-up does not have it, and pandera loads it where it is."""

raise ImportError("not installed where the program is used")
