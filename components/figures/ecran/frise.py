"""Renewal chains as a timeline: one row per chain, one bar per generation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

import plotly.graph_objects as go

from components.commun.mots.echeances import generation
from components.commun.mots.formats import date_partielle, jour_en_lettres
from components.commun.mots.libelles import STATUTS_CONTRAT
from components.commun.statuts import PERIODES, STATUTS, Aspect
from components.figures.ecran.socle import (
    GRILLE,
    SOUS_LE_POINTEUR,
    affiche,
    etiquette,
    mise_en_page,
    motif,
    nom_au_dessus,
)
from geo.evolution.chaines import Chaine, Maillon

HAUTEUR_RANG = 42
HAUTEUR_BARRE = 0.42  # of a row
NOM_MAX = 60
INCERTAIN_MAX = timedelta(days=365)
MARGE = timedelta(days=120)
PREMIER_JOUR = date(2009, 1, 1)
ASPECTS: dict[str, Aspect] = {
    "signe": STATUTS["signe"],
    "projet": STATUTS["projet"],
    "renouvele": PERIODES["renouvele"],
    "echu": STATUTS["echu"],
    "a_venir": PERIODES["a_venir"],
}
INCERTAIN = "Début ou fin estimés, ou inconnus"


@dataclass(frozen=True)
class Segment:
    """A part of a bar: ``incertain`` when its outer limit is estimated or unknown."""

    rang: int
    debut: date
    fin: date
    statut: str
    incertain: bool
    texte: str
    detail: str


def _detail(one: Maillon) -> str:
    """Return what the pointer shows of a generation."""
    signature = one.contrat.date_signature
    start = date_partielle(signature) if signature else "date inconnue"
    end = date_partielle(one.echeance.date)
    if one.echeance.date is not None and one.fin_estimee:
        end += " (estimée)"
    known = generation(one)
    rank = "génération non renseignée" if known == "?" else f"{known} génération"
    return (
        f"{etiquette(one.contrat.nom, 80)}<br>{rank}, {STATUTS_CONTRAT[one.statut].lower()}<br>"
        f"signature\u00a0: {start}<br>fin\u00a0: {end}"
    )


def _signed(rang: int, one: Maillon, limite: date, jour: date) -> Iterator[Segment]:
    """Cut the signed period of a generation where its limits are not sure."""
    if one.signe is None:
        return
    status = "signe" if one.statut == "signe" else one.statut
    status = status if status in ASPECTS and status != "projet" else "echu"
    start = one.signe.debut
    end = min(one.signe.fin or one.compte_jusqu_au or limite, limite)
    if end <= start:
        return
    part = min(INCERTAIN_MAX, (end - start) / 3)
    first = start + part if one.signature_inconnue else start
    last = end - part if one.fin_estimee else end
    if one.signe.fin is None:
        last = min(max(first, jour), end)
    text, detail = generation(one).replace("?", ""), _detail(one)
    for debut, fin, unsure in ((start, first, True), (first, last, False), (last, end, True)):
        if fin > debut:
            yield Segment(rang, debut, fin, status, unsure, "" if unsure else text, detail)


def _in_project(rang: int, one: Maillon, jour: date) -> Iterator[Segment]:
    """A project is drawn up to the day looked at: nobody knows how long it will last."""
    if one.projet is None or one.projet.debut >= jour:
        return
    end = min(one.projet.fin or jour, jour)
    if one.signe is not None and one.signe.debut > one.projet.debut:
        end = min(end, one.signe.debut)
    if end > one.projet.debut:
        known = generation(one).replace("?", "")
        text = known if one.signe is None else ""
        yield Segment(rang, one.projet.debut, end, "projet", False, text, _detail(one))


def segments(chaines: Sequence[Chaine], jour: date, droite: date) -> list[Segment]:
    """Return the bars of chains, the first chain at row 0; a bar stops where the next one starts.

    ``droite``: the day where a bar without a known end stops.
    """
    found: list[Segment] = []
    for rang, chaine in enumerate(chaines):
        for one, after in zip_longest(chaine.maillons, chaine.maillons[1:]):
            next_start = after.signe.debut if after is not None and after.signe else droite
            found += _in_project(rang, one, jour)
            found += _signed(rang, one, min(next_start, droite), jour)
    return found


def limits(chaines: Sequence[Chaine], jour: date, horizon: date) -> tuple[date, date]:
    """Return the first and last days of the picture."""
    starts = [one.debut for chaine in chaines for one in chaine.maillons if one.debut < jour]
    ends = [
        one.signe.fin
        for chaine in chaines
        for one in chaine.maillons
        if one.signe is not None and one.signe.fin is not None
    ]
    left = max(min(starts, default=jour), PREMIER_JOUR)
    return left - MARGE, max([horizon, *ends]) + MARGE


def _milliseconds(segment: Segment) -> float:
    return (segment.fin - segment.debut) / timedelta(milliseconds=1)


def _trace(group: list[Segment], aspect: Aspect, incertain: bool, rows: int) -> go.Bar:
    edge = aspect.couleur_motif or aspect.couleur
    pattern = motif(aspect, 8, solidity=0.15)
    if incertain:
        pattern = {"shape": "/", "fgcolor": edge, "bgcolor": "#ffffff", "size": 7}
    return go.Bar(
        name=INCERTAIN if incertain else aspect.libelle,
        legendgroup="incertain" if incertain else aspect.libelle,
        y=[rows - 1 - one.rang for one in group],
        base=[one.debut.isoformat() for one in group],
        x=[_milliseconds(one) for one in group],
        width=HAUTEUR_BARRE,
        orientation="h",
        marker={
            "color": aspect.couleur,
            "pattern": pattern,
            "line": {"color": edge, "width": 1},
        },
        customdata=[one.detail for one in group],
        hovertemplate=SOUS_LE_POINTEUR,
    )


def _add_traces(figure: go.Figure, drawn: list[Segment], rows: int) -> None:
    unsure_named = False
    for status, aspect in ASPECTS.items():
        for unsure in (False, True):
            group = [one for one in drawn if one.statut == status and one.incertain == unsure]
            if not group:
                continue
            trace = _trace(group, aspect, unsure, rows)
            trace.showlegend = not (unsure and unsure_named)
            unsure_named = unsure_named or unsure
            figure.add_trace(trace)


def _add_labels(figure: go.Figure, chaines: Sequence[Chaine], drawn: list[Segment]) -> None:
    """Write the name of each chain above its row, and its generation on each bar."""
    rows = len(chaines)
    for rang, chaine in enumerate(chaines):
        figure.add_annotation(
            nom_au_dessus(
                etiquette(chaine.dernier.contrat.nom, NOM_MAX),
                0,
                rows - 1 - rang + 0.39,
                xref="paper",
                font={"size": 12},
            )
        )
    for one in drawn:
        if one.texte:
            figure.add_annotation(
                x=(one.debut + (one.fin - one.debut) / 2).isoformat(),
                y=rows - 1 - one.rang,
                text=one.texte,
                showarrow=False,
                font={"size": 11},
                bgcolor="rgba(255,255,255,0.85)",
                borderpad=1,
            )


def frise(chaines: Sequence[Chaine], jour: date, horizon: date, aujourd_hui: date) -> None:
    """Draw chains, the first one at the top, with a line at the day looked at."""
    left, right = limits(chaines, jour, horizon)
    rows = len(chaines)
    figure = go.Figure()
    drawn = segments(chaines, jour, right)
    _add_traces(figure, drawn, rows)
    _add_labels(figure, chaines, drawn)
    figure.add_shape(
        type="line",
        x0=jour.isoformat(),
        x1=jour.isoformat(),
        yref="paper",
        y0=0,
        y1=1,
        line={"color": "#b3261e", "width": 2, "dash": "dot"},
    )
    figure.add_annotation(
        x=jour.isoformat(),
        yref="paper",
        y=1,
        yanchor="bottom",
        text="Aujourd'hui" if jour == aujourd_hui else jour_en_lettres(jour),
        showarrow=False,
        font={"color": "#b3261e", "size": 12},
    )
    figure.update_layout(
        mise_en_page(
            barmode="overlay",
            height=110 + HAUTEUR_RANG * rows,
            margin={"l": 8, "r": 8, "t": 26, "b": 80},
            legend={"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0},
            xaxis={
                "type": "date",
                "range": [left.isoformat(), right.isoformat()],
                "tickformat": "%Y",
                "gridcolor": GRILLE,
                "nticks": 10,
            },
            yaxis={"visible": False, "range": [-0.6, rows - 0.3]},
        )
    )
    affiche(figure, "frise-generations")
