"""A Word file's formatting resolved: fonts, spacing, lists, boxes, lines, sections."""
