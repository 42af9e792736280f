"""What a contract of the list changes, cell by cell. An empty cell erases nothing."""

from collections.abc import Callable, Iterable
from datetime import date

import numpy as np

from data.dates import DatePartielle
from data.lecture.schemas import fields_by_name
from data.model import Contrat, LignePerimetre
from geo.atelier.contrats.formation import cle_du_contrat, cle_du_porteur
from geo.atelier.contrats.lecture import ContratLu
from geo.atelier.ecarts.lignes import Changement, Ligne, cle_de, ligne_de
from geo.atelier.territoires.perimetre import LigneLue
from geo.territoires.normalisation import normaliser

DATES = ("date_signature", "periode_debut", "date_fin", "source_date")
INCONNUE, SIGNE = "inconnue", "signe"
SOURCE = "source"


def changement_du_contrat(lu: ContratLu, contrat: Contrat) -> Changement | None:
    """Return the change of a contract of the registre, None when the list says nothing new.

    What was formed from other cells (a name, a région…) is for new contracts alone.
    """
    before = ligne_de(contrat)
    after = dict(before)
    for column, text in lu.champs.items():
        if column == "id" or column in lu.formes:
            continue
        if column in before and not _says_the_same(column, before[column], text):
            after[column] = text
    if after == before:
        return None
    return Changement("contrats", (contrat.id,), before, after)


def _says_the_same(column: str, before: str, after: str) -> bool:
    """Tell whether a text says no more: a poorer date, another spelling, some départements."""
    if before == after:
        return True
    if column in DATES:
        return bool(before) and before.startswith(after)
    if column == "departements":
        return set(after.split()) <= set(before.split())
    if column == "porteur":
        return bool(before) and cle_du_porteur(before) == cle_du_porteur(after)
    if column == "nom":
        return bool(before) and cle_du_contrat(before) == cle_du_contrat(after)
    if column == "notes":
        return bool(before) and normaliser(before) == normaliser(after)
    return False


def nouveau_contrat(lu: ContratLu, identifiant: str, jour: date) -> Ligne:
    """Return the row of a contract that the registre does not have.

    Its step, when the list has none, is deduced: signed when its start is past; unknown otherwise.
    """
    row = {column: lu.champs.get(column, "") for column in fields_by_name("contrats")}
    row["id"] = identifiant
    if not row["etape"]:
        start = row["date_signature"] or row["periode_debut"]
        past = bool(start) and DatePartielle.parse(start).premier_jour <= jour
        row["etape"] = SIGNE if past else INCONNUE
    row["fiabilite"] = row["fiabilite"] or SOURCE
    return row


def changements_du_perimetre(
    identifiant: str,
    lines: tuple[LigneLue, ...],
    avant: Iterable[LignePerimetre],
    cellules: Callable[[Iterable[LignePerimetre]], np.ndarray],
    source_url: str,
) -> list[Changement]:
    """Return the changes of the lines of a perimeter; none when it covers the same communes.

    ``cellules``: gives the cells that lines cover.
    """
    held = tuple(avant)
    wanted = tuple(
        LignePerimetre(identifiant, one.operation, one.niveau, one.code, one.libelle, source_url)
        for one in lines
    )
    if held and np.array_equal(cellules(held), cellules(wanted)) and not _partial(held, wanted):
        return []
    same = {_place(line) for line in held} & {_place(line) for line in wanted}
    changes = [
        Changement("perimetres", cle_de("perimetres", ligne_de(line)), ligne_de(line), None)
        for line in held
        if _place(line) not in same
    ]
    changes += [
        Changement("perimetres", cle_de("perimetres", ligne_de(line)), None, ligne_de(line))
        for line in wanted
        if _place(line) not in same
    ]
    return changes


def _place(line: LignePerimetre) -> tuple[str, str, str]:
    return line.operation, line.niveau, line.code


def _partial(held: tuple[LignePerimetre, ...], wanted: tuple[LignePerimetre, ...]) -> bool:
    """Tell whether the parts of communes, that have no cell, differ."""
    parts = ("quartier", "commune_deleguee")
    mine = {_place(line) for line in wanted if line.niveau in parts}
    theirs = {_place(line) for line in held if line.niveau in parts}
    return mine != theirs
