"""Turns a checked quarter or year into what each paper says, and into the workbooks that are sent out or back."""
