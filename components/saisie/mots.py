"""The words of a row that is written by hand: what it is, what its cells say."""

from collections.abc import Mapping

from components.commun.mots.formats import date_partielle
from components.commun.mots.libelles import (
    CATEGORIES_SIGNATAIRES,
    ETAPES,
    NIVEAUX_DES_LIEUX,
    PORTEURS,
    THEMES,
)
from components.commun.statuts import LIBELLES_ACTION
from data.dates import DatePartielle
from data.depot.modele import Cellules

VIDE = "non renseigné"
FIABILITES = {
    "source": "Repris d'une source",
    "a_confirmer": "À confirmer (une partie est déduite)",
}
OPERATIONS = {"inclut": "Inclus", "exclut": "Exclu"}
NIVEAUX = {
    **NIVEAUX_DES_LIEUX,
    "commune_deleguee": "Commune déléguée",
    "quartier": "Quartier",
}
LIBELLES: dict[str, Mapping[str, str]] = {
    "etape": ETAPES,
    "porteur_type": PORTEURS,
    "fiabilite": FIABILITES,
    "categorie": CATEGORIES_SIGNATAIRES,
    "statut": LIBELLES_ACTION,
    "themes": THEMES,
    "operation": OPERATIONS,
    "niveau": NIVEAUX,
}
DATES = ("date_signature", "periode_debut", "date_fin", "source_date", "echeance", "date_statut")
SUJETS = {
    "contrats": ("Le contrat", "nom"),
    "perimetres": ("Le territoire", "libelle"),
    "axes": ("L'axe", "intitule"),
    "actions": ("L'action", "intitule"),
    "signataires": ("Le signataire", "nom"),
}
LONGUEUR_D_UN_NOM = 90


def mot(colonne: str, texte: str) -> str:
    """Return a cell in words: a date in French, the label of a code, ``non renseigné``."""
    if not texte:
        return VIDE
    if colonne in DATES:
        try:
            return date_partielle(DatePartielle.parse(texte))
        except ValueError:
            return texte
    words = LIBELLES.get(colonne)
    if words is None:
        return texte
    parts = texte.split() if colonne == "themes" else [texte]
    return ", ".join(words.get(one, one) for one in parts)


def date_a_ecrire(texte: str) -> str:
    """Return a date as a person types it, with its precision: ``12/07/2023``, ``07/2023``."""
    return "/".join(reversed(texte.split("-")))


def sujet(ressource: str, cellules: Cellules) -> str:
    """Return what a row is: ``L'axe « Accès aux soins »``."""
    kind, named_by = SUJETS[ressource]
    name = court(cellules.get(named_by, ""))
    return f"{kind} «\u00a0{name}\u00a0»" if name else kind


def court(texte: str) -> str:
    """Return a name cut where it is too long to be read in a list."""
    if len(texte) <= LONGUEUR_D_UN_NOM:
        return texte
    return f"{texte[: LONGUEUR_D_UN_NOM - 1].rstrip()}…"
