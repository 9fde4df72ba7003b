"""Tests of ``pipeline/inspection``."""
