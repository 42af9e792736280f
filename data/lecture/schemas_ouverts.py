"""The schemas of the registre as schema.data.gouv.fr takes them: one folder each, ready to publish.

A folder holds what a repository of that catalogue must hold: ``schema.json`` (Table Schema, with
version, dates, contributors, homepage, path and examples), README, CHANGELOG, licence, a valid and
an invalid file. Sources: "Validation des schémas" of schema.data.gouv.fr, and Table Schema 1.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.lecture.schemas import load_schema
from data.paths import DOSSIER_REGISTRE

PUBLIES = ("contrats", "perimetres", "actions")
TABLE_SCHEMA = "https://specs.frictionlessdata.io/schemas/table-schema.json"
CATALOGUE = "https://schema.data.gouv.fr"
GROUPE = "atlas-cls"
LICENCE = {
    "name": "etalab-2.0",
    "title": "Licence Ouverte / Open Licence 2.0 (Etalab)",
    "path": "https://spdx.org/licenses/etalab-2.0.html",
}
CONTRIBUTEUR = {"title": "Atlas des contrats locaux de santé", "role": "author"}
EXEMPLES = ("cls-29-cornouaille-1", "cls-29-cob-3", "cls-79-gatine-3", "cls-07-annonay-x")
LIGNES_D_EXEMPLE = 12


@dataclass(frozen=True)
class Version:
    """A version of a published schema: number (semver), day (ISO), and what changed, in French."""

    numero: str
    jour: str
    changement: str


# Newest first. A change of the fields of a schema is a new line here.
VERSIONS: Mapping[str, tuple[Version, ...]] = {
    nom: (Version("1.0.0", "2026-11-30", "Première version."),) for nom in PUBLIES
}
# For each schema, cells that its invalid example gets wrong: line (from 1), column, value.
FAUTES: Mapping[str, tuple[tuple[int, str, str], ...]] = {
    "contrats": ((1, "etape", "en vigueur"), (2, "date_signature", "12/07/2023"), (3, "id", "")),
    "perimetres": ((1, "operation", "ajout"), (2, "code", "29 232"), (3, "contrat_id", "Annonay")),
    "actions": ((1, "statut", "Terminé"), (2, "intitule", ""), (3, "echeance", "fin 2026")),
}


def schemas_ouverts(groupe: str = GROUPE) -> dict[str, bytes]:
    """Return {path in the tree: content} of every file; ``groupe``: owner in the catalogue."""
    tree = {"README.md": _text(_readme_commun()), "datapackage.json": _json(_package())}
    for nom in PUBLIES:
        schema = schema_ouvert(nom, groupe)
        valid = _rows(nom)
        tree |= {
            f"{nom}/schema.json": _json(schema),
            f"{nom}/README.md": _text(_readme(schema)),
            f"{nom}/CHANGELOG.md": _text(_changelog(nom)),
            f"{nom}/LICENSE.md": _text(f"{LICENCE['title']}\n\n{LICENCE['path']}\n"),
            f"{nom}/exemple-valide.csv": _csv(valid),
            f"{nom}/exemple-invalide.csv": _csv(_spoiled(valid, FAUTES[nom])),
        }
    return tree


def schema_ouvert(nom: str, groupe: str = GROUPE) -> dict[str, Any]:
    """Return a schema as it is published; ``nom``: one of PUBLIES.

    What only the registre knows is left out: kinds of content, references to its other tables.
    """
    own = load_schema(nom)
    versions = VERSIONS[nom]
    slug = f"cls-{nom}"
    path = f"{CATALOGUE}/schemas/{groupe}/{slug}/{versions[0].numero}"
    return {
        "$schema": TABLE_SCHEMA,
        "name": slug,
        "title": own["title"],
        "description": own["description"],
        "countryCode": "FR",
        "homepage": f"{CATALOGUE}/{groupe}/{slug}/",
        "path": f"{path}/schema.json",
        "version": versions[0].numero,
        "created": versions[-1].jour,
        "lastModified": versions[0].jour,
        "contributors": [CONTRIBUTEUR],
        "licenses": [LICENCE],
        "resources": [
            {
                "title": "Exemple de fichier valide",
                "name": "exemple-valide",
                "path": f"{path}/exemple-valide.csv",
            }
        ],
        "fields": [
            {key: value for key, value in field.items() if key != "contenu"}
            for field in own["fields"]
        ],
        "missingValues": own["missingValues"],
        "primaryKey": own["primaryKey"],
    }


def _rows(nom: str) -> list[dict[str, str]]:
    """Return rows of the registre as delivered; none that names a pilote, who may be a person."""
    key = "id" if nom == "contrats" else "contrat_id"
    with (DOSSIER_REGISTRE / f"{nom}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[key] in EXEMPLES]
    return [row for row in rows if not row.get("pilote")][:LIGNES_D_EXEMPLE]


def _spoiled(
    rows: list[dict[str, str]], faults: Iterable[tuple[int, str, str]]
) -> list[dict[str, str]]:
    spoiled = [dict(row) for row in rows]
    for line, column, value in faults:
        spoiled[line - 1][column] = value
    return spoiled


def _csv(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _text(text: str) -> bytes:
    return text.encode("utf-8")


def _package() -> dict[str, Any]:
    resources = [
        {
            "name": f"cls-{nom}",
            "title": load_schema(nom)["title"],
            "path": f"{nom}/exemple-valide.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": f"{nom}/schema.json",
            "documentation": f"{nom}/README.md",
        }
        for nom in PUBLIES
    ]
    return {
        "name": "contrats-locaux-de-sante",
        "title": "Contrats locaux de santé",
        "description": "Contrats, périmètres et actions des contrats locaux de santé.",
        "licenses": [LICENCE],
        "resources": resources,
    }


def _readme_commun() -> str:
    lines = [f"- `{nom}/` : {load_schema(nom)['title'].lower()}" for nom in PUBLIES]
    return (
        "# Schémas des contrats locaux de santé\n\n"
        "Un dossier par schéma, chacun prêt à devenir un dépôt de schema.data.gouv.fr :\n\n"
        + "\n".join(lines)
        + "\n\nLes adresses que portent les schémas sont celles que le catalogue leur donne une "
        "fois qu'ils y sont acceptés, sous l'étiquette Git du numéro de leur version.\n"
    )


def _readme(schema: Mapping[str, Any]) -> str:
    """Write what a keeper of a list must know: why, how, each column, how to check a file."""
    columns = "\n".join(_column(field) for field in schema["fields"])
    return (
        f"# {schema['title']}\n\n{schema['description']}\n\n"
        "Un contrat local de santé (CLS) est signé par une agence régionale de santé et des "
        "collectivités (code de la santé publique, article L. 1434-10). Ce schéma sert à tenir "
        "et à échanger la liste de ces contrats ; il est tenu par l'atlas des contrats locaux de "
        "santé.\n\n"
        f"- Version : {schema['version']} ({schema['lastModified']})\n"
        f"- Clé : {', '.join(f'`{one}`' for one in schema['primaryKey'])}\n"
        "- Fichier : CSV en UTF-8, séparé par des virgules ; une cellule vide veut dire qu'aucune "
        "source ne renseigne cette donnée.\n"
        "- Dates : AAAA, AAAA-MM ou AAAA-MM-JJ, à la précision de la source.\n\n"
        f"## Colonnes\n\n{columns}\n\n"
        "## Vérifier un fichier\n\n"
        "    frictionless validate --schema schema.json exemple-valide.csv\n\n"
        "`exemple-invalide.csv` montre des fautes courantes : une valeur hors de la liste, une "
        "date écrite autrement, une cellule obligatoire vide.\n"
    )


def _column(field: Mapping[str, Any]) -> str:
    required = " (obligatoire)" if field.get("constraints", {}).get("required") else ""
    return f"- `{field['name']}`{required} : {field['description']} Exemple : `{field['example']}`."


def _changelog(nom: str) -> str:
    parts: list[str] = [
        f"## {one.numero} ({one.jour})\n\n- {one.changement}" for one in VERSIONS[nom]
    ]
    return "# Changements\n\n" + "\n\n".join(parts) + "\n"
