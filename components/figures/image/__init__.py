"""Figures as pictures (matplotlib)."""
