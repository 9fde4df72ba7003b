"""Tests of ``pipeline/reading``."""
