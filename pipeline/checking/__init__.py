"""Turns workbooks as typed into a checked quarter: parses their cells, applies columns and rules, words the findings."""
