"""What there is around a place: the contracts of the neighbours, the comparison, who is left."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.commun.adresse.liens import lien_contrat
from components.commun.mots.contrat import echeance, etape, porteur, signature
from components.commun.mots.formats import (
    echappe_markdown,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX, STATUTS_CONTRAT
from components.commun.sources import published_figures
from components.commun.statuts import STATUTS
from components.figures.figure import Graphique, Serie
from geo.territoire.contrat_situe import ContratSitue
from geo.territoire.proximite import ContratProche
from geo.territoire.situation import Situation, TauxDuTerritoire
from geo.territoires.territoire import Territoire

HAUTEUR_BARRE = 46
COMMUNES_MONTREES = 200
NIVEAUX_COURTS = {"arrondissement_municipal": "Arrondissement", "ept": "EPT"}


def distance(near: ContratProche) -> str:
    """Return how far a contract is, in words."""
    away = f"à {nombre(max(near.distance_km, 1))}\u00a0km"
    return f"limitrophe, {away}" if near.limitrophe else away


def voisins(situation: Situation) -> None:
    """Draw the nearest contracts, signed or in project, each with the way to its sheet."""
    if situation.territoire.niveau == "region":
        return
    st.subheader("Les contrats des voisins", anchor="voisins")
    if situation.statut != "signe":
        _projets_autour(situation)
    if not situation.proches:
        st.caption(
            "Aucun contrat signé ou en projet n'est recensé à moins de 200\u00a0km, ou la position "
            "du territoire n'est pas connue de la carte."
        )
        return
    st.caption(
        "Les plus proches, signés ou en projet. Distance à vol d'oiseau jusqu'à la commune la plus "
        "proche du contrat, de centre à centre."
    )
    columns = st.columns(2, gap="medium")
    for rank, (near, one) in enumerate(situation.proches):
        with columns[rank % 2]:
            lien_contrat(one.contrat, situation.jour)
            st.caption(f"{distance(near).capitalize()}. {_facts(one)}.")


def _facts(one: ContratSitue) -> str:
    """Return what is told of a neighbour's contract: signature and end, or step; who carries it."""
    if one.statut == "signe":
        facts = [signature(one), echeance(one), porteur(one)]
    else:
        facts = [STATUTS_CONTRAT[one.statut], etape(one), porteur(one)]
    text = ", ".join(fact for fact in facts if fact)
    return echappe_markdown(text[:1].upper() + text[1:])


def _projets_autour(situation: Situation) -> None:
    """Say whether the EPCI or the département has a project that does not touch the place."""
    names = {"epci": "l'intercommunalité", "departement": "le département"}
    lines = []
    for niveau, projects in situation.projets_autour.items():
        where = names[niveau]
        if projects:
            listed = ", ".join(echappe_markdown(contrat.nom) for contrat in projects)
            lines.append(
                f"- Dans {where}, {pluriel(len(projects), 'projet')} sur d'autres communes\u00a0: "
                f"{listed}."
            )
        else:
            lines.append(f"- Dans {where}, aucun autre projet n'est recensé.")
    if lines:
        st.markdown("\n".join(lines))


def _label(place: Territoire, limit: int = 44) -> str:
    """Plotly reads a little HTML in labels: names are escaped."""
    if place.niveau == "france":
        return escape(place.nom)
    kind = NIVEAUX_COURTS.get(place.niveau, NIVEAUX_DES_LIEUX[place.niveau])
    name = place.nom if len(place.nom) <= limit else place.nom[: limit - 1] + "…"
    return f"{kind}\u00a0: {escape(name)}"


def graphique_comparaison(situation: Situation) -> Graphique:
    """Return the rates of the place and of those it lies in, as data: for a picture."""
    rows = situation.comparaison
    names = tuple(_nom(row.territoire) for row in rows)
    signed = tuple(row.taux_signe for row in rows)
    in_project = tuple(
        None
        if row.taux_signe is None or row.taux_signe_ou_projet is None
        else row.taux_signe_ou_projet - row.taux_signe
        for row in rows
    )
    titre = (
        f"{situation.territoire.nom}\u00a0: population couverte par un contrat local de santé, "
        f"au {jour_en_lettres(situation.jour)}"
    )
    words = "\u00a0; ".join(
        f"{name}\u00a0: {pourcentage(row.taux_signe)} signé, "
        f"{pourcentage(row.taux_signe_ou_projet)} signé ou en projet"
        for name, row in zip(names, rows, strict=True)
    )
    return Graphique(
        "barres_empilees",
        titre,
        names,
        (
            Serie(STATUTS["signe"].libelle, signed, STATUTS["signe"].couleur),
            Serie(STATUTS["projet"].libelle, in_project, STATUTS["projet"].couleur),
        ),
        "%",
        f"Graphique en barres. {titre}. {words}.",
    )


def _nom(place: Territoire) -> str:
    if place.niveau == "france":
        return place.nom
    kind = NIVEAUX_COURTS.get(place.niveau, NIVEAUX_DES_LIEUX[place.niveau])
    return f"{kind}\u00a0: {place.nom}"


def _detail(row: TauxDuTerritoire) -> str:
    return (
        f"{escape(row.territoire.nom)}<br>signé\u00a0: {pourcentage(row.taux_signe)}<br>"
        f"signé ou en projet\u00a0: {pourcentage(row.taux_signe_ou_projet)}"
    )


def _bars(rows: Sequence[TauxDuTerritoire]) -> list[go.Bar]:
    """The two stacked bars of each territory, signed then in project."""
    shared: dict[str, Any] = {
        "y": list(range(len(rows))),
        "orientation": "h",
        "customdata": [_detail(row) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }
    signed = [row.taux_signe or 0 for row in rows]
    both = [row.taux_signe_ou_projet or 0 for row in rows]
    project = STATUTS["projet"]
    return [
        go.Bar(
            name=STATUTS["signe"].libelle,
            x=signed,
            marker={"color": STATUTS["signe"].couleur},
            **shared,
        ),
        go.Bar(
            name=project.libelle,
            x=[whole - part for part, whole in zip(signed, both, strict=True)],
            marker={
                "color": project.couleur,
                "pattern": {
                    "shape": "/",
                    "fillmode": "overlay",
                    "fgcolor": project.couleur_motif,
                    "size": 6,
                },
            },
            text=[pourcentage(row.taux_signe_ou_projet) for row in rows],
            textposition="outside",
            **shared,
        ),
    ]


def comparaison(rows: Sequence[TauxDuTerritoire]) -> None:
    """Draw the rates of the place and of the wider territories: a chart, then its table."""
    upwards = rows[::-1]
    figure = go.Figure(_bars(upwards))
    for rank, row in enumerate(upwards):
        figure.add_annotation(
            text=_label(row.territoire), x=0, y=rank, xanchor="left", yshift=18, showarrow=False
        )
    figure.update_layout(
        template="none",
        barmode="stack",
        bargap=0.65,
        height=74 + HAUTEUR_BARRE * len(rows),
        margin={"l": 6, "r": 50, "t": 34, "b": 24},
        separators=",\u202f",
        font={"family": "Source Sans, sans-serif", "size": 13, "color": "#1f2937"},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        xaxis={
            "range": [0, 108],
            "gridcolor": "#e5e7eb",
            "tickvals": [0, 50, 100],
            "ticktext": ["0", "50\u00a0%", "100\u00a0%"],
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={"visible": False, "range": [-0.5, len(rows) - 0.2], "fixedrange": True},
        hoverlabel={"align": "left"},
    )
    st.markdown("**Part de la population couverte**, d'ici à la France")
    st.plotly_chart(
        figure,
        width="stretch",
        theme=None,
        config={"displayModeBar": False, "scrollZoom": False},
        key="territoire-comparaison",
    )
    with st.expander("Le tableau de ces chiffres"):
        st.table(tableau_comparaison(rows).set_index("Territoire"))


def tableau_comparaison(rows: Iterable[TauxDuTerritoire]) -> pd.DataFrame:
    """Return the comparison in French words and figures."""
    return pd.DataFrame(
        [
            {
                "Territoire": echappe_markdown(row.territoire.nom),
                "Population": nombre(row.population),
                "Signé": pourcentage(row.taux_signe),
                "Signé ou en projet": pourcentage(row.taux_signe_ou_projet),
            }
            for row in rows
        ]
    )


def _french(view: pd.DataFrame) -> Any:
    """Populations in French, sorted as numbers; a fixed identifier spares a new transfer."""
    formats: Any = {"Population": nombre}
    return view.style.format(formats).set_uuid("territoire")


def communes_non_couvertes(
    situation: Situation, telecharger: Callable[[pd.DataFrame], None]
) -> str | None:
    """Draw the communes under no contract, most populous first; return the code of one chosen.

    ``telecharger``: draws the downloads of the complete table.
    """
    if situation.communes.empty:
        return None
    bare = situation.communes_non_couvertes
    st.subheader("Communes non couvertes", anchor="non-couvertes")
    if bare.empty:
        st.success(
            "Chaque commune est dans un contrat, signé ou en projet.",
            icon=":material/check_circle:",
        )
        return None
    whole = len(situation.communes)
    st.caption(
        f"{pluriel(len(bare), 'commune')} sur {nombre(whole)}, {nombre(bare['population'].sum())} "
        "habitants, sans contrat signé ni projet recensé. Choisir une ligne ouvre la commune."
    )
    shown = bare.head(COMMUNES_MONTREES)
    view = pd.DataFrame(
        {
            "Commune": shown["nom"],
            "Population": shown["population"],
            "Dernier statut": [STATUTS[code].libelle for code in shown["statut"]],
        }
    )
    event: Any = st.dataframe(
        _french(view),
        hide_index=True,
        height=min(400, 35 * (len(view) + 1) + 3),
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
        key=f"territoire-communes-{situation.territoire.code}",
        alt="Communes sans contrat, de la plus peuplée à la moins peuplée",
    )
    if len(bare) > len(shown):
        st.caption(
            f"Les {COMMUNES_MONTREES} plus peuplées sont montrées\u00a0; le fichier les donne "
            "toutes."
        )
    telecharger(bare)
    rows = event["selection"]["rows"]
    return str(shown["code"].iloc[rows[0]]) if rows else None


def chiffres_publies(situation: Situation) -> None:
    """Draw the figures published for the place and for the wider territories, folded."""
    if not situation.publies:
        return
    st.subheader("Chiffres publiés par ailleurs", anchor="publies")
    for place, figures in situation.publies.items():
        st.caption(f"{NIVEAUX_DES_LIEUX[place.niveau]}\u00a0: {echappe_markdown(place.nom)}")
        published_figures(figures)
