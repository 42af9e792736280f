"""What the API gives: one file per resource."""
