"""Is this folder a registre? All its problems in one go, for a person to correct."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import ErreurDeDonnees, RegistreInvalide
from data.lecture.certificat import certified
from data.lecture.rules import check_rules
from data.lecture.schemas import TABLES, fields_by_name
from data.lecture.tables import FichierIllisible, Table, read_bounded, read_table

DESCRIPTEUR = "datapackage.json"
ANNEES_DE_RELEVE = range(2000, 2100)


@dataclass(frozen=True)
class RegistreValide:
    """The texts of a registre that passed every check, and the day it was gathered."""

    tables: dict[str, Table]
    date_releve: datetime.date


def read_valid_registre(folder: Path, *, anew: bool = False) -> RegistreValide:
    """Read and check a registre folder: its ten CSV files and its datapackage.json.

    Tables that a quick look certifies are not checked by frictionless, unless ``anew`` asks for it.

    Raises RegistreInvalide, with every problem of every file, when there is at least one.
    """
    if not folder.is_dir():
        message = "le dossier du registre est introuvable."
        raise RegistreInvalide([ErreurDeDonnees(str(folder), None, "", "", "un dossier", message)])
    tables, erreurs = _read_tables(folder)
    date_releve, about_descriptor = _read_date_releve(folder)
    erreurs += about_descriptor + _unexpected_files(folder)
    erreurs += _errors(tables, anew=anew)
    if erreurs or date_releve is None:
        raise RegistreInvalide(_one_per_place(erreurs))
    return RegistreValide(tables, date_releve)


def check_tables(tables: Mapping[str, Table]) -> list[ErreurDeDonnees]:
    """Check tables against their schemas and the other rules: one error per place."""
    return _one_per_place(_errors(tables, anew=False))


def _errors(tables: Mapping[str, Table], *, anew: bool) -> list[ErreurDeDonnees]:
    erreurs: list[ErreurDeDonnees] = []
    done = frozenset() if anew else certified(tables)
    if done != set(tables):
        from data.lecture import schema_checks  # frictionless takes a third of a second

        erreurs = schema_checks.check_schemas(tables, done)
    return erreurs + check_rules(tables)


def _read_tables(folder: Path) -> tuple[dict[str, Table], list[ErreurDeDonnees]]:
    tables: dict[str, Table] = {}
    erreurs: list[ErreurDeDonnees] = []
    for nom in TABLES:
        try:
            tables[nom] = read_table(folder / f"{nom}.csv", list(fields_by_name(nom)))
        except FichierIllisible as illisible:
            erreurs.append(illisible.erreur)
    return tables, erreurs


def _read_date_releve(folder: Path) -> tuple[datetime.date | None, list[ErreurDeDonnees]]:
    """The day the registre was gathered, `created` in datapackage.json, which names its tables."""
    valeur = ""
    try:
        descripteur = json.loads(read_bounded(folder / DESCRIPTEUR).decode("utf-8-sig"))
        valeur = str(descripteur["created"])
        jour = datetime.datetime.fromisoformat(valeur).date()
        if jour.year not in ANNEES_DE_RELEVE:
            raise ValueError("created")
        return jour, list(_check_tables_named(descripteur))
    except FichierIllisible as illisible:
        message = illisible.erreur.message
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        message = "le fichier ne peut pas être lu."
    except (KeyError, TypeError, ValueError):
        message = "la date du relevé est absente ou n'est pas une date."
    attendu = f'un fichier {DESCRIPTEUR} qui dit "created": "2026-11-21T00:00:00Z" (date du relevé)'
    colonne = "created" if valeur else ""
    return None, [ErreurDeDonnees(DESCRIPTEUR, None, colonne, valeur, attendu, message)]


def _check_tables_named(descripteur: dict[str, Any]) -> Iterator[ErreurDeDonnees]:
    """A descriptor without its tables is one that nobody could take away with them."""
    try:
        named = {une["name"] for une in descripteur["resources"]}
    except (KeyError, TypeError):
        named = set()
    if not named >= set(TABLES):
        message = "la liste des tables du registre est absente ou incomplète."
        attendu = f"les tables {', '.join(TABLES)}"
        yield ErreurDeDonnees(DESCRIPTEUR, None, "resources", "", attendu, message)


def _unexpected_files(folder: Path) -> list[ErreurDeDonnees]:
    """A CSV file that nobody reads: misnamed, most likely."""
    try:
        noms = sorted(chemin.name for chemin in folder.iterdir())
    except OSError:
        message = "le contenu du dossier ne peut pas être lu."
        return [ErreurDeDonnees(str(folder), None, "", "", "un dossier lisible", message)]
    prevus = [f"{nom}.csv" for nom in TABLES]
    attendu = f"un de ces noms\u00a0: {', '.join(prevus)}"
    message = "ce fichier ne fait pas partie du registre\u00a0; rien n'en serait lu."
    return [
        ErreurDeDonnees(nom, None, "", "", attendu, message)
        for nom in noms
        if nom.lower().endswith(".csv") and nom not in prevus
    ]


def _one_per_place(erreurs: Iterable[ErreurDeDonnees]) -> list[ErreurDeDonnees]:
    """The first error told of each cell (a later one would repeat it): causes before effects.

    First the files that cannot be read as they should, then their cells, by file and by line, then
    the references to what is not there, which all of those may explain.
    """
    premieres: dict[tuple[str, int | None, str], ErreurDeDonnees] = {}
    for erreur in erreurs:
        premieres.setdefault((erreur.fichier, erreur.ligne, erreur.colonne), erreur)
    rangs = {f"{nom}.csv": rang for rang, nom in enumerate(TABLES)}
    return sorted(
        premieres.values(),
        key=lambda erreur: (
            erreur.effet,
            (erreur.ligne or 0) > 1,
            rangs.get(erreur.fichier, len(rangs)),
            erreur.ligne or 0,
        ),
    )
