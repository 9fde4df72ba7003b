"""Tests of ``pipeline/proofs``."""
