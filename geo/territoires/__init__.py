"""Territories: the référentiel, its vintages, codes, names and shapes."""
