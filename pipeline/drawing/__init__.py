"""Draws the Excel forms and the Word templates; returns bytes."""
