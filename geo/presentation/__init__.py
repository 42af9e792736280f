"""What the slides of a seminar need."""
