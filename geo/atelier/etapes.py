"""What the guards of a staged import ask of its analysis, and the cells to be corrected."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.atelier.fautes import Faute
from data.atelier.importation import Faits, Importation
from geo.atelier.analyse import Analyse
from geo.atelier.contrats.origine import Import


def faits(analyse: Analyse) -> Faits:
    """Return what the transitions of an import depend on."""
    columns = analyse.tableau.colonnes if analyse.tableau is not None else ()
    return Faits(
        lu=True,
        colonnes=sum(one.cible is not None for one in columns) or int(analyse.tableau is None),
        a_decider=len(analyse.valeurs_a_decider) + len(analyse.doublons_a_decider),
        doublons=len(analyse.doublons_a_decider),
        erreurs=len(analyse.erreurs),
        changements=len(analyse.changements),
    )


def origine(importation: Importation) -> Import:
    """Return where the list of a staged import comes from, as the analysis takes it."""
    return Import(importation.region, importation.departement)


@dataclass(frozen=True)
class CelluleACorriger:
    """A cell of the user's own file: its row from 1, its column from 0 (-1: the whole row)."""

    ligne: int
    rang: int
    message: str
    bloque: bool


def cellules_a_corriger(analyse: Analyse) -> tuple[CelluleACorriger, ...]:
    """Return the cells that something is wrong with, row by row: what a corrected file shows."""
    found = [*_of_values(analyse), *_of_faults(analyse)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.ligne, one.rang)))


def _of_values(analyse: Analyse) -> Iterator[CelluleACorriger]:
    for one in analyse.valeurs_a_decider:
        kind = one.lecture.faute
        if kind is not None:
            message = Faute(kind, one.lecture.pourquoi, ecrit=one.ecrit).message
            for row in one.lignes:
                yield CelluleACorriger(row, _rank(analyse, one.colonne), message, True)


def _of_faults(analyse: Analyse) -> Iterator[CelluleACorriger]:
    for fault in analyse.fautes:
        for row in fault.lignes:
            rank = _rank(analyse, fault.colonne)
            yield CelluleACorriger(row, rank, fault.message, fault.bloque)


def _rank(analyse: Analyse, colonne: str) -> int:
    """Return the column of the file that gives a column of the registre, -1 when none does."""
    if analyse.tableau is None:
        return -1
    columns = analyse.tableau.colonnes if colonne else ()
    return next((one.rang for one in columns if colonne in (one.cible, one.entete)), -1)
