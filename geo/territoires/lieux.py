"""What a code names, in an address or on the command line: one place, several, or none.

A place is any territory a reader may call theirs: those of
``geo.territoires.territoire``, and also the arrondissements municipaux and the établissements
publics territoriaux (EPT) of Grand Paris.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from data.lecture.referentiel import load_table_commune
from data.memoire import une_fois
from geo.territoires.autres_noms import load_autres_noms, raison_du_nom
from geo.territoires.codes import (
    LONGUEUR_SIREN,
    CodeInconnu,
    CodeRefuse,
    cite,
    lire_code,
)
from geo.territoires.evenements import Ancien, anciens_par_code, raison
from geo.territoires.referentiel import CODE_FRANCE, Referentiel
from geo.territoires.territoire import FRANCE, Territoire, find_territoire

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
SAINT_MARTIN = ("978", "97801")
COMMUNES_MONTREES = 3
ABSORPTIONS = ("fusion", "partage", "suppression")


@dataclass(frozen=True)
class Lieu:
    """A place.

    ``demande``: the commune déléguée or former commune, now a part of it, that was asked for, or
    ''. ``pourquoi``: what was mended in the code, or what its territory became, in French, or ''.
    """

    territoire: Territoire
    demande: str = ""
    pourquoi: str = ""


def collectivite_sans_cls(code: str) -> str | None:
    """Return the overseas collectivity of a commune's code that the atlas leaves out, or None."""
    return COLLECTIVITES_SANS_CLS.get(code[:3]) if len(code) == len("97701") else None


def _collectivite_du_code(code: str) -> str | None:
    """Return the collectivity that the atlas leaves out of its own code or of a commune's."""
    return COLLECTIVITES_SANS_CLS.get(code) or collectivite_sans_cls(code)


def _nom(referentiel: Referentiel, niveau: str, code: str) -> str | None:
    """Return the name of a territory of a level, None when it has none of that code."""
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
    raise _refus(referentiel, niveau, texte, lu.code, elsewhere)


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
    yield _of_collectivite(referentiel, code)
    yield _of_deleguee(referentiel, code)
    yield _of_commune_siren(referentiel, code)
    former = next(iter(anciens_par_code().get(code, ())), None)
    if former is None:
        return
    if former.connu_des_millesimes or code not in _codes_postaux(referentiel):
        yield _of_ancien(referentiel, former)  # 78100 is a postcode before a code of before 1968


def _of_collectivite(referentiel: Referentiel, code: str) -> tuple[Lieu, ...]:
    """Return what the code of a collectivité names: 978 is Saint-Martin, 69M the Métropole."""
    if code == SAINT_MARTIN[0]:
        place = find_territoire(referentiel, "commune", SAINT_MARTIN[1])
        return (Lieu(place, pourquoi=f"code {code} de la collectivité"),)
    return tuple(
        Lieu(Territoire(autre.niveau, autre.code, nom), pourquoi=f"code {code} de la collectivité")
        for autre in load_autres_noms()
        if (autre.nom, autre.nature) == (code, "code")
        and (nom := _nom(referentiel, autre.niveau, autre.code))
    )


def _of_deleguee(referentiel: Referentiel, code: str) -> tuple[Lieu, ...]:
    """Return the commune that a commune déléguée or associée lies in."""
    if code not in referentiel.commune_de_deleguee:
        return ()
    table = referentiel.tables.communes_deleguees
    row = table[table["code"] == code].iloc[0]
    commune = find_territoire(referentiel, "commune", str(row["commune"]))
    kind = TYPES_DE_COMMUNE[str(row["type"])]
    return (Lieu(commune, str(row["nom"]), f"{row['nom']}, {kind} de {commune.nom}"),)


@une_fois(2)
def _codes_postaux(referentiel: Referentiel) -> frozenset[str]:
    return frozenset(" ".join(referentiel.tables.communes["codes_postaux"]).split())


def _communes_du_code_postal(referentiel: Referentiel, code: str) -> list[str]:
    """Return the names of the communes of a postcode, the most populous first."""
    if code not in _codes_postaux(referentiel):
        return []
    table = referentiel.tables.communes
    found = table[table["codes_postaux"].str.contains(code, regex=False)]
    ranks = referentiel.niveaux["commune"].positions(found["code"])
    order = np.argsort(-referentiel.population_totale["commune"][ranks], kind="stable")
    names: list[str] = found["nom"].iloc[order].tolist()
    return names


@une_fois(1)
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


def _of_ancien(referentiel: Referentiel, ancien: Ancien) -> tuple[Lieu, ...]:
    """Return what a former code became, save what this vintage does not have."""
    niveau = ancien.niveau_actuel
    why = f"{ancien.nom} ({ancien.code}), {raison(ancien, referentiel)}"
    asked = ancien.nom if niveau == "commune" and ancien.evenement in ABSORPTIONS else ""
    heirs = ((code, _nom(referentiel, niveau, code)) for code in ancien.devenus)
    return tuple(Lieu(Territoire(niveau, code, nom), asked, why) for code, nom in heirs if nom)


def _refus(
    referentiel: Referentiel, niveau: str, texte: str, code: str, elsewhere: list[Lieu]
) -> CodeRefuse:
    """Return the error of a code that names no territory of a level."""
    start = f"{cite(texte)} n'est pas le code d'{NOMS_DES_NIVEAUX[niveau]}"
    if elsewhere:
        place = elsewhere[0].territoire
        return CodeRefuse(f"{start}, mais d'{NOMS_DES_NIVEAUX[place.niveau]}\u00a0: {place.nom}")
    former = next((one for one in load_autres_noms() if one.ancien_code == code), None)
    if former is not None and former.niveau == niveau:
        return CodeRefuse(f"{start}\u00a0: {former.nom}, {raison_du_nom(former, referentiel)}")
    if _collectivite_du_code(code) is not None or _communes_du_code_postal(referentiel, code):
        return CodeRefuse(raison_du_refus(referentiel, texte, code))
    expected = f"attendu, par exemple\u00a0: {EXEMPLES_PAR_NIVEAU[niveau]}"
    return CodeInconnu(f"{start} au COG {referentiel.millesime}\u00a0; {expected}")


def raison_du_refus(referentiel: Referentiel, texte: str, code: str) -> str:
    """Return why a code that could be read names no territory at all, in French, on one line."""
    collectivity = _collectivite_du_code(code)
    if collectivity is not None:
        return (
            f"{cite(texte)}\u00a0: {collectivity}, collectivité d'outre-mer hors de l'atlas, qui "
            "couvre les 18 régions et Saint-Martin"
        )
    if communes := _communes_du_code_postal(referentiel, code):
        shown = ", ".join(communes[:COMMUNES_MONTREES])
        return f"{cite(texte)} est un code postal ({shown}), un code INSEE est attendu"
    return f"{cite(texte)}\u00a0: aucun territoire de l'atlas ne porte ce code"
