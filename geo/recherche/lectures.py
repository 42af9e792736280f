"""The readings of a text: its name, without the place, the level or the envelope around it.

``29000 quimper``, ``saint denis 974``, ``ca laval``, ``provins cedex`` each hold a name, and
something that says where or what it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from geo.recherche.index import ILE, IndexDeRecherche
from geo.territoires.normalisation import (
    NIVEAU_DU_MOT,
    niveau_demande,
    sans_articles,
    sans_mot_de_niveau,
)

TERRITOIRE_DE_LA_METROPOLE = re.compile(
    r"^(?:ept|territoire|t) ?(?P<numero>\d{1,2})(?: (?P<nom>.+))?$"
)
DE_L_ARS = re.compile(r"^(?:ars|agence regionale de sante) (?P<nom>.+)$")
NIVEAU_A_LA_FIN = re.compile(
    r"^(?!(?:le|la|les|l|du|de|des|d) \w+$)(?P<nom>.+) (?P<mot>departement|region|ville|commune)$"
)
NAME_AND_PLACE = 2  # words at least
CEDEX = re.compile(r"\bcedex\b ?(?P<numero>\d{1,2}\b)?")
CODE_POSTAL = re.compile(r"\b\d{5}\b")
OUTRE_MER = "97"
CORSE = "20"
DEPARTEMENTS_DE_LA_CORSE = ("2A", "2B")
ADRESSE = "adresse CEDEX"


@dataclass(frozen=True, eq=False)
class Lecture:
    """A name to look for, the entries where to, and why it is not the text itself ('' if it is).

    ``autour``: positions of the postcode beside it, the answer where none of them has that name.
    """

    nom: str
    masque: np.ndarray
    pourquoi: str = ""
    autour: tuple[int, ...] = ()


def lectures(
    index: IndexDeRecherche, nom: str, masque: np.ndarray, autres: Iterable[str] = ()
) -> list[Lecture]:
    """Return the readings of a normalised text, the text itself first.

    ``masque``: the entries among which to look; ``autres``: other ways to write it, last.
    """
    found = _all_readings(index, nom, masque)
    return found + [one for other in autres for one in _all_readings(index, other, masque)]


def _all_readings(index: IndexDeRecherche, nom: str, masque: np.ndarray) -> list[Lecture]:
    if CEDEX.search(nom):
        names = [text for text in _without_cedex(nom) if text] or [nom]
        found = [one for text in names for one in _readings(index, text, masque)]
        return [replace(one, pourquoi=ADRESSE) for one in found]
    return list(_readings(index, nom, masque))


def _readings(index: IndexDeRecherche, nom: str, masque: np.ndarray) -> Iterator[Lecture]:
    yield Lecture(nom, masque)
    if found := DE_L_ARS.match(nom):
        yield Lecture(found["nom"], masque & index.par_niveau["region"])
    for rest, inside, why, around in _within_a_place(index, nom):
        yield Lecture(rest, masque & inside, why, around)
    for niveau, rest in _of_a_level(nom):
        yield Lecture(rest, masque & index.par_niveau[niveau])
    island = ILE.sub("", nom)
    if island not in ("", nom):
        yield Lecture(island, masque)


def _of_a_level(nom: str) -> Iterator[tuple[str, str]]:
    """Yield the level that a text says, and the name beside it."""
    if (niveau := niveau_demande(nom)) and (rest := sans_mot_de_niveau(nom)):
        yield niveau, rest
    if found := NIVEAU_A_LA_FIN.match(nom):
        yield NIVEAU_DU_MOT[found["mot"]], found["nom"]
    if found := TERRITOIRE_DE_LA_METROPOLE.match(nom):
        yield "ept", f"t{found['numero']}"
        if found["nom"]:
            yield "ept", found["nom"]


def _without_cedex(nom: str) -> Iterator[str]:
    """Yield an address without its CEDEX, first with its number: Lyon Cedex 03 is Lyon 3e.

    The number of a CEDEX is that of an arrondissement in Paris, Lyon and Marseille.
    """
    number = CEDEX.search(nom)
    bare = " ".join(CEDEX.sub(" ", nom).split())
    if number and number["numero"]:
        yield f"{CODE_POSTAL.sub(' ', bare).strip()} {number['numero']}"
    yield bare


def _within_a_place(
    index: IndexDeRecherche, nom: str
) -> Iterator[tuple[str, np.ndarray, str, tuple[int, ...]]]:
    """Yield a name without the postcode, département or région beside it, and that place.

    The place is a mask of entries; those of a postcode come as positions too.
    """
    words = nom.split()
    if len(words) < NAME_AND_PLACE:
        return
    for code, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        if CODE_POSTAL.fullmatch(code) and code in index.par_code:  # an INSEE code
            yield " ".join(rest), _at(index, index.par_code[code]), "", ()
        if code in index.par_code_postal:
            around = index.par_code_postal[code]
            yield " ".join(rest), _at(index, around), f"code postal {code}", around
        elif CODE_POSTAL.fullmatch(code):  # that of a CEDEX: its beginning is a département
            yield " ".join(rest), _in_departement_of(index, code), f"code postal {code}", ()
    for cut in range(1, len(words)):
        codes = index.departements.get(sans_articles(" ".join(words[cut:])), ())
        if codes:
            yield " ".join(words[:cut]), index.dans(codes), "", ()
    codes = index.departements.get(words[0], ())
    if codes and words[0][0].isdigit():
        yield " ".join(words[1:]), index.dans(codes), "", ()


def _at(index: IndexDeRecherche, positions: tuple[int, ...]) -> np.ndarray:
    mask = np.zeros(len(index.noms), dtype=bool)
    mask[list(positions)] = True
    return mask


def _in_departement_of(index: IndexDeRecherche, postcode: str) -> np.ndarray:
    start = postcode[: len("974") if postcode.startswith(OUTRE_MER) else len("29")]
    return index.dans(DEPARTEMENTS_DE_LA_CORSE if start == CORSE else (start,))
