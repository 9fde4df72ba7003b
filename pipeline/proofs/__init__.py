"""Checks the rendered papers' own text against the workbooks and each other, before anything is published."""
