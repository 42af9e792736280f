"""What a code of an address names: one place, several, or none; and the places around it.

A place is any territory a reader may call theirs: those of ``geo.territoires.territoire``, and also
the arrondissements municipaux and the établissements publics territoriaux (EPT) of Grand Paris.
"""

import re
from dataclasses import dataclass

import numpy as np

from geo.territoires.niveau import HORS_REGIONS
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire, find_territoire, parents_of

# At equal code, the first one is shown: 53 is the Mayenne before Bretagne.
NIVEAUX_DES_LIEUX = (
    "commune",
    "arrondissement_municipal",
    "epci",
    "ept",
    "departement",
    "region",
)
COLLECTIVITES_SANS_CLS = {
    "975": "Saint-Pierre-et-Miquelon",
    "977": "Saint-Barthélemy",
    "984": "Terres australes et antarctiques françaises",
    "986": "Wallis-et-Futuna",
    "987": "Polynésie française",
    "988": "Nouvelle-Calédonie",
}
# A collectivité d'outre-mer is in no region: the ARS that follows it.
ARS_HORS_REGIONS = {"97801": "01"}
LONGUEUR_LUE = 20


@dataclass(frozen=True)
class Lieu:
    """A place. ``demande``: the commune déléguée that was asked for and led to it, or ''."""

    territoire: Territoire
    demande: str = ""


def normalise_code(texte: str) -> str:
    """Return a code as the referentiel writes it: ``2a004`` is ``2A004``, spaces left out."""
    return re.sub(r"\s", "", texte).upper()[:LONGUEUR_LUE]


def collectivite_sans_cls(code: str) -> str | None:
    """Return the overseas collectivity of a commune's code that the atlas leaves out, or None."""
    return COLLECTIVITES_SANS_CLS.get(code[:3]) if len(code) == len("97701") else None


def _nom(referentiel: Referentiel, niveau: str, code: str) -> str | None:
    """Return the name of a territory of a level, None when it has none of that code."""
    if niveau == "arrondissement_municipal":
        table = referentiel.tables.arrondissements_municipaux
        found = table.loc[table["code"] == code, "nom"]
        return None if found.empty else str(found.iloc[0])
    if niveau == "epci" and referentiel.est_hors_epci(code):
        return None
    level = referentiel.niveaux[niveau]
    position = level.index.get(code)
    return None if position is None else str(level.noms[position])


def find_lieux(referentiel: Referentiel, code: str) -> tuple[Lieu, ...]:
    """Return the places that bear a code, in the order of NIVEAUX_DES_LIEUX.

    The code of a commune déléguée or associée leads to its commune. Empty when there is none.
    """
    found = tuple(
        Lieu(Territoire(niveau, code, nom))
        for niveau in NIVEAUX_DES_LIEUX
        if (nom := _nom(referentiel, niveau, code)) is not None
    )
    if found or code not in referentiel.commune_de_deleguee:
        return found
    table = referentiel.tables.communes_deleguees
    asked = str(table.loc[table["code"] == code, "nom"].iloc[0])
    commune = find_territoire(referentiel, "commune", referentiel.commune_de_deleguee[code])
    return (Lieu(commune, asked),)


def _commune_of_arrondissement(referentiel: Referentiel, code: str) -> Territoire:
    table = referentiel.tables.arrondissements_municipaux
    commune = str(table.loc[table["code"] == code, "commune"].iloc[0])
    return find_territoire(referentiel, "commune", commune)


def commune_du_lieu(referentiel: Referentiel, territoire: Territoire) -> Territoire:
    """Return the commune of a place, or the most populous of its communes."""
    if territoire.niveau == "commune":
        return territoire
    if territoire.niveau == "arrondissement_municipal":
        return _commune_of_arrondissement(referentiel, territoire.code)
    level = referentiel.niveaux["commune"]
    cells = referentiel.cellules(territoire.niveau, territoire.code)
    owners = np.unique(level.appartenance[cells])
    largest = owners[np.argmax(referentiel.population_totale["commune"][owners])]
    return Territoire("commune", str(level.codes[largest]), str(level.noms[largest]))


def _ept_of(referentiel: Referentiel, territoire: Territoire) -> Territoire | None:
    level = referentiel.niveaux["ept"]
    owners = np.unique(level.appartenance[referentiel.cellules(territoire.niveau, territoire.code)])
    if len(owners) != 1 or owners[0] == HORS_REGIONS:
        return None
    return Territoire("ept", str(level.codes[owners[0]]), str(level.noms[owners[0]]))


def parents_du_lieu(referentiel: Referentiel, territoire: Territoire) -> tuple[Territoire, ...]:
    """Return the places a place lies in, widest first, the country included.

    As ``geo.territoires.territoire.parents_of``, with the commune of an arrondissement, and the EPT
    of a commune of Grand Paris; an EPT is placed where its most populous commune is.
    """
    if territoire.niveau == "arrondissement_municipal":
        commune = _commune_of_arrondissement(referentiel, territoire.code)
        return (*parents_of(referentiel, commune), commune)
    if territoire.niveau == "ept":
        return parents_of(referentiel, commune_du_lieu(referentiel, territoire))
    parents = parents_of(referentiel, territoire)
    ept = _ept_of(referentiel, territoire) if territoire.niveau == "commune" else None
    return parents if ept is None else (*parents, ept)


def departement_du_lieu(parents: tuple[Territoire, ...], territoire: Territoire) -> str:
    """Return the name and code of the département of a place, ``Finistère (29)``, or ''."""
    for one in (*parents, territoire):
        if one.niveau == "departement":
            return f"{one.nom} ({one.code})"
    return ""


def ars_du_lieu(parents: tuple[Territoire, ...], territoire: Territoire) -> str | None:
    """Return the code of the region whose ARS follows a place, None when there is none."""
    for one in (*parents, territoire):
        if one.niveau == "region":
            return one.code
    return ARS_HORS_REGIONS.get(territoire.code)
