"""What the dates of a contract let one say, one contract at a time: pure rules of DESIGN section 6.

A contract is attested while its dates are read. Its dates are too poor to tell when nothing read
excludes that it was in force on a day on which it is not counted as signed.
"""

from datetime import date

from data.dates import DatePartielle
from data.model import Contrat
from geo.contrats.statuts import DUREE_PAR_DEFAUT_ANS, ETAPES_DE_PROJET, Periodes

PREMIER_JOUR = date.min  # of a doubt that nothing read bounds


def dates_sont_lues(contrat: Contrat, times: Periodes) -> bool:
    """Tell whether the signed period of a contract rests on dates that a source gives.

    Its start is a signature or the start of a period; its end is read, or follows from a duration
    that is read. An end that is only a bound ("over", not since when) is not read.
    """
    begins = contrat.date_signature is not None or contrat.periode_debut is not None
    ends = contrat.date_fin is not None or contrat.duree_ans is not None
    return times.signe is not None and begins and ends and not times.fin_plafonnee


def doute_depuis(contrat: Contrat, times: Periodes) -> date | None:
    """Return the first day from which the dates of a contract are too poor to exclude it.

    None when its dates say enough, or when it is no contract yet (a project, a wish). From that day
    on, whenever its status is neither signed, in project nor over, it may have been in force.
    """
    if est_en_preparation(contrat) or times.souhait:
        return None
    if not _says_too_little(times):
        return None
    start = contrat.date_signature or contrat.periode_debut
    if start is not None:
        return start.premier_jour
    last_known = contrat.date_fin or contrat.source_date
    if last_known is None or contrat.etape == "echu":
        return PREMIER_JOUR
    return _years_before(last_known, contrat.duree_ans or DUREE_PAR_DEFAUT_ANS)


def est_en_preparation(contrat: Contrat) -> bool:
    """Tell whether a source says that a contract is at a step that comes before its signature."""
    return contrat.etape in ETAPES_DE_PROJET


def _says_too_little(times: Periodes) -> bool:
    """Step unknown, neither start nor end read, or nothing but the day it is said to be over."""
    return times.etape_inconnue or times.inconnu_depuis is not None or times.signe is None


def _years_before(known: DatePartielle, years: int) -> date:
    return known.plus_annees(-years).premier_jour
