"""State in the address: what a page reads from it, writes to it, and the links between pages."""
