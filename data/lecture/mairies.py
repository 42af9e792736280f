"""Town halls, as the référentiel holds them: how to write to a commune."""

import csv
import gzip
from dataclasses import dataclass

from data.lecture.integrite import read_referentiel
from data.memoire import une_fois

FICHIER = "mairies.csv.gz"


@dataclass(frozen=True)
class Mairie:
    """How to write to a town hall; '' for what no source gives. No person is named."""

    courriel: str
    telephone: str
    site: str
    adresse: str


@une_fois(1)
def _mairies() -> dict[str, tuple[str, str, str, str]]:
    text = gzip.decompress(read_referentiel(FICHIER)).decode("utf-8")
    rows = csv.reader(text.splitlines()[1:])
    return {code: (email, phone, site, place) for code, email, phone, site, place in rows}


def mairie_de(code: str) -> Mairie | None:
    """Return the town hall of a commune or an arrondissement municipal, None when none is known.

    Raises ReferentielInvalide when the file is not the one delivered.
    """
    found = _mairies().get(code)
    return Mairie(*found) if found else None
