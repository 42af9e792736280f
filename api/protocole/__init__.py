"""How the API is spoken to: parameters, answers, faults, pages of results."""
