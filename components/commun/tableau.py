"""Tables on the screen: cells in French that sort by their value, rows that lead somewhere."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.commun.mots.formats import (
    jour_en_lettres,
    nombre,
    pourcentage,
    pourcentage_entier,
)

HAUTEUR_LIGNE = 35
HAUTEUR_MAX = 458
INCONNU = "–"
SOURCE = st.column_config.LinkColumn("Source", display_text="ouvrir la source")
SOURCE_DU_CONTRAT = SOURCE | {"help": "Page où le contrat a été lu"}
POURCENT = " (%)"
LARGEUR_LETTRE, LARGEUR_MARGES, LARGEUR_MAX = 7, 20, 240  # pixels
# What the browser itself writes in the language of the page: numbers keep the value they sort by.
NOMBRES: Mapping[Any, Mapping[str, Any]] = {
    nombre: {"format": "localized", "step": 1},
    pourcentage: {"format": "localized", "step": 0.1},
    pourcentage_entier: {"format": "localized", "step": 1},
}
JOUR = {"type": "date", "format": "DD/MM/YYYY"}


def draw_table(
    table: pd.DataFrame,
    alt: str,
    formats: Mapping[str, Callable[..., str]] | None = None,
    colonnes: Mapping[str, Any] | None = None,
    hauteur_max: int | None = HAUTEUR_MAX,
    **options: Any,
) -> Any:
    """Draw a table as high as its rows; what does not fit scrolls.

    Parameters
    ----------
    alt : what it shows, for who does not see it.
    formats : how the cells of some columns are written, by functions of ``mots.formats``; those
        that are not there are left. Rates are in percent, and their label says so.
    colonnes : what Streamlit is told of a column: its label, or more.
    hauteur_max : in pixels, None for every row.
    """
    config: dict[Any, Any] = {name: _as_config(one) for name, one in (colonnes or {}).items()}
    shown = table
    for name, written in (formats or {}).items():
        if name in table:
            config[name] = config.get(name, {}) | _written(str(name), table[name], written, config)
            if written in (pourcentage, pourcentage_entier):
                shown = shown.assign(**{str(name): _honest(table[name], written)})
    whole = (len(table) + 1) * HAUTEUR_LIGNE + 3
    return st.dataframe(
        shown,
        hide_index=True,
        column_config=config or None,
        height=whole if hauteur_max is None else min(hauteur_max, whole),
        width="stretch",
        placeholder=INCONNU,
        alt=alt,
        **options,
    )


def _as_config(colonne: Any) -> dict[str, Any]:
    """Return what Streamlit is told of a column; a text is its label."""
    return {"label": colonne} if isinstance(colonne, str) else dict(colonne)


def _written(
    nom: str, valeurs: pd.Series, ecriture: Callable[..., str], config: Mapping[str, Any]
) -> dict[str, Any]:
    """Return how the cells of a column are written."""
    if ecriture is jour_en_lettres:
        return {"type_config": JOUR}
    if ecriture in NOMBRES:
        label = config.get(nom, {}).get("label", nom)
        percent = ecriture is not nombre and not label.endswith(POURCENT)
        number = {"type": "number", **NOMBRES[ecriture]}
        return {"label": label + POURCENT if percent else label, "type_config": number}
    # A text that sorts as it is, and reads otherwise: "2023-07", "juillet 2023".
    known = sorted({str(value) for value in valeurs.dropna()})
    longest = max((len(ecriture(one)) for one in known), default=0)
    width = min(LARGEUR_MAX, LARGEUR_LETTRE * longest + LARGEUR_MARGES)  # else that of the value
    column = st.column_config.SelectboxColumn(width=width, options=known, format_func=ecriture)
    told = {key: value for key, value in config.get(nom, {}).items() if value is not None}
    return dict(column) | told


def _honest(taux: "pd.Series[float]", ecriture: Callable[..., str]) -> "pd.Series[float]":
    """Return rates that the browser, which only rounds, does not show as 0 or 100 % wrongly."""
    step = float(NOMBRES[ecriture]["step"])
    return taux.mask((taux > 0) & (taux < step), step).mask(
        (taux < 100) & (taux > 100 - step), 100 - step
    )


def choose_row(
    table: pd.DataFrame,
    alt: str,
    formats: Mapping[str, Callable[..., str]] | None = None,
    colonnes: Mapping[str, Any] | None = None,
    *,
    key: str,
    hauteur_max: int | None = HAUTEUR_MAX,
) -> int | None:
    """Draw a table in which a row can be chosen; return its position, None when there is none."""
    event = draw_table(
        table,
        alt,
        formats,
        colonnes,
        hauteur_max,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    rows = event["selection"]["rows"]
    return int(rows[0]) if rows and rows[0] < len(table) else None


def show_all(lignes: int, montrees: int, quoi: str, premieres: str, key: str) -> bool:
    """Tell whether every row is shown; a long table asks for it.

    ``quoi``: what the rows are; ``premieres``: which ones are shown otherwise ("premières").
    """
    return lignes <= montrees or st.toggle(
        f"Montrer les {nombre(lignes)} {quoi} (les {montrees} {premieres} sinon)", key=key
    )
