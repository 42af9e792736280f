"""What rows of the registre became, cell by cell: of one publication, or between two of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.depot.etat import Differences, cellules_de
from data.depot.modele import Cellules, Ligne, Modification
from data.lecture.schemas import fields_by_name, load_schema
from data.lecture.structures import noms_publics, structures_du_registre
from data.model import Registre
from geo.donnees.journal import CONTRATS

AJOUT, RETRAIT, CHANGEMENT, DEPLACEMENT = "ajout", "retrait", "changement", "deplacement"
PILOTE = "pilote"
NOMS_DES_LIGNES = {
    "contrats": ("nom",),
    "perimetres": ("libelle", "code"),
    "axes": ("numero", "intitule"),
    "actions": ("numero", "intitule"),
    "signataires": ("nom",),
    "regions": ("ars",),
    "chiffres_publies": ("indicateur", "date"),
    "priorites_prs": ("intitule",),
    "actions_probantes": ("intitule",),
    "etapes": ("intitule",),
}


@dataclass(frozen=True)
class Cellule:
    """A cell that changed: its column, its French title, its text before and after ("": none)."""

    colonne: str
    titre: str
    avant: str
    apres: str


@dataclass(frozen=True)
class LigneChangee:
    """A row that changed.

    ``table``: French title of its table; ``contrat``: identifier of its contract, "" when it is of
    none; ``nom``: what the row is called; ``genre``: AJOUT, RETRAIT, CHANGEMENT, or DEPLACEMENT
    when nothing but its place moved.
    """

    ressource: str
    table: str
    cle: str
    contrat: str
    nom: str
    genre: str
    cellules: tuple[Cellule, ...]


def lignes_de(modifications: Iterable[Modification], registre: Registre) -> list[LigneChangee]:
    """Return the rows that a publication changed; ``registre``: where structures are known."""
    known = structures_du_registre(registre)
    return [_ligne(one.ressource, one.cle, one.avant, one.apres, known) for one in modifications]


def lignes_entre(
    differences: Differences,
    avant: Mapping[str, Mapping[str, Ligne]],
    registre: Registre,
) -> list[LigneChangee]:
    """Return the rows that differ between two publications.

    ``differences``: as data.depot.etat.read_differences; ``avant``: the rows at the first one.
    """
    known = structures_du_registre(registre)
    rows = [
        _ligne(ressource, cle, avant.get(ressource, {}).get(cle), apres, known)
        for ressource, lignes in differences.items()
        for cle, apres in lignes.items()
    ]
    return [one for one in rows if one.cellules]


def _ligne(
    ressource: str, cle: str, avant: Ligne | None, apres: Ligne | None, connues: frozenset[str]
) -> LigneChangee:
    old, new = _cells(ressource, avant, connues), _cells(ressource, apres, connues)
    said = new or old
    fields = fields_by_name(ressource) if ressource in NOMS_DES_LIGNES else {}
    cells = tuple(
        Cellule(name, str(field.get("title", name)), old.get(name, ""), new.get(name, ""))
        for name, field in fields.items()
        if old.get(name, "") != new.get(name, "")
    )
    if avant is None:
        kind = AJOUT
    elif apres is None:
        kind = RETRAIT
    else:
        kind = CHANGEMENT if cells else DEPLACEMENT
    return LigneChangee(
        ressource,
        str(load_schema(ressource).get("title", ressource)) if fields else ressource,
        cle,
        cle if ressource == CONTRATS else said.get("contrat_id", ""),
        " ".join(said[one] for one in NOMS_DES_LIGNES.get(ressource, ()) if said.get(one)),
        kind,
        cells,
    )


def _cells(ressource: str, ligne: Ligne | None, connues: frozenset[str]) -> Cellules:
    if ligne is None or not ligne.cellules:
        return {}
    cells = dict(cellules_de(ressource, ligne))
    if cells.get(PILOTE):
        cells[PILOTE] = noms_publics(cells[PILOTE], connues)
    return cells
