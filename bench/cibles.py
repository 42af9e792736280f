"""What a measure is held to: the lines of the table that ``python -m bench`` prints.

A module of this package is a measure when it has ``measure()``, which returns a dict. It may have
``LIGNES``, a tuple of ``Ligne``, which say how its figures are told and what they should reach.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ATTEINTE = "met"
MANQUEE = "missed"
SANS_CIBLE = ""


@dataclass(frozen=True)
class Ligne:
    """One line of the table, in English as the README is.

    Parameters
    ----------
    quoi : what is measured.
    mesure : the figures, as a format string over the dict that ``measure()`` returned.
    cible : the target in words, "" when there is none.
    bornes : the target in figures: (key of the dict, "<=" or ">=", limit), all to be respected.
    """

    quoi: str
    mesure: str
    cible: str = ""
    bornes: tuple[tuple[str, str, float], ...] = ()

    def text(self, figures: Mapping[str, Any]) -> str:
        """Return the figures in words."""
        return self.mesure.format_map(figures)

    def verdict(self, figures: Mapping[str, Any]) -> str:
        """Tell whether the target is met."""
        if not self.bornes:
            return SANS_CIBLE
        return ATTEINTE if all(_holds(figures, *borne) for borne in self.bornes) else MANQUEE


def _holds(figures: Mapping[str, Any], key: str, sense: str, limit: float) -> bool:
    if sense not in ("<=", ">="):
        raise ValueError(f"{key}: '<=' or '>=' expected, {sense!r} given")
    return bool(figures[key] <= limit if sense == "<=" else figures[key] >= limit)


def plain_lines(name: str, figures: Mapping[str, Any]) -> tuple[Ligne, ...]:
    """Return what is said of a measure that has no LIGNES: its figures as they are."""
    simple = {key: value for key, value in figures.items() if not isinstance(value, dict | list)}
    told = ", ".join(f"{key} {value}" for key, value in simple.items())
    return (Ligne(name, told.replace("{", "{{").replace("}", "}}")),)
