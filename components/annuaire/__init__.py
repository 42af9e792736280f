"""Page Contrats: the directory, its filters, its map."""
