"""Coverage: who is covered at a date, rates at every level, history."""
