"""What every answer says of its figures: day, population, publication, sources, certainty."""
