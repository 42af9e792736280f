"""Page Présentation: preparing a deck, projecting it, its keys."""
