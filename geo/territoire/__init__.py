"""What the page of a territory needs."""
