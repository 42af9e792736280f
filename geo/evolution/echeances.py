"""What comes to an end: the contracts in force at a day, and the rate if none is renewed.

A resident leaves the coverage the day after the last end of the contracts, signed at the day of
reference, that cover the place where they live. Ends follow geo.contrats.statuts: read in a source,
else estimated (signature and duration, or DUREE_PAR_DEFAUT_ANS), else unknown; a contract
whose end is unknown is held in force throughout, and its residents are counted apart.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.model import Contrat
from geo.certitude.attestation import Attestation, attestations
from geo.contrats.generations import generations
from geo.contrats.statuts import ONE_DAY
from geo.contrats.vie import Echeance, echeance
from geo.couverture.moteur import Couverture, mask_of, taux
from geo.couverture.synthese import contrats_du_territoire
from geo.evolution.fins import CERTITUDES, MOIS_PAR_DEFAUT, Fins, fins_de, horizon_of
from geo.territoires.territoire import Territoire

COLONNES_COURBE = (
    "date",
    "population_signe",
    "taux_signe",
    "population_sortie",
    "nb_contrats_echus",
    "population_source",
    "population_estimee",
    "population_inconnue",
    "taux_source",
    "taux_estimee",
    "taux_inconnue",
)


@dataclass(frozen=True)
class ContratAEcheance:
    """A contract in force that ends before the horizon; populations are inhabitants inside.

    Attributes
    ----------
    fin : the last day counted, the latest that ``echeance.date`` allows.
    est_estimee : the end is not read in a source.
    population : residents of the territory under the contract; None without a known perimeter.
    population_perdue : those under no other contract, signed today, still in force after ``fin``:
        they leave the coverage if this one is not renewed.
    population_relayee : those of ``population_perdue`` under one of ``relais``.
    relais : contracts in project at the day that cover some of ``population_perdue``; the contract
        itself when its own renewal is under way.
    suivante : a later generation already signed at the day, or in project.
    """

    contrat: Contrat
    echeance: Echeance
    fin: date
    est_estimee: bool
    population: int | None
    population_perdue: int | None
    population_relayee: int
    relais: tuple[Contrat, ...]
    suivante: Contrat | None


@dataclass(frozen=True, eq=False)
class Echeancier:
    """The ends ahead of a territory; populations in inhabitants, rates in percent.

    Attributes
    ----------
    jour, horizon : day of reference, and the last day on which an end is ahead.
    contrats : those that end from ``jour`` to ``horizon``, first end first.
    signes : every contract signed at ``jour``; ``sans_echeance``: those whose end is unknown.
    courbe : columns COLONNES_COURBE, one row for ``jour``, one for the first day of each month,
        one for the day after the horizon. ``population_sortie``: covered at ``jour``, not any
        more; the three last populations and rates add up to ``*_signe``: residents under a contract
        in force whose end is read in a source, else estimated, else unknown.
    population_sortie_estimee : those of the last ``population_sortie`` who leave at an estimated
        end.
    attestations : who answers for the list at ``jour``; empty: a contract may be missing.
    """

    territoire: Territoire
    jour: date
    horizon: date
    population: int
    contrats: tuple[ContratAEcheance, ...]
    signes: tuple[str, ...]
    sans_echeance: tuple[str, ...]
    courbe: pd.DataFrame
    population_sortie_estimee: int
    attestations: tuple[Attestation, ...] = ()

    @property
    def estimes(self) -> tuple[ContratAEcheance, ...]:
        """Contracts at their end of which the end is estimated."""
        return tuple(one for one in self.contrats if one.est_estimee)

    @property
    def depart(self) -> pd.Series:
        """The row of ``courbe`` of the day of reference."""
        return self.courbe.iloc[0]

    @property
    def arrivee(self) -> pd.Series:
        """The row of ``courbe`` of the day after the horizon."""
        return self.courbe.iloc[-1]


def _dates(jour: date, horizon: date) -> list[date]:
    firsts = pd.date_range(jour + ONE_DAY, horizon, freq="MS")
    return [jour, *(first.date() for first in firsts), horizon + ONE_DAY]


def _curve(
    couverture: Couverture, fins: Fins, within: np.ndarray, horizon: date, ends: np.ndarray
) -> pd.DataFrame:
    """Return the curve; ``ends``: last days of the contracts that concern the territory."""
    inside = couverture.moteur.referentiel.population[within]
    last = [
        fins.derniers_jours(len(within), (number,))[within] for number in range(len(CERTITUDES))
    ]
    rows = []
    for day in _dates(couverture.jour, horizon):
        ordinal = day.toordinal()
        counted = np.zeros(len(inside), dtype=bool)
        parts = []
        for known in last:
            held = (known >= ordinal) & ~counted
            parts.append(int(inside[held].sum()))
            counted |= held
        rows.append((day, int((ends < ordinal).sum()), sum(parts), *parts))
    measured = ("signe", *CERTITUDES)
    populations = [f"population_{name}" for name in measured]
    table = pd.DataFrame(rows, columns=["date", "nb_contrats_echus", *populations])
    table["population_sortie"] = table["population_signe"].iloc[0] - table["population_signe"]
    everybody = np.full(len(table), inside.sum())
    for name, column in zip(measured, populations, strict=True):
        table[f"taux_{name}"] = taux(table[column].to_numpy(), everybody)
    return table[list(COLONNES_COURBE)]


def _relays(
    couverture: Couverture, contrat: Contrat, lost: np.ndarray
) -> tuple[tuple[Contrat, ...], np.ndarray]:
    """Return the contracts in project that cover some cells, and the mask of those covered."""
    engine = couverture.moteur
    if contrat.etape == "renouvellement":
        return (contrat,), lost
    perimetres = engine.perimetres
    in_project = couverture.masque_des_contrats("projet")[perimetres.proprietaires]
    kept = in_project & lost[perimetres.cellules]
    covered = np.zeros(len(lost), dtype=bool)
    covered[perimetres.cellules[kept]] = True
    owners = np.unique(perimetres.proprietaires[kept]).tolist()
    contrats = engine.registre.contrats
    return tuple(contrats[perimetres.contrats[owner]] for owner in owners), covered


def _following(couverture: Couverture, name: str) -> Contrat | None:
    after = generations(couverture.moteur, name).suivante
    if after is None or couverture.statuts.get(after) not in ("signe", "projet"):
        return None
    return couverture.moteur.registre.contrats[after]


def _row(
    couverture: Couverture, name: str, fin: date, within: np.ndarray, last: np.ndarray
) -> ContratAEcheance:
    engine = couverture.moteur
    contrat, times = engine.registre.contrats[name], engine.periodes[name]
    covered = np.zeros(len(within), dtype=bool)
    covered[engine.perimetres.par_contrat[name]] = True
    covered &= within
    lost = covered & (last <= fin.toordinal())
    relays, relayed = _relays(couverture, contrat, lost)
    known = engine.a_un_perimetre(name)
    return ContratAEcheance(
        contrat,
        echeance(contrat, times),
        fin,
        times.echeance_estimee or times.fin_plafonnee,
        couverture.population(covered) if known else None,
        couverture.population(lost) if known else None,
        couverture.population(relayed),
        relays,
        _following(couverture, name),
    )


def build_echeancier(
    couverture: Couverture, territoire: Territoire, mois: int = MOIS_PAR_DEFAUT
) -> Echeancier:
    """Compute the ends ahead of a territory.

    Parameters
    ----------
    couverture : the coverage at the day of reference; only its contracts signed that day count.
    mois : months from that day to the horizon.

    Raises TerritoireInconnu for an unknown territory.
    """
    engine = couverture.moteur
    within = mask_of(engine.referentiel, territoire.niveau, territoire.code)
    horizon = horizon_of(couverture.jour, mois)
    signed = [
        name
        for name in contrats_du_territoire(couverture, territoire)
        if couverture.statuts[name] == "signe"
    ]
    ends = {name: engine.periodes[name].signe.fin for name in signed}  # type: ignore[union-attr]
    fins = fins_de(couverture)
    last = fins.derniers_jours(len(within), tuple(range(len(CERTITUDES))))
    ahead = sorted(
        (fin, engine.registre.contrats[name].nom, name)
        for name, fin in ends.items()
        if fin is not None and fin <= horizon
    )
    estimated = CERTITUDES.index("estimee")
    last_estimated = fins.derniers_jours(len(within), (estimated,))
    leaving = couverture.signe & (last <= horizon.toordinal()) & (last_estimated == last)
    days = [fin.toordinal() for fin in ends.values() if fin is not None]
    return Echeancier(
        territoire,
        couverture.jour,
        horizon,
        couverture.population(within),
        tuple(_row(couverture, name, fin, within, last) for fin, _, name in ahead),
        tuple(signed),
        tuple(name for name, fin in ends.items() if fin is None),
        _curve(couverture, fins, within, horizon, np.array(days, dtype=np.int64)),
        couverture.population(leaving, within),
        attestations(engine, within, couverture.jour),
    )
