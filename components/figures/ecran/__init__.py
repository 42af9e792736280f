"""Figures on the screen (plotly)."""
