"""The page /donnees: what is known, the journal, what changed, open data."""
