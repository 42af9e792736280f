"""The bounds of a rate through time, and the days on which the curve moves without a signature."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from geo.certitude.encadrement import build_connaissance
from geo.contrats.chronologie import NUMERO
from geo.couverture.historique import Historique, population_des_actifs
from geo.couverture.moteur import Moteur, mask_of, taux
from geo.couverture.transitions import numeros_aux_dates
from geo.territoires.territoire import Territoire

GENRES_DE_SAUT = ("releve", "source", "perdus_de_vue")


@dataclass(frozen=True, eq=False)
class AuFil:
    """Who is attested and who may be covered, at the dates and in the territories of a history.

    ``atteste``, ``plafond``: int arrays of shape (dates, territories), in inhabitants; the rates
    are in percent, NaN where nobody lives.
    """

    historique: Historique
    atteste: np.ndarray
    plafond: np.ndarray

    @property
    def taux_atteste(self) -> np.ndarray:
        """Rate attested, shape (dates, territories)."""
        return taux(self.atteste, self.historique.population[None, :])

    @property
    def taux_plafond(self) -> np.ndarray:
        """Highest rate that the registre allows, shape (dates, territories)."""
        return taux(self.plafond, self.historique.population[None, :])


def build_au_fil(history: Historique, retenus: Iterable[str] | None = None) -> AuFil:
    """Compute the bounds at the dates of a history, in its territories.

    ``retenus``: identifiers of the contracts counted in that history (all by default).
    """
    engine = history.moteur
    known = build_connaissance(engine)
    numbers = numeros_aux_dates(engine, history.jours, retenus)
    attested = (numbers == NUMERO["signe"]) & known.lues
    poor = np.array(
        [
            known.trop_pauvres(row, jour.toordinal())
            for row, jour in zip(numbers, history.jours, strict=True)
        ]
    )
    possible = (numbers == NUMERO["signe"]) | (numbers == NUMERO["echu"]) | poor
    return AuFil(
        history,
        population_des_actifs(history, attested),
        population_des_actifs(history, possible),
    )


@dataclass(frozen=True)
class Saut:
    """A day on which the rate moves because of what is read, and not of a signature nor of an end.

    ``genre``: one of GENRES_DE_SAUT. ``releve`` and ``source``: contracts of which no source gives
    the signature, the period nor the end start to count, on the day of the survey or of their
    source; ``perdus_de_vue``: such contracts cease to, their news being too old. ``avant`` and
    ``apres``: residents under a signed contract without that move, and with it.
    """

    jour: date
    genre: str
    contrats: tuple[str, ...]
    avant: int
    apres: int


def find_sauts(
    moteur: Moteur, territoire: Territoire, retenus: Iterable[str] | None = None
) -> tuple[Saut, ...]:
    """Return the days on which the rate of a territory moves without a signature nor an end.

    ``retenus``: identifiers of the contracts counted (all by default).
    Raises TerritoireInconnu for an unknown territory.
    """
    within = mask_of(moteur.referentiel, territoire.niveau, territoire.code)
    kept = set(moteur.registre.contrats if retenus is None else retenus)
    cells = moteur.perimetres.par_contrat
    touching = [name for name in moteur.perimetres.contrats if within[cells[name]].any()]
    found = []
    for (jour, genre), names in _moves(moteur, [name for name in touching if name in kept]).items():
        others = moteur.couverture(jour, kept - set(names)).signe & within
        these = np.zeros(len(within), dtype=bool)
        these[np.concatenate([cells[name] for name in names])] = True
        counts = [
            int(moteur.referentiel.population[mask].sum())
            for mask in (others, others | (these & within))
        ]
        if counts[0] != counts[1]:
            before, after = counts if genre != "perdus_de_vue" else reversed(counts)
            found.append(Saut(jour, genre, tuple(names), before, after))
    return tuple(found)


def _moves(moteur: Moteur, names: Iterable[str]) -> dict[tuple[date, str], list[str]]:
    """Return the contracts that start or cease to count by their news, by day and kind."""
    survey = moteur.registre.date_releve
    found: dict[tuple[date, str], list[str]] = {}
    for name in names:
        times = moteur.periodes[name]
        if times.signe is None or times.inconnu_depuis is None:
            continue
        start = times.signe.debut
        genre = "releve" if start == survey else "source"
        found.setdefault((start, genre), []).append(name)
        found.setdefault((times.inconnu_depuis, "perdus_de_vue"), []).append(name)
    return dict(sorted(found.items()))


def mois_touches(jours: Sequence[date], sauts: Iterable[Saut]) -> np.ndarray:
    """Return, by date, whether a jump falls after the date before, up to this one included.

    ``jours``: dates in increasing order; before the first one, nothing is said.
    """
    days = np.array([saut.jour.toordinal() for saut in sauts], dtype=np.int64)
    ordinals = np.array([jour.toordinal() for jour in jours], dtype=np.int64)
    passed = (days[None, :] <= ordinals[:, None]).sum(axis=1)
    return np.diff(passed, prepend=passed[:1]) > 0


def sont_comparables(sauts: Iterable[Saut], avant: date, apres: date) -> bool:
    """Tell whether two dates may be compared by the rate recorded: no jump lies between them."""
    return not any(avant < saut.jour <= apres for saut in sauts)
