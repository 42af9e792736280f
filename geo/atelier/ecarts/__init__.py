"""What a file changes in the registre: rows before and after, and the effect on the rates."""
