"""Is a territory that a perimeter names in the referentiel, in one vintage at least.

A registre with a code that no vintage knows has the form of a valid one, and nothing can be
computed from it.
"""

import re
from collections.abc import Iterable
from functools import cache

from data.errors import ErreurDeDonnees, quote
from data.lecture.integrite import read_referentiel
from data.lecture.tables import Table
from data.paths import DOSSIER_REFERENTIEL

# Files of a vintage whose first column holds the codes of each level.
FICHIERS = {
    "commune": ("communes",),
    "quartier": ("communes",),  # named by the commune that it lies in
    "epci": ("epci",),
    "ept": ("ept",),
    "departement": ("departements",),
    "arrondissement_municipal": ("arrondissements_municipaux",),
    "commune_deleguee": ("communes_deleguees",),
}
_CODE = re.compile(rb"^([0-9AB]+),", re.MULTILINE)


@cache
def codes_connus(niveau: str) -> frozenset[str]:
    """Return the codes of a level, of every vintage held; none for an unknown level."""
    return frozenset(
        code.decode()
        for nom in FICHIERS.get(niveau, ())
        for chemin in DOSSIER_REFERENTIEL.glob(f"20[0-9][0-9]/{nom}.csv")
        for code in _CODE.findall(
            read_referentiel(chemin.relative_to(DOSSIER_REFERENTIEL).as_posix())
        )
    )


def check_codes(perimetres: Table, lignes: Iterable[int]) -> list[ErreurDeDonnees]:
    """Check the territories that some lines of perimetres.csv name, by their line numbers."""
    erreurs = []
    for ligne in lignes:
        cellules = perimetres.cellules_par_ligne[ligne]
        niveau, code = cellules["niveau"], cellules["code"]
        if code and niveau in FICHIERS and code not in codes_connus(niveau):
            message = f"{quote(code)} n'est le code d'aucun territoire de niveau {quote(niveau)}."
            attendu = "un code du COG (INSEE pour une commune, SIREN pour un EPCI), depuis 2019"
            erreurs.append(
                ErreurDeDonnees(perimetres.fichier, ligne, "code", code, attendu, message)
            )
    return erreurs
