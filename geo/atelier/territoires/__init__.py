"""Which territories a text means: by identifier, by exact name in its place, else asked."""
