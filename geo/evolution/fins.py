"""The ends of the contracts signed at a day, as arrays, and how each is known."""

from dataclasses import dataclass

import numpy as np

from geo.couverture.moteur import Couverture, Moteur

MOIS_PAR_DEFAUT = 36
CERTITUDES = ("source", "estimee", "inconnue")
JAMAIS_COUVERTE = 0  # an ordinal before any day


@dataclass(frozen=True, eq=False)
class Fins:
    """Contracts signed at a day, as arrays.

    ``positions``, ``jours``, ``certitudes``: position in the engine, last day (an ordinal) and
    position in CERTITUDES of each. Less information never gives a longer life (DESIGN section 6,
    rule 4): the last day of one whose end is unknown is the last on which it counts as signed.
    ``cellules``, ``rangs``: their perimeters.
    """

    positions: np.ndarray
    jours: np.ndarray
    certitudes: np.ndarray
    cellules: np.ndarray
    rangs: np.ndarray

    def derniers_jours(self, nb_cellules: int, certitudes: tuple[int, ...]) -> np.ndarray:
        """Return, by cell, the last day under one of these contracts (JAMAIS_COUVERTE: none)."""
        last = np.full(nb_cellules, JAMAIS_COUVERTE, dtype=np.int64)
        kept = np.isin(self.certitudes[self.rangs], certitudes)
        np.maximum.at(last, self.cellules[kept], self.jours[self.rangs[kept]])
        return last


def _certainty(moteur: Moteur, name: str) -> int:
    times = moteur.periodes[name]
    if times.signe is None or times.signe.fin is None:
        return CERTITUDES.index("inconnue")
    estimated = times.echeance_estimee or times.fin_plafonnee
    return CERTITUDES.index("estimee" if estimated else "source")


def fins_de(couverture: Couverture) -> Fins:
    engine = couverture.moteur
    perimetres = engine.perimetres
    times = engine.chronologie
    signed = couverture.masque_des_contrats("signe")
    positions = np.flatnonzero(signed)
    rank = np.cumsum(signed) - 1
    kept = signed[perimetres.proprietaires]
    return Fins(
        positions,
        np.minimum(times.signe_fin, times.inconnu_depuis - 1)[positions],
        np.array([_certainty(engine, perimetres.contrats[p]) for p in positions], dtype=np.int64),
        perimetres.cellules[kept],
        rank[perimetres.proprietaires[kept]],
    )
