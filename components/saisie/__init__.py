"""Page Saisie: changing a contract by hand, adding one, and the errors that readers report."""
