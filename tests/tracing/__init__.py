"""Tests of ``pipeline/tracing``."""
