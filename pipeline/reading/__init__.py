"""Turns the files in ``inputs/`` into workbooks as typed; files that others sent are opened in a separate, limited process."""
