"""The readings of a text: its name, without the place, the level or the envelope around it.

``29000 quimper``, ``saint denis 974``, ``ca laval``, ``provins cedex`` each hold a name, and
something that says where or what it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from geo.recherche.index import IndexDeRecherche
from geo.territoires.normalisation import niveau_demande, sans_articles, sans_mot_de_niveau

CEDEX = re.compile(r"\bcedex\b ?(?P<numero>\d{1,2}\b)?")
CODE_POSTAL = re.compile(r"\b\d{5}\b")
OUTRE_MER = "97"
CORSE = "20"
DEPARTEMENTS_DE_LA_CORSE = ("2A", "2B")
ADRESSE = "adresse CEDEX"


@dataclass(frozen=True, eq=False)
class Lecture:
    """A name to look for, the entries where to, and why it is not the text itself ('' if it is)."""

    nom: str
    masque: np.ndarray
    pourquoi: str = ""


def lectures(index: IndexDeRecherche, nom: str, masque: np.ndarray) -> list[Lecture]:
    """Return the readings of a normalised text, the text itself first.

    ``masque``: the entries among which to look.
    """
    if CEDEX.search(nom):
        found = [one for text in _without_cedex(nom) for one in _readings(index, text, masque)]
        return [replace(one, pourquoi=ADRESSE) for one in found]
    return list(_readings(index, nom, masque))


def _readings(index: IndexDeRecherche, nom: str, masque: np.ndarray) -> Iterator[Lecture]:
    yield Lecture(nom, masque)
    for rest, inside, why in _within_a_place(index, nom):
        yield Lecture(rest, masque & inside, why)
    niveau, rest = niveau_demande(nom), sans_mot_de_niveau(nom)
    if niveau and rest:
        yield Lecture(rest, masque & index.par_niveau[niveau])


def _without_cedex(nom: str) -> Iterator[str]:
    """Yield an address without its CEDEX, first with its number: Lyon Cedex 03 is Lyon 3e.

    The number of a CEDEX is that of an arrondissement in Paris, Lyon and Marseille.
    """
    number = CEDEX.search(nom)
    bare = " ".join(CEDEX.sub(" ", nom).split())
    if number and number["numero"]:
        yield f"{CODE_POSTAL.sub(' ', bare).strip()} {number['numero']}"
    yield bare


def _within_a_place(index: IndexDeRecherche, nom: str) -> Iterator[tuple[str, np.ndarray, str]]:
    """Yield a name without the postcode or département beside it, and the mask of that place."""
    words = nom.split()
    for code, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        if not rest:
            continue
        if code in index.par_code_postal:
            inside = np.zeros(len(index.noms), dtype=bool)
            inside[list(index.par_code_postal[code])] = True
            yield " ".join(rest), inside, f"code postal {code}"
        elif CODE_POSTAL.fullmatch(code):  # that of a CEDEX: its beginning is a département
            yield " ".join(rest), _in_departement_of(index, code), f"code postal {code}"
    for cut in range(1, len(words)):
        code = index.departements.get(sans_articles(" ".join(words[cut:])), "")
        if code:
            yield " ".join(words[:cut]), index.codes_departement == code, ""


def _in_departement_of(index: IndexDeRecherche, postcode: str) -> np.ndarray:
    start = postcode[: len("974") if postcode.startswith(OUTRE_MER) else len("29")]
    codes = DEPARTEMENTS_DE_LA_CORSE if start == CORSE else (start,)
    return np.isin(index.codes_departement.astype(str), codes)
