"""Documents to Word files, on docxtpl's language."""
