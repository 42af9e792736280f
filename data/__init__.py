"""What is known: the registre and the referentiel, their schemas, loading and validation."""
