"""Heat maps on the screen: how much each group works on each subject."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from components.commun.mots.formats import pluriel
from components.commun.statuts import ECHELLE_PARTS, SANS_DONNEE
from components.figures.ecran.socle import affiche, etiquette, mise_en_page, sur_deux_lignes
from geo.actions.themes import Matrice

HAUTEUR_CASE = 30
LARGEUR_CASE = 44
LARGEUR_ETIQUETTES = 270  # at most
LARGEUR_LETTRE = 7
MARGE_DROITE = 140  # where the slanting label of the last column ends
HAUTEUR_ENTETE = 150

# A heat map keeps the width that its cells need to be read; a narrow screen scrolls it alone.
_STYLE = """
<style>
.st-key-{cle} {{ overflow-x: auto; }}
.st-key-{cle} > div {{ min-width: {largeur}px; }}
</style>
"""


def _details(matrice: Matrice) -> list[list[str]]:
    known = matrice.connus.tolist()
    return [
        [
            f"{count} sur {pluriel(whole, 'contrat')} aux axes connus"
            if whole
            else "aucun contrat aux axes connus"
            for count, whole in zip(row, known, strict=True)
        ]
        for row in matrice.nombres.tolist()
    ]


def _presence(matrice: Matrice) -> list[list[str]]:
    return [
        ["au moins un axe" if count else "aucun axe lu" for count in row]
        for row in matrice.nombres.tolist()
    ]


def carte_de_chaleur(
    matrice: Matrice,
    lignes: Sequence[str],
    colonnes: Sequence[str],
    *,
    par_contrat: bool,
    cle: str,
    description: str,
) -> None:
    """Draw a matrix: lighter is less.

    Parameters
    ----------
    lignes, colonnes : labels, in the order of the matrix.
    par_contrat : a column is one contract: a cell says whether it has an axis on the subject;
        else it gives the percent of the contracts of the column.
    cle : names the chart; ``description``: what it shows, for those who can't see it.
    """
    marks = [["●" if count else "" for count in row] for row in matrice.nombres.tolist()]
    grille_de_chaleur(
        matrice.parts,
        lignes,
        colonnes,
        details=(_presence if par_contrat else _details)(matrice),
        marques=marks if par_contrat else None,
        cle=cle,
        description=description,
    )


def grille_de_chaleur(
    parts: np.ndarray,
    lignes: Sequence[str],
    colonnes: Sequence[str],
    *,
    details: Sequence[Sequence[str]],
    marques: Sequence[Sequence[str]] | None = None,
    cle: str,
    description: str,
    entete: int = HAUTEUR_ENTETE,
) -> None:
    """Draw a grid of shares: lighter is less, grey where there is none to give.

    Parameters
    ----------
    parts : float array (rows x columns), percents; NaN where there is none.
    lignes, colonnes : labels, in the order of the array.
    details : what the pointer reads of each cell.
    marques : text of each cell, its percent by default.
    cle : names the chart; ``description``: what it shows, for those who can't see it.
    entete : height of the slanting labels of the columns, in pixels.
    """
    values = np.round(parts).tolist()
    noms = [sur_deux_lignes(one, 42) for one in lignes]
    gauche = _largeur_des(noms)
    figure = go.Figure()
    figure.add_heatmap(
        z=[[None if value != value else value for value in row] for row in values],
        x=list(range(len(colonnes))),
        y=list(range(len(lignes))),
        text=marques,
        texttemplate="%{z:.0f}" if marques is None else "%{text}",
        customdata=details,
        hovertemplate="%{y}<br>%{x}<br>%{customdata}<extra></extra>",
        colorscale=ECHELLE_PARTS,
        zmin=0,
        zmax=100,
        xgap=1,
        ygap=1,
        showscale=False,
        hoverongaps=True,
    )
    figure.update_layout(
        mise_en_page(
            12,
            height=entete + 20 + HAUTEUR_CASE * len(lignes),
            margin={"l": gauche, "r": MARGE_DROITE, "t": entete, "b": 8},
            plot_bgcolor=SANS_DONNEE,
            xaxis=_axis(
                [etiquette(one, 36) for one in colonnes],
                side="top",
                tickangle=-40,
                ticklabeloverflow="allow",
            ),
            yaxis=_axis(noms, autorange="reversed"),
        )
    )
    width = gauche + MARGE_DROITE + LARGEUR_CASE * len(colonnes)
    box = f"actions-chaleur-{cle}"
    st.html(_STYLE.format(cle=box, largeur=min(width, 1000)))
    with st.container(key=box):
        affiche(
            figure,
            f"actions-figure-{cle}",
            f"{description} Le tableau qui suit donne les mêmes valeurs.",
        )


def _largeur_des(noms: Sequence[str]) -> int:
    """Return the pixels that the labels of the rows need: on a phone, columns have the rest."""
    longest = max((len(line) for nom in noms for line in nom.split("<br>")), default=0)
    return min(LARGEUR_ETIQUETTES, LARGEUR_LETTRE * (longest + 3))


def _axis(noms: Sequence[str], **options: Any) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": list(range(len(noms))),
        "ticktext": list(noms),
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        **options,
    }
