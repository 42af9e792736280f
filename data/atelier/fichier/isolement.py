"""Reading a workbook or a map in a process of its own: see ``data.atelier.fichier.enfant``."""

import json
import subprocess
import sys
from typing import Any

from data.atelier.fautes import Fautes, FichierRefuse
from data.paths import DOSSIER_PROJET

ATTENTE_MAX = 90
"""Seconds of the clock: a busy machine takes longer than the process's own time."""
_ENFANT = "data.atelier.fichier.enfant"


def read_apart(octets: bytes, nature: str) -> dict[str, Any]:
    """Return what the reading process says of a file.

    Raises FichierRefuse with its reason, or because it took too much memory or time.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", _ENFANT, nature],
            input=octets,
            capture_output=True,
            timeout=ATTENTE_MAX,
            cwd=DOSSIER_PROJET,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    if done.returncode not in (0, 1):  # ended by its own bounds
        raise _too_much()
    if not done.stdout:
        raise FichierRefuse(Fautes.ABIME, "sa lecture a échoué")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refus" in answer:
        refus = answer["refus"]
        raise FichierRefuse(Fautes[refus["genre"]], refus["detail"], refus["ecrit"])
    return answer


def _too_much() -> FichierRefuse:
    return FichierRefuse(
        Fautes.TROP_ETENDU,
        "il demande trop de mémoire ou de temps (une cellule égarée au bout de la feuille suffit)",
    )
