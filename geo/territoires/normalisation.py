"""The names of territories reduced to what their many spellings have in common.

Every function takes one text or many at once, one per line: normalising the 39,000 names of the
referentiel as a single text takes a fraction of the time of 39,000 calls.
"""

import re
import unicodedata
from functools import lru_cache

UN_NOM = 120
"""Letters of what is kept once normalised: a name, no list of names."""
LIGATURES = (("œ", "oe"), ("æ", "ae"), ("&", " et "))
ACCENTS = re.compile("[\u0300-\u036f]")
SOUS = re.compile(r"\bs/s(?= \w)")  # Rosny s/s Bois, but Chalon s/S
SUR = re.compile(r"\bs/")  # Chalon s/ Saône
# Havre (Le), Haÿ-les-Roses (L'): as directories write them
ARTICLE_A_LA_FIN = re.compile(
    r"^(?P<nom>[^\n,(]*\w) *[,(] *(?P<article>les?|la|l)['’ʼ]? *\)?$", re.MULTILINE
)
NOT_A_WORD = re.compile(r"[^a-z0-9\n]+")
MOTS_ABREGES = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
    "nd": "notre dame",
    "lez": "les",
    "agglo": "agglomeration",
    "agglos": "agglomerations",
    "dept": "departement",
    "dpt": "departement",
    "arr": "arrondissement",
    "arrdt": "arrondissement",
    "interco": "intercommunalite",
    "intercom": "intercommunalite",
}
ABREGES = re.compile(rf"\b(?:{'|'.join(MOTS_ABREGES)})\b")
# 13 for 13e or 13eme; 1 for 1er, or for 01 as on an envelope (Paris 01)
ORDINAUX = re.compile(r"\b(?:0(?=\d\b))?(\d+)(?:er|re|ere|e|eme|ieme|nd|nde)?\b")
# A type in full, as people shorten it (com com, comm. d'agglo), or in initials (C.C., CDA).
TYPES_EN_TOUTES_LETTRES = re.compile(
    r"\b(?P<cc>(?:communautes?|comm?|cte) ?(?:de )?(?:communes?|comm?|cnes?)|codecom)\b"
    r"|\b(?P<ca>(?:communautes?|comm?|cte) (?:d )?agglomerations?)\b"
    r"|\b(?P<cu>(?:communautes?|comm?|cte) urbaines?)\b"
    r"|\b(?P<ept>etablissements? publics? territori(?:al|aux))\b"
)
TYPES_EN_INITIALES = re.compile(
    r"^(?:(?P<cc>c c|c d c|cdc)|(?P<ca>c a|c d a|cda)|(?P<cu>c u))(?= )", re.MULTILINE
)
ARTICLES = re.compile(r"\b(?:les?|la|l|d|de|du|des|et)\b")
BLANKS = re.compile(" {2,}")
PARENTHESE = re.compile(r"\(([^()\n]*)\)")

NIVEAU_DU_MOT = {
    "commune": "commune",
    "ville": "commune",
    "mairie": "commune",
    "arrondissement": "arrondissement_municipal",
    "cc": "epci",
    "ca": "epci",
    "cu": "epci",
    "epci": "epci",
    "communaute": "epci",
    "intercommunalite": "epci",
    "agglomeration": "epci",
    "metropole": "epci",
    "eurometropole": "epci",
    "ept": "ept",
    "departement": "departement",
    "region": "region",
}
MOT_DE_TETE = re.compile(rf"^(?P<mot>{'|'.join(NIVEAU_DU_MOT)})(?: |$)", re.MULTILINE)
MOT_DE_FIN = re.compile(
    r" (?P<mot>communaute|agglomeration|metropole|arrondissement)$", re.MULTILINE
)


def _tidy(texte: str) -> str:
    """Keep one space between words, none at the ends of lines."""
    return BLANKS.sub(" ", texte).replace("\n ", "\n").replace(" \n", "\n").strip(" ")


def normaliser(texte: str) -> str:
    """Return a name without accents, case, ligatures, punctuation or abbreviations.

    ``L'Haÿ-les-Roses`` is ``l hay les roses``, ``St-Brieuc`` ``saint brieuc``, ``Communauté de
    communes des Villes Sœurs`` ``cc des villes soeurs``, ``Paris 13e`` ``paris 13``.
    """
    return _remembered(texte) if len(texte) <= UN_NOM else _normalise(texte)


@lru_cache(maxsize=20_000)
def _remembered(nom: str) -> str:
    """Normalise one name: several ways of looking for it ask for it in turn."""
    return _normalise(nom)


def _normalise(texte: str) -> str:
    plain = texte.casefold()
    for ligature, letters in LIGATURES:
        plain = plain.replace(ligature, letters)
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
    plain = ARTICLE_A_LA_FIN.sub(r"\g<article> \g<nom>", plain.strip(" "))
    plain = NOT_A_WORD.sub(" ", SUR.sub("sur ", SOUS.sub("sous", plain)))
    plain = ABREGES.sub(lambda found: MOTS_ABREGES[found[0]], plain)
    plain = ORDINAUX.sub(r"\1", plain)
    plain = TYPES_EN_TOUTES_LETTRES.sub(lambda found: str(found.lastgroup), plain)
    plain = TYPES_EN_INITIALES.sub(lambda found: str(found.lastgroup), _tidy(plain))
    return plain


def sans_articles(normalise: str) -> str:
    """Return a normalised name without its articles (le, la, les, l', de, du, des, d', et).

    A name made of articles only is kept whole.
    """
    short = _tidy(ARTICLES.sub("", normalise))
    pairs = zip(short.split("\n"), normalise.split("\n"), strict=True)
    return "\n".join(line or whole for line, whole in pairs)


def coller(normalise: str) -> str:
    """Return a normalised name in one piece: ``le mans`` and ``lemans`` are the same."""
    return normalise.replace(" ", "")


def sans_mot_de_niveau(normalise: str) -> str:
    """Return a normalised name without the word that says its level, first or last.

    ``ca laval agglomeration`` is ``laval``, ``departement du rhone`` ``du rhone``.
    """
    return MOT_DE_FIN.sub("", MOT_DE_TETE.sub("", normalise))


def niveau_demande(normalise: str) -> str | None:
    """Return the level named by the first or the last word of a query, None without one."""
    word = MOT_DE_TETE.search(normalise) or MOT_DE_FIN.search(normalise)
    return NIVEAU_DU_MOT[word["mot"]] if word else None
