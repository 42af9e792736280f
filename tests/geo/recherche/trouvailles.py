"""What the search of a territory finds."""

from geo.recherche.recherche import Resultat, chercher


def first(texte: str) -> tuple[str, str]:
    return territories(chercher(texte))[0]


def territories(found: list[Resultat]) -> list[tuple[str, str]]:
    return [(resultat.niveau, resultat.code) for resultat in found]
