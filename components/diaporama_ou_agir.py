"""The slide on where to act: the EPCI without any contract."""

from typing import Any

import pandas as pd

from components.diaporama import Diapositive
from components.diaporama_cartes import carte
from components.diaporama_mots import (
    court,
    nom_court,
    nom_du,
    pied,
    source_du_contrat,
)
from components.figures import Chiffre, Graphique, Serie
from components.formats import habitants, nombre, pourcentage
from geo.seminaire import Seminaire
from geo.seminaire_cartes import entites_de

EPCI_MONTRES = 6
SANS_CONTRAT = "#8a4b00"
AUCUN_EPCI = "Chaque EPCI a au moins un contrat signé ou en projet"


def _bars(bare: pd.DataFrame, title: str) -> Graphique:
    return Graphique(
        "barres",
        "Habitants des EPCI sans contrat les plus peuplés",
        tuple(court(str(name), 34) for name in bare["nom"]),
        (Serie("Habitants", tuple(bare["population"].astype(float)), SANS_CONTRAT),),
        "habitants",
        f"{title}. "
        + ", ".join(
            f"{name}\u00a0: {habitants(int(population))}"
            for name, population in zip(bare["nom"], bare["population"], strict=True)
        ),
    )


def ou_agir(seminaire: Seminaire) -> Diapositive:
    """The most populous EPCI without any contract, outlined on the map."""
    table, name = seminaire.sans_contrat, nom_du(seminaire)
    bare = table[table["population"] > 0]
    shown = bare.head(EPCI_MONTRES)
    rows: list[Any] = list(shown.itertuples())
    residents = int(bare["population"].sum())
    if bare.empty:
        title, phrase = f"{name}\u00a0: {AUCUN_EPCI[0].lower()}{AUCUN_EPCI[1:]}", ""
        figures: tuple[Chiffre, ...] = (Chiffre("0", "EPCI sans contrat recensé"),)
    else:
        title = (
            f"{name}\u00a0: {nombre(len(bare))} EPCI sans contrat, {nombre(residents)} habitants"
        )
        phrase = "Ni signé ni en projet. À vérifier avec l'ARS\u00a0: le registre est incomplet."
        figures = (
            Chiffre(
                nombre(len(bare)),
                "EPCI sans contrat recensé",
                f"{nombre(residents)} habitants, "
                f"{pourcentage(_share(residents, seminaire.synthese.population))} de la population",
            ),
        )
    return Diapositive(
        cle="ou-agir",
        titre=title,
        phrase=phrase,
        chiffres=figures,
        carte=carte(
            seminaire.carte,
            "statut",
            f"EPCI sans contrat, {nom_court(name)}",
            f"{title}. Les plus peuplés sont cernés d'un trait épais.",
            entites_de(seminaire.carte, shown["code"]),
        ),
        graphique=_bars(shown, title) if len(shown) else None,
        pied=pied(seminaire, "trait épais\u00a0: EPCI du graphique" if len(shown) else ""),
        notes=(
            *(
                f"{row.nom}\u00a0({row.departement})\u00a0: {nombre(row.population)} habitants"
                + (", pour la part dans le territoire" if row.en_partie else "")
                + (_last_one(seminaire, str(row.code)) if row.statut == "echu" else ".")
                for row in rows
            ),
            "Une commune sans EPCI compte pour elle-même. «\u00a0Sans contrat\u00a0» veut dire "
            "qu'aucune source lue n'en nomme un.",
        ),
    )


def _last_one(seminaire: Seminaire, epci: str) -> str:
    """Name the contract that is over, with the page it was read on."""
    contrat = seminaire.derniers_echus.get(epci)
    if contrat is None:
        return ", dernier contrat échu."
    return f", dernier contrat échu\u00a0: {contrat.nom}.{source_du_contrat(contrat)}"


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
