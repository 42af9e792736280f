"""Reading and checking files: registre, référentiel, schemas."""
