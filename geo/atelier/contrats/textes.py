"""Cells that are kept in their own words, once it is seen that they can be."""

import re

from data.atelier.valeurs.mots import en_mots, ne_dit_rien
from data.lecture.schemas import fields_by_name
from geo.atelier.contrats.formation import type_du_porteur

_AUTRES_TYPES = {
    "intercommunalite": "epci",
    "plusieurs epci": "groupement_epci",
    "groupement d epci": "groupement_epci",
    "pole d equilibre territorial et rural": "petr",
    "ville": "commune",
    "collectivite": "autre",
}


def lire_texte(cible: str, texte: str) -> str:
    """Return the text that the registre keeps of a cell, '' when it has not the form of its column.

    An identifier that is not one of ours, an address that is not one, say nothing here.
    """
    text = _without_apostrophe(" ".join(texte.split()))
    if ne_dit_rien(text):
        return ""
    if cible == "porteur_type":
        return _porteur_type(text)
    rules = fields_by_name("contrats")[cible].get("constraints", {})
    if text not in rules.get("enum", (text,)):
        return ""
    pattern = rules.get("pattern")
    return text if not pattern or re.fullmatch(pattern, text) else ""


def _porteur_type(texte: str) -> str:
    words = en_mots(texte)
    allowed = fields_by_name("contrats")["porteur_type"]["constraints"]["enum"]
    code = words.replace(" ", "_")
    if code in allowed:
        return code
    return _AUTRES_TYPES.get(words, type_du_porteur(texte))


def _without_apostrophe(text: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a text as a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
