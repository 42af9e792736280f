"""PPTX files: native charts and tables, maps as pictures."""
