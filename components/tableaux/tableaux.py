"""Tables: sub-territories with their rate bars, uncovered EPCI, contracts with their source."""

from math import isnan
from typing import Any

import pandas as pd
import streamlit as st

from components.commun.mots.formats import date_affichee, nombre, pourcentage
from components.commun.mots.ou_agir import SOUS_AUCUN, situation
from components.commun.statuts import LIBELLES_STATUTS
from components.commun.tableau import (
    SOURCE_DU_CONTRAT,
    choose_row,
    show_all,
)
from data.memoire import VUES_GARDEES, tant_qu_il_dure, une_fois_par_objet

LIGNES_MONTREES = 50
CONTRATS_MONTRES = 25

COLONNES_TERRITOIRES = {
    "nom": "Territoire",
    "taux_signe": "Taux signé (%)",
    "population": "Population",
    "statut": "Statut",
    "taux_signe_ou_projet": "Taux signé ou projet (%)",
    "nb_contrats_signes": "Contrats signés",
    "nb_contrats_projet": "En projet",
    "departement": "Département",
}
COLONNES_MONTREES = list(COLONNES_TERRITOIRES)
COLONNES_MONTREES.insert(COLONNES_MONTREES.index("statut") + 1, "barre")
LARGEURS = {"taux_signe": 105, "population": 95}  # both are read beside the name on a telephone
EFFECTIFS = ("population_sans_contrat", "population")
FORMATS_TERRITOIRES = {
    "population": nombre,
    "taux_signe": pourcentage,
    "taux_signe_ou_projet": pourcentage,
}
DECIMALES_EXPORT = 2
COLONNES_EXPORT = {
    "code": "Code",
    "nom": "Territoire",
    "departement": "Département",
    "statut": "Statut",
    "population": "Population",
    "population_signe": "Population couverte (signé)",
    "population_projet": "Population en projet seul",
    "population_signe_ou_projet": "Population couverte (signé ou projet)",
    "taux_signe": "Taux signé recensé (%)",
    "taux_signe_ou_projet": "Taux signé ou projet recensé (%)",
    "taux_atteste": "Taux attesté (%)",
    "taux_plafond": "Au plus, d'après le registre (%)",
    "taux_publie": "Taux publié, signé (%)",
    "date_publie": "Date du taux publié",
    "nb_contrats_signes": "Contrats signés",
    "nb_contrats_projet": "Contrats en projet",
    "en_partie": "Compté en partie",
}
TAUX = ("taux_signe", "taux_signe_ou_projet", "taux_atteste", "taux_plafond", "taux_publie")


def tableau_territoires(table: pd.DataFrame, barre: str, key: str) -> int | None:
    """Draw the sub-territories, most populous first; return the position of a row chosen.

    Parameters
    ----------
    table : rows of ``geo.couverture.synthese.sous_territoires``.
    barre : column drawn as a bar, ``taux_signe`` or ``taux_signe_ou_projet``.

    Returns
    -------
    The position, in ``table``, of the row the reader selected, or None.
    """
    everything = show_all(len(table), LIGNES_MONTREES, "lignes", "plus peuplées", f"{key}-tout")
    view, index = _territoires_montres(table, barre, len(table) if everything else LIGNES_MONTREES)
    alt = "Territoires, de la population la plus grande à la plus petite"
    chosen = choose_row(view, alt, FORMATS_TERRITOIRES, _colonnes_territoires(), key=key)
    return None if chosen is None else table.index.tolist().index(index[chosen])


@une_fois_par_objet(VUES_GARDEES)
def _territoires_montres(
    table: pd.DataFrame, barre: str, lignes: int
) -> tuple[pd.DataFrame, list[Any]]:
    """Return the rows shown, in words, and where each stands in ``table``."""
    labels = table["population"].sort_values(ascending=False).index[:lignes]
    order = table.index.get_indexer(labels).tolist()

    def cells(column: str) -> list[Any]:
        values = table[column].tolist()
        return [values[row] for row in order]

    parts = zip(cells("nom"), cells("en_partie"), strict=True)
    view = {name: cells(name) for name in COLONNES_TERRITOIRES}
    view["nom"] = [f"{nom} (en partie)" if part else nom for nom, part in parts]
    view["statut"] = [LIBELLES_STATUTS[name] for name in view["statut"]]
    view["barre"] = [0.0 if isnan(rate) else rate for rate in view[barre]]
    columns = [name for name in COLONNES_MONTREES if name != "departement" or any(view[name])]
    return pd.DataFrame({name: view[name] for name in columns}), labels.tolist()


def _colonnes_territoires() -> dict[str, Any]:
    config: dict[str, Any] = {
        name: {"label": label, "width": LARGEURS.get(name)}
        for name, label in COLONNES_TERRITOIRES.items()
    }
    config["barre"] = st.column_config.ProgressColumn(
        "Part couverte", min_value=0, max_value=100, format=" ", width="small"
    )
    return config


def export_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return the sub-territories with every column, in words, as a file to take away.

    ``table``: rows of ``geo.certitude.carte.parties``: the rates recorded stand with their bounds
    and with what was published; those of ``sous_territoires`` have none of these.
    """
    columns = [name for name in COLONNES_EXPORT if name in table]
    exported = table.sort_values("population", ascending=False)[columns]
    exported["statut"] = exported["statut"].map(LIBELLES_STATUTS)
    exported["en_partie"] = exported["en_partie"].map({True: "oui", False: "non"})
    rates = [name for name in TAUX if name in table]
    exported[rates] = exported[rates].round(DECIMALES_EXPORT)
    return exported.rename(columns=COLONNES_EXPORT)


@une_fois_par_objet(VUES_GARDEES)
def _ou_agir_montres(table: pd.DataFrame, lignes: int) -> pd.DataFrame:
    """Return the first rows, in words."""
    view = {name: table[name].iloc[:lignes].tolist() for name in ("nom", *EFFECTIFS)}
    statuts = table["statut"].iloc[:lignes].tolist()
    over = table["population_echu"].iloc[:lignes].tolist()
    known = zip(statuts, view["population_sans_contrat"], over, strict=True)
    view["situation"] = [situation(*one) for one in known]
    view["departement"] = table["departement"].iloc[:lignes].tolist()
    return pd.DataFrame(view)


def tableau_ou_agir(table: pd.DataFrame, lignes: int, key: str) -> int | None:
    """Draw where most residents are under no contract: ``geo.couverture.ou_agir.sans_contrat``.

    ``lignes``: how many of the first rows are shown. Returns the position of the row chosen.
    """
    return choose_row(
        _ou_agir_montres(table, lignes),
        f"EPCI où le plus d'habitants sont {SOUS_AUCUN}",
        dict.fromkeys(EFFECTIFS, nombre),
        {
            "nom": "Territoire",
            "departement": "Département",
            "population_sans_contrat": {
                "label": "Hab. sous aucun contrat recensé",
                "help": f"Habitants {SOUS_AUCUN}",
            },
            "population": "Population",
            "situation": "Ce qui est recensé",
        },
        key=key,
    )


def tableau_contrats(table: pd.DataFrame) -> int | None:
    """Draw contracts, one row each, with the link to their source; return the row selected."""
    everything = show_all(len(table), CONTRATS_MONTRES, "contrats", "premiers", "contrats-tout")
    return choose_row(
        table if everything else _premieres_lignes(table, CONTRATS_MONTRES),
        "Contrats du territoire",
        dict.fromkeys(("Signature", "Fin", "Date de la source"), date_affichee),
        {"Source": SOURCE_DU_CONTRAT},
        key="table-contrats",
    )


@tant_qu_il_dure
def _premieres_lignes(table: pd.DataFrame, lignes: int) -> pd.DataFrame:
    return table.head(lignes)
