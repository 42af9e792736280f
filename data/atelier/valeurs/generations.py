"""The rank of a contract on its territory: ``2ème``, ``CLS 3``, ``première génération``."""

import re

from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import Lecture, a_confirmer, sure, vide
from data.atelier.valeurs.mots import en_mots, ne_dit_rien

_EN_LETTRES = {
    "premier": 1, "premiere": 1, "initial": 1, "initiale": 1, "unique": 1,
    "second": 2, "seconde": 2, "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5,
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5,
}  # fmt: skip
_AUTOUR = re.compile(
    r"\b(?:generations?|gen|contrats?|local|locaux|de|sante|cls|no?|numero|rang|version|le|la|un|une|eme)\b"
)
_COLLE = re.compile(r"^(?:cls|g|gen|generation|v|n|no|)(\d)g?$")
_RANG = re.compile(r"(\d)(?:er|ere|re|e|eme|ieme|nd|nde)?")
_ANNEES = re.compile(r"\b(?:19|20)\d{2}(?: (?:19|20)?\d{2})?\b")


def lire_generation(texte: str) -> Lecture:
    """Read a rank from 1 to 9."""
    if ne_dit_rien(texte):
        return vide()
    plain = _ANNEES.sub(" ", en_mots(texte))
    words = _AUTOUR.sub(" ", " ".join(_COLLE.sub(r"\1", word) for word in plain.split())).split()
    if len(words) == 1:
        rank = _rank(words[0])
        if rank:
            return sure(str(rank), "rang lu")
    found = {rank for rank in map(_rank, words) if rank}
    choices = tuple(map(str, sorted(found)))
    return a_confirmer("le rang du contrat n'est pas dit", Fautes.GENERATION_INCERTAINE, choices)


def _rank(word: str) -> int:
    found = _RANG.fullmatch(word)
    return int(found[1]) if found else _EN_LETTRES.get(word, 0)
