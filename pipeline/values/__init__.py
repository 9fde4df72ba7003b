"""Immutable values that the stages pass to each other, and parsing and printing of Vietnamese text, dates and numbers."""
