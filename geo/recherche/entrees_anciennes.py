"""What search finds under a name of the past or of use: each leads to a territory of today.

Entries of ``geo.recherche.entrees`` whose own name (``ecrit``) is not that of their territory;
``pourquoi`` says what it is.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from geo.territoires.autres_noms import load_autres_noms, raison_du_nom
from geo.territoires.evenements import SORTES, Ancien, load_anciens, raison
from geo.territoires.referentiel import Referentiel

# Names that a territory of today bears come first, then those known since 2019, then the others.
POIDS_DES_ANCIENS = -1
POIDS_D_AVANT = -2
RENOMMAGES = ("renommage", "code")


def build_anciennes(
    referentiel: Referentiel, actuelles: pd.DataFrame, deleguees: pd.DataFrame
) -> pd.DataFrame:
    """Return one entry per name or code that is no more and territory that it became.

    Parameters
    ----------
    actuelles : entries of the territories of today.
    deleguees : those of communes déléguées and associées, which are not repeated here.
    """
    there = set(zip(deleguees["cle"], deleguees["ecrit"], deleguees["code"], strict=True))
    rows = (row for ancien in load_anciens() for row in _rows(referentiel, ancien))
    kept = [row for row in rows if (row["cle"], row["ecrit"], row["code"]) not in there]
    return _with_their_territory(kept, actuelles)


def _rows(referentiel: Referentiel, ancien: Ancien) -> Iterator[dict[str, Any]]:
    kind = "ancien nom" if ancien.evenement in RENOMMAGES else SORTES[ancien.niveau]
    common = {
        "niveau": ancien.niveau_actuel,
        "precision": f"{ancien.nom}, {kind}",
        "pourquoi": raison(ancien, referentiel),
        "cle": ancien.code,
        "ecrit": ancien.nom,
        "d_avant": not ancien.connu_des_millesimes,
        "poids": POIDS_DES_ANCIENS if ancien.connu_des_millesimes else POIDS_D_AVANT,
    }
    return (common | {"code": code} for code in ancien.devenus)


def _with_their_territory(rows: list[dict[str, Any]], actuelles: pd.DataFrame) -> pd.DataFrame:
    """Add what is known of the territory that each row leads to; another vintage lacks some."""
    known = actuelles[["niveau", "code", "nom", "code_departement", "population"]]
    return pd.DataFrame(rows).merge(known, on=["niveau", "code"], validate="many_to_one")


def build_autres(referentiel: Referentiel, actuelles: pd.DataFrame) -> pd.DataFrame:
    """Return one entry per acronym, usual or former name of ``autres_noms``.

    They weigh as much as the territory they lead to.
    """
    rows = [
        {
            "niveau": autre.niveau,
            "code": autre.code,
            "precision": f"{autre.nom}, {raison_du_nom(autre, referentiel)}",
            "pourquoi": raison_du_nom(autre, referentiel),
            "cle": autre.ancien_code,
            "ecrit": autre.nom,
        }
        for autre in load_autres_noms()
    ]
    weights = actuelles[["niveau", "code", "poids"]]
    return _with_their_territory(rows, actuelles).merge(weights, on=["niveau", "code"])


def raisons_des_deleguees(referentiel: Referentiel, deleguees: pd.DataFrame) -> Iterable[str]:
    """Return what each commune déléguée or associée is: since when, when a vintage tells."""
    events = {
        (one.code, one.nom): one
        for one in load_anciens()
        if one.niveau == "commune" and one.evenement == "fusion"
    }
    kinds = deleguees["precision"].str.rsplit(", ", n=1).str[-1]
    rows = zip(deleguees["cle"], deleguees["ecrit"], kinds, deleguees["nom"], strict=True)
    for code, nom, kind, commune in rows:
        event = events.get((code, nom))
        yield raison(event, referentiel) if event else f"{kind} de {commune}"
