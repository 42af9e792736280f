"""The contracts whose identifier or name looks like what a reader typed."""

import re

from rapidfuzz import fuzz, process

from data.model import Registre
from geo.territoires.normalisation import normaliser, sans_articles

LONGUEUR_LUE = 80
SCORE_MINIMAL = 60
ECART_MAXIMAL = 20
# What every identifier and name has, and what only ranks them.
SANS_INTERET = re.compile(r"\b(?:cls|contrats?|local|locaux|sante|x|\d+)\b")
DEPARTEMENT = re.compile(r"^cls-(\d\w{1,2})-")


def _words(texte: str) -> str:
    """Return a text as words to compare, without those that all the contracts share."""
    return " ".join(SANS_INTERET.sub(" ", sans_articles(normaliser(texte))).split())


def _departement(identifiant: str) -> str:
    found = DEPARTEMENT.match(identifiant)
    return found[1] if found else ""


def contrats_proches(registre: Registre, texte: str, limite: int = 5) -> tuple[str, ...]:
    """Return the identifiers of the contracts nearest to a text, nearest first.

    Both identifiers and names are compared; only the first LONGUEUR_LUE characters of the text
    are read. Empty when nothing looks like it.
    """
    read = texte[:LONGUEUR_LUE]
    asked = _words(read)
    if not asked:
        return ()
    names = {identifiant: _words(contrat.nom) for identifiant, contrat in registre.contrats.items()}
    codes = {identifiant: _words(identifiant) for identifiant in registre.contrats}
    scores: dict[str, float] = {}
    for choices in (codes, names):
        found = process.extract(
            asked, choices, scorer=fuzz.WRatio, score_cutoff=SCORE_MINIMAL, limit=None
        )
        for _, score, identifiant in found:
            scores[identifiant] = max(scores.get(identifiant, 0), score)
    best = max(scores.values(), default=0)
    # Equal words: the same département first, then the same identifier but for its rank.
    rank = {
        identifiant: (
            -score,
            _departement(identifiant) != _departement(read),
            -fuzz.ratio(read, identifiant),
            identifiant,
        )
        for identifiant, score in scores.items()
        if score >= best - ECART_MAXIMAL
    }
    return tuple(sorted(rank, key=lambda identifiant: rank[identifiant])[:limite])
