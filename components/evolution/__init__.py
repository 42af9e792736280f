"""Page Évolution: the curve, the ends ahead, the generations."""
