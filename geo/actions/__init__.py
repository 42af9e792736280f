"""What the portfolio of actions needs."""
