"""Renders documents as Word files from templates in docxtpl's tag language."""
