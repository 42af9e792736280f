"""Perimeters as geographic files."""
