"""The frozen values that travel between stages, and the office's text, dates and numbers."""
