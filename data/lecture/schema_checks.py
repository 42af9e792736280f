"""Tables against their Table Schemas: frictionless checks, `data.messages` tells in French."""

import copy
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from frictionless import FrictionlessException, Package

from data.errors import ErreurDeDonnees
from data.lecture.messages import translate
from data.lecture.schemas import load_schema
from data.lecture.tables import Table

# frictionless stops at 1,000 errors unless told otherwise; every problem must be told.
SANS_LIMITE = 10**9


def check_schemas(
    tables: Mapping[str, Table], done: Collection[str] = frozenset()
) -> list[ErreurDeDonnees]:
    """Every breach of the schemas in these tables, in the order of the tables, then of the lines.

    tables: {name: table}; a table that could not be read is left out, and the references to it
    are not checked. ``done``: names of tables known to be right, not checked again.
    """
    checked = [nom for nom in tables if nom not in done]
    if not checked:
        return []
    ressources = [_resource(tables[nom], tables) for nom in checked]
    named = {cle["reference"]["resource"] for une in ressources for cle in _references(une)}
    targets = [_resource(tables[nom], {}) for nom in tables if nom in named - set(checked)]
    try:
        paquet = Package.from_descriptor({"name": "registre", "resources": ressources + targets})
        rapports = [
            paquet.validate(name=nom, limit_errors=SANS_LIMITE)
            for nom in (checked if targets else [None])  # None: all of them
        ]
    except FrictionlessException as exception:
        return [_about_schemas(erreur) for erreur in exception.to_errors()]
    return [_about_schemas(erreur) for rapport in rapports for erreur in rapport.errors] + [
        translate(erreur, tables[tache.name])
        for rapport in rapports
        for tache in rapport.tasks
        for erreur in _causes(tache.errors)
    ]


def _causes(erreurs: Sequence[Any]) -> list[Any]:
    """The errors of a file without the mere effects of others, causes first.

    frictionless tells a blank row's empty key as well, and a missing cell as an empty one too (the
    second, at the same place, is left out later: see `data.lecture.validation`).
    """
    lignes_vides = {erreur.row_number for erreur in erreurs if erreur.type == "blank-row"}
    causes = [
        erreur
        for erreur in erreurs
        if erreur.type == "blank-row" or getattr(erreur, "row_number", None) not in lignes_vides
    ]
    return sorted(causes, key=lambda erreur: bool(erreur.type != "missing-cell"))


def _resource(table: Table, tables: Mapping[str, Table]) -> dict[str, Any]:
    schema = load_schema(table.nom)
    references = [
        cle for cle in schema.get("foreignKeys", []) if _is_readable(cle["reference"], tables)
    ]
    lignes = [enregistrement.cellules for enregistrement in table.enregistrements]
    return {
        "name": table.nom,
        "type": "table",
        "data": [table.entete, *lignes],
        # Said, or frictionless takes a title for one and reads the header below it.
        "dialect": {"headerRows": [1]},
        "schema": copy.deepcopy({**schema, "foreignKeys": references}),
    }


def _references(ressource: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(ressource["schema"]["foreignKeys"])


def _is_readable(reference: Mapping[str, Any], tables: Mapping[str, Table]) -> bool:
    cible = tables.get(reference["resource"])
    return cible is not None and set(reference["fields"]) <= set(cible.entete)


def _about_schemas(erreur: Any) -> ErreurDeDonnees:
    """A schema that isn't one: nobody's data is at fault, but nothing could be checked."""
    message = f"les schémas ne sont pas valides (détail technique\u00a0: {erreur.note})."
    return ErreurDeDonnees("data/schemas", None, "", "", "", message)
