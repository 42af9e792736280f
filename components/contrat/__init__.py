"""Page Fiche: the sheet of a contract."""
