"""What a list leaves out and the registre needs: a name, an identifier, the kind of the porteur."""

import re
from collections.abc import Container

from geo.territoires.normalisation import PARENTHESE, normaliser, sans_articles

LONGUEUR_ID = 60
_CLS = re.compile(r"^(?:cls|contrat local de sante|contrat)\b ?")
_STRUCTURE = re.compile(
    r"^(?:cc|ca|cu|ville|commune|mairie|petr|pole d equilibre territorial et rural|ccas|"
    r"pole metropolitain|syndicat mixte|syndicat|association|communaute|metropole|pays)\b ?"
)
_RANG = re.compile(
    r"\b(?:\d(?:er|re|ere|e|eme|nd|nde)?|premiere?|seconde?|deuxieme|troisieme)"
    r" ?(?:generation|cls)\b|\bcls ?\d\b|\b(?:19|20)\d{2}\b"
)
_TYPES = (
    ("petr", r"^petr\b|^pole d equilibre"),
    ("pole_metropolitain", r"^pole metropolitain"),
    ("syndicat_mixte", r"^(?:syndicat|sm)\b|^sivom\b|^sivu\b"),
    ("gip", r"^gip\b|^groupement d interet public"),
    ("departement", r"^(?:conseil )?departement"),
    ("association", r"\basso(?:ciation)?\b"),
    ("epci", r"^(?:cc|ca|cu|metropole|eurometropole|communaute)\b|\bagglomeration$|\bmetropole$"),
    ("ept", r"^ept\b"),
    ("commune", r"^(?:ville|commune|mairie)\b"),
)


def nom_du_contrat(porteur: str, territoires: str) -> str:
    """Return the name of a contract that its list does not name: after its porteur or territory."""
    words = " ".join((porteur or territoires).split())
    return f"CLS {words}" if words else ""


def type_du_porteur(porteur: str) -> str:
    """Return the kind of a porteur that says it (CC, PETR, Ville…), '' when it does not."""
    plain = normaliser(porteur)
    return next((kind for kind, form in _TYPES if re.search(form, plain)), "")


def identifiant(nom: str, departement: str, generation: str, pris: Container[str]) -> str:
    """Return an identifier of its own: ``cls-29-cornouaille-2``; x when the rank is not known.

    ``pris``: identifiers already borne, by the registre or by a row above.
    """
    words = _RANG.sub(" ", normaliser(PARENTHESE.sub(" ", nom)))
    words = _STRUCTURE.sub("", sans_articles(_CLS.sub("", sans_articles(words)).strip()))
    slug = re.sub(r"[^a-z0-9]+", "-", sans_articles(words) or "contrat").strip("-")
    base = f"cls-{departement.lower()}-{slug[:LONGUEUR_ID].strip('-') or 'contrat'}"
    rank = generation or "x"
    found = f"{base}-{rank}"
    number = 2
    while found in pris:
        found = f"{base}-n{number}-{rank}"
        number += 1
    return found


def cle_du_contrat(nom: str) -> str:
    """Return what the names of one contract share: without "CLS", rank, years nor articles."""
    words = _RANG.sub(" ", normaliser(PARENTHESE.sub(" ", nom)))
    return sans_articles(_CLS.sub("", " ".join(words.split()))).replace(" ", "")


def cle_du_porteur(porteur: str) -> str:
    """Return what the spellings of one porteur share, its kind included."""
    return sans_articles(normaliser(PARENTHESE.sub(" ", porteur))).replace(" ", "")
