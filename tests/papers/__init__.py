"""Tests of ``pipeline/papers``."""
