"""What pages give to take away, computed when it is asked for."""
