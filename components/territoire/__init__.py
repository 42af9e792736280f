"""Page Mon territoire: the answer for one place, its contracts, what is around."""
