"""A territory pointed at on the map: put in the perimeter of a draft, or taken out of it.

The lines stay as few as a person would write: an EPCI takes the place of its communes, and a
commune taken out of an EPCI becomes an exception to it.
"""

from collections.abc import Mapping

import numpy as np

from data.depot.modele import Cellules, Tables
from geo.saisie.brouillon import PERIMETRES, Brouillon
from geo.saisie.perimetre import EXCLUT, INCLUT, build_perimetre, ligne_du_territoire
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire


def bascule(
    brouillon: Brouillon, tables: Tables, referentiel: Referentiel, territoire: Territoire
) -> Brouillon:
    """Return the draft with a territory wholly in its perimeter, or wholly out when it was in.

    A territory that was in for a part is put wholly in. Lines that cover a part of a commune
    (a quartier) stay as they are. Raises TerritoireInconnu.
    """
    mine = referentiel.cellules(territoire.niveau, territoire.code)
    covered = _covered(brouillon, tables, referentiel)
    if np.isin(mine, covered).all():
        return _takes_out(brouillon, tables, referentiel, territoire)
    return _puts_in(brouillon, tables, referentiel, territoire)


def _puts_in(
    draft: Brouillon, tables: Tables, referentiel: Referentiel, territoire: Territoire
) -> Brouillon:
    mine = referentiel.cellules(territoire.niveau, territoire.code)
    for cle, (line, cells) in _lines(draft, tables, referentiel, EXCLUT).items():
        if not np.isin(cells, mine).any():
            continue
        draft = draft.retire(tables, PERIMETRES, cle)
        for commune in _communes(referentiel, np.setdiff1d(cells, mine)):
            draft = draft.ecrit(tables, PERIMETRES, _line(commune, EXCLUT, line))
    if np.isin(mine, _covered(draft, tables, referentiel)).all():
        return draft
    draft = _without_parts(draft, tables, referentiel, mine)
    row = draft.contrat(tables) or {}
    line = {"contrat_id": draft.contrat_id, "source_url": row.get("source_url", "")}
    return draft.ecrit(tables, PERIMETRES, _line(territoire, INCLUT, line))


def _takes_out(
    draft: Brouillon, tables: Tables, referentiel: Referentiel, territoire: Territoire
) -> Brouillon:
    mine = referentiel.cellules(territoire.niveau, territoire.code)
    source = _source(draft, tables, referentiel, mine)
    draft = _without_parts(draft, tables, referentiel, mine)
    if not np.isin(mine, _covered(draft, tables, referentiel)).any():
        return draft
    return draft.ecrit(tables, PERIMETRES, _line(territoire, EXCLUT, source))


def _source(
    draft: Brouillon, tables: Tables, referentiel: Referentiel, mine: np.ndarray
) -> Cellules:
    """Return the first line that covers some cells: an exception to it is told by its source."""
    lines = _lines(draft, tables, referentiel, INCLUT).values()
    return next(line for line, cells in lines if np.isin(cells, mine).any())


def _without_parts(
    draft: Brouillon, tables: Tables, referentiel: Referentiel, mine: np.ndarray
) -> Brouillon:
    """Return the draft without the lines that say nothing out of some cells."""
    for operation in (INCLUT, EXCLUT):
        for cle, (_, cells) in _lines(draft, tables, referentiel, operation).items():
            if np.isin(cells, mine).all():
                draft = draft.retire(tables, PERIMETRES, cle)
    return draft


def _lines(
    draft: Brouillon, tables: Tables, referentiel: Referentiel, operation: str
) -> dict[str, tuple[Cellules, np.ndarray]]:
    """Return the lines of an operation with what each covers, those that cover nothing left out."""
    found = {}
    for cle, line in draft.lignes(tables, PERIMETRES).items():
        if line["operation"] != operation:
            continue
        cells = build_perimetre({cle: line | {"operation": INCLUT}}, referentiel).cellules
        if cells.size:
            found[cle] = line, cells
    return found


def _covered(draft: Brouillon, tables: Tables, referentiel: Referentiel) -> np.ndarray:
    return build_perimetre(draft.lignes(tables, PERIMETRES), referentiel).cellules


def _communes(referentiel: Referentiel, cells: np.ndarray) -> list[Territoire]:
    level = referentiel.niveaux["commune"]
    owners = np.unique(level.appartenance[cells]).tolist()
    return [Territoire("commune", str(level.codes[one]), str(level.noms[one])) for one in owners]


def _line(place: Territoire, operation: str, like: Mapping[str, str]) -> Cellules:
    """Return the line of a territory, of the contract and source of another line."""
    return ligne_du_territoire(
        like["contrat_id"], place.niveau, place.code, place.nom, operation, like["source_url"]
    )
