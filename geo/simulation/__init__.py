"""A scenario and what it changes."""
