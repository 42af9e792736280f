"""The life of a contract at a date: the steps reached, its period, how much of it has passed."""

from dataclasses import dataclass
from datetime import date

from data.dates import DatePartielle
from data.model import Contrat, Etape
from geo.contrats.statuts import (
    DUREE_PAR_DEFAUT_ANS,
    ETAPES_DE_PROJET,
    ONE_DAY,
    Intervalle,
    Periodes,
)

# Codes of the steps in etapes.csv, in order.
ETAPES_DE_VIE = (*ETAPES_DE_PROJET, "suivi", "evaluation")
SUIVI = ETAPES_DE_VIE.index("suivi")
EVALUATION = ETAPES_DE_VIE.index("evaluation")

MOIS_PAR_AN = 12


@dataclass(frozen=True)
class EtapeDeVie:
    """A step, and where the contract stands at it.

    ``etat``: franchie (a source says that the contract was there), deduite (it follows from another
    fact: a later step, a signature), en_cours, prochaine, a_venir, inconnue. ``lue``: a source says
    that the contract is, or was, at this step.
    """

    etape: Etape
    etat: str
    lue: bool = False


@dataclass(frozen=True)
class Echeance:
    """End of a contract, with the precision known, and how it is known.

    ``raison``: source; duree (signature and the duration planned); defaut (signature and
    DUREE_PAR_DEFAUT_ANS); echu (a source says that it is over, not since when); inconnue.
    """

    date: DatePartielle | None
    raison: str

    @property
    def est_estimee(self) -> bool:
        """Whether the end is deduced, not read in a source."""
        return self.raison in ("duree", "defaut")


@dataclass(frozen=True)
class Frise:
    """The timeline: days of its two ends, periods to draw on it, the day looked at.

    ``part_ecoulee``: percent of the signed period passed on the day; None without both its ends.
    ``mois_restants``: whole months until the end, negative after it; None without an end.
    """

    debut: date
    fin: date
    projet: Intervalle | None
    signe: Intervalle | None
    jour: date
    part_ecoulee: float | None
    mois_restants: int | None


@dataclass(frozen=True)
class Vie:
    """Steps, end and timeline of a contract at a date; ``frise`` is None when nothing is dated.

    ``etape_sans_date``: the steps shown are those of a source later than the day looked at.
    """

    etapes: tuple[EtapeDeVie, ...]
    echeance: Echeance
    frise: Frise | None
    etape_sans_date: bool

    def etape(self, etat: str) -> Etape | None:
        """Return the first step in a state (``en_cours``, ``prochaine``), or None."""
        return next((one.etape for one in self.etapes if one.etat == etat), None)


def echeance(contrat: Contrat, times: Periodes) -> Echeance:
    """Return the end of a contract and how it is known (DESIGN section 6)."""
    if contrat.date_fin is not None:
        return Echeance(contrat.date_fin, "source")
    signature = contrat.date_signature
    if signature is None or times.signe is None:
        return Echeance(None, "echu" if times.echu_depuis is not None else "inconnue")
    estimated = signature.plus_annees(contrat.duree_ans or DUREE_PAR_DEFAUT_ANS)
    if times.signe.fin is not None and times.signe.fin < estimated.dernier_jour:
        return Echeance(None, "echu")
    return Echeance(estimated, "duree" if contrat.duree_ans else "defaut")


def _rang_atteint(contrat: Contrat, statut: str, times: Periodes, jour: date) -> tuple[int, bool]:
    """Return how many steps are behind, and whether the next one is under way."""
    in_preparation = contrat.etape in ETAPES_DE_PROJET
    if statut == "signe":
        evaluated = contrat.etape == "evaluation" and not _is_later(contrat.source_date, jour)
        return (EVALUATION if evaluated else SUIVI), True
    if statut in ("echu", "renouvele"):
        return (len(ETAPES_DE_VIE) if contrat.etape == "evaluation" else EVALUATION), False
    if statut == "projet":
        if in_preparation:
            return ETAPES_DE_PROJET.index(contrat.etape), True
        return (EVALUATION if times.signe is not None else 0), False
    if statut == "inconnu" and in_preparation:
        return ETAPES_DE_PROJET.index(contrat.etape) + 1, False
    if contrat.date_signature is not None and contrat.date_signature.premier_jour <= jour:
        return SUIVI, False
    return 0, False


def est_lue(contrat: Contrat, code: str) -> bool:
    """Tell whether a source says that a contract is, or was, at a step (DESIGN 6, rule 5)."""
    return contrat.etape == code


def _is_later(known_on: DatePartielle | None, jour: date) -> bool:
    return known_on is not None and known_on.premier_jour > jour


def etapes_de_vie(
    etapes: tuple[Etape, ...], contrat: Contrat, statut: str, times: Periodes, jour: date
) -> tuple[EtapeDeVie, ...]:
    """Return the state of each step for a contract of this status at a date.

    A signed contract went through the steps that lead to a signature, and its actions are being
    followed: both are deduced, and said so. When it is over, nothing says whether it was evaluated,
    unless its source does.
    """
    behind, under_way = _rang_atteint(contrat, statut, times, jour)

    def state(rank: int) -> str:
        if rank < behind:
            return "franchie" if est_lue(contrat, ETAPES_DE_VIE[rank]) else "deduite"
        if not under_way:
            return "inconnue"
        if rank == behind:
            return "en_cours"
        return "prochaine" if rank == behind + 1 else "a_venir"

    ordered = sorted(etapes, key=lambda etape: etape.ordre)
    return tuple(
        EtapeDeVie(etape, state(ETAPES_DE_VIE.index(etape.code)), est_lue(contrat, etape.code))
        for etape in ordered
        if etape.code in ETAPES_DE_VIE
    )


def mois_entiers(debut: date, fin: date) -> int:
    """Return the whole months from a day to another; negative when the second comes first."""
    if fin < debut:
        return -mois_entiers(fin, debut)
    months = (fin.year - debut.year) * MOIS_PAR_AN + fin.month - debut.month
    return months - (fin.day < debut.day)


def _drawn(times: Periodes) -> Intervalle | None:
    """Return the signed period to draw: an undated contract, as long as its news let it count."""
    if times.signe is None or times.inconnu_depuis is None:
        return times.signe
    return Intervalle(times.signe.debut, times.inconnu_depuis - ONE_DAY)


def _frise(times: Periodes, jour: date) -> Frise | None:
    signed, project = _drawn(times), times.projet
    days = [jour]
    for period in (signed, project):
        if period is not None:
            days += [period.debut] + ([period.fin] if period.fin is not None else [])
    if len(days) == 1:
        return None
    share = remaining = None
    known = times.signe
    if known is not None and known.fin is not None:
        length = max((known.fin - known.debut).days, 1)
        share = 100 * min(max((jour - known.debut).days / length, 0.0), 1.0)
        remaining = mois_entiers(jour, known.fin)
    return Frise(min(days), max(days), project, signed, jour, share, remaining)


def build_vie(
    etapes: tuple[Etape, ...], contrat: Contrat, statut: str, times: Periodes, jour: date
) -> Vie:
    """Return the life of a contract at a date."""
    return Vie(
        etapes_de_vie(etapes, contrat, statut, times, jour),
        echeance(contrat, times),
        _frise(times, jour),
        statut in ("projet", "inconnu") and _is_later(contrat.source_date, jour),
    )
