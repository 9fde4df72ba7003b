"""Declares what each sheet of each workbook may contain: its columns, and the rules across several cells."""
