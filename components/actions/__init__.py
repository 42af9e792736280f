"""Page Actions et priorités: the portfolio of axes and actions."""
