"""Places that are not in the atlas: a country, a foreign town, a collectivité d'outre-mer.

No near name answers for them: Nouméa is not L'Houmeau.
"""

import re

from data.lecture.referentiel import load_table_commune
from data.memoire import une_fois
from geo.territoires.lieux import COLLECTIVITES_SANS_CLS
from geo.territoires.normalisation import normaliser, sans_articles

# Codes and postcodes; 97133 is a postcode of Saint-Barthélemy, in the numbers of Guadeloupe.
CODE_D_AILLEURS = re.compile(r"\b(?:(?:97[579]|98[0-9])(?:\d\d)?|97133)\b")
ETENDUE = "l'atlas couvre les 18 régions et Saint-Martin"
FRONTIERES = "hors de France"
PAYS_ENTIER = (
    "la France entière n'est pas un résultat de la recherche\u00a0; chercher une commune, un EPCI, "
    "un département ou une région"
)
LA_FRANCE = dict.fromkeys(
    ("france", "la france", "france entiere", "france metropolitaine"), PAYS_ENTIER
)
OUTRE_MER = "collectivité d'outre-mer"


def _key(nom: str) -> str:
    return sans_articles(normaliser(nom))


@une_fois(1)
def _lieux() -> dict[str, tuple[str, str]]:
    """Return, by normalised name, a place of elsewhere and what it lies in ('' for a country)."""
    found: dict[str, tuple[str, str]] = {}
    elsewhere = load_table_commune("ailleurs")
    for nom, within in zip(elsewhere["nom"], elsewhere["dans"], strict=True):
        found[_key(nom)] = (nom, within)
    communes = load_table_commune("communes_hors_atlas")
    for nom, within in zip(communes["nom"], communes["collectivite"], strict=True):
        found[_key(nom)] = (nom, within)
    for nom in (*communes["collectivite"], *COLLECTIVITES_SANS_CLS.values()):
        found[_key(nom)] = (nom, OUTRE_MER)
    return found


def ailleurs(nom: str) -> tuple[str, bool]:
    """Return, in French, where a place that is not in the atlas is, and whether that is certain.

    It is certain when the text says so: a code of a collectivité, its name or a country's beside
    the name. Without it, a commune of that very name may be meant.

    Parameters
    ----------
    nom : a normalised text.

    Returns
    -------
    ('', False) when the text names no such place.
    """
    code = CODE_D_AILLEURS.search(nom)
    bare = sans_articles(" ".join(CODE_D_AILLEURS.sub(" ", nom).split()))
    known = _lieux().get(bare)
    if known is None:
        return _beside_its_country(bare)
    place, within = known
    return _phrase(place, within), code is not None


def _beside_its_country(bare: str) -> tuple[str, bool]:
    """Read a name followed by what it lies in: ``geneve suisse``."""
    words = bare.split()
    for cut in range(1, len(words)):
        known = _lieux().get(" ".join(words[:cut]))
        within = _lieux().get(" ".join(words[cut:]))
        if known and within and _key(known[1]) == _key(within[0]):
            return _phrase(*known), True
    return "", False


def _phrase(place: str, within: str) -> str:
    if within == OUTRE_MER:
        where = f"{OUTRE_MER} hors de l'atlas"
    elif within and _lieux()[_key(within)][1] == OUTRE_MER:
        where = f"{within}, {OUTRE_MER} hors de l'atlas"
    else:
        where = f"{within}, {FRONTIERES}" if within else FRONTIERES
    return f"{place}\u00a0: {where}\u00a0; {ETENDUE}"
