"""The Excel forms: one workbook schema drawn as sheets with lists, colours, help and live checks."""
