"""Words: formats, labels, and the sentences that more than one page says."""
