"""Arrondissements said without their town, and those that a town does not have."""

import re

from geo.territoires.normalisation import sans_articles

NOMBRES = {"paris": 20, "lyon": 9, "marseille": 16}
_VILLE = rf"(?P<{{}}>{'|'.join(NOMBRES)})"
_NUMERO = r"(?P<{}>\d{{1,2}})"
DANS_UNE_VILLE = re.compile(
    rf"{_VILLE.format('apres')} (?:arrondissement )?{_NUMERO.format('n1')}(?: arrondissement)?"
    rf"|{_NUMERO.format('n2')} (?:arrondissement )?{_VILLE.format('avant')}"
)
RANG_SEUL = re.compile(r"\d{1,2} ?(?:er|e|[eè]me|ᵉ|º|°)( ?arr\w*\.?)?", re.IGNORECASE)


def est_un_rang(texte: str) -> bool:
    """Tell whether a text is the rank of an arrondissement without its town: ``13e``."""
    return bool(RANG_SEUL.fullmatch(texte.strip()))


def arrondissement_inexistant(nom: str) -> tuple[str, str]:
    """Return the town of an arrondissement that does not exist, and the words that say so.

    Parameters
    ----------
    nom : a normalised text.

    Returns
    -------
    ('', '') when the text names no such arrondissement.
    """
    found = DANS_UNE_VILLE.fullmatch(sans_articles(nom))
    if not found:
        return "", ""
    town = found["apres"] or found["avant"]
    number = int(found["n1"] or found["n2"])
    if 0 < number <= NOMBRES[town]:
        return "", ""
    return town, f"{town.capitalize()} n'a que {NOMBRES[town]} arrondissements"
