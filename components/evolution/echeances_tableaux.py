"""Tables of what comes to an end: contracts, territories, months, renewal chains."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.commun.contrats import contract_row
from components.commun.mots.echeances import generation, table_contrats
from components.commun.mots.formats import (
    NON_RENSEIGNE,
    date_affichee,
    jour_en_lettres,
    nombre,
    pourcentage,
)
from components.commun.mots.libelles import STATUTS_CONTRAT
from geo.contrats.statuts import Intervalle, Periodes
from geo.evolution.chaines import Chaine
from geo.evolution.echeances import Echeancier

HAUTEUR_LIGNE = 35
HAUTEUR_MAX = 458
LARGEUR_NOM = 290
LARGEUR_FIN = 165
DECIMALES = 2

COLONNES_TERRITOIRES = {
    "nom": "Territoire",
    "population_sortie": "Habitants qui sortiraient",
    "taux_signe": "Taux à la date",
    "taux_horizon": "Taux si aucun n'est renouvelé",
    "nb_contrats_echus": "Contrats à échéance",
    "population": "Population",
}
COLONNES_COURBE = {
    "date": "Date",
    "nb_contrats_echus": "Contrats arrivés à échéance",
    "taux_signe": "Taux si aucun n'est renouvelé (%)",
    "population_signe": "Population couverte",
    "population_sortie": "Population sortie de la couverture",
    "population_source": "dont échéance lue dans une source",
    "population_estimee": "dont échéance estimée",
    "population_inconnue": "dont échéance inconnue",
}


def _draw(table: pd.DataFrame, formats: dict[str, Any], alt: str, **options: Any) -> Any:
    known: Any = {name: one for name, one in formats.items() if name in table}
    return st.dataframe(
        # A fixed identifier: a table that did not change is not sent again to the browser.
        table.style.format(known, na_rep="–").set_uuid("echeances"),
        hide_index=True,
        height=min(HAUTEUR_MAX, (len(table) + 1) * HAUTEUR_LIGNE + 3),
        width="stretch",
        placeholder="–",
        alt=alt,
        **options,
    )


def export_contrats(echeancier: Echeancier) -> pd.DataFrame:
    """Return the contracts that end with the day counted and how it is known, to take away."""
    table = table_contrats(echeancier)
    table.insert(0, "Identifiant", [one.contrat.id for one in echeancier.contrats])
    table.insert(2, "Dernier jour compté", [one.fin for one in echeancier.contrats])
    known = ["estimée" if one.est_estimee else "source" for one in echeancier.contrats]
    table.insert(3, "Échéance connue par", known)
    return table


def draw_contrats(echeancier: Echeancier, key: str) -> str | None:
    """Draw the contracts that end; return the identifier of the one chosen, if any."""
    table = table_contrats(echeancier)
    counts = {"Habitants": nombre, "Sortiraient de la couverture": nombre}
    event = _draw(
        table,
        counts | {"Fin": date_affichee},
        "Contrats qui arrivent à échéance, de la première fin à la dernière",
        column_config={
            "Fin": st.column_config.Column("Fin", width=LARGEUR_FIN),
            "Contrat": st.column_config.Column("Contrat", width=LARGEUR_NOM),
            "Habitants": st.column_config.Column(
                "Habitants",
                help="Habitants du territoire couverts par ce contrat\u00a0; – si "
                "son périmètre n'est pas connu",
            ),
            "Sortiraient de la couverture": st.column_config.Column(
                "Sortiraient de la couverture",
                help="Ceux qu'aucun autre contrat signé, encore en vigueur après cette fin, ne "
                "couvre",
            ),
            "Relais": st.column_config.Column(
                "Relais", help="Génération suivante, renouvellement ou projet recensé", width=200
            ),
            "Source": st.column_config.LinkColumn(
                "Source", display_text="ouvrir la source", help="Page où le contrat a été lu"
            ),
        },
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    rows = event["selection"]["rows"]
    return echeancier.contrats[rows[0]].contrat.id if rows else None


def draw_territoires(table: pd.DataFrame, key: str) -> None:
    """Draw the rows of ``geo.evolution.echeances.territoires_a_echeance``."""
    rates = dict.fromkeys(("taux_signe", "taux_horizon"), pourcentage)
    _draw(
        table[list(COLONNES_TERRITOIRES)],
        {"population": nombre, "population_sortie": nombre} | rates,
        "Territoires, du plus grand nombre d'habitants qui sortiraient au plus petit",
        column_config={
            name: st.column_config.Column(label) for name, label in COLONNES_TERRITOIRES.items()
        },
        key=key,
    )


def export_territoires(table: pd.DataFrame) -> pd.DataFrame:
    """Return the same with codes and rounded rates, as a file to take away."""
    exported = table[["niveau", "code", *COLONNES_TERRITOIRES]].rename(
        columns={"niveau": "Niveau", "code": "Code"} | COLONNES_TERRITOIRES
    )
    return exported.round(DECIMALES)


def table_courbe(echeancier: Echeancier) -> pd.DataFrame:
    """Return the curve, one row per month, in words."""
    table = echeancier.courbe[list(COLONNES_COURBE)].round(DECIMALES)
    return table.rename(columns=COLONNES_COURBE)


def draw_courbe(echeancier: Echeancier) -> None:
    """Draw the curve as a table."""
    table = table_courbe(echeancier)
    formats: dict[str, Any] = {
        label: nombre for name, label in COLONNES_COURBE.items() if name.startswith("population")
    }
    formats[COLONNES_COURBE["taux_signe"]] = pourcentage
    formats[COLONNES_COURBE["date"]] = jour_en_lettres
    _draw(table, formats, "Taux de couverture mois par mois si aucun contrat n'est renouvelé")


def _period(period: Intervalle | None) -> Mapping[str, str]:
    if period is None:
        return {"Compté du": NON_RENSEIGNE, "au": NON_RENSEIGNE}
    end = period.fin.isoformat() if period.fin else "fin inconnue"
    return {"Compté du": period.debut.isoformat(), "au": end}


def table_chaines(chaines: tuple[Chaine, ...]) -> pd.DataFrame:
    """Return the generations of chains, one row each, in the order of the chains."""
    rows = []
    for number, chaine in enumerate(chaines, start=1):
        after = chaine.repris_par.nom if chaine.repris_par else ""
        for one in chaine.maillons:
            times = Periodes(signe=one.signe, projet=one.projet, echeance_estimee=one.fin_estimee)
            cells = contract_row(one.contrat, one.statut, times, True)
            known = generation(one)
            rows.append(
                {
                    "Suite": number,
                    "Génération": NON_RENSEIGNE if known == "?" else known,
                    "Contrat": one.contrat.nom,
                    "Statut": STATUTS_CONTRAT[one.statut],
                    "Signature": cells["Signature"],
                    "Fin": cells["Fin"].replace("(échéance estimée)", "(estimée)"),
                    **_period(one.signe or one.projet),
                    "Repris par": after if one is chaine.dernier else "",
                    "Source": cells["Source"],
                    "Identifiant": one.contrat.id,
                }
            )
    return pd.DataFrame(rows)


def draw_chaines(chaines: tuple[Chaine, ...], key: str) -> str | None:
    """Draw the generations of chains; return the identifier of the contract chosen, if any."""
    table = table_chaines(chaines)
    names = table.pop("Identifiant")
    if not table["Repris par"].any():
        table = table.drop(columns="Repris par")
    event = _draw(
        table,
        dict.fromkeys(("Signature", "Fin", "Compté du", "au"), date_affichee),
        "Générations de contrats, chaîne par chaîne",
        column_config={
            "Contrat": st.column_config.Column("Contrat", width=LARGEUR_NOM),
            "Fin": st.column_config.Column("Fin", width=LARGEUR_FIN),
            "Suite": st.column_config.Column("Suite", width="small"),
            "Source": st.column_config.LinkColumn("Source", display_text="ouvrir la source"),
        },
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    rows = event["selection"]["rows"]
    return str(names.iloc[rows[0]]) if rows else None
