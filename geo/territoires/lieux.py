"""What a code names, in an address or on the command line: one place, several, or none.

Also the places around it. A place is any territory a reader may call theirs: those of
``geo.territoires.territoire``, and also the arrondissements municipaux and the établissements
publics territoriaux (EPT) of Grand Paris.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from data.lecture.referentiel import load_table_commune
from geo.territoires.autres_noms import load_autres_noms, raison_du_nom
from geo.territoires.codes import LONGUEUR_SIREN, CodeRefuse, cite, lire_code
from geo.territoires.evenements import Ancien, anciens_par_code, raison
from geo.territoires.referentiel import CODE_FRANCE, HORS_REGIONS, Referentiel
from geo.territoires.territoire import FRANCE, Territoire, find_territoire, parents_of

# At equal code, the first one is shown: 53 is the Mayenne before Bretagne.
NIVEAUX_DES_LIEUX = (
    "commune",
    "arrondissement_municipal",
    "epci",
    "ept",
    "departement",
    "region",
)
TYPES_DE_COMMUNE = {"deleguee": "commune déléguée", "associee": "commune associée"}
EXEMPLES_PAR_NIVEAU = {
    "commune": "29232 (Quimper)",
    "arrondissement_municipal": "75113 (Paris 13e)",
    "epci": "200068120 (Quimper Bretagne Occidentale)",
    "ept": "200057875 (Est Ensemble)",
    "departement": "29 (Finistère)",
    "region": "53 (Bretagne)",
}
NOMS_DES_NIVEAUX = {
    "commune": "une commune",
    "arrondissement_municipal": "un arrondissement municipal",
    "epci": "un EPCI",
    "ept": "un EPT",
    "departement": "un département",
    "region": "une région",
}
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


@dataclass(frozen=True)
class Lieu:
    """A place.

    ``demande``: the commune déléguée or former territory that was asked for and led to it, or ''.
    ``pourquoi``: what was mended in the code, or what its territory became, in French, or ''.
    """

    territoire: Territoire
    demande: str = ""
    pourquoi: str = ""


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


def find_lieux(referentiel: Referentiel, texte: str) -> tuple[Lieu, ...]:
    """Return the places that a code may name, as written, in the order of NIVEAUX_DES_LIEUX.

    What bears the code today comes alone; without it, what a former code or a SIREN leads to.
    Empty when there is none, and when the code can't be read.
    """
    try:
        lu = lire_code(texte)
    except CodeRefuse:
        return ()
    for group in _groups(referentiel, lu.code):
        if group:
            return tuple(_avec(lieu, lu.remarque) for lieu in group)
    return ()


def find_lieu(referentiel: Referentiel, niveau: str, texte: str) -> Lieu:
    """Return the place of a level that a code names, as written: the one way in of every code.

    Addresses and the command line read codes here: ``2a004``, ``1053``, a SIRET, the code of a
    commune merged since 2019 are accepted, and ``pourquoi`` tells what was done.

    Raises CodeRefuse, with a reason in French on one line, when the code can't be read or names
    no territory of this level, or when its territory was shared between several.
    """
    if niveau == "france":
        if texte.strip().upper() in ("", CODE_FRANCE):
            return Lieu(FRANCE)
        raise CodeRefuse(f"{cite(texte)}\u00a0: la France n'a pas d'autre code que {CODE_FRANCE}")
    lu = lire_code(texte)
    elsewhere: list[Lieu] = []
    for group in _groups(referentiel, lu.code):
        mine = [lieu for lieu in group if _est_du_niveau(referentiel, lieu, niveau)]
        if len(mine) > 1:
            names = ", ".join(f"{one.territoire.nom} ({one.territoire.code})" for one in mine)
            raise CodeRefuse(
                f"{cite(texte)}\u00a0: {mine[0].pourquoi}\u00a0; choisir\u00a0: {names}"
            )
        if mine:
            return _avec(mine[0], lu.remarque)
        elsewhere += group
    raise CodeRefuse(_refus(referentiel, niveau, texte, lu.code, elsewhere))


def _avec(lieu: Lieu, remarque: str) -> Lieu:
    reasons = (remarque, lieu.pourquoi)
    return replace(lieu, pourquoi="\u00a0; ".join(one for one in reasons if one))


def _est_du_niveau(referentiel: Referentiel, lieu: Lieu, niveau: str) -> bool:
    """Tell whether a place is of a level; a commune in no EPCI stands at that level too."""
    place = lieu.territoire
    alone = niveau == "epci" and referentiel.est_hors_epci(place.code)
    return place.niveau == niveau or alone


def _groups(referentiel: Referentiel, code: str) -> Iterator[tuple[Lieu, ...]]:
    """Yield the places that a code names, in groups: the first that is not empty is the answer."""
    yield tuple(
        Lieu(Territoire(niveau, code, nom))
        for niveau in NIVEAUX_DES_LIEUX
        if (nom := _nom(referentiel, niveau, code)) is not None
    )
    yield _of_deleguee(referentiel, code)
    yield _of_commune_siren(referentiel, code)
    formers = anciens_par_code().get(code, ())
    yield _of_ancien(referentiel, next(iter(formers), None))


def _of_deleguee(referentiel: Referentiel, code: str) -> tuple[Lieu, ...]:
    """Return the commune that a commune déléguée or associée lies in."""
    if code not in referentiel.commune_de_deleguee:
        return ()
    table = referentiel.tables.communes_deleguees
    row = table[table["code"] == code].iloc[0]
    commune = find_territoire(referentiel, "commune", str(row["commune"]))
    kind = TYPES_DE_COMMUNE[str(row["type"])]
    return (Lieu(commune, str(row["nom"]), f"{row['nom']}, {kind} de {commune.nom}"),)


@lru_cache(maxsize=1)
def _communes_par_siren() -> dict[str, str]:
    table = load_table_commune("sirens")
    return dict(zip(table["siren"], table["commune"], strict=True))


def _of_commune_siren(referentiel: Referentiel, code: str) -> tuple[Lieu, ...]:
    """Return the commune of a SIREN, through what it became when it merged."""
    if len(code) != LONGUEUR_SIREN or code not in _communes_par_siren():
        return ()
    commune = _communes_par_siren()[code]
    found = next((group for group in _groups(referentiel, commune) if group), ())
    return tuple(_avec(lieu, f"SIREN de la commune {commune}") for lieu in found)


def _of_ancien(referentiel: Referentiel, ancien: Ancien | None) -> tuple[Lieu, ...]:
    """Return what a former code became, save what this vintage does not have."""
    if ancien is None:
        return ()
    niveau = ancien.niveau_actuel
    why = f"{ancien.nom} ({ancien.code}), {raison(ancien, referentiel)}"
    heirs = ((code, _nom(referentiel, niveau, code)) for code in ancien.devenus)
    return tuple(Lieu(Territoire(niveau, code, nom), ancien.nom, why) for code, nom in heirs if nom)


def _refus(
    referentiel: Referentiel, niveau: str, texte: str, code: str, elsewhere: list[Lieu]
) -> str:
    """Return why a code names no territory of a level, in French, on one line."""
    start = f"{cite(texte)} n'est pas le code d'{NOMS_DES_NIVEAUX[niveau]}"
    if elsewhere:
        place = elsewhere[0].territoire
        return f"{start}, mais d'{NOMS_DES_NIVEAUX[place.niveau]}\u00a0: {place.nom}"
    collectivity = collectivite_sans_cls(code)
    if collectivity is not None:
        return f"{start}\u00a0: {collectivity} est hors de l'atlas"
    former = next((one for one in load_autres_noms() if one.ancien_code == code), None)
    if former is not None and former.niveau == niveau:
        return f"{start}\u00a0: {former.nom}, {raison_du_nom(former, referentiel)}"
    known = f"au COG {referentiel.millesime}"
    return f"{start} {known}\u00a0; attendu, par exemple\u00a0: {EXEMPLES_PAR_NIVEAU[niveau]}"


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

    As ``geo.territoires.parents_of``, with the commune of an arrondissement, and the EPT of a
    commune of Grand Paris; an EPT is placed where its most populous commune is.
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
