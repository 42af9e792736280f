"""What there is around a place: the contracts of the neighbours, the comparison, who is left."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from components.commun.adresse.liens import lien_contrat
from components.commun.mots.contrat import echeance, etape, porteur, signature
from components.commun.mots.formats import (
    echappe_markdown,
    nombre,
    pluriel,
)
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX, STATUTS_CONTRAT
from components.commun.sources import published_figures
from components.commun.statuts import STATUTS
from components.commun.tableau import choose_row
from geo.territoire.contrat_situe import ContratSitue
from geo.territoire.proximite import ContratProche
from geo.territoire.situation import Situation

HAUTEUR_COMMUNES = 400
COMMUNES_MONTREES = 200


def distance(near: ContratProche) -> str:
    """Return how far a contract is, in words."""
    away = f"à {nombre(max(near.distance_km, 1))}\u00a0km"
    return f"limitrophe, {away}" if near.limitrophe else away


def voisins(situation: Situation) -> None:
    """Draw the nearest contracts, signed or in project, each with the way to its sheet."""
    if situation.territoire.niveau == "region":
        return
    st.header("Les contrats des voisins", anchor="voisins")
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


def communes_non_couvertes(
    situation: Situation, telecharger: Callable[[pd.DataFrame], None]
) -> str | None:
    """Draw the communes under no contract, most populous first; return the code of one chosen.

    ``telecharger``: draws the downloads of the complete table.
    """
    if situation.communes.empty:
        return None
    bare = situation.communes_non_couvertes
    st.header("Communes où rien n'est recensé en cours", anchor="rien-en-cours")
    if bare.empty:
        st.success(
            "Chaque commune est dans un contrat, signé ou en projet.",
            icon=":material/check_circle:",
        )
        return None
    whole = len(situation.communes)
    st.caption(
        f"{pluriel(len(bare), 'commune')} sur {nombre(whole)}, {nombre(bare['population'].sum())} "
        "habitants, sans contrat recensé, signé ou en projet. Un nom ouvre la commune."
    )
    shown = bare.head(COMMUNES_MONTREES)
    view = pd.DataFrame(
        {
            "Commune": shown["nom"],
            "Population": shown["population"],
            "Dernier statut": [STATUTS[code].libelle for code in shown["statut"]],
        }
    )
    chosen = choose_row(
        view,
        "Communes sans contrat recensé en cours, de la plus peuplée à la moins peuplée",
        {"Population": nombre},
        key=f"territoire-communes-{situation.territoire.code}",
        hauteur_max=HAUTEUR_COMMUNES,
    )
    if len(bare) > len(shown):
        st.caption(
            f"Les {COMMUNES_MONTREES} plus peuplées sont montrées\u00a0; le fichier les donne "
            "toutes."
        )
    telecharger(bare)
    return None if chosen is None else str(shown["code"].iloc[chosen])


def chiffres_publies(situation: Situation) -> None:
    """Draw the figures published for the place and for the wider territories, folded."""
    if not situation.publies:
        return
    st.header("Chiffres publiés par ailleurs", anchor="publies")
    for rang, (place, figures) in enumerate(situation.publies.items()):
        st.caption(f"{NIVEAUX_DES_LIEUX[place.niveau]}\u00a0: {echappe_markdown(place.nom)}")
        published_figures(figures, rang)
