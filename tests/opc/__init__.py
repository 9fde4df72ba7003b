"""Tests of ``pipeline/opc``."""
