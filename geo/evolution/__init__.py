"""What the page Évolution needs: curves, ends ahead, chains of generations."""
