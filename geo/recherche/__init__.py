"""Search: from what a reader types to a territory."""
