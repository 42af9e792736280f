"""Measures of the atlas against the plain way, in one run: ``make bench``."""
