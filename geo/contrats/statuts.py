"""Status of a contract at a date (DESIGN section 6), as pure functions of its dates and step.

Each contract has at most one period signed and one period in project. Partial dates count from
the earliest day for a start and to the latest for an end.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from data.dates import DatePartielle
from data.model import Contrat

STATUTS = ("signe", "projet", "echu", "renouvele", "a_venir", "inconnu")
ETAPES_DE_PROJET = ("lettre_intention", "cadrage", "diagnostic", "elaboration")
DUREE_PAR_DEFAUT_ANS = 5
NOUVELLES_AVANT_ANS = 2
NOUVELLES_APRES_ANS = 4
RENOUVELLEMENT_ANS = 4

SOUHAIT = re.compile(r"\bsouhait", re.IGNORECASE)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Intervalle:
    """Days from ``debut`` to ``fin``, both included; ``fin`` is None when it is not known."""

    debut: date
    fin: date | None

    def contient(self, jour: date) -> bool:
        """Tell whether a day is in the interval."""
        return self.debut <= jour and (self.fin is None or jour <= self.fin)


@dataclass(frozen=True)
class Periodes:
    """When a contract is signed and in project, and what had to be estimated.

    ``echu_depuis`` is the first day on which it is known to be over. ``fin_plafonnee``: its source
    says that it is over without telling since when; the end retained is only a bound.
    ``inconnu_depuis``: neither start nor end is read, and from that day on the news of it are too
    old to count it as signed; ``signe.fin`` is then None. ``souhait``: nothing but a wish is known.
    """

    signe: Intervalle | None = None
    projet: Intervalle | None = None
    echu_depuis: date | None = None
    date_signature_inconnue: bool = False
    echeance_estimee: bool = False
    etape_inconnue: bool = False
    fin_plafonnee: bool = False
    inconnu_depuis: date | None = None
    souhait: bool = False


def est_un_souhait(contrat: Contrat) -> bool:
    """Tell whether nothing but a wish is known: its source says "souhait" of a first letter.

    A wish is not a project (DESIGN section 6, rule 5): it is listed and counted in no rate.
    """
    return contrat.etape == "lettre_intention" and SOUHAIT.search(contrat.notes) is not None


def fin_sans_date(contrat: Contrat, date_releve: date) -> date:
    """Return the last day on which an undated contract counts as signed: news plus duration.

    Less information never gives a longer life (DESIGN section 6, rule 4): beyond that day, its
    status is unknown.
    """
    duree = contrat.duree_ans or DUREE_PAR_DEFAUT_ANS
    return _news_date(contrat, date_releve).plus_annees(duree).dernier_jour


def _interval(debut: date, fin: date | None) -> Intervalle | None:
    return None if fin is not None and fin < debut else Intervalle(debut, fin)


def _estimated_end(contrat: Contrat, signature: DatePartielle) -> date:
    return signature.plus_annees(contrat.duree_ans or DUREE_PAR_DEFAUT_ANS).dernier_jour


def _news_date(contrat: Contrat, date_releve: date) -> DatePartielle:
    """Date of the news of a contract: its source's, else the day the registre was gathered."""
    if contrat.source_date is not None:
        return contrat.source_date
    return DatePartielle(date_releve.year, date_releve.month, date_releve.day)


def _project_by_its_news(contrat: Contrat, date_releve: date) -> Intervalle | None:
    """A project counts from 2 years before its news to 4 years after, or until it is signed."""
    news = _news_date(contrat, date_releve)
    debut = news.plus_annees(-NOUVELLES_AVANT_ANS).premier_jour
    if contrat.date_signature is not None:
        return _interval(debut, contrat.date_signature.premier_jour - ONE_DAY)
    return _interval(debut, news.plus_annees(NOUVELLES_APRES_ANS).dernier_jour)


def _signed(contrat: Contrat, date_releve: date) -> Intervalle | None:
    """Return the signed period, or None when neither its start nor its end can be told.

    Without a date of signature, it starts with the period that a source gives ("2019-2023"), else
    as early as its end and its length allow; without an end either, with the news of it: its end
    is then None, and ``fin_sans_date`` says until when it counts.
    """
    duree = contrat.duree_ans or DUREE_PAR_DEFAUT_ANS
    start = contrat.date_signature or contrat.periode_debut
    if start is None and contrat.date_fin is not None:
        start = contrat.date_fin.plus_annees(-duree)
    if start is not None:
        known = contrat.date_fin
        fin = known.dernier_jour if known else _estimated_end(contrat, start)
        return _interval(start.premier_jour, fin)
    if contrat.etape == "echu":
        return None
    return Intervalle(_news_date(contrat, date_releve).premier_jour, None)


def _closed_before(period: Intervalle | None, jour: date) -> Intervalle | None:
    """Close a period the day before ``jour``: its source says that it is over."""
    if period is None or (period.fin is not None and period.fin < jour):
        return period
    return _interval(period.debut, jour - ONE_DAY)


def _renewal(contrat: Contrat, signed: Intervalle | None) -> Intervalle | None:
    if contrat.etape != "renouvellement" or signed is None or signed.fin is None:
        return None
    fin = signed.fin
    last = DatePartielle(fin.year, fin.month, fin.day).plus_annees(RENOUVELLEMENT_ANS)
    return Intervalle(fin + ONE_DAY, last.dernier_jour)


def _only_announced(contrat: Contrat, date_releve: date) -> bool:
    """A renewal under way of which neither signature nor a past end is known.

    What the source attests is then the renewal in preparation, not a contract in force.
    """
    if contrat.etape != "renouvellement" or contrat.date_signature is not None:
        return False
    return contrat.date_fin is None or contrat.date_fin.dernier_jour >= date_releve


@lru_cache(maxsize=8192)
def periodes(contrat: Contrat, date_releve: date) -> Periodes:
    """Return the periods of a contract (cached: a publication changes few contracts).

    Parameters
    ----------
    contrat : one generation of a contract.
    date_releve : the day the registre was gathered; stands for a missing ``source_date``.
    """
    if contrat.etape == "inconnue":
        return Periodes(etape_inconnue=True)
    if est_un_souhait(contrat):
        return Periodes(souhait=True)
    if contrat.etape in ETAPES_DE_PROJET or _only_announced(contrat, date_releve):
        projet = _project_by_its_news(contrat, date_releve)
        if contrat.date_signature is None:
            return Periodes(projet=projet)
    else:
        projet = None
    signed = _signed(contrat, date_releve)
    bounded = _closed_before(signed, date_releve) if contrat.etape == "echu" else signed
    capped = bounded != signed
    signed = bounded
    renewal = _renewal(contrat, signed)
    echu_depuis = inconnu_depuis = None
    if signed is None:
        echu_depuis = _news_date(contrat, date_releve).premier_jour
    elif signed.fin is not None:
        echu_depuis = signed.fin + ONE_DAY
    else:
        inconnu_depuis = fin_sans_date(contrat, date_releve) + ONE_DAY
    return Periodes(
        signe=signed,
        projet=projet or renewal,
        echu_depuis=echu_depuis,
        date_signature_inconnue=contrat.date_signature is None,
        echeance_estimee=signed is not None and contrat.date_fin is None,
        fin_plafonnee=capped,
        inconnu_depuis=inconnu_depuis,
    )


def statut(times: Periodes, jour: date, remplace_depuis: date | None = None) -> str:
    """Return the status of a contract at a date: one of STATUTS.

    ``remplace_depuis``: the day from which a later generation on the same territory took over;
    an ended contract is then ``renouvele``, neither ``echu`` nor a renewal in project.
    """
    lost_sight_of = times.inconnu_depuis is not None and jour >= times.inconnu_depuis
    if times.signe is not None and times.signe.contient(jour) and not lost_sight_of:
        return "signe"
    over = times.echu_depuis is not None and jour >= times.echu_depuis
    if (over or lost_sight_of) and remplace_depuis is not None and remplace_depuis <= jour:
        return "renouvele"
    if times.projet is not None and times.projet.contient(jour):
        return "projet"
    if over:
        return "echu"
    if lost_sight_of or _news_are_too_old(times, jour) or _start_is_unknown(times):
        return "inconnu"
    return "a_venir"


def _news_are_too_old(times: Periodes, jour: date) -> bool:
    known = times.projet
    return times.signe is None and known is not None and known.fin is not None and jour > known.fin


def _start_is_unknown(times: Periodes) -> bool:
    """Step unknown, wish, or contract over of which no date is known: listed, never counted."""
    return times.etape_inconnue or (times.signe is None and times.projet is None)
