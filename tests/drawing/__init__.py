"""Tests of ``pipeline/drawing``."""
