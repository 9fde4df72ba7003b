"""Traces a value to the cells and papers that show it, and a paper back to its cells."""
