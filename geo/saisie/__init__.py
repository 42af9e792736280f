"""Changing the registre by hand: a draft of one contract, what it does, its publication."""
