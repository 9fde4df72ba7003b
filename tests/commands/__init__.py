"""Tests of ``pipeline/commands``."""
