"""A slide as data, and where each thing stands on it, whoever draws it."""
