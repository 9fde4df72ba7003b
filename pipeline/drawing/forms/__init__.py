"""Draws the Excel forms from the workbook schemas, with drop-down lists, help, colours and formulas that check the cells."""
