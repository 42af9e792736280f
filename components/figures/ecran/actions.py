"""Actions on the screen, by status: bars that count them, squares that show each of one."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.commun.mots.actions import titre_action, titre_axe
from components.commun.mots.formats import nombre
from components.commun.statuts import STATUTS_ACTION
from components.figures.ecran.barres import Barres, axe_des_noms, figure_barres
from components.figures.ecran.socle import (
    GRILLE,
    LEGENDE,
    SOUS_LE_POINTEUR,
    affiche,
    etiquette,
    mise_en_page,
    motif,
    nom_au_dessus,
    sur_deux_lignes,
)
from geo.contrat.axes import ActionSuivie, FicheAxes
from geo.contrats.actions import STATUTS_ACTION as ORDRE

HAUTEUR_BARRE = 26
ROUGE = "#b3261e"
HAUTEUR_AXE = 72
LONGUEUR_LIGNE = 46  # characters: what a telephone shows on one line
LONGUEUR_DETAIL = 70
ACTIONS_PAR_LIGNE = 8  # at least, so that a square is never as wide as the picture


def barres_des_actions(table: pd.DataFrame, noms: Sequence[str], alt: str, legende: bool) -> None:
    """Draw the counts of ``geo.actions.portefeuille.compter``, each bar cut by status.

    ``noms``: what each row is; ``legende``: whether statuses are named, unless rows are statuses.
    """
    ordered, upwards = table.iloc[::-1], list(noms)[::-1]
    series = [
        Barres(
            aspect,
            ordered[code].tolist(),
            [
                f"{etiquette(name, 80)}<br>{aspect.libelle}\u00a0: {count}"
                for name, count in zip(upwards, ordered[code].tolist(), strict=True)
            ],
        )
        for code, aspect in STATUTS_ACTION.items()
        if ordered[code].any()
    ]
    figure = figure_barres(series, (), cadre="#4b5563")
    figure.add_bar(  # nothing but the total, at the end of each bar
        y=list(range(len(ordered))),
        x=[0] * len(ordered),
        orientation="h",
        text=[nombre(total) for total in ordered["nb_actions"]],
        textposition="outside",
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )
    figure.update_layout(
        mise_en_page(
            height=(90 if legende else 45) + HAUTEUR_BARRE * len(ordered),
            margin={"l": 8, "r": 40, "t": 40 if legende else 8, "b": 30},
            showlegend=legende,
            legend=LEGENDE,
            xaxis={"gridcolor": GRILLE, "zeroline": False, "rangemode": "tozero"},
            yaxis=axe_des_noms([etiquette(name, 40) for name in upwards]),
        )
    )
    affiche(figure, "actions-barres", alt)


def _detail(axe: str, suivie: ActionSuivie) -> str:
    late = "<br><b>en retard</b>" if suivie.en_retard else ""
    return (
        f"{etiquette(titre_action(suivie), LONGUEUR_DETAIL)}<br>"
        f"{STATUTS_ACTION[suivie.statut].libelle}{late}<br><i>{etiquette(axe, LONGUEUR_DETAIL)}</i>"
    )


def _squares(statut: str, cells: list[tuple[int, str, ActionSuivie]]) -> go.Bar:
    """Return the squares of a status: one per action, in the row of its axis."""
    aspect = STATUTS_ACTION[statut]
    late = [one.en_retard for _, _, one in cells]
    return go.Bar(
        name=aspect.libelle,
        x=[1] * len(cells),
        y=[row for row, _, _ in cells],
        width=0.4,
        orientation="h",
        marker={
            "color": aspect.couleur,
            "line": {
                "color": [ROUGE if one else "#6b7280" for one in late],
                "width": [4 if one else 1.5 for one in late],
            },
            "pattern": motif(aspect),
        },
        customdata=[_detail(title, one) for _, title, one in cells],
        hovertemplate=SOUS_LE_POINTEUR,
    )


def _late_key() -> go.Scatter:
    """Return what names the red frame in the legend."""
    return go.Scatter(
        name="En retard",
        x=[None],
        y=[None],
        mode="markers",
        marker={"symbol": "square-open", "size": 12, "color": ROUGE, "line": {"width": 3}},
    )


def carres_des_actions(fiche_axes: FicheAxes) -> None:
    """Draw one row per axis, one square per action, coloured by its status."""
    shown = [suivi for suivi in fiche_axes.axes if suivi.actions]
    rows = len(shown)
    cells: dict[str, list[tuple[int, str, ActionSuivie]]] = {statut: [] for statut in ORDRE}
    for row, suivi in enumerate(reversed(shown)):
        # Late ones last in their status: the frame of the next square would cut theirs.
        for suivie in sorted(suivi.actions, key=lambda one: one.en_retard):
            cells[suivie.statut].append((row, titre_axe(suivi.axe), suivie))
    traces = [_squares(statut, found) for statut, found in cells.items() if found]
    key = [_late_key()] if fiche_axes.avancement.en_retard else []
    longest = max(len(suivi.actions) for suivi in shown)
    titles = [
        nom_au_dessus(
            sur_deux_lignes(titre_axe(suivi.axe), LONGUEUR_LIGNE),
            0,
            row + 0.24,
            yanchor="bottom",
            align="left",
        )
        for row, suivi in enumerate(reversed(shown))
    ]
    hidden = {"visible": False, "fixedrange": True}
    layout = mise_en_page(
        14,
        barmode="stack",
        height=70 + HAUTEUR_AXE * rows,
        margin={"l": 6, "r": 10, "t": 10, "b": 40},
        showlegend=True,
        legend=LEGENDE | {"y": 0, "yanchor": "top", "itemclick": False, "itemdoubleclick": False},
        xaxis={"range": [0, max(longest, ACTIONS_PAR_LIGNE) + 0.1], **hidden},
        yaxis={"range": [-0.35, rows - 0.15], **hidden},
        annotations=titles,
    )
    affiche(
        go.Figure([*traces, *key], layout),
        "fiche-image",
        "Actions de chaque axe, un carré par action, selon leur statut. Le tableau à côté et "
        "celui de toutes les actions donnent les mêmes informations.",
    )
