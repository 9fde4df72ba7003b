"""Workbooks to a checked quarter: cells, labels, tables, columns, rules, messages, the office."""
