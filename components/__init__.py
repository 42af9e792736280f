"""What draws: map, charts, tables, indicators, filters, search box, URL state."""
