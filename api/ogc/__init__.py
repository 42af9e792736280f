"""Geographic layers, in the shape of OGC API Features."""
