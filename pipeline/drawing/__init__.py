"""Draws the Excel forms and the Word templates, as bytes."""
