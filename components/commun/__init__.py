"""What every page shares: statuses and their colours, style, legend, tables, links."""
