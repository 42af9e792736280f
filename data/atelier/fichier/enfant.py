"""The reading process: a file on its standard input, its sheets as JSON on its standard output.

It is a process of its own because some files exhaust the memory of whoever opens them (two cells
at the far corners of a sheet are enough), and a server must outlive them. It bounds its own memory
and time, where the system can.
"""

import json
import sys
from importlib import import_module
from typing import Any

from data.atelier.fautes import Faute, Fautes, FichierRefuse
from data.atelier.fichier.feuille import feuille_en_json
from data.atelier.fichier.nature import CARTE, GEOPACKAGE

MEMOIRE_MAX = 3 << 30
SECONDES_MAX = 60


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bounds: the parent's clock remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMOIRE_MAX, MEMOIRE_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDES_MAX, SECONDES_MAX))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def faute_en_json(faute: Faute) -> dict[str, str]:
    """Return a fault about a whole file as JSON."""
    return {"genre": faute.genre.name, "detail": faute.detail, "ecrit": faute.ecrit}


def main(nature: str) -> int:
    """Read the file on standard input; return the exit status (0 read, 1 refused)."""
    _bound()
    try:
        answer = _read(sys.stdin.buffer.read(), nature)
    except FichierRefuse as refus:
        answer = {"refus": faute_en_json(refus.faute)}
    except MemoryError:
        answer = {"refus": faute_en_json(Faute(Fautes.TROP_ETENDU, "il demande trop de mémoire"))}
    json.dump(answer, sys.stdout, ensure_ascii=True)
    return 1 if "refus" in answer else 0


def _read(octets: bytes, nature: str) -> dict[str, Any]:
    """Read as the kind says; each reader is loaded only when its kind of file comes."""
    if nature in (CARTE, GEOPACKAGE):
        carte = import_module("data.atelier.fichier.carte")
        reader = carte.read_geojson if nature == CARTE else carte.read_geopackage
        return {"carte": reader(octets)}
    classeur = import_module("data.atelier.fichier.classeur")
    sheets, told = classeur.read_classeur(octets)
    return {
        "feuilles": [feuille_en_json(sheet) for sheet in sheets],
        "fautes": [faute_en_json(faute) for faute in told],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
