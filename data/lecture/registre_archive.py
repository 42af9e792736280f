"""The registre as one file to take away: its tables, their schemas, its licence, its provenance.

Once unzipped, ``registre/`` passes ``python -m data.validation`` and loads as the original does.
Schemas lie under the descriptor, as a Data Package wants them: what is outside is not safe to open.
"""

import json
from datetime import date
from pathlib import Path

from data.lecture.archives import zip_bytes
from data.lecture.schemas import TABLES, fields_by_name, load_schema
from data.lecture.tables import read_table
from data.paths import DOSSIER_PROJET, DOSSIER_REGISTRE, DOSSIER_SCHEMAS

DESCRIPTEUR = "datapackage.json"
SCHEMAS = "schemas"  # under the descriptor


def registre_zip(date_releve: date) -> bytes:
    """Return the registre as a zip, the same bytes each time.

    ``date_releve``: the day the registre was gathered, said in LISEZMOI.md.
    """
    return zip_bytes(_files(date_releve))


def _files(date_releve: date) -> dict[str, bytes]:
    files = {
        "LISEZMOI.md": _readme(date_releve).encode("utf-8"),
        "LICENCE.md": (DOSSIER_PROJET / "data" / "LICENCE.md").read_bytes(),
        f"registre/{DESCRIPTEUR}": _descriptor().encode("utf-8"),
    }
    for table in TABLES:
        files[f"registre/{table}.csv"] = (DOSSIER_REGISTRE / f"{table}.csv").read_bytes()
        files[f"registre/{SCHEMAS}/{table}.json"] = (DOSSIER_SCHEMAS / f"{table}.json").read_bytes()
    return files


def _descriptor() -> str:
    """Return the descriptor of the registre, its schemas under it."""
    descriptor = json.loads((DOSSIER_REGISTRE / DESCRIPTEUR).read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        resource["schema"] = f"{SCHEMAS}/{resource['name']}.json"
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def _rows(path: Path) -> int:
    """Return the number of rows of a table, the lines of a quoted cell counting for one."""
    return len(read_table(path, list(fields_by_name(path.stem))).lignes)


def _readme(date_releve: date) -> str:
    rows = [
        f"| `registre/{table}.csv` | {load_schema(table).get('title', table)} "
        f"| {_rows(DOSSIER_REGISTRE / f'{table}.csv')} |"
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
