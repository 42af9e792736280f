"""Bringing a file into the registre: territories, contracts, differences, effect on the rates."""
