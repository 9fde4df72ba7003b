"""Checks the rendered papers' text against the workbooks and each other, before publishing."""
