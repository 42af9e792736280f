"""What an ARS announced beside what is found: always dated, never compared with another thing."""

from components.commun.mots.contrat import quand
from data.model import AnnonceRegion


def nombre_annonce(annonce: AnnonceRegion) -> str:
    """Return the number of contracts announced: ``plus de 30``."""
    return annonce.nb_cls_annonces.replace(">", "plus de ")


def quand_annonce(annonce: AnnonceRegion) -> str:
    """Return when it was announced, after its preposition: ``en 2019``; said when not known."""
    when = annonce.date_annonce
    return quand("le", "en", when) if when else "(date non renseignée)"
