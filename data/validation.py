"""Is this folder a registre? All its problems in one go, for a person to correct.

Command: `python -m data.validation [folder]` prints what the registre holds (status 0), or its
problems one per line on the standard error (status 2).
"""

import datetime
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.certificat import certifies
from data.errors import ErreurDeDonnees, RegistreInvalide
from data.paths import DOSSIER_REGISTRE
from data.rules import check_rules
from data.schemas_loading import TABLES, fields_by_name
from data.tables import FichierIllisible, Table, read_table

__all__ = [
    "ErreurDeDonnees",
    "RegistreInvalide",
    "RegistreValide",
    "main",
    "read_valid_registre",
]

DESCRIPTEUR = "datapackage.json"


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
    erreurs += _errors(tables, anew)
    if erreurs or date_releve is None:
        raise RegistreInvalide(_one_per_place(erreurs))
    return RegistreValide(tables, date_releve)


def check_tables(tables: Mapping[str, Table], *, anew: bool = False) -> list[ErreurDeDonnees]:
    """Check tables against their schemas and the other rules: what is wrong, one error per place.

    ``anew``: by frictionless even when a quick look certifies that the schemas are respected.
    """
    return _one_per_place(_errors(tables, anew))


def _errors(tables: Mapping[str, Table], anew: bool) -> list[ErreurDeDonnees]:
    erreurs: list[ErreurDeDonnees] = []
    if anew or not certifies(tables):
        from data.schema_checks import check_schemas  # frictionless: a third of a second

        erreurs = check_schemas(tables)
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
    """The day the registre was gathered: `created` in datapackage.json."""
    attendu = f'un fichier {DESCRIPTEUR} qui dit "created": "2026-11-21T00:00:00Z" (date du relevé)'
    valeur = ""
    try:
        descripteur = json.loads((folder / DESCRIPTEUR).read_text(encoding="utf-8-sig"))
        valeur = str(descripteur["created"])
        return datetime.datetime.fromisoformat(valeur).date(), []
    except FileNotFoundError:
        message = "le fichier est absent."
    except (OSError, UnicodeDecodeError, json.JSONDecodeError):
        message = "le fichier ne peut pas être lu."
    except (KeyError, TypeError, ValueError):
        message = "la date du relevé est absente ou n'est pas une date."
    colonne = "created" if valeur else ""
    return None, [ErreurDeDonnees(DESCRIPTEUR, None, colonne, valeur, attendu, message)]


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
    """The first error told of each cell (a later one would repeat it), by file, then by line."""
    premieres: dict[tuple[str, int | None, str], ErreurDeDonnees] = {}
    for erreur in erreurs:
        premieres.setdefault((erreur.fichier, erreur.ligne, erreur.colonne), erreur)
    rangs = {f"{nom}.csv": rang for rang, nom in enumerate(TABLES)}
    return sorted(
        premieres.values(),
        key=lambda erreur: (rangs.get(erreur.fichier, len(rangs)), erreur.ligne or 0),
    )


def main(arguments: Sequence[str]) -> int:
    """Check the folder given, or the project's registre; returns the exit status."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print("Usage\u00a0: python -m data.validation [dossier]", file=sys.stderr)
        return 2
    folder = Path(arguments[0]) if arguments else DOSSIER_REGISTRE
    try:
        valide = read_valid_registre(folder, anew=True)
    except RegistreInvalide as invalide:
        print(invalide, file=sys.stderr)
        return 2
    print(f"Registre valide\u00a0: {_summary(valide)}.")
    return 0


def _summary(valide: RegistreValide) -> str:
    mots = {
        "contrats": "contrats",
        "perimetres": "lignes de périmètre",
        "axes": "axes",
        "actions": "actions",
        "signataires": "signataires",
        "regions": "régions",
        "chiffres_publies": "chiffres publiés",
        "priorites_prs": "priorités régionales",
        "actions_probantes": "actions probantes",
        "etapes": "étapes",
    }
    nombres = [f"{len(valide.tables[nom].enregistrements)} {mot}" for nom, mot in mots.items()]
    return f"{', '.join(nombres)} (relevé du {valide.date_releve:%d/%m/%Y})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
