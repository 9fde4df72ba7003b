"""Tests of ``pipeline/word``."""
