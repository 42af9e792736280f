"""Changes of which some would leave a row pointing at nothing: which ones to leave out, and why.

An undo or a reprise takes what it can, row by row: a contract that got an axis since is not
deleted, an axis whose contract is gone is not brought back.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from data.depot.cles import colonnes
from data.depot.etat import Differences, apply
from data.depot.modele import Changement, Ligne, Refus, Tables
from data.depot.publication import as_differences
from data.lecture.schemas import TABLES, load_schema

PROVISOIRE = 0  # number of a publication that is only tried


class _Reference(NamedTuple):
    """Columns of a table that name a row of another one."""

    ressource: str
    ici: list[str]
    cible: str
    la: list[str]


def split(
    tables: Tables, changements: Sequence[Changement]
) -> tuple[list[Changement], list[Refus]]:
    """Return the changes that can be made together, and those that would break a reference."""
    gardes, refus = list(changements), list[Refus]()
    while True:
        fautifs = _broken(tables, as_differences(tables, gardes, PROVISOIRE))
        if not fautifs:
            return gardes, refus
        refus += [Refus(*place, pourquoi) for place, pourquoi in fautifs.items()]
        gardes = [un for un in gardes if (un.ressource, un.cle) not in fautifs]


def _broken(tables: Tables, differences: Differences) -> dict[tuple[str, str], str]:
    """Return the changes to leave out, by (resource, key), with the reason."""
    apres = apply(tables, differences)
    fautifs: dict[tuple[str, str], str] = {}
    for ressource, ici, cible, la in _references():
        connues = {_values(cible, la, ligne) for ligne in apres[cible].values()}
        for cle, ligne in apres[ressource].items():
            visee = _values(ressource, ici, ligne)
            if not any(visee) or visee in connues:
                continue
            if cle in differences.get(ressource, {}):
                fautifs[ressource, cle] = (
                    f"la ligne de {cible} dont elle dépend ({' '.join(visee)}) n'existe plus"
                )
                continue
            for partie in _deleted(tables[cible], differences.get(cible, {}), cible, la, visee):
                fautifs[cible, partie] = f"une ligne de {ressource}, ajoutée depuis, en dépend"
    return fautifs


def _references() -> Iterator[_Reference]:
    for ressource in TABLES:
        for reference in load_schema(ressource).get("foreignKeys", []):
            cible = reference["reference"]
            yield _Reference(ressource, reference["fields"], cible["resource"], cible["fields"])


def _values(ressource: str, noms: Sequence[str], ligne: Ligne) -> tuple[str, ...]:
    return tuple(ligne.cellules[colonnes(ressource).index(nom)] for nom in noms)


def _deleted(
    avant: Mapping[str, Ligne],
    lignes: Mapping[str, Ligne | None],
    ressource: str,
    noms: Sequence[str],
    visee: tuple[str, ...],
) -> Iterator[str]:
    """Yield the keys of the rows that said what is looked for, and that a change takes away."""
    for cle in lignes:
        if cle in avant and _values(ressource, noms, avant[cle]) == visee:
            yield cle
