"""The checks of a paper's form against the decree, one module for each part of a paper."""
