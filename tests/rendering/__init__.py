"""Tests of ``pipeline/rendering``."""
