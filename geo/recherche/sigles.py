"""The acronyms that initials give: ``MEL`` is the Métropole Européenne de Lille.

Those of intercommunalities, with and without the letters of their type (``CAPB``, ``CCFI``), with
and without their small words. What initials don't give is in data/referentiel/autres_noms.csv.
"""

from collections.abc import Iterator

TYPES = ("cc", "ca", "cu")
ARTICLES = {"l", "d", "de", "du", "des"}
DETERMINANTS = {"le", "la", "les"}
LIAISONS = {"et", "en", "sur", "sous"}
STATUTS = {"metropole", "eurometropole", "agglomeration", "communaute"}
LONGUEURS = range(3, 9)


def sigles(nom: str) -> dict[str, bool]:
    """Return the acronyms of a normalised name, and whether each spells every significant word.

    ``ca du pays basque`` gives capb; ``cu grand paris seine et oise`` gpseo, and less strictly
    gpso. Acronyms have three to eight letters.
    """
    words = [word for word in nom.split() if word not in ARTICLES]
    head = words[0] if words and words[0] in TYPES else ""
    core = words[1:] if head else words
    found: dict[str, bool] = {}
    for strict, kept in _readings(core):
        letters = "".join(word if word.isdigit() else word[0] for word in kept)
        for acronym in (letters, head + letters):
            if len(acronym) in LONGUEURS and len(kept) > 1:
                found[acronym] = found.get(acronym, False) or strict
    return found


def _readings(core: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Yield the words that an acronym may spell, the strictest reading first."""
    without_le = [word for word in core if word not in DETERMINANTS]
    yield True, without_le
    yield True, [word for word in without_le if word not in STATUTS]
    yield False, core
    yield False, [word for word in without_le if word not in LIAISONS]
