"""Page Couverture: the answer, its filters, its key figures."""
