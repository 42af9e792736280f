"""The registre of real contracts: loaded whole, checked first, or not at all."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_type_hints

from data.dates import DatePartielle
from data.lecture.validation import read_valid_registre
from data.model import (
    Action,
    ActionProbante,
    AnnonceRegion,
    Axe,
    ChiffrePublie,
    Contrat,
    Etape,
    LignePerimetre,
    PrioritePRS,
    Registre,
    Signataire,
)
from data.paths import DOSSIER_REGISTRE

Cellules = dict[str, str]


def load_registre(folder: Path = DOSSIER_REGISTRE) -> Registre:
    """Check, then load a registre folder.

    folder: holds the ten CSV files described in data/schemas and datapackage.json.
    Raises data.errors.RegistreInvalide, with every problem of every file, when there is one.
    """
    valide = read_valid_registre(folder)
    rangees = {
        nom: tuple(construit(cellules) for _, cellules in valide.tables[nom].lignes)
        for nom, construit in CONSTRUCTEURS.items()
    }
    return assemble(rangees, valide.date_releve)


def assemble(rangees: Mapping[str, tuple[Any, ...]], date_releve: datetime.date) -> Registre:
    """Put together a registre from its objects, by table, in the order of the files."""
    contrats = {contrat.id: contrat for contrat in rangees["contrats"]}
    regions = {annonce.region: annonce for annonce in rangees["regions"]}
    autres = {nom: rangees[nom] for nom in rangees if nom not in ("contrats", "regions")}
    return Registre(contrats=contrats, regions=regions, **autres, date_releve=date_releve)


# How the text of a cell becomes a value, by the type of its field.
LECTURES: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    int | None: lambda texte: int(texte) if texte else None,
    tuple[str, ...]: lambda texte: tuple(texte.split()),
    DatePartielle | None: lambda texte: DatePartielle.parse(texte) if texte else None,
}


def _constructeur(classe: type) -> Callable[[Cellules], Any]:
    """Return what builds an object of a class from its texts by column."""
    lectures = {nom: LECTURES[genre] for nom, genre in get_type_hints(classe).items()}
    return lambda cellules: classe(**{nom: lit(cellules[nom]) for nom, lit in lectures.items()})


# What builds the object of a row of each table, from its texts by column.
CONSTRUCTEURS: dict[str, Callable[[Cellules], Any]] = {
    ressource: _constructeur(classe)
    for ressource, classe in {
        "contrats": Contrat,
        "perimetres": LignePerimetre,
        "axes": Axe,
        "actions": Action,
        "signataires": Signataire,
        "regions": AnnonceRegion,
        "chiffres_publies": ChiffrePublie,
        "priorites_prs": PrioritePRS,
        "actions_probantes": ActionProbante,
        "etapes": Etape,
    }.items()
}
