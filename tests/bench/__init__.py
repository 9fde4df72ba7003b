"""Measures time and memory of the program, compared with what people would use instead: ``make bench``."""
