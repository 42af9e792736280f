"""Names that neither a vintage nor initials give: acronyms, usual and former names, sourced."""

from dataclasses import dataclass

from data.lecture.referentiel import load_table_commune
from data.memoire import une_fois
from geo.territoires.referentiel import Referentiel

NATURES = {
    "sigle": "sigle",
    "usuel": "nom usuel",
    "ancien_nom": "ancien nom",
    "ancienne_region": "ancienne région",
    "ancien_departement": "ancien département",
    "ancienne_intercommunalite": "ancienne intercommunalité",
    "code": "code de la collectivité",
}


@dataclass(frozen=True)
class AutreNom:
    """Another name of a territory of today.

    Attributes
    ----------
    niveau, code : of the territory; one name may lead to several.
    nature : a key of NATURES; of a ``code``, ``nom`` is that code.
    annee : when it ended, or ''. ``ancien_code``: the code it had, or ''.
    source : where it was read.
    """

    niveau: str
    code: str
    nom: str
    nature: str
    annee: str
    ancien_code: str
    source: str


@une_fois(1)
def load_autres_noms() -> tuple[AutreNom, ...]:
    """Return the other names of territories (cached)."""
    table = load_table_commune("autres_noms")
    return tuple(AutreNom(*row) for row in table.itertuples(index=False, name=None))


def raison_du_nom(autre: AutreNom, referentiel: Referentiel) -> str:
    """Return, in French, what another name is to its territory."""
    kind = NATURES[autre.nature]
    if autre.nature == "sigle":
        return f"ancien sigle (jusqu'en {autre.annee})" if autre.annee else kind
    if autre.nature in ("usuel", "code"):
        return kind
    if autre.nature == "ancien_nom":
        return f"{kind}, remplacé en {autre.annee}"
    if autre.nature in ("ancienne_region", "ancienne_intercommunalite"):
        return f"{kind}, réunie en {autre.annee} dans {_nom(autre, referentiel)}"
    heirs = [
        f"{_nom(other, referentiel)} ({other.code})"
        for other in load_autres_noms()
        if (other.nom, other.nature) == (autre.nom, autre.nature)
    ]
    return f"{kind}, partagé en {autre.annee} entre {', '.join(heirs)}"


def _nom(autre: AutreNom, referentiel: Referentiel) -> str:
    return referentiel.nom(autre.niveau, autre.code)
