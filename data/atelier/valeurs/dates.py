"""Dates as people write them, day before month, with the precision that they have.

What a person doubts ("2029 ?", "T3 2024 (prév.)") is never turned into a date.
"""

import datetime
import re

from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import (
    PROPOSEE,
    SURE,
    Lecture,
    a_confirmer,
    proposee,
    refusee,
    sure,
    vide,
)
from data.atelier.valeurs.mots import aplatir, ne_dit_rien
from data.dates import DatePartielle

ANNEE_MIN, ANNEE_MAX = 1995, 2060
SERIE_ZERO = datetime.date(1899, 12, 30)
SERIE = range(36_526, 55_153)  # 2000 to 2050, in the days of a spreadsheet
_MOIS = {
    name: rank
    for rank, names in enumerate(
        (
            "janvier janv jan",
            "fevrier fevr fev feb",
            "mars mar",
            "avril avr apr",
            "mai may",
            "juin jun",
            "juillet juil jul",
            "aout aou aug",
            "septembre sept sep",
            "octobre oct",
            "novembre nov",
            "decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NOM = "|".join(sorted(_MOIS, key=len, reverse=True))
_SEP = r"\s*[-/. ]\s*"
_HEURE = r"(?:[ t]+\d{1,2}[:h]\d{2}(?::\d{2})?.*)?"
_FORMES = {
    "ymd": re.compile(rf"(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})(?:[-/.](?P<d>\d{{1,2}}))?{_HEURE}"),
    "dmy": re.compile(
        rf"(?P<d>\d{{1,2}}){_SEP}(?P<m>\d{{1,2}}){_SEP}(?P<y>\d{{4}}|\d{{2}}){_HEURE}"
    ),
    "my": re.compile(rf"(?P<m>\d{{1,2}}){_SEP}(?P<y>\d{{4}})"),
    "d mois y": re.compile(
        rf"(?P<d>\d{{1,2}})(?:er)?[-/. ]*(?P<mois>{_NOM})\b[-/. ]*(?:de )?(?P<y>\d{{4}}|\d{{2}})"
    ),
    "mois y": re.compile(rf"(?P<mois>{_NOM})\b[-/. ]*(?:de )?(?P<y>\d{{4}}|\d{{2}})"),
    "y": re.compile(r"(?P<y>\d{4})"),
}
_DANS_UN_TEXTE = re.compile(
    rf"\d{{1,2}}(?:er)?[-/. ]+(?:{_NOM})\b[-/. ]+\d{{4}}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b|\d{4}-\d{2}-\d{2}"
    rf"|\b(?:{_NOM})\b[-/. ]+\d{{4}}|\b\d{{1,2}}[-/]\d{{4}}|\b(?:19|20)\d{{2}}\b"
)
_JOURS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_DEVANT = re.compile(
    rf"^(?:(?:signe|signee|signature|conclu|adopte|renouvele|demarre|fini|prolonge|depuis|jusqu'au|"
    rf"jusqu'en|a compter|a partir|effet|debut|fin|date|le|la|en|au|du|de|d'|l'|a|:|{_JOURS})"
    r"(?:\s+|(?<=[':])))+"
)
_DOUTE = re.compile(
    r"\?|\bprev|\benvisag|\bvers\b|\benviron\b|\benv\b|\bprintemps\b|\bete\b|\bautomne\b|\bhiver\b|"
    r"\btrim(?:estre)?\b|\bsem(?:estre)?\b|\b[tsq] ?[1-4]\b|\bavant\b|\bapres\b|\bd'ici\b|"
    r"\bau plus tard\b|\bsouhait|\bcible\b|\bpossible|\bprobable|\ba confirmer\b|\bou\b|~|"
    r"\brentree\b|\bobjectif\b"
)
_DEUX_MOIS = re.compile(rf"\b(?:{_NOM})\b\.? ?(?:-|/|\bet\b|\ba\b) ?(?:{_NOM})\b")
_DUREE_DEPUIS = re.compile(
    r"\b(\d{1,2}) ?(?:ans?|annees?)\b.*\b(?:a compter|a partir|depuis|des)\b(?: du| de| le)* ?(.*)"
)
_PARTIE_D_ANNEE = re.compile(
    r"^(?:fin|debut|mi|courant|milieu|premiere moitie|dans l'annee)\b[- ]*(?:de |du |d')?(.+)$"
)
_ESTIMEE = re.compile(r"\((?:echeance )?estimee\)")
_PAS_ENCORE = re.compile(
    r"^(?:non signe|pas (?:encore )?signe|a venir|en attente|a definir|a programmer|prochainement|"
    r"en cours|en continu|continu|permanent|permanente|annule|annulee|reporte|reportee|a signer|"
    r"non)(?:\b.*)?$"
)
_DEUX_ANNEES = re.compile(
    r"(?:de |periode |cls )?(\d{4})\s*(?:-|/|\ba\b|>|→|\bet\b)\s*(\d{4}|\d{2})"
)


def lire_date(texte: str, nombre: bool = False) -> Lecture:
    """Read a date.

    Parameters
    ----------
    texte : a cell. ``nombre``: the workbook types it as a number.

    Returns
    -------
    The date as the registre writes it (``2023``, ``2023-07``, ``2023-07-12``) for the cell's own
    column; for a period ("2023-2028"), ``periode_debut`` and ``date_fin``.
    """
    plain = re.sub(r"^(\d{4,5})\.0+$", r"\1", aplatir(texte).replace("1er ", "1 "))
    if ne_dit_rien(texte):
        return vide()
    if _ESTIMEE.search(plain):
        return vide("une échéance estimée n'est pas un fait")
    if (plain.isdigit() and len(plain) == 5) or (
        nombre and re.fullmatch(r"\d{5}(?:\.\d+)?", plain)
    ):
        return _serie(int(float(plain)))
    period = lire_periode(texte)
    if period is not None:
        return Lecture(PROPOSEE, period, "une période, et non un jour", Fautes.DATE_INCERTAINE)
    since = _DUREE_DEPUIS.search(plain)
    if since:
        return _depuis(int(since[1]), _stricte(since[2]))
    if _DOUTE.search(plain) or _DEUX_MOIS.search(plain):
        return _douteuse(plain)
    bare = _DEVANT.sub("", plain).strip(" .,:;")
    part = _PARTIE_D_ANNEE.match(plain)
    if part:
        known = _stricte(part[1].strip())
        if known is not None:
            return proposee(known.texte, "moment de l'année imprécis", Fautes.DATE_INCERTAINE)
    read = _lue(bare)
    if read is not None:
        return read
    if _PAS_ENCORE.match(plain) and not _DANS_UN_TEXTE.search(plain):
        return vide("pas de date")
    return _parmi(plain)


def lire_periode(texte: str) -> tuple[tuple[str, str], ...] | None:
    """Read a period: ``2023-2027``, ``2023/2028``, ``du 01/01/2023 au 31/12/2027``.

    Returns ``periode_debut`` and ``date_fin``, or None when it is not one.
    """
    plain = aplatir(texte)
    years = _DEUX_ANNEES.fullmatch(plain.strip(" .()"))
    if years:
        start, end = years[1], years[2] if len(years[2]) == 4 else years[1][:2] + years[2]
        if len(years[2]) == 2 and int(years[2]) <= 12 and int(end) <= int(start):
            return None  # 2019-12 is December 2019
        if ANNEE_MIN <= int(start) < int(end) <= min(int(start) + 12, ANNEE_MAX):
            return ("periode_debut", start), ("date_fin", end)
        return None
    cut = re.fullmatch(r"(?:du |de |d')(.+?) (?:au|a|jusqu'au) (.+)", plain) or re.fullmatch(
        r"(.+?)(?: - | au | → | > | jusqu'au )(.+)", plain
    )
    if not cut:
        return None
    both = _stricte(_DEVANT.sub("", cut[1]).strip()), _stricte(_DEVANT.sub("", cut[2]).strip())
    if both[0] is None or both[1] is None or both[1].dernier_jour < both[0].premier_jour:
        return None
    return ("periode_debut", both[0].texte), ("date_fin", both[1].texte)


def mois_avant_jour(texte: str) -> bool:
    """Tell whether a date can only be read month before day, as ``07/25/2023``."""
    found = _FORMES["dmy"].fullmatch(aplatir(texte))
    return found is not None and int(found["m"]) > 12 >= int(found["d"])


def est_ambigue(texte: str) -> bool:
    """Tell whether a date can be read both ways, as ``03/02/22``."""
    found = _FORMES["dmy"].fullmatch(aplatir(texte))
    return (
        found is not None
        and int(found["m"]) <= 12
        and int(found["d"]) <= 12
        and found["m"] != found["d"]
    )


def _serie(number: int) -> Lecture:
    if number not in SERIE:
        return a_confirmer(f"{number} n'est ni une année ni un jour", Fautes.DATE_INCERTAINE)
    day = SERIE_ZERO + datetime.timedelta(days=number)
    return sure(day.isoformat(), "numéro de jour d'un tableur")


def _depuis(ans: int, depart: DatePartielle | None) -> Lecture:
    """A duration and its start: the day or the end, a person says which."""
    reason = "une durée et son départ, et non une date"
    if depart is None:
        return a_confirmer(reason, Fautes.DATE_INCERTAINE)
    last = depart.premier_jour - datetime.timedelta(days=1)
    end = str(last.year + ans) + last.strftime("-%m-%d")[: len(depart.texte) - 4]
    return a_confirmer(reason, Fautes.DATE_INCERTAINE, (depart.texte, end))


def _douteuse(plain: str) -> Lecture:
    """A doubt is written: nothing is proposed, what may be meant is offered."""
    years = tuple(dict.fromkeys(re.findall(r"\b(?:19|20)\d{2}\b", plain)))
    quarter = re.search(r"\b[tq] ?([1-4])\b|\b([1-4])e?r?(?:eme)? trim", plain)
    if quarter and len(years) == 1:
        first = 3 * int(quarter[1] or quarter[2]) - 2
        years += tuple(f"{years[0]}-{month:02d}" for month in range(first, first + 3))
    return a_confirmer("le texte exprime un doute ou une prévision", Fautes.DATE_INCERTAINE, years)


def _lue(bare: str) -> Lecture | None:
    """Read a text that is a date and nothing else; None when it has another form."""
    for name, form in _FORMES.items():
        found = form.fullmatch(bare)
        if not found:
            continue
        parts = found.groupdict()
        year, month, day = _parts(parts)
        try:
            date = DatePartielle(year, month, day)
        except ValueError:
            return _impossible(name, year, month, day)
        if not ANNEE_MIN <= year <= ANNEE_MAX:
            reason = "l'année n'est pas vraisemblable"
            return a_confirmer(
                reason, Fautes.DATE_INCERTAINE, (date.texte,) if year >= 1900 else ()
            )
        return sure(date.texte, "date lue jour avant mois" if name == "dmy" else "date lue")
    if re.fullmatch(r"\d{8}", bare):
        return _compacte(bare)
    return None


def _parts(parts: dict[str, str]) -> tuple[int, int | None, int | None]:
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 2000 if year < 70 else 1900
    named = parts.get("mois")
    month = _MOIS[named] if named else int(parts["m"]) if parts.get("m") else None
    return year, month, int(parts["d"]) if parts.get("d") else None


def _impossible(form: str, year: int, month: int | None, day: int | None) -> Lecture:
    """A date that the calendar doesn't have; month before day is asked about."""
    if form == "dmy" and month and day and month > 12 >= day:
        try:
            other = DatePartielle(year, day, month)
        except ValueError:
            return refusee("cette date n'existe pas", Fautes.DATE_IMPOSSIBLE)
        reason = "le mois semble écrit avant le jour"
        return a_confirmer(reason, Fautes.DATE_INCERTAINE, (other.texte,))
    return refusee("cette date n'existe pas dans le calendrier", Fautes.DATE_IMPOSSIBLE)


def _compacte(bare: str) -> Lecture | None:
    for year, month, day in (
        (bare[:4], bare[4:6], bare[6:]),
        (bare[4:], bare[2:4], bare[:2]),
    ):
        if not ANNEE_MIN <= int(year) <= ANNEE_MAX:
            continue
        try:
            date = DatePartielle(int(year), int(month), int(day))
        except ValueError:
            continue
        return proposee(date.texte, "huit chiffres lus comme un jour", Fautes.DATE_INCERTAINE)
    return None


def _stricte(bare: str) -> DatePartielle | None:
    read = _lue(bare.strip(" .,:;"))
    return (
        DatePartielle.parse(read.valeur)
        if read and read.certitude == SURE and read.valeur
        else None
    )


def _parmi(plain: str) -> Lecture:
    """A longer text: one date in it is proposed, several are offered."""
    found = [_stricte(one) for one in _DANS_UN_TEXTE.findall(plain)]
    dates = tuple(dict.fromkeys(one.texte for one in found if one is not None))
    if len(dates) == 1:
        return proposee(dates[0], "date lue dans un texte plus long", Fautes.DATE_INCERTAINE)
    return a_confirmer(
        "plusieurs dates dans le texte" if dates else "le texte n'est pas une date",
        Fautes.DATE_INCERTAINE,
        dates,
    )
