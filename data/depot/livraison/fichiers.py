"""A delivered registre: the files of ``data/registre/``, or of a newer one, read and checked."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data.depot.cles import as_cellules, as_textes, keyed
from data.depot.modele import Cellules
from data.fichiers import read_file
from data.lecture.schemas import TABLES
from data.lecture.tables import OCTETS_AU_PLUS
from data.lecture.validation import DESCRIPTEUR, read_valid_registre
from data.paths import DOSSIER_REGISTRE

LISEZMOI = "README.md"


@dataclass(frozen=True)
class Livraison:
    """A delivered registre: its rows by resource and by key, its files as they are."""

    lignes: dict[str, dict[str, Cellules]]
    fichiers: dict[str, bytes]
    date_releve: str


def read_livraison(folder: Path = DOSSIER_REGISTRE) -> Livraison:
    """Read and check a delivered registre.

    Raises RegistreInvalide, with every problem of every file.
    """
    valide = read_valid_registre(folder)
    lignes = {}
    for ressource in TABLES:
        lues = (cellules for _, cellules in valide.tables[ressource].lignes)
        completes = (as_cellules(ressource, as_textes(ressource, une)) for une in lues)
        lignes[ressource] = {cle: dict(une) for cle, une in keyed(ressource, completes).items()}
    return Livraison(lignes, read_fichiers(folder), valide.date_releve.isoformat())


def read_fichiers(folder: Path) -> dict[str, bytes]:
    """Return the files of a delivered registre, those that can be read.

    Of one that is out of all measure, enough to tell that it is another.
    """
    found = {}
    for nom in [*(f"{ressource}.csv" for ressource in TABLES), DESCRIPTEUR, LISEZMOI]:
        with suppress(OSError):
            found[nom] = read_file(folder / nom, OCTETS_AU_PLUS + 1)
    return found


def manifest(fichiers: dict[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each file."""
    return {nom: hashlib.sha256(contenu).hexdigest() for nom, contenu in fichiers.items()}
