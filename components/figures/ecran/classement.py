"""Territories ranked by a rate, on the screen."""

from collections.abc import Mapping
from functools import lru_cache
from math import isnan, nan
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from components.commun.mots.formats import habitants, pourcentage
from components.commun.statuts import STATUTS
from components.figures.ecran.barres import Barres, axe_des_noms, figure_barres
from components.figures.ecran.socle import (
    LEGENDE,
    FigureEcrite,
    affiche,
    axe_des_taux,
    etiquette,
    mise_en_page,
)
from data.memoire import VUES_GARDEES, une_fois_par_objet

HAUTEUR_BARRE = 24
DECIMALES = 2  # of the length of a bar, in percent: a pixel is ten times more
# What the pointer shows of a row, from its four cells: the words once, not once for each row.
SOUS_LE_POINTEUR = (
    "%{customdata[0]}<br>%{customdata[1]}<br>signé\u00a0: %{customdata[2]}<br>"
    "signé ou en projet\u00a0: %{customdata[3]}<extra></extra>"
)
MODELES_GARDES = 128


class _Ligne(NamedTuple):
    """A territory: rates in percent, NaN where nobody lives."""

    nom: str
    population: int
    taux_signe: float
    taux_signe_ou_projet: float

    def rang(self, taux: str) -> tuple[float, ...]:
        """Return what ranks it; without a rate, it is below all the others."""
        rates = (getattr(self, taux), self.taux_signe)
        return (*(-1.0 if isnan(rate) else rate for rate in rates), self.population)


def _detail(nom: str, population: int, signe: float, signe_ou_projet: float) -> list[str]:
    return [
        etiquette(nom, 80),
        habitants(population),
        pourcentage(signe),
        pourcentage(signe_ou_projet),
    ]


def classement(table: pd.DataFrame, titre: str, taux: str = "taux_signe_ou_projet") -> None:
    """Draw the territories ranked by a rate, widest bar first.

    One where nobody lives has no rate: it comes last.

    Parameters
    ----------
    table : rows of ``geo.couverture.synthese.sous_territoires``, at most BARRES_MAX of them
        (``components.figures.classement``).
    taux : the rate retained; with ``taux_signe``, projects are not drawn.
    """
    st.markdown(f"**{titre}**")
    affiche(_figure(table, taux), "classement")


@une_fois_par_objet(VUES_GARDEES)
def _figure(table: pd.DataFrame, taux: str) -> FigureEcrite:
    columns = (table[name].tolist() for name in _Ligne._fields)
    lines = [_Ligne(*cells) for cells in zip(*columns, strict=True)]
    lines.sort(key=lambda one: one.rang(taux))
    signed = [_bar(one.taux_signe) for one in lines]
    in_project = [_bar(one.taux_signe_ou_projet - one.taux_signe) for one in lines]
    model = _modele(len(lines), taux)
    details = [_detail(*one) for one in lines]
    bars = [
        {**trace, "customdata": details, "hovertemplate": SOUS_LE_POINTEUR, "x": values}
        for trace, values in zip(model["data"], (signed, in_project), strict=False)
    ]
    bars[-1]["text"] = [pourcentage(getattr(one, taux)) for one in lines]
    names = model["layout"]["yaxis"] | {"ticktext": [etiquette(one.nom) for one in lines]}
    return FigureEcrite({"data": bars, "layout": model["layout"] | {"yaxis": names}})


def _bar(taux: float) -> float:
    return 0.0 if isnan(taux) else round(taux, DECIMALES)


@lru_cache(maxsize=MODELES_GARDES)
def _modele(nombre: int, taux: str) -> Mapping[str, Any]:
    """Return the figure of as many territories, without their names nor their rates.

    Plotly checks one property after the other, for longer than it takes to make all the rest.
    """
    nothing = [""] * nombre
    classes = ("signe",) if taux == "taux_signe" else ("signe", "projet")
    figure = figure_barres(
        [Barres(STATUTS[name], [nan] * nombre, nothing) for name in classes],
        nothing,
        mise=mise_en_page(
            height=80 + HAUTEUR_BARRE * nombre,
            margin={"l": 8, "r": 55, "t": 34, "b": 30},
            legend=LEGENDE,
            xaxis=axe_des_taux(range=[0, 112], tickvals=[0, 50, 100]),
            yaxis=axe_des_noms(nothing),
        ),
    )
    model: Mapping[str, Any] = figure.to_dict()
    return model
