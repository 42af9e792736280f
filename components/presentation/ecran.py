"""A slide on screen: the same map, legend and charts as the pages, laid out for a room."""

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from components.carte.carte import draw_carte
from components.commun.adresse.passage import note_titre
from components.commun.legende import legende
from components.figures.ecran.certitude import draw_barre
from components.figures.ecran.graphique import draw_graphique
from components.figures.figure import Carte, Chiffre, Graphique, Serie
from components.gabarit.diapositive import Diapositive
from components.presentation.mesure import place_du_graphique
from components.presentation.style import TAILLE_MINIMALE, style_diapositive
from geo.presentation.logo import Logo

CLE_CARTE = "diapo-folium"
TROP_LONG = 8  # characters of a hero figure
LIGNES_SERREES = 5
LIGNES_AMPLES, SIGNES_AMPLES = 6, 800  # of a list or a table that has the slide for itself
HAUTEUR_D_UNE_BARRE = 66  # its name above it
FORMAT_LARGE = "16-9"
TEXTE_LONG = 60  # characters of a cell


def disposition_de(slide: Diapositive) -> str:
    """Return how a slide is laid out, by what illustrates it."""
    if slide.cle == "titre":
        return "titre"
    if slide.carte is not None:
        return "carte-graphique" if slide.graphique is not None else "carte"
    return "graphique" if slide.graphique is not None else "texte"


def _carte_of(slide: Diapositive, etape: int) -> Carte | None:
    if slide.etapes:
        return slide.etapes[min(etape, len(slide.etapes) - 1)][1]
    return slide.carte


def _figures(chiffres: Sequence[Chiffre], kind: str) -> None:
    items = []
    for chiffre in chiffres:
        long = ' class="long"' if len(chiffre.valeur) > TROP_LONG else ""
        detail = f"<small>{escape(chiffre.precision)}</small>" if chiffre.precision else ""
        items.append(
            f'<li class="diapo-chiffre"><b{long}>{escape(chiffre.valeur)}</b>'
            f"<span>{escape(chiffre.libelle)}</span>{detail}</li>"
        )
    if items:
        st.html(f'<ul class="diapo-chiffres {kind}">{"".join(items)}</ul>')


def _at_step(slide: Diapositive, etape: int) -> tuple[Chiffre, ...]:
    """Return the figures of a slide; of an animated one, the figure of the step shown."""
    chart = slide.graphique
    if not slide.etapes or chart is None or etape >= len(slide.etapes) - 1:
        return slide.chiffres
    name = slide.etapes[etape][0]
    value = chart.series[0].valeurs[chart.categories.index(name)]
    shown = "–" if value is None else f"{value:.1f}".replace(".", ",") + "\u00a0%"
    return (Chiffre(shown, f"sous un contrat signé fin {name}", "\u00a0"),)


def _table(tableau: pd.DataFrame, is_wide: bool) -> None:
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in tableau.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in tableau.itertuples(index=False)
    )
    longest = max((len(str(cell)) for cell in tableau.to_numpy().ravel()), default=0)
    dense = " dense" if longest > TEXTE_LONG else ""
    signs = sum(len(str(cell)) for cell in tableau.to_numpy().ravel())
    if dense and is_wide and signs < SIGNES_AMPLES and len(tableau) <= LIGNES_AMPLES:
        dense = " ample"  # a table that leaves half of the slide empty is written larger
    st.html(
        f'<table class="diapo-tableau{dense}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _bullets(puces: Sequence[str], tight: bool, alone: bool) -> None:
    kind = " serre" if tight else ""
    if alone and len(puces) <= LIGNES_AMPLES and sum(map(len, puces)) < SIGNES_AMPLES:
        kind = " ample"
    items = "".join(f"<li>{escape(one)}</li>" for one in puces)
    st.html(f'<ul class="diapo-puces{kind}">{items}</ul>')


def _head(slide: Diapositive, numero: int) -> None:
    phrase = f'<p class="diapo-phrase">{escape(slide.phrase)}</p>' if slide.phrase else ""
    title = f"<h1>{escape(slide.titre)}</h1>"
    if slide.cle == "titre":
        above, *below = (f'<p class="diapo-phrase">{escape(one)}</p>' for one in slide.puces)
        st.html(
            f'<div class="diapo-titre" data-diapo="{numero}">{above}{title}{phrase}'
            f"{''.join(below)}</div>"
        )
    else:
        st.html(f'<div data-diapo="{numero}">{title}{phrase}</div>')
    note_titre()


def _logo(logo: Logo, is_title: bool) -> None:
    """Draw the logo: large on the title, where it is said; in the foot of the others, unsaid."""
    data = b64encode(logo.png).decode("ascii")
    said, kind = (escape(logo.alternative), "titre") if is_title else ("", "pied")
    with st.container(key=f"diapo-logo-{kind}"):
        st.html(f'<img class="diapo-logo" alt="{said}" src="data:image/png;base64,{data}">')


def _map(carte: Carte | None, noms: str, territoires: str) -> None:
    if carte is None:
        return
    counted = Counter(carte.etat.classes)
    seen = [aspect for aspect in carte.legende if counted[aspect.code]]
    legende(seen, carte.etat.classes, territoires, nombres=False)  # figures are beside the map
    etat = replace(carte.etat, grand=True)
    draw_carte(etat, noms, cle=CLE_CARTE)


def _side(
    slide: Diapositive, disposition: str, place: tuple[int, int], etape: int, is_wide: bool
) -> None:
    """Draw the right column: the figures, then what goes with them."""
    if disposition == "titre":
        return
    if disposition == "carte-graphique" and slide.graphique is not None:
        shown = _at_step(slide, etape)[:1]
        _figures(shown, "diapo-en-ligne")
        # The room is that of the last step, so that the chart stays still as years go by.
        _chart(slide, place, etape)
        return
    below = slide.tableau is not None or bool(slide.puces)
    crowded = disposition == "graphique" and slide.tableau is not None
    if crowded:
        _figures(slide.chiffres[:1], "diapo-en-ligne")
    elif disposition != "texte" or not below:
        _figures(slide.chiffres, "diapo-resserre" if below else "")
    if slide.tableau is not None:
        _table(slide.tableau, is_wide)
    elif slide.puces:
        tight = disposition in ("graphique", "carte") or len(slide.puces) > LIGNES_SERREES
        _bullets(slide.puces, tight, alone=is_wide and disposition == "texte")


def _centre(slide: Diapositive, disposition: str, place: tuple[int, int]) -> None:
    """Draw the left column of a slide without a map: its chart, or else its figures."""
    if disposition == "graphique":
        _chart(slide, place, 0)
    elif disposition == "texte" and (slide.tableau is not None or slide.puces):
        _figures(slide.chiffres, "diapo-resserre")


def _that_holds(chart: Graphique, hauteur: int) -> Graphique:
    """Return bars as many as a height holds without meeting their names, the first ones."""
    number = max(hauteur // HAUTEUR_D_UNE_BARRE, 1)
    if chart.genre != "barres" or number >= len(chart.categories):
        return chart
    series = tuple(replace(one, valeurs=one.valeurs[:number]) for one in chart.series)
    return replace(chart, categories=chart.categories[:number], series=series)


def _chart(slide: Diapositive, place: tuple[int, int], etape: int) -> None:
    if slide.graphique is None:
        return
    st.html(f"<h2>{escape(slide.graphique.titre)}</h2>")
    mark = slide.etapes[min(etape, len(slide.etapes) - 1)][0] if slide.etapes else ""
    draw_graphique(
        _that_holds(slide.graphique, place[1]),
        cle="diapo-graphique-cote" if slide.carte else "diapo-graphique-centre",
        taille=place,
        police=TAILLE_MINIMALE,
        repere=mark,
    )


def draw_diapositive(
    slide: Diapositive,
    *,
    numero: int,
    etape: int,
    format_: str,
    noms: str,
    carte_en_attente: Carte | None,
    territoires: str,
) -> None:
    """Draw a slide in its frame.

    Parameters
    ----------
    numero : number of the slide in the deck, from 1.
    etape : rank of the map shown, for an animated slide.
    noms : the name returned by ``components.carte.carte.publish_contrats``.
    carte_en_attente : the map kept ready, unseen, behind a slide that has none.
    territoires : what the map is cut into, in the plural.
    """
    disposition = disposition_de(slide)
    above = slide.chiffres[0] if disposition == "carte-graphique" and slide.chiffres else None
    place = place_du_graphique(slide, format_, above)
    chart = place if slide.graphique is not None else None
    with st.container(key="diapo"):
        with st.container(key="diapo-tete"):
            st.html(style_diapositive(format_, disposition, chart))
            _head(slide, numero)
        with st.container(key="diapo-corps"):
            with st.container(key="diapo-carte"):
                _map(_carte_of(slide, etape) or carte_en_attente, noms, territoires)
            with st.container(key="diapo-centre"):
                _centre(slide, disposition, place)
            with st.container(key="diapo-cote"):
                _side(slide, disposition, place, etape, format_ == FORMAT_LARGE)
        if slide.barre is not None:
            with st.container(key="diapo-barre"):
                draw_barre(slide.barre)
        with st.container(key="diapo-pied"):
            st.html(f'<p class="diapo-pied">{escape(slide.pied)}</p>')
        if slide.logo is not None:
            _logo(slide.logo, slide.cle == "titre")


def draw_amorce() -> None:
    """Draw an unseen chart, so that the first real one does not wait for what draws charts."""
    serie = Serie("", (1.0,), "#ffffff")
    empty = Graphique("barres", "", ("",), (serie,), "", "Graphique vide, jamais montré.")
    with st.container(key="diapo-amorce"):
        draw_graphique(empty, cle="diapo-graphique-amorce", taille=(300, 120))
