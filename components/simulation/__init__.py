"""Page Simulation: a scenario, what it changes, its files."""
