"""The signatures and the ends of contracts, as marks under a curve."""

from collections.abc import Sequence
from datetime import date
from html import escape

import plotly.graph_objects as go

from components.commun.mots.formats import jour_en_lettres, pluriel
from components.commun.statuts import STATUTS
from components.figures.ecran.socle import SOUS_LE_POINTEUR
from geo.evolution.evolution import Evenement

COULEURS = {"signature": STATUTS["signe"].couleur, "fin": "#5f6b7a"}
RANGS = {"signature": "Signatures", "fin": "Fins"}
NOMS_MONTRES = 8
TAILLE_MIN, TAILLE_MAX = 7, 17


def add_events(figure: go.Figure, events: Sequence[Evenement], place: dict[str, int]) -> None:
    """Add the signatures and the ends of each month, one mark per month, larger when several."""
    for genre, shape, color in (
        ("signature", "triangle-up", COULEURS["signature"]),
        ("fin", "triangle-down", COULEURS["fin"]),
    ):
        for unsure in (False, True):
            group = [one for one in events if (one.genre, one.incertain) == (genre, unsure)]
            months: dict[date, list[Evenement]] = {}
            for one in group:
                months.setdefault(one.jour.replace(day=1), []).append(one)
            if not months:
                continue
            figure.add_trace(
                go.Scatter(
                    x=[found[0].jour for found in months.values()],
                    y=[RANGS[genre]] * len(months),
                    mode="markers",
                    showlegend=False,
                    marker={
                        "symbol": f"{shape}-open" if unsure else shape,
                        "size": [_size(len(found)) for found in months.values()],
                        "color": color,
                        "opacity": 0.8,
                        "line": {"width": 1.2, "color": color},
                    },
                    customdata=[_told(found) for found in months.values()],
                    hovertemplate=SOUS_LE_POINTEUR,
                ),
                **place,
            )


def _size(number: int) -> float:
    return min(TAILLE_MAX, TAILLE_MIN + 3 * (number - 1) ** 0.6)


def _told(events: Sequence[Evenement]) -> str:
    """Name the contracts of a mark, a few of them at most."""
    first = events[0]
    what = "signature" if first.genre == "signature" else "fin"
    doubt = ", date estimée" if first.incertain else ""
    lines = [f"{pluriel(len(events), what)}{doubt}"]
    lines += [
        f"{jour_en_lettres(one.jour)}\u00a0: {escape(one.nom[:60])}"
        for one in events[:NOMS_MONTRES]
    ]
    if len(events) > NOMS_MONTRES:
        lines.append(f"et {len(events) - NOMS_MONTRES} autres")
    return "<br>".join(lines)
