"""Opening a file of any kind as sheets of text."""
