"""Reads Word files with the formatting that really applies: fonts, spacing, lists, boxes, lines, sections."""
