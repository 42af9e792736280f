"""How the coverage of one territory moved: what the page Évolution says and draws.

After the day the registre was gathered (or today, when it is earlier), nothing is signed nor
renewed: what follows is a projection, and says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from data.dates import DatePartielle
from geo.certitude.attestation import Attestation, attestations
from geo.certitude.au_fil import (
    Saut,
    build_au_fil,
    find_sauts,
    mois_touches,
)
from geo.certitude.publie import PointPublie, colonnes_publiees, points_publies
from geo.couverture.historique import PREMIER_MOIS, build_historique, mois_entre
from geo.couverture.moteur import Couverture, Moteur, mask_of
from geo.territoires.territoire import Territoire

HORIZON_ANS = 3
COMPARAISON_ANS = 5
GENRES = ("signature", "fin")

FRAICHEUR = timedelta(days=92)
"""Age under which the registre says the situation of today, and not a projection."""


@dataclass(frozen=True)
class Evenement:
    """A signature or the end of a contract. ``incertain``: its date is estimated or bounded."""

    jour: date
    genre: str  # one of GENRES
    contrat_id: str
    nom: str
    incertain: bool


@dataclass(frozen=True)
class Releve:
    """What the curve owes to the day the registre was gathered, and not to a signature.

    ``contrats``: signed contracts of which no source tells any date, counted from ``jour`` on;
    ``avant`` and ``apres``: residents under a signed contract the day before, and that day.
    """

    jour: date
    contrats: tuple[str, ...]
    avant: int
    apres: int


@dataclass(frozen=True, eq=False)
class Evolution:
    """The history of a territory.

    Attributes
    ----------
    jour : the day of the situation.
    connu_jusqu_au : the last day that is not a projection.
    mois : rows of ``geo.couverture.historique`` at the first of each month, and at ``jour``
        and around the day of the survey, with ``population_date_connue`` and ``taux_date_connue``
        (contracts
        whose date of signature is known), ``population_atteste``, ``taux_atteste`` and
        ``taux_plafond`` (geo.certitude), the columns COLONNES_PUBLIEES, ``projection`` (bool),
        and ``saut`` (bool: the rate moved since the row before by what was read, and not by a
        signature nor an end).
    annees : the same at ``jour_de_l_annee`` of each year.
    avant : the row COMPARAISON_ANS years before ``jour``, None before the first month.
    signes : contracts that touch the territory and are signed at ``jour``; among them,
        signature_inconnue : those of which no source tells the date of signature;
        sans_fin : those of which no end is known: they count until their source and duration tell
        no more (geo.contrats.statuts.fin_sans_date).
    sauts : the days on which the rate moves by what is read, and not by a signature nor an end.
    attestations : who answers for the list at ``jour``; empty: the rates are floors.
    """

    territoire: Territoire
    jour: date
    connu_jusqu_au: date
    mois: pd.DataFrame
    annees: pd.DataFrame
    avant: pd.Series | None
    evenements: tuple[Evenement, ...]
    publies: tuple[PointPublie, ...]
    releve: Releve
    signes: tuple[str, ...]
    signature_inconnue: tuple[str, ...]
    sans_fin: tuple[str, ...]
    sauts: tuple[Saut, ...]
    attestations: tuple[Attestation, ...]

    @property
    def population_signature_inconnue(self) -> int:
        """Residents, at ``jour``, whom only contracts without a date of signature cover."""
        row = self.present
        return int(row["population_signe"] - row["population_date_connue"])

    @property
    def present(self) -> pd.Series:
        """The row of ``jour``."""
        return self.mois[self.mois["date"] == self.jour].iloc[0]

    @property
    def table_mensuelle(self) -> pd.DataFrame:
        """The rows of the first of each month alone."""
        return self.mois[[day.day == 1 for day in self.mois["date"]]].reset_index(drop=True)


def has_step(evolution: Evolution) -> bool:
    """Tell whether the day of the survey lifts the curve without a signature."""
    step = evolution.releve
    return bool(step.contrats) and step.apres > step.avant


def annees_de(jour: date, aujourd_hui: date) -> range:
    """Return the years of a history looked at on a day."""
    return range(PREMIER_MOIS.year, max(jour, aujourd_hui).year + HORIZON_ANS + 1)


def jour_de_l_annee(annee: int, jour: date) -> date:
    """Return the day at which a year is looked at: its last, or ``jour`` for its own year."""
    return jour if annee == jour.year else date(annee, 12, 31)


def years_before(jour: date, number: int) -> date:
    """Return the same day some years before (29 February becomes the 28th)."""
    return DatePartielle(jour.year, jour.month, jour.day).plus_annees(-number).premier_jour


def build_evolution(
    couverture: Couverture,
    territoire: Territoire,
    aujourd_hui: date,
    retenus: Iterable[str] | None = None,
) -> Evolution:
    """Compute the history of a territory around the day of a coverage.

    ``retenus``: the contracts counted in that coverage (all by default).
    """
    moteur, jour = couverture.moteur, couverture.jour
    kept = set(moteur.registre.contrats if retenus is None else retenus)
    survey = moteur.registre.date_releve
    fresh = aujourd_hui - survey <= FRAICHEUR
    known_until = aujourd_hui if fresh else survey
    all_years = annees_de(jour, aujourd_hui)
    end = date(all_years[-1], 12, 1)
    before = years_before(jour, COMPARAISON_ANS)
    around = {jour, survey - timedelta(days=1), survey}
    months = set(mois_entre(PREMIER_MOIS, end)) | around
    years = {jour_de_l_annee(annee, jour) for annee in all_years}
    rows = _rows(moteur, territoire, sorted(months | years | {before}), kept)
    rows["projection"] = [day > known_until for day in rows["date"]]
    jumps = find_sauts(moteur, territoire, kept)
    concerned = _contracts_on(moteur, territoire, kept)
    signed = [name for name in concerned if couverture.statuts.get(name) == "signe"]
    times = moteur.periodes

    def at(day: date) -> pd.Series:
        return rows[rows["date"] == day].iloc[0]

    def kept_of(days: set[date]) -> pd.DataFrame:
        kept_rows = rows[rows["date"].isin(days)].reset_index(drop=True)
        return kept_rows.assign(saut=mois_touches(kept_rows["date"].tolist(), jumps))

    return Evolution(
        territoire,
        jour,
        known_until,
        kept_of(months),
        kept_of(years),
        at(before) if before >= PREMIER_MOIS else None,
        _events(moteur, concerned, end),
        points_publies(moteur.registre, territoire),
        Releve(
            survey,
            tuple(name for name in signed if _starts_at_the_survey(moteur, name)),
            int(at(survey - timedelta(days=1))["population_signe"]),
            int(at(survey)["population_signe"]),
        ),
        tuple(signed),
        tuple(name for name in signed if times[name].date_signature_inconnue),
        tuple(n for n in signed if (period := times[n].signe) is not None and period.fin is None),
        jumps,
        attestations(moteur, mask_of(moteur.referentiel, territoire.niveau, territoire.code), jour),
    )


def _rows(
    moteur: Moteur, territoire: Territoire, jours: list[date], kept: set[str]
) -> pd.DataFrame:
    niveau, code = territoire.niveau, territoire.code
    dated = kept - {n for n, times in moteur.periodes.items() if times.date_signature_inconnue}
    history = build_historique(moteur, niveau, code, jours, kept)
    rows, bounds = history.table(), build_au_fil(history, kept)
    rows["population_atteste"] = bounds.atteste.ravel()
    rows["taux_atteste"] = bounds.taux_atteste.ravel()
    rows["taux_plafond"] = bounds.taux_plafond.ravel()
    published = colonnes_publiees(moteur.registre, [(niveau, code, jour) for jour in jours])
    rows = rows.assign(**published)
    known = build_historique(moteur, niveau, code, jours, dated).table()
    rows["population_date_connue"] = known["population_signe"]
    rows["taux_date_connue"] = known["taux_signe"]
    return rows


def _contracts_on(moteur: Moteur, territoire: Territoire, kept: set[str]) -> list[str]:
    """Return the contracts whose perimeter touches a territory, in the registre's order."""
    within = mask_of(moteur.referentiel, territoire.niveau, territoire.code)
    cells, owners = moteur.perimetres.touchees
    names = moteur.perimetres.contrats
    touching = (names[owner] for owner in np.unique(owners[within[cells]]).tolist())
    return [name for name in touching if name in kept]


def _starts_at_the_survey(moteur: Moteur, name: str) -> bool:
    times = moteur.periodes[name]
    if times.signe is None or not times.date_signature_inconnue:
        return False
    return times.signe.debut == moteur.registre.date_releve


def _events(moteur: Moteur, names: list[str], end: date) -> tuple[Evenement, ...]:
    """Return the signatures and the ends of contracts from the first month on, in order."""
    found = []
    for name in names:
        times, nom = moteur.periodes[name], moteur.registre.contrats[name].nom
        if times.signe is None:
            continue
        unsure = times.date_signature_inconnue
        found.append(Evenement(times.signe.debut, "signature", name, nom, unsure))
        if times.signe.fin is not None:
            doubtful = times.echeance_estimee or times.fin_plafonnee
            found.append(Evenement(times.signe.fin, "fin", name, nom, doubtful))
    inside = [one for one in found if PREMIER_MOIS <= one.jour < date(end.year + 1, 1, 1)]
    return tuple(sorted(inside, key=lambda one: (one.jour, one.genre, one.contrat_id)))
