"""The database under the store: where it is, its tables, its two engines, what goes wrong."""
