"""Contracts invented for the tests of the coverage."""


def essai(rang: int) -> str:
    """Return the identifier of an invented contract, by its rank."""
    return f"cls-29-essai-{rang}"
