"""The registre as one file to take away: its tables, their schemas, its licence, its provenance.

Once unzipped, ``registre/`` passes ``python -m data.validation`` and loads as the original does.
Schemas lie under the descriptor, as a Data Package wants them: what is outside is not safe to open.
"""

import json
from collections.abc import Mapping
from datetime import date

from data.lecture.archives import zip_bytes
from data.lecture.schemas import TABLES, fields_by_name, load_schema
from data.lecture.tables import parse_table
from data.paths import DOSSIER_PROJET, DOSSIER_REGISTRE, DOSSIER_SCHEMAS

DESCRIPTEUR = "datapackage.json"
SCHEMAS = "schemas"  # under the descriptor


def registre_zip(date_releve: date, fichiers: Mapping[str, bytes] | None = None) -> bytes:
    """Return the registre as a zip, the same bytes each time.

    ``date_releve``: the day the registre was gathered, said in LISEZMOI.md.
    ``fichiers``: its tables and its descriptor, by name; those delivered by default.
    """
    return zip_bytes(_files(date_releve, delivered_files() if fichiers is None else fichiers))


def delivered_files() -> dict[str, bytes]:
    """Return the tables and the descriptor of the registre as delivered, by name."""
    noms = [DESCRIPTEUR, *(f"{table}.csv" for table in TABLES)]
    return {nom: (DOSSIER_REGISTRE / nom).read_bytes() for nom in noms}


def _files(date_releve: date, registre: Mapping[str, bytes]) -> dict[str, bytes]:
    files = {
        "LISEZMOI.md": _readme(date_releve, registre).encode("utf-8"),
        "LICENCE.md": (DOSSIER_PROJET / "data" / "LICENCE.md").read_bytes(),
        f"registre/{DESCRIPTEUR}": _descriptor(registre[DESCRIPTEUR]).encode("utf-8"),
    }
    for table in TABLES:
        files[f"registre/{table}.csv"] = registre[f"{table}.csv"]
        files[f"registre/{SCHEMAS}/{table}.json"] = (DOSSIER_SCHEMAS / f"{table}.json").read_bytes()
    return files


def _descriptor(livre: bytes) -> str:
    """Return the descriptor of the registre, its schemas under it."""
    descriptor = json.loads(livre.decode("utf-8-sig"))
    for resource in descriptor["resources"]:
        resource["schema"] = f"{SCHEMAS}/{resource['name']}.json"
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def _rows(table: str, contenu: bytes) -> int:
    """Return the number of rows of a table, the lines of a quoted cell counting for one."""
    return len(parse_table(table, contenu, list(fields_by_name(table))).enregistrements)


def _readme(date_releve: date, registre: Mapping[str, bytes]) -> str:
    rows = [
        f"| `registre/{table}.csv` | {load_schema(table).get('title', table)} "
        f"| {_rows(table, registre[f'{table}.csv'])} |"
        for table in TABLES
    ]
    return "\n".join(
        [
            "# Registre des contrats locaux de santé",
            "",
            f"Faits relevés le {date_releve.isoformat()} dans des pages publiques (agences "
            "régionales de santé, collectivités, préfectures, presse). Chaque ligne cite la page "
            "où elle a été lue. **Relevé partiel, pas une liste officielle** : une cellule vide "
            "veut dire qu'aucune source lue ne le dit, jamais zéro.",
            "",
            "| fichier | contenu | lignes |",
            "| --- | --- | ---: |",
            *rows,
            "",
            f"- Chaque colonne est décrite dans `registre/{SCHEMAS}/` (Table Schema) ; `registre/"
            f"{DESCRIPTEUR}` relie les tables à leurs schémas (Data Package).",
            "- CSV séparés par des virgules, en UTF-8, codes du code officiel géographique 2026. "
            "Les codes sont des textes : à l'import dans un tableur, garder leurs zéros (`01053`).",
            "- Dates partielles gardées telles quelles : `2023`, `2023-07` ou `2023-07-12`.",
            "- Licence et mention de la source : `LICENCE.md` (Licence Ouverte 2.0).",
            "- Citer : « Atlas des contrats locaux de santé, registre relevé le "
            f"{date_releve.isoformat()} ».",
            "",
        ]
    )
