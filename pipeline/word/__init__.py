"""Reads the text and the seal of Word files; writes seals, comments and ruled lines into them."""
