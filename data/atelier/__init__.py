"""Reading the list that an agency keeps: its file, its columns, its values."""
