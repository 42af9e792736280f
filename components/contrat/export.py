"""What the sheet of a contract says as tables to take away: facts, communes, axes, actions…"""

from collections.abc import Container, Mapping

import pandas as pd

from components.commun.mots.actions import titre_axe
from components.commun.mots.formats import NON_RENSEIGNE, date_triable, jour_en_lettres
from components.commun.mots.libelles import (
    CATEGORIES_SIGNATAIRES,
    ETAPES,
    PORTEURS,
    STATUTS_CONTRAT,
    THEMES,
)
from components.commun.statuts import STATUTS
from components.contrat.actions import table_des_actions
from components.figures.echeances_images import paire_de_la_frise
from components.figures.figure import Graphique, Serie
from geo.contrat.fiche import Fiche
from geo.contrats.statuts import Intervalle

COLONNES_COMMUNES = {
    "code": "Code",
    "nom": "Commune",
    "code_epci": "Code EPCI",
    "epci": "EPCI",
    "code_departement": "Code département",
    "departement": "Département",
    "code_region": "Code région",
    "population": "Population",
}


def export_communes(communes: pd.DataFrame, annee_population: int) -> pd.DataFrame:
    """Return the rows of ``geo.couverture.communes_du_perimetre`` in words.

    A commune covered in part has no population here: it counts in no rate.
    """
    table = communes[list(COLONNES_COMMUNES)].rename(columns=COLONNES_COMMUNES)
    table["Année de la population"] = annee_population
    table["Couverte"] = communes["en_partie"].map({True: "en partie", False: "en entier"})
    return table


def table_des_faits(fiche: Fiche) -> pd.DataFrame:
    """Return the facts of a contract, one row each: columns Information, Valeur."""
    contrat, perimetre, end = fiche.contrat, fiche.perimetre, fiche.vie.echeance
    counted = perimetre.nb_communes > 0
    how = " (estimée)" if end.est_estimee else ""
    facts: dict[str, object] = {
        "Identifiant": contrat.id,
        "Nom": contrat.nom,
        "Statut": STATUTS_CONTRAT[fiche.statut],
        "Date de la situation": fiche.jour,
        "Étape (dernière source)": ETAPES[contrat.etape],
        "Porteur": contrat.porteur,
        "Type de porteur": PORTEURS.get(contrat.porteur_type, ""),
        "ARS chef de file": fiche.ars,
        "Code région": contrat.region,
        "Départements": " ".join(contrat.departements),
        "Signature": date_triable(contrat.date_signature),
        "Début de la période lue": date_triable(contrat.periode_debut),
        "Fin": f"{date_triable(end.date)}{how}" if end.date else "",
        "Durée prévue (années)": contrat.duree_ans,
        "Génération": contrat.generation,
        "Périmètre": "connu" if perimetre.est_connu else "",
        "Habitants": perimetre.population if counted else None,
        "Communes couvertes en entier": perimetre.nb_communes if counted else None,
        "EPCI": len(perimetre.epci) if counted else None,
        "Axes": fiche.axes.nb_axes or None,
        "Actions": fiche.axes.avancement.total or None,
        "Source": contrat.source_url or contrat.lien,
        "Date de la source": date_triable(contrat.source_date),
    }
    rows = [
        (label, NON_RENSEIGNE if value in ("", None) else value) for label, value in facts.items()
    ]
    return pd.DataFrame(rows, columns=["Information", "Valeur"])


def tables_du_contrat(
    fiche: Fiche, communes: pd.DataFrame, annee_population: int, connues: Container[str]
) -> Mapping[str, pd.DataFrame]:
    """Return the tables of a contract by the name of their sheet; what is not known has none.

    ``communes``: rows of ``geo.couverture.communes_du_perimetre``; ``connues``: organisations, the
    only ones named as pilote.
    """
    tables = {
        "Contrat": table_des_faits(fiche),
        "Communes": export_communes(communes, annee_population),
        "Axes": pd.DataFrame(
            [
                {
                    "Axe": titre_axe(one.axe),
                    "Thèmes": ", ".join(THEMES[theme] for theme in one.axe.themes),
                    "Actions": len(one.actions),
                    "Source": one.axe.source_url,
                }
                for one in fiche.axes.axes
                if one.axe is not None
            ]
        ),
        "Actions": table_des_actions(fiche.axes, connues),
        "Signataires": pd.DataFrame(
            [
                {
                    "Signataire": one.nom,
                    "Catégorie": CATEGORIES_SIGNATAIRES.get(categorie, categorie),
                    "Source": one.source_url,
                }
                for categorie, members in fiche.signataires
                for one in members
            ]
        ),
    }
    return {name: table for name, table in tables.items() if not table.empty}


def graphique_de_la_vie(fiche: Fiche) -> Graphique:
    """Return the periods of a contract as a timeline; its title says on which day."""
    titre = f"{fiche.contrat.nom}\u00a0: vie du contrat, au {jour_en_lettres(fiche.jour)}"
    periods: dict[str, Intervalle | None] = {
        "projet": fiche.periodes.projet,
        "signe": fiche.periodes.signe,
    }
    known = {name: one for name, one in periods.items() if one is not None}
    series: list[Serie] = []
    for place, (name, period) in enumerate(known.items()):
        row = [period if rank == place else None for rank in range(len(known))]
        series += paire_de_la_frise(STATUTS[name].libelle, row, STATUTS[name])
    labels = {"projet": "Compté en projet", "signe": "Compté signé"}
    words = "\u00a0; ".join(
        f"{labels[name].lower()} du {jour_en_lettres(one.debut)} au "
        + (jour_en_lettres(one.fin) if one.fin else "jour de fin non renseigné")
        for name, one in known.items()
    )
    return Graphique(
        "frise",
        titre,
        tuple(labels[name] for name in known),
        tuple(series),
        "",
        f"Frise. {titre}. {words}.",
    )
