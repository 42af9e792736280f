"""What each slide says."""
