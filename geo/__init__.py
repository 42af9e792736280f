"""What computes: referentiel index, perimetres, coverage, layers. Pure Python, no Streamlit."""
