"""From a value to its cells and papers, and from a paper back to its cells."""
