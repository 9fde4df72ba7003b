"""Tests of ``pipeline/checking``."""
