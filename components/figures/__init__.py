"""A chart or a map as data, and what renders it: screen, picture."""
