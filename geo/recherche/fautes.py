"""Typing errors: the words that one typed may have been meant for."""

from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.memoire import une_fois
from geo.recherche.index import Vocabulaire

LETTRES_POUR_UNE_FAUTE = 4
LETTRES_POUR_DEUX_FAUTES = 6
ECART_DES_FAUTES = {1: 1.0, 2: 2.3}  # two errors in one word are more than twice as rare as one


def fautes_permises(mot: str) -> int:
    """Return how many errors a word is forgiven; none in a number: Paris 14 is not Paris."""
    if mot.isdigit() or len(mot) < LETTRES_POUR_UNE_FAUTE:
        return 0
    return 1 if len(mot) < LETTRES_POUR_DEUX_FAUTES else 2


@une_fois(256)
def mots_ressemblants(vocabulaire: Vocabulaire, mot: str) -> dict[str, int]:
    """Return the words within the errors that ``mot`` is forgiven, with their number of errors.

    An error is a letter added, left out, replaced, or exchanged with its neighbour (optimal
    string alignment distance). Cached: one query asks several times for the same word.
    """
    allowed = fautes_permises(mot)
    if not allowed:
        return {}
    lengths = range(len(mot) - allowed, len(mot) + allowed + 1)
    known = list(chain.from_iterable(vocabulaire.par_longueur.get(n, ()) for n in lengths))
    near = process.extract(mot, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return {form: int(errors) for form, errors, _ in near}
