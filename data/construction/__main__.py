"""``python -m data.construction [--cache FOLDER] [--sortie FOLDER]``: rebuild the referentiel."""

import argparse
import gzip
import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from data.construction.anciens import build_anciens
from data.construction.attributs import absorbing_communes, build_tables, read_records
from data.construction.cellules import build_appartenances, build_cellules
from data.construction.couches import build_layers
from data.construction.geometries import (
    clean_coverage,
    read_arrondissements,
    read_contours,
    read_rows,
)
from data.construction.identifiants import build_communes_hors_atlas, build_sirens
from data.construction.mairies import build_mairies
from data.construction.millesimes import VERSIONS, Millesime, read_millesimes
from data.construction.populations import build_populations
from data.construction.sources import SOURCES, SourceInvalide, fetch
from data.paths import DOSSIER_PROJET, DOSSIER_REFERENTIEL

MILLESIME = 2026
ANNEE_POPULATION = 2023
MAIRIES = "mairies.csv.gz"
# Names that no package has, written by hand with their source: kept as they are.
ECRITS_A_LA_MAIN = ("ailleurs.csv", "autres_noms.csv")
ATTRIBUTION = (
    "IGN – ADMIN EXPRESS, INSEE – COG et populations légales, DGCL – BANATIC, Licence Ouverte 2.0"
)


def _write(folder: Path, name: str, content: bytes) -> dict[str, str | int]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    plain = gzip.decompress(content) if name.endswith(".gz") else content
    rows = {"lignes": content.count(b"\n") - 1} if name.endswith(".csv") else {}
    return {
        "fichier": name,
        "octets": len(content),
        **rows,
        "sha256": hashlib.sha256(content).hexdigest(),
        "sha256_decompresse": hashlib.sha256(plain).hexdigest(),
    }


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _tables_of(millesime: Millesime) -> dict[str, pd.DataFrame]:
    """Return the files of a past vintage (départements and régions are those of today)."""
    return {
        "communes": millesime.communes,
        "communes_deleguees": millesime.deleguees,
        "epci": millesime.epci,
        "ept": millesime.ept,
    }


def build(cache: Path, sortie: Path) -> None:
    """Download what is missing into ``cache``, check it, and write the files of ``sortie``.

    Raises SourceInvalide (package absent or altered) or ValueError (territory incomplete).
    """
    archives = {source.cle: fetch(source, cache) for source in SOURCES}
    print("attributs…", flush=True)
    newest = archives[f"decoupage-{MILLESIME}"]
    tables = build_tables(newest)
    print("millésimes et populations…", flush=True)
    millesimes = read_millesimes({year: archives[f"decoupage-{year}"] for year in VERSIONS})
    appartenances = build_appartenances(millesimes)
    populations, remainders = build_populations(
        millesimes, appartenances, tables["arrondissements_municipaux"]
    )
    print("contours des communes…", flush=True)
    contours = clean_coverage(
        read_contours(
            archives["contours"], archives["contours_anciens"], absorbing_communes(newest)
        )
    )
    print("couches de la carte…", flush=True)
    newest_millesime = millesimes[MILLESIME]
    layers = build_layers(
        contours,
        read_arrondissements(archives["contours"]),
        tables,
        newest_millesime.population_communes | newest_millesime.population_arrondissements,
    )

    files = {f"{MILLESIME}/{name}.csv": _csv(table) for name, table in tables.items()}
    for year, one in millesimes.items():
        if year != MILLESIME:
            files |= {f"{year}/{name}.csv": _csv(table) for name, table in _tables_of(one).items()}
    files["cellules.csv"] = _csv(build_cellules(appartenances, millesimes, remainders))
    files["anciens.csv"] = _csv(
        build_anciens(
            millesimes,
            appartenances,
            populations[ANNEE_POPULATION].set_index("code")["population"],
            read_records(archives[f"decoupage-{min(VERSIONS)}"], "historique-communes"),
        )
    )
    files["sirens.csv"] = _csv(build_sirens(archives[f"decoupage-{year}"] for year in VERSIONS))
    files["communes_hors_atlas.csv"] = _csv(build_communes_hors_atlas(newest))
    files[MAIRIES] = gzip.compress(
        _csv(
            build_mairies(
                read_rows(archives["contours"]),
                (*tables["communes"]["code"], *tables["arrondissements_municipaux"]["code"]),
            )
        ),
        9,
        mtime=0,
    )
    files |= {name: (DOSSIER_REFERENTIEL / name).read_bytes() for name in ECRITS_A_LA_MAIN}
    files |= {f"populations/{year}.csv": _csv(table) for year, table in populations.items()}
    files |= {f"couches/{name}": layer for name, layer in layers.items()}
    written = [_write(sortie, name, content) for name, content in files.items()]
    provenance = {
        "attribution": ATTRIBUTION,
        "licence": "Licence Ouverte 2.0 (Etalab)",
        "millesime": MILLESIME,
        "annee_population": ANNEE_POPULATION,
        "millesimes": sorted(millesimes),
        "annees_population": sorted(populations),
        "sources": [asdict(source) for source in SOURCES],
        "fichiers": written,
    }
    text = json.dumps(provenance, ensure_ascii=False, indent=1) + "\n"
    (sortie / "provenance.json").write_text(text, encoding="utf-8")
    total = sum(int(entry["octets"]) for entry in written)
    print(f"{len(written)} fichiers, {total / 1e6:.1f} Mo dans {sortie}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m data.construction", description=__doc__)
    parser.add_argument("--cache", type=Path, default=DOSSIER_PROJET / ".cache" / "sources")
    parser.add_argument("--sortie", type=Path, default=DOSSIER_REFERENTIEL)
    arguments = parser.parse_args()
    try:
        build(arguments.cache, arguments.sortie)
    except (SourceInvalide, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
