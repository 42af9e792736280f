"""The rates that an ARS, a local authority or the press published for a territory.

They come from the announcements of the ARS (regions.csv) and from chiffres_publies.csv. On a day,
the figure to quote is the newest not after it, whatever its age and always with its date; a partial
date is taken at its latest end. After FRAICHEUR_MOIS it is told beside, not first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np
import pandas as pd

from data.dates import DatePartielle
from data.memoire import une_fois_par_objet
from data.model import Registre
from geo.territoires.territoire import Territoire

FRAICHEUR_MOIS = 18
DOMAINE_DES_ARS = "ars.sante.fr"
INDICATEURS = {
    "taux_population_signe": "taux_signe",
    "taux_population_signe_ou_projet": "taux_signe_ou_projet",
}
COLONNES_PUBLIEES = (
    "taux_publie",
    "date_publie",
    "taux_publie_signe_ou_projet",
    "date_publie_signe_ou_projet",
)


@dataclass(frozen=True)
class PointPublie:
    """A rate published for a territory, computed by others on another basis.

    ``taux``: taux_signe or taux_signe_ou_projet. ``au_moins``: published as "more than".
    """

    publie_le: DatePartielle
    taux: str
    valeur: float
    au_moins: bool
    source_url: str

    @property
    def jour(self) -> date:
        """The earliest day the date may be."""
        return self.publie_le.premier_jour

    @property
    def dernier_jour(self) -> date:
        """The latest day the date may be."""
        return self.publie_le.dernier_jour

    @property
    def par_l_ars(self) -> bool:
        """Whether it was read on a page of an ARS."""
        return DOMAINE_DES_ARS in self.source_url

    @property
    def nombre(self) -> float | None:
        """The rate as a number, None when it was published as "more than"."""
        return None if self.au_moins else self.valeur


def points_publies(registre: Registre, territoire: Territoire) -> tuple[PointPublie, ...]:
    """Return the rates published for a région or a département, oldest first, each once."""
    niveau, code = territoire.niveau, territoire.code
    found: dict[tuple[str, str, float], PointPublie] = {}

    def add(when: DatePartielle | None, name: str, text: str, source: str) -> None:
        value = _rate(text)
        if when is not None and value is not None:
            key = (when.texte, name, value)
            found.setdefault(key, PointPublie(when, name, value, text.startswith(">"), source))

    for figure in registre.chiffres_publies:
        here = (figure.objet_type, figure.objet_id) == (niveau, code)
        if here and figure.indicateur in INDICATEURS:
            add(figure.date, INDICATEURS[figure.indicateur], figure.valeur, figure.source_url)
    annonce = registre.regions.get(code) if niveau == "region" else None
    if annonce is not None:
        source, when = annonce.source_url, annonce.date_annonce
        add(when, "taux_signe", annonce.taux_signe_publie, source)
        add(when, "taux_signe_ou_projet", annonce.taux_signe_ou_projet_publie, source)
    return tuple(sorted(found.values(), key=lambda point: (point.jour, point.taux)))


def _rate(text: str) -> float | None:
    """Read ``78.6`` or ``>50``; None for anything else."""
    try:
        value = float(text.removeprefix(">").replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value <= 100 else None


def publie_au(
    points: Iterable[PointPublie], jour: date, taux: str = "taux_signe"
) -> PointPublie | None:
    """Return the newest rate not after a day; of two of the same day, the more precise date."""
    before = [point for point in points if point.taux == taux and point.dernier_jour <= jour]
    return max(before, key=lambda point: (point.dernier_jour, point.jour), default=None)


def publie_apres(points: Iterable[PointPublie], jour: date) -> PointPublie | None:
    """Return the oldest rate signed that may be of after a day: told as such, never first."""
    after = [one for one in points if one.taux == "taux_signe" and one.dernier_jour > jour]
    return min(after, key=lambda point: (point.dernier_jour, point.jour), default=None)


def est_recent(point: PointPublie, jour: date) -> bool:
    """Tell whether a published rate is at most FRAICHEUR_MOIS old on a day."""
    limit = pd.Timestamp(point.dernier_jour) + pd.DateOffset(months=FRAICHEUR_MOIS)
    return jour <= limit.date()


def colonnes_publiees(
    registre: Registre, places: Iterable[tuple[str, str, date]]
) -> dict[str, np.ndarray]:
    """Return the columns COLONNES_PUBLIEES of rows, each a (niveau, code, jour).

    Rates in percent, NaN where none was published as a number; dates as published, None where there
    is none. Empty below the département: nobody publishes there.
    """
    points, rows = _points_par_territoire(registre), list(places)
    said = [(row, place) for row, place in enumerate(rows) if place[:2] in points]
    rates, days = np.full((2, len(rows)), np.nan), np.full((2, len(rows)), None, dtype=object)
    for (row, (niveau, code, jour)), (rank, name) in product(said, enumerate(INDICATEURS.values())):
        point = publie_au(points[niveau, code], jour, name)
        if point is not None:
            rates[rank, row] = np.nan if point.nombre is None else point.nombre
            days[rank, row] = point.publie_le.texte
    columns = (rates[0], days[0], rates[1], days[1])
    return dict(zip(COLONNES_PUBLIEES, columns, strict=True))


@une_fois_par_objet(24)
def _points_par_territoire(registre: Registre) -> dict[tuple[str, str], tuple[PointPublie, ...]]:
    """Return the rates published for each territory of which some were, by (niveau, code)."""
    said = {(figure.objet_type, figure.objet_id) for figure in registre.chiffres_publies}
    said |= {("region", code) for code in registre.regions}
    return {key: points_publies(registre, Territoire(*key, "")) for key in said}
