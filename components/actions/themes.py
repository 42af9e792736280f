"""Who works on what: heat maps of themes and regional priorities, their tables, the gaps."""

from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as plotly
import streamlit as st

from components.commun.mots.formats import echappe_markdown, pluriel, pourcentage
from components.commun.mots.libelles import THEMES
from components.commun.statuts import ECHELLE_PARTS, SANS_DONNEE
from geo.actions.themes import Matrice, PrioriteServie

HAUTEUR_CASE = 30
LARGEUR_CASE = 44
LARGEUR_ETIQUETTES = 270
MARGE_DROITE = 140  # where the slanting label of the last column ends
HAUTEUR_ENTETE = 150
HAUTEUR_LIGNE = 35
HAUTEUR_MAX = 458
PRESENCE = "oui"

# A heat map keeps the width that its cells need to be read; a narrow screen scrolls it alone.
_STYLE = """
<style>
.st-key-{cle} {{ overflow-x: auto; }}
.st-key-{cle} > div {{ min-width: {largeur}px; }}
</style>
"""


def _label(texte: str, limit: int = 36) -> str:
    """Plotly reads a little HTML in labels: texts are escaped, and long ones shortened."""
    return escape(texte if len(texte) <= limit else texte[: limit - 1] + "…")


def _in_two_lines(texte: str, limit: int = 42) -> str:
    """Return a label of a row, on two lines when it is long."""
    lines = wrap(texte, limit, max_lines=2, placeholder="…")
    return "<br>".join(escape(line) for line in lines)


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
    parts = np.round(matrice.parts).tolist()
    marks = [["●" if count else "" for count in row] for row in matrice.nombres.tolist()]
    figure = plotly.Figure()
    figure.add_heatmap(
        z=[[None if value != value else value for value in row] for row in parts],
        x=list(range(len(colonnes))),
        y=list(range(len(lignes))),
        text=marks if par_contrat else None,
        texttemplate="%{text}" if par_contrat else "%{z:.0f}",
        customdata=(_presence if par_contrat else _details)(matrice),
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
        template="none",
        height=HAUTEUR_ENTETE + 20 + HAUTEUR_CASE * len(lignes),
        margin={"l": LARGEUR_ETIQUETTES, "r": MARGE_DROITE, "t": HAUTEUR_ENTETE, "b": 8},
        plot_bgcolor=SANS_DONNEE,
        font={"family": "Source Sans, sans-serif", "size": 12, "color": "#1f2937"},
        xaxis={
            "side": "top",
            "tickmode": "array",
            "tickvals": list(range(len(colonnes))),
            "ticktext": [_label(one) for one in colonnes],
            "tickangle": -40,
            "ticklabeloverflow": "allow",
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            "autorange": "reversed",
            "tickmode": "array",
            "tickvals": list(range(len(lignes))),
            "ticktext": [_in_two_lines(one) for one in lignes],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        hoverlabel={"align": "left"},
    )
    width = LARGEUR_ETIQUETTES + MARGE_DROITE + LARGEUR_CASE * len(colonnes)
    box = f"actions-chaleur-{cle}"
    st.html(_STYLE.format(cle=box, largeur=min(width, 1000)))
    with st.container(key=box):
        st.plotly_chart(
            figure,
            width="stretch",
            theme=None,
            config={"displayModeBar": False, "scrollZoom": False},
            key=f"actions-figure-{cle}",
            alt=f"{description} Le tableau qui suit donne les mêmes valeurs.",
        )


def phrase_themes(matrice: Matrice, contrats: str) -> str:
    """Return the answer: the themes most and least worked on, and what it is counted on."""
    known = matrice.nb_connus
    if not known:
        return f"Les axes d'aucun contrat ne sont connus, sur {contrats}."
    order = sorted(range(len(matrice.sujets)), key=lambda row: -int(matrice.total[row]))
    most = [row for row in order if matrice.total[row]][:3]
    shares = ", ".join(
        f"**{THEMES[matrice.sujets[row]]}** ({pourcentage(float(matrice.parts_totales[row]), 0)})"
        for row in most
    )
    return (
        f"Les axes de **{pluriel(known, 'contrat')}** sont connus, sur {contrats}. Les thèmes "
        f"qu'ils portent le plus souvent\u00a0: {shares}."
    )


def table_par_groupe(
    matrice: Matrice, entete: str, colonnes: Sequence[str], lignes: Sequence[str]
) -> pd.DataFrame:
    """Return a matrix as a table, one row per group: contracts known, then percent by subject."""
    table: dict[str, Any] = {
        entete: list(colonnes),
        "Contrats": matrice.retenus.tolist(),
        "Axes connus": matrice.connus.tolist(),
    }
    for row, subject in enumerate(lignes):
        table[f"{subject} (%)"] = matrice.parts[row].tolist()
    return pd.DataFrame(table)


def table_par_contrat(
    matrice: Matrice, colonnes: Sequence[str], lignes: Sequence[str]
) -> pd.DataFrame:
    """Return a matrix as a table, one row per contract, ``oui`` where it has an axis."""
    table: dict[str, list[str]] = {"Contrat": list(colonnes)}
    for row, subject in enumerate(lignes):
        table[subject] = [PRESENCE if count else "" for count in matrice.nombres[row].tolist()]
    return pd.DataFrame(table)


def tableau(table: pd.DataFrame, consigne: str, key: str) -> int | None:
    """Draw a table of which a row leads somewhere; return the position of the row chosen."""
    formats: Any = {
        name: lambda value: pourcentage(value, 0) for name in table if str(name).endswith(" (%)")
    }
    st.caption(consigne)
    event: Any = st.dataframe(
        table.style.format(formats, na_rep="–").set_uuid(key),
        hide_index=True,
        column_config={
            name: st.column_config.Column(str(name).removesuffix(" (%)")) for name in formats
        },
        on_select="rerun",
        selection_mode="single-row",
        height=min(HAUTEUR_MAX, (len(table) + 1) * HAUTEUR_LIGNE + 3),
        placeholder="–",
        key=key,
        width="stretch",
        alt="Mêmes valeurs que le graphique",
    )
    rows = event["selection"]["rows"]
    return int(rows[0]) if rows and rows[0] < len(table) else None


def table_des_priorites(servies: Sequence[PrioriteServie], noms: Mapping[str, str]) -> pd.DataFrame:
    """Return the priorities of a region with the contracts that serve them, in words."""
    return pd.DataFrame(
        [
            {
                "Priorité": f"{one.priorite.ordre}. {one.priorite.intitule}",
                "Contrats": len(one.contrats),
                "Part (%)": 100 * len(one.contrats) / one.nb_connus if one.nb_connus else None,
                "Thèmes retenus": ", ".join(THEMES[theme] for theme in one.priorite.themes),
                "Portée par": ", ".join(noms[name] for name in one.contrats),
                "Source": one.priorite.source,
            }
            for one in servies
        ]
    )


def lacunes(servies: Sequence[PrioriteServie], nb_retenus: int) -> None:
    """Name the priorities that no contract serves, and say what that rests on."""
    known = servies[0].nb_connus
    counted = pluriel(known, "contrat")
    others = pluriel(nb_retenus - known, "autre contrat", "autres contrats")
    rest = (
        f" Les axes de {others} de la région ne sont pas connus\u00a0: ils peuvent y répondre."
        if nb_retenus > known
        else ""
    )
    if not known:
        st.info(
            "Les axes d'aucun contrat de la région ne sont connus\u00a0: on ne peut pas dire "
            "quelles priorités sont portées.",
            icon=":material/help:",
        )
        return
    missing = [one.priorite.intitule for one in servies if not one.contrats]
    if not missing:
        st.success(
            f"Chaque priorité régionale est portée par au moins un des {counted} dont les axes "
            f"sont connus.{rest}",
            icon=":material/check_circle:",
        )
        return
    names = "\u00a0», «\u00a0".join(echappe_markdown(name) for name in missing)
    what = "Priorité régionale" if len(missing) == 1 else "Priorités régionales"
    st.warning(
        f"**{what} qu'aucun des {counted} aux axes connus ne porte**\u00a0: «\u00a0{names}\u00a0»."
        f"{rest}",
        icon=":material/flag:",
    )


def tableau_des_priorites(table: pd.DataFrame) -> None:
    """Draw the priorities and the contracts that serve them."""
    formats: Any = {"Part (%)": lambda value: pourcentage(value, 0)}
    st.dataframe(
        table.style.format(formats, na_rep="–").set_uuid("priorites"),
        hide_index=True,
        column_config={
            "Priorité": st.column_config.Column("Priorité", width=330),
            "Part (%)": st.column_config.Column(
                "Part", help="Part des contrats dont les axes sont connus"
            ),
        },
        height=(len(table) + 1) * HAUTEUR_LIGNE + 3,
        placeholder="–",
        width="stretch",
        key="actions-priorites",
        alt="Priorités régionales et contrats qui les portent",
    )
