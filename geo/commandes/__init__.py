"""Commands of ``python -m geo``."""
