"""Tables on the screen: cells in French that sort by their value, rows that lead somewhere."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from components.commun.couleur_des_noms import TableauColore
from components.commun.mots.formats import (
    jour_en_lettres,
    nombre,
    pourcentage,
    pourcentage_entier,
    taux_arrondi,
)
from data.memoire import tant_qu_il_dure

HAUTEUR_LIGNE = 35
HAUTEUR_MAX = 458
INCONNU = "–"
LIGNES_IMPRIMEES = 60
JAMAIS_IMPRIMEES = ("barre", "Source")  # a drawing, an address
CELLULES_COLOREES = 100_000  # beyond, Streamlit refuses a table that is given a style
NOM_SUR_TELEPHONE = 130  # pixels: the answer stands beside the name
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
    lien: str = "",
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
    lien : column whose cells lead somewhere, and look so.
    """
    config: dict[Any, Any] = {name: _as_config(one) for name, one in (colonnes or {}).items()}
    rates = []
    for name, written in (formats or {}).items():
        if name in table:
            config[name] = config.get(name, {}) | _written(table, str(name), written, config)
            if written in (pourcentage, pourcentage_entier):
                rates.append((str(name), written))
    whole = (len(table) + 1) * HAUTEUR_LIGNE + 3
    labels = tuple(_label(name, config) for name in table)
    st.html(_a_imprimer(table, alt, tuple((formats or {}).items()), labels))
    return st.dataframe(
        _a_dessiner(table, tuple(rates), lien),
        hide_index=True,
        column_config=config or None,
        height=whole if hauteur_max is None else min(hauteur_max, whole),
        width="stretch",
        placeholder=INCONNU,
        alt=alt,
        **options,
    )


@tant_qu_il_dure
def _a_dessiner(
    table: pd.DataFrame, taux: tuple[tuple[str, Callable[..., str]], ...], lien: str
) -> pd.DataFrame | TableauColore:
    """Return what Streamlit is given of a table, made once as long as the table is the same."""
    shown = table.assign(**{name: _honest(table[name], written) for name, written in taux})
    return TableauColore(shown, lien) if lien and shown.size <= CELLULES_COLOREES else shown


def _label(nom: Any, config: Mapping[Any, Any]) -> str:
    told = config.get(nom) or {}
    label = getattr(told, "config", told).get("label")  # a button's is one level below
    return str(label or nom)


@tant_qu_il_dure
def _a_imprimer(
    table: pd.DataFrame,
    alt: str,
    formats: tuple[tuple[str, Callable[..., str]], ...],
    labels: tuple[str, ...],
) -> str:
    """Return the same rows for the printer alone: what is on the screen is a picture, cut."""
    written = dict(formats)
    columns = [name for name in table if name not in JAMAIS_IMPRIMEES]
    head = [
        f'<th scope="col">{escape(label)}</th>'
        for name, label in zip(table, labels, strict=True)
        if name not in JAMAIS_IMPRIMEES
    ]
    rows = table.head(LIGNES_IMPRIMEES)
    cells = [_cellules(rows[name].tolist(), written.get(str(name))) for name in columns]
    body = [f"<tr>{''.join(row)}</tr>" for row in zip(*cells, strict=True)]
    more = len(table) - len(rows)
    said = f"{alt} ({nombre(len(rows))} lignes sur {nombre(len(table))})" if more else alt
    return (
        f'<table class="a-imprimer"><caption>{escape(said)}</caption>'
        f"<thead><tr>{''.join(head)}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def _cellules(valeurs: Iterable[Any], ecriture: Callable[..., str] | None) -> list[str]:
    """Return the cells of a column as they are printed."""
    cells = []
    for value in valeurs:
        figure = isinstance(value, int | float) and not isinstance(value, bool)
        kind = ' class="chiffre"' if figure else ""
        cells.append(f"<td{kind}>{escape(_en_mots(value, ecriture))}</td>")
    return cells


def _en_mots(valeur: Any, ecriture: Callable[..., str] | None) -> str:
    """Return a cell as it is printed."""
    if valeur is None or valeur == "" or valeur != valeur:
        return INCONNU
    if ecriture is not None:
        return ecriture(valeur)
    return nombre(valeur) if isinstance(valeur, int | float) else str(valeur)


def _as_config(colonne: Any) -> Any:
    """Return what Streamlit is told of a column; a text is its label."""
    if isinstance(colonne, str):
        return {"label": colonne}
    return dict(colonne) if isinstance(colonne, Mapping) else colonne


def _written(
    table: pd.DataFrame, nom: str, ecriture: Callable[..., str], config: Mapping[str, Any]
) -> dict[str, Any]:
    """Return how the cells of a column are written."""
    if ecriture is jour_en_lettres:
        return {"type_config": JOUR}
    if ecriture in NOMBRES:
        label = config.get(nom, {}).get("label", nom)
        percent = ecriture is not nombre and not label.endswith(POURCENT)
        number = {"type": "number", **NOMBRES[ecriture]}
        return {"label": label + POURCENT if percent else label, "type_config": number}
    told = {key: value for key, value in config.get(nom, {}).items() if value is not None}
    return _lue_autrement(table, nom, ecriture) | told


@tant_qu_il_dure
def _lue_autrement(table: pd.DataFrame, nom: str, ecriture: Callable[..., str]) -> dict[str, Any]:
    """Return how a text that sorts as it is reads otherwise: "2023-07", "juillet 2023"."""
    known = sorted({str(value) for value in table[nom].unique().tolist() if not pd.isna(value)})
    longest = max((len(ecriture(one)) for one in known), default=0)
    width = min(LARGEUR_MAX, LARGEUR_LETTRE * longest + LARGEUR_MARGES)  # else that of the value
    column = st.column_config.SelectboxColumn(width=width, options=known, format_func=ecriture)
    return dict(column)


def _honest(taux: "pd.Series[float]", ecriture: Callable[..., str]) -> "pd.Series[float]":
    """Return rates as sentences write them: the browser cuts the decimals that it does not show."""
    decimals = 1 if ecriture is pourcentage else 0
    return taux.map(lambda one: taux_arrondi(one, decimals), na_action="ignore")


def choose_row(
    table: pd.DataFrame,
    alt: str,
    formats: Mapping[str, Callable[..., str]] | None = None,
    colonnes: Mapping[str, Any] | None = None,
    *,
    key: str,
    ouvre: str = "",
    hauteur_max: int | None = HAUTEUR_MAX,
) -> int | None:
    """Draw a table in which a row can be chosen; return its position, None when there is none.

    The names of a column, the first one unless ``ouvre`` says which, look like links, and one
    press opens; the box of the row does the same, and is what a keyboard reaches.
    """
    name = ouvre or str(table.columns[0])
    pressed = f"{key}-nom"
    told = _as_config((colonnes or {}).get(name, {}))
    column = st.column_config.ButtonColumn(
        told.get("label") or name,
        width=NOM_SUR_TELEPHONE if est_un_telephone() else told.get("width"),
        help=told.get("help"),
        type="tertiary",
        alignment="left",
        key=pressed,
    )
    event = draw_table(
        table,
        alt,
        formats,
        {**(colonnes or {}), name: column},
        hauteur_max,
        lien=name,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    press = st.session_state.get(pressed)
    rows = [press["row"]] if press else event["selection"]["rows"]
    return int(rows[0]) if rows and rows[0] < len(table) else None


def est_un_telephone() -> bool:
    """Tell whether the browser says that it is a telephone's."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def show_all(lignes: int, montrees: int, quoi: str, premieres: str, key: str) -> bool:
    """Tell whether every row is shown; a long table asks for it.

    ``quoi``: what the rows are; ``premieres``: which ones are shown otherwise ("premières").
    """
    return lignes <= montrees or st.toggle(
        f"Montrer les {nombre(lignes)} {quoi} (les {montrees} {premieres} sinon)", key=key
    )
