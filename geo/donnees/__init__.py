"""What is known and what is not, the journal and what changed, for the page of data."""
