"""Tables that several pages show, with their downloads."""
