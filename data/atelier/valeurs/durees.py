"""Durations as people write them: years, months, a period, an extension beside."""

import re

from data.atelier.fautes import Fautes
from data.atelier.valeurs.dates import lire_date, lire_periode
from data.atelier.valeurs.lecture import SURE, Lecture, a_confirmer, refusee, sure, vide
from data.atelier.valeurs.mots import aplatir, ne_dit_rien

ANS_MAX = 10
_EN_LETTRES = {
    name: rank
    for rank, name in enumerate(
        ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"], start=1
    )
} | {"une": 1}
_LETTRES = re.compile(rf"\b({'|'.join(_EN_LETTRES)})\b(?= (?:ans?|annees?|mois))")
_ANS = re.compile(r"(?:duree |sur |pour |de )*(\d{1,2})(?:[.,]0+)? ?(?:ans?|annees?|a)?\.?")
_MOIS = re.compile(r"(?:duree |sur |pour |de )*(\d{1,3}) ?mois")
_RENOUVELABLE = re.compile(
    r" ?\(?(?:tacitement )?(?:renouvelable|reconductible)s?(?: (?:une|1) fois)?\)?"
)
_AVEC_PERIODE = re.compile(r"(.+?) ?\((\d{4} ?[-/] ?\d{2,4})\)")
_A_COMPTER = re.compile(r"(.+?),? (?:a compter|a partir|des|depuis)(?: du| de| d'| la| sa)* ?(.*)")
_SIGNATURE = re.compile(r"(?:la |sa )?(?:date de )?(?:la |sa )?signature(?: du (?:cls|contrat))?")
_RECONDUITE = re.compile(r"reconduit|renouvel|prolong|prorog|avenant|tacite|\+")
_UNE_DUREE = re.compile(r"\d{1,2} ?(?:ans?|annees?)\b")


def lire_duree(texte: str) -> Lecture:
    """Read a duration in whole years, or the period that stands in its place.

    "3 ans (reconduit 1 an)" is 3 years, and says that the end must be read elsewhere.
    """
    if ne_dit_rien(texte):
        return vide()
    period = lire_periode(texte)
    if period is not None:
        return Lecture(SURE, period, "une période à la place d'une durée")
    plain = _LETTRES.sub(lambda found: str(_EN_LETTRES[found[1]]), aplatir(texte))
    both = _AVEC_PERIODE.fullmatch(plain)
    if both:
        return _with_period(lire_duree(both[1]), lire_periode(both[2]))
    start = _A_COMPTER.fullmatch(plain)
    if start:
        return _since(lire_duree(start[1]), start[2])
    plain = _RENOUVELABLE.sub("", plain)
    if _EN_LETTRES.get(plain):
        plain = str(_EN_LETTRES[plain])
    years = _ANS.fullmatch(plain)
    if years:
        return _years(int(years[1]))
    months = _MOIS.fullmatch(plain)
    if months:
        return _months(int(months[1]))
    first = _ANS.match(plain)
    extension = _RECONDUITE.search(plain)
    if first and extension and extension.start() >= first.end() and _UNE_DUREE.match(plain):
        read = _years(int(first[1]))
        if read.certitude == SURE:
            reason = "durée première, une reconduction est écrite à côté"
            return sure(str(int(first[1])), reason, Fautes.DUREE_RECONDUITE)
    several = tuple(dict.fromkeys(re.findall(r"\b(\d{1,2}) ?(?:ans?|annees?)\b", plain)))
    return a_confirmer("la durée n'est pas un nombre d'années", Fautes.DUREE_INCERTAINE, several)


def _with_period(duree: Lecture, periode: tuple[tuple[str, str], ...] | None) -> Lecture:
    """Return a duration with the period that stands beside it in brackets."""
    if duree.certitude != SURE or periode is None:
        return a_confirmer("la durée n'est pas un nombre d'années", Fautes.DUREE_INCERTAINE)
    return Lecture(SURE, (*duree.champs, *periode), "une durée et sa période")


def _since(duree: Lecture, depart: str) -> Lecture:
    """Return a duration with the day that it runs from; its signature adds nothing to it."""
    if duree.certitude == SURE and _SIGNATURE.fullmatch(depart):
        return duree
    start = lire_date(depart)
    if duree.certitude == SURE and start.certitude == SURE and start.valeur:
        champs = (*duree.champs, ("periode_debut", start.valeur))
        return Lecture(SURE, champs, "une durée et son départ")
    return a_confirmer("la durée n'est pas un nombre d'années", Fautes.DUREE_INCERTAINE)


def _years(years: int) -> Lecture:
    if 1 <= years <= ANS_MAX:
        return sure(str(years), "durée en années")
    return refusee(f"un CLS dure de 1 à {ANS_MAX} ans", Fautes.DUREE_INCERTAINE)


def _months(months: int) -> Lecture:
    if months % 12 == 0 and months:
        return _years(months // 12)
    near = tuple(dict.fromkeys(str(year) for year in (months // 12, months // 12 + 1) if year))
    return a_confirmer("la durée n'est pas en années entières", Fautes.DUREE_INCERTAINE, near)
