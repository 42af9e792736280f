"""What search finds under a name of the past or of use: each leads to a territory of today.

Entries of ``geo.recherche.entrees`` whose own name (``ecrit``) is not that of their territory;
``pourquoi`` says what it is.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from geo.territoires.autres_noms import NATURES, load_autres_noms, raison_du_nom
from geo.territoires.evenements import SORTES, Ancien, load_anciens, raison
from geo.territoires.referentiel import Referentiel

# Names that a territory of today bears come first, then those that one has borne since 2019, those
# of parts of communes, and those of before 2019.
POIDS_DES_ANCIENS = -1
POIDS_DES_DELEGUEES = -2
POIDS_D_AVANT = -3
SIGLE = "sigle"
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
            "precision": f"{autre.nom}, {NATURES[autre.nature]}",
            "pourquoi": raison_du_nom(autre, referentiel),
            "cle": autre.ancien_code,
            "ecrit": autre.nom,
            "sigle": autre.nature == SIGLE,
        }
        for autre in load_autres_noms()
        if autre.nature != "code"  # geo.territoires.lieux reads codes
    ]
    weights = actuelles[["niveau", "code", "poids"]]
    return _with_their_territory(rows, actuelles).merge(weights, on=["niveau", "code"])


def avec_leur_histoire(referentiel: Referentiel, deleguees: pd.DataFrame) -> pd.DataFrame:
    """Return the entries of communes déléguées and associées with ``pourquoi``.

    Those that were communes in a vintage held weigh as other names known since 2019.
    """
    events = {
        (one.code, one.nom): one
        for one in load_anciens()
        if one.niveau == "commune" and one.evenement == "fusion" and one.connu_des_millesimes
    }
    keys = zip(deleguees["cle"], deleguees["ecrit"], strict=True)
    known = [events.get(key) for key in keys]
    kinds = deleguees["precision"].str.rsplit(", ", n=1).str[-1]
    plain = (kinds + " de " + deleguees["nom"]).tolist()
    recent = pd.Series([one is not None for one in known], index=deleguees.index)
    return deleguees.assign(
        pourquoi=[
            why if event is None else raison(event, referentiel)
            for event, why in zip(known, plain, strict=True)
        ],
        poids=deleguees["poids"].mask(recent, POIDS_DES_ANCIENS),
    )
