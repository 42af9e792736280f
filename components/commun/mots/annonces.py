"""What an ARS announced beside what is found: always dated, never compared with another thing."""

import re
from datetime import date

from components.commun.mots.contrat import quand
from components.commun.mots.formats import pluriel
from data.model import AnnonceRegion
from geo.couverture.synthese import Completude


def nombre_annonce(annonce: AnnonceRegion) -> str:
    """Return the number of contracts announced: ``plus de 30``."""
    return annonce.nb_cls_annonces.replace(">", "plus de ")


def quand_annonce(annonce: AnnonceRegion) -> str:
    """Return when it was announced, after its preposition: ``en 2019``; said when not known."""
    when = annonce.date_annonce
    return quand("le", "en", when) if when else "(date non renseignée)"


def est_de_ce_temps(annonce: AnnonceRegion, jour: date) -> bool:
    """Tell whether a figure can stand beside one of a day: not published a year or more later."""
    when = annonce.date_annonce
    return when is None or when.premier_jour.year <= jour.year + 1


def recenses_et_annonces(found: Completude, jour: date) -> str:
    """Return the contracts found and those announced: ``17 CLS … sur 55 annoncés … en 2025``.

    No « sur » where the two do not compare: more are found than announced, the announcement is
    of years later, or its remark says that it counts something else.
    """
    annonce = found.annonce
    held = pluriel(found.nb_signes, "CLS signé recensé", "CLS signés recensés")
    number, when = nombre_annonce(annonce), quand_annonce(annonce)
    # A remark that says the number again says what it counts: "32 CLS signés ou en préparation".
    if annonce.remarque.startswith(f"{annonce.nb_cls_annonces} "):
        return f"{held}\u00a0; l'ARS annonçait {when} «\u00a0{annonce.remarque}\u00a0»"
    digits = re.sub(r"\D", "", annonce.nb_cls_annonces)
    if found.nb_signes > int(digits or 0) or not est_de_ce_temps(annonce, jour):
        return f"{held}\u00a0; l'ARS en annonçait {number} {when}"
    return f"{held} sur {number} annoncés par l'ARS {when}"
