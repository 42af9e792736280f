"""Delivered registres: their files as written, and how the store takes a newer one in."""
