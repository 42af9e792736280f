"""Instants and identifiers of what waits."""

import uuid
from datetime import UTC, datetime


def maintenant() -> str:
    """Return now, ISO 8601 in UTC, to the microsecond: two rows of one second keep their order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def identifiant() -> str:
    """Return a new identifier, that nobody guesses."""
    return uuid.uuid4().hex
