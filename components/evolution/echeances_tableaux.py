"""Tables of what comes to an end: contracts, territories, months, renewal chains."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.commun.contrats import contract_row
from components.commun.mots.echeances import generation, table_contrats
from components.commun.mots.formats import (
    NON_RENSEIGNE,
    date_affichee,
    jour_en_lettres,
    nombre,
    pourcentage,
)
from components.commun.tableau import SOURCE, SOURCE_DU_CONTRAT, choose_row, draw_table
from geo.contrats.statuts import Intervalle, Periodes
from geo.evolution.chaines import Chaine
from geo.evolution.echeances import Echeancier
from geo.territoires.territoire import Territoire

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
    chosen = choose_row(
        table,
        "Contrats qui arrivent à échéance, de la première fin à la dernière",
        counts | {"Fin": date_affichee},
        {
            "Fin": {"width": LARGEUR_FIN},
            "Contrat": {"width": LARGEUR_NOM},
            "Habitants": {
                "help": "Habitants du territoire couverts par ce contrat\u00a0; – si son "
                "périmètre n'est pas connu"
            },
            "Sortiraient de la couverture": {
                "help": "Ceux qu'aucun autre contrat signé, encore en vigueur après cette fin, ne "
                "couvre"
            },
            "Relais": {
                "help": "Génération suivante, renouvellement ou projet recensé",
                "width": 200,
            },
            "Source": SOURCE_DU_CONTRAT,
        },
        key=key,
        ouvre="Contrat",
    )
    return None if chosen is None else echeancier.contrats[chosen].contrat.id


def draw_territoires(table: pd.DataFrame, key: str) -> Territoire | None:
    """Draw the rows of ``geo.evolution.sorties.territoires_a_echeance``; return the one chosen."""
    rates = dict.fromkeys(("taux_signe", "taux_horizon"), pourcentage)
    chosen = choose_row(
        table[list(COLONNES_TERRITOIRES)],
        "Territoires, du plus grand nombre d'habitants qui sortiraient au plus petit",
        {"population": nombre, "population_sortie": nombre} | rates,
        COLONNES_TERRITOIRES,
        key=key,
    )
    if chosen is None:
        return None
    row = table.iloc[chosen]
    return Territoire(str(row["niveau"]), str(row["code"]), str(row["nom"]))


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
    draw_table(table, "Taux de couverture mois par mois si aucun contrat n'est renouvelé", formats)


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
                    "Statut": cells["Statut"],
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
    chosen = choose_row(
        table,
        "Générations de contrats, chaîne par chaîne",
        dict.fromkeys(("Signature", "Fin", "Compté du", "au"), date_affichee),
        {
            "Contrat": {"width": LARGEUR_NOM},
            "Fin": {"width": LARGEUR_FIN},
            "Suite": {"width": "small"},
            "Source": SOURCE,
        },
        key=key,
        ouvre="Contrat",
    )
    return None if chosen is None else str(names.iloc[chosen])
