"""What the sheet of a contract needs."""
