"""Where a list comes from, when the person says it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Import:
    """Where the list comes from: the région or the département that the person named, or ''."""

    region: str = ""
    departement: str = ""
