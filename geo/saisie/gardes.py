"""Drafts kept in the store: a browser closed, a server restarted or another one finds them.

Each change is written at once. Of two windows on one draft, the second to write is given a draft of
its own: both stay, and its writer is told.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from data.depot.droits import PUBLIER, Compte, peut
from data.depot.en_attente.brouillons import (
    BrouillonGarde,
    depose,
    efface,
    modifie,
    read_brouillon,
    read_brouillons,
)
from data.depot.erreurs import AttenteChangee, AttenteInconnue, DepotErreur, dit_a_tous
from data.depot.modele import Tables
from data.depot.ouverture import depot_en_usage
from data.lecture.schemas import fields_by_name
from geo.saisie.brouillon import Brouillon, Retouche
from geo.saisie.publication import territoire_du_brouillon

A_PART = (
    "Ce brouillon a été modifié, publié ou abandonné dans une autre fenêtre\u00a0: vos changements "
    "sont gardés à part, dans un brouillon à eux."
)


def garde_brouillon(
    brouillon: Brouillon, garde: BrouillonGarde | None, auteur: str
) -> tuple[BrouillonGarde | None, str]:
    """Keep a draft as it is now; return what the store holds, and what its writer must be told.

    ``garde``: what the store held of it when it was last written, None when nothing. A draft that
    changes nothing is forgotten. A store that cannot be written is told, not raised.
    """
    depot = depot_en_usage()
    try:
        if not brouillon:
            oublie_brouillon(garde)
            return None, ""
        content = en_json(brouillon)
        if garde is None:
            return depose(depot, brouillon.contrat_id, content, auteur), ""
        try:
            return modifie(depot, garde, content, auteur), ""
        except (AttenteChangee, AttenteInconnue):
            return depose(depot, brouillon.contrat_id, content, auteur), A_PART
    except DepotErreur as erreur:
        return garde, f"Ce brouillon n'est gardé que dans cette fenêtre. {dit_a_tous(erreur)}"


def oublie_brouillon(garde: BrouillonGarde | None) -> None:
    """Forget what the store holds of a draft; one that cannot be written keeps it."""
    if garde is not None:
        with suppress(DepotErreur):
            efface(depot_en_usage(), garde.id)


def lit_garde(identite: str, compte: Compte, tables: Tables) -> BrouillonGarde | None:
    """Return a draft kept; None when it is gone, or when the account may not publish it."""
    with depot_en_usage().lecture() as connection:
        try:
            found = read_brouillon(connection, identite)
        except AttenteInconnue:
            return None
    return found if _may(found, compte, tables) else None


def gardes(compte: Compte, tables: Tables, contrat_id: str | None = None) -> list[BrouillonGarde]:
    """Return the drafts that an account may publish, the last one changed first.

    ``tables``: rows of now; ``contrat_id``: of one contract only.
    """
    with depot_en_usage().lecture() as connection:
        found = read_brouillons(connection, contrat_id)
    return [one for one in found if _may(one, compte, tables)]


def _may(garde: BrouillonGarde, compte: Compte, tables: Tables) -> bool:
    draft = de_json(garde.contrat_id, garde.contenu)
    return peut(compte, PUBLIER, territoire_du_brouillon(draft, tables))


def en_json(brouillon: Brouillon) -> dict[str, Any]:
    """Return a draft as JSON holds it."""
    rows = [
        {"ressource": one.ressource, "cle": one.cle, "apres": one.apres, "rang": one.rang}
        for one in brouillon.retouches
    ]
    return {"numero": brouillon.numero, "retouches": rows}


def de_json(contrat_id: str, contenu: Mapping[str, Any]) -> Brouillon:
    """Return a draft from JSON; columns are those of today, empty where it says nothing."""
    rows = tuple(
        Retouche(one["ressource"], one["cle"], _cells(one), one["rang"])
        for one in contenu["retouches"]
    )
    return Brouillon(contrat_id, contenu["numero"], rows)


def _cells(row: Mapping[str, Any]) -> dict[str, str] | None:
    if row["apres"] is None:
        return None
    return {name: row["apres"].get(name, "") for name in fields_by_name(row["ressource"])}
