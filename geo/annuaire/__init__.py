"""What the directory of contracts needs."""
