"""Tests of ``pipeline/values``."""
