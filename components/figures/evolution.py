"""The history of a territory as a chart to draw anywhere: a slide, a sheet, a file."""

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
from babel.dates import format_date

from components.commun.mots.formats import LOCALE, jour_en_lettres, pourcentage
from components.figures.ecran.courbe import LIBELLES, PROJET, SIGNE
from components.figures.figure import Graphique, Serie

PAS = ("annee", "trimestre")
COULEURS = {"taux_signe": SIGNE, "taux_signe_ou_projet": PROJET, "taux_atteste": "#3b6ea5"}


def graphique_evolution(rows: pd.DataFrame, titre: str, pas: str = "annee") -> Graphique:
    """Return the rates signed, and signed or in project, as a curve.

    Parameters
    ----------
    rows : rows of one territory by increasing date, with ``date``, ``taux_signe`` and
        ``taux_signe_ou_projet``: those of ``geo.couverture.historique``, or ``Evolution.annees``;
        with a column ``projection``, what is projected is left out: a line would not tell it apart;
        with a column ``taux_atteste``, it is drawn too; with a column ``saut``, the curve is broken
        there.
    pas : "annee" or "trimestre"; the last row of each is kept.

    Raises ValueError for another step, or for rows that are not by increasing date.
    """
    if pas not in PAS:
        raise ValueError(f"pas: one of {', '.join(PAS)} expected, {pas!r} given")
    if "projection" in rows:
        rows = rows[~rows["projection"].astype(bool)]
    days = rows["date"].tolist()
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise ValueError("rows: one territory, by increasing date, expected")
    kept = {_period(day, pas): rank for rank, day in enumerate(days)}
    shown = rows.iloc[list(kept.values())]
    return Graphique(
        genre="courbe",
        titre=titre,
        categories=tuple(kept),
        series=tuple(
            Serie(LIBELLES[column], _values(shown[column]), color, _jumps(rows, shown, column))
            for column, color in COULEURS.items()
            if column in shown
        ),
        unite="%",
        alternative=_told(shown, titre),
    )


def _jumps(rows: pd.DataFrame, shown: pd.DataFrame, column: str) -> tuple[int, ...]:
    """Return the ranks, among the rows shown, reached by a move that no signature nor end makes."""
    if "saut" not in rows or column == "taux_atteste":
        return ()
    passed = rows["saut"].cumsum()[shown.index].to_numpy()
    return tuple((1 + np.flatnonzero(np.diff(passed) > 0)).tolist())


def _period(day: date, pas: str) -> str:
    if pas == "annee":
        return str(day.year)
    return str(format_date(day, "QQQ y", locale=LOCALE))


def _values(column: pd.Series) -> tuple[float | None, ...]:
    return tuple(None if pd.isna(value) else round(float(value), 2) for value in column)


def _told(rows: pd.DataFrame, titre: str) -> str:
    if rows.empty:
        return f"{titre}\u00a0: aucune date."
    first, last = rows.iloc[0], rows.iloc[-1]
    highest = rows.sort_values("taux_signe", na_position="first", kind="stable").iloc[-1]
    return (
        f"{titre}\u00a0: taux signé de {pourcentage(first['taux_signe'])} au "
        f"{jour_en_lettres(first['date'])} à {pourcentage(last['taux_signe'])} au "
        f"{jour_en_lettres(last['date'])}, au plus haut {pourcentage(highest['taux_signe'])} au "
        f"{jour_en_lettres(highest['date'])}."
    )
