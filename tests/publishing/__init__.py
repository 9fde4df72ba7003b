"""Tests of ``pipeline/publishing``."""
