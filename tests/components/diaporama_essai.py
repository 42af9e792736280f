"""A small invented deck, one slide of each kind, on the real shapes of the régions."""

from datetime import date

import pandas as pd

from components.carte.carte import EtatCarte
from components.commun.statuts import CLASSES_TAUX, STATUTS
from components.figures.figure import Carte, Chiffre, Graphique, Serie
from components.gabarit.diapositive import Diaporama, Diapositive
from geo.territoires.contours import load_contours

PIED = (
    "Situation au 21 novembre 2026\u00a0· population municipale 2023 (INSEE)\u00a0· registre de "
    "l'atlas, incomplet, relevé le 21 novembre 2026\u00a0· contours IGN, INSEE, DGCL"
)
CHIFFRES = (
    Chiffre("47,7\u00a0%", "de la population sous un contrat signé", "2\u202f912\u202f345 hab."),
    Chiffre("53,1\u00a0%", "en comptant les contrats en projet"),
    Chiffre("17", "contrats signés", "et 4 en projet"),
)
TABLEAU = pd.DataFrame(
    {
        "Contrat": [f"CLS d'essai numéro {rank}" for rank in range(1, 6)],
        "Dernier jour": ["31\u00a0décembre\u00a02027"] * 4 + [None],
        "Habitants": [217_882, 3_000, 0, 45_120, 12],
    }
)
DEBUTS, FINS = (2019.0, 2020.5, 2021.0), (2024.0, 2025.5, 2026.9)
FRISE = Graphique(
    "frise",
    "Échéances",
    ("CLS A", "CLS B", "CLS C"),
    (Serie("Début", DEBUTS, "#ffffff"), Serie("Fin", FINS, "#1f4e8c")),
    "",
    "Trois contrats, de 2019 à 2026.",
)
BARRES = Graphique(
    "barres",
    "Habitants des EPCI sans contrat",
    ("CC Un", "CC Deux", "CC Trois", "CC Quatre"),
    (Serie("Habitants", (90_000.0, 61_000.0, 45_120.0, None), "#8a4b00"),),
    "habitants",
    "La CC Un a le plus d'habitants.",
)
TAUX = Graphique(
    "barres",
    "Taux par département",
    ("Vienne", "Charente", "Landes"),
    (Serie("Taux signé", (99.97, 100.0, 33.333), "#1f4e8c"),),
    "%",
    "La Charente est couverte en entier.",
)
EMPILEES = Graphique(
    "barres_empilees",
    "Actions par axe",
    ("Axe 1", "Axe 2"),
    (
        Serie("Réalisée", (3.0, 4.0), "#0b5345"),
        Serie("En cours", (5.0, None), "#7cc4b0"),
        Serie("Statut non renseigné", (12.0, 9.0), "#e6e9ee"),
    ),
    "actions",
    "Sept actions sont réalisées.",
)
COURBE = Graphique(
    "courbe",
    "Population couverte",
    tuple(str(year) for year in range(2010, 2027)),
    (
        Serie("Tous les contrats", tuple(5.0 * rank for rank in range(17)), "#1f4e8c"),
        Serie("Datés", tuple(None if r < 3 else 3.5 * r for r in range(17)), "#8a4b00"),
    ),
    "%",
    "Le taux est monté de 0 à 80 % entre 2010 et 2026.",
)
GRAPHIQUES = (FRISE, BARRES, TAUX, EMPILEES, COURBE)


def carte_des_regions(vue: str = "", mode: str = "statut") -> Carte:
    """A map of the régions; ``vue``: code of the only one in view."""
    layer = load_contours("region")
    number = len(layer.codes)
    classes = "".join(
        "." if vue and code != vue else "sqpen"[rank % 5] for rank, code in enumerate(layer.codes)
    )
    legend = tuple(STATUTS.values()) if mode == "statut" else CLASSES_TAUX
    etat = EtatCarte(
        ("region",),
        classes,
        "--" * number,
        ";" * (number - 1),
        vue or "france",
        not vue,
        None,
        mode,
        selection=(vue,) if vue else (),
    )
    return Carte(
        "Contrats par région",
        etat,
        legend,
        f"Statut de chaque région, vue {vue or 'France'}.",
        layer,
    )


def deck_d_essai(nom: str = "Nouvelle-Aquitaine", region: str = "75") -> Diaporama:
    """A deck of nine slides; its texts bear the name given."""
    mine = carte_des_regions(region)
    slides = (
        Diapositive(
            "titre",
            f"Contrats locaux de santé\u00a0: {nom}",
            "Situation au 21\u00a0novembre\u00a02026",
            puces=("Atlas des contrats locaux de santé",),
            pied=PIED,
            notes=(f"Bienvenue en {nom}.",),
        ),
        Diapositive("pays", "La France", "Une phrase.", CHIFFRES, carte_des_regions(), pied=PIED),
        Diapositive(
            "evolution",
            f"{nom}\u00a0: de 0\u00a0% à 80\u00a0%",
            "Part de la population sous un contrat signé.",
            CHIFFRES[:1],
            mine,
            COURBE,
            pied=PIED,
            notes=("Une note.", "Une autre, avec sa source."),
            etapes=(("2015", mine), ("2026", mine)),
        ),
        Diapositive("contrat", "CLS d'essai", "", CHIFFRES[:2], None, EMPILEES, puces=("Axe 1",)),
        Diapositive("ou-agir", "Où agir", "Ni signé ni en projet.", (), mine, BARRES, pied=PIED),
        Diapositive("a-venir", "Ce qui vient", "Trois ans.", (), None, FRISE, TABLEAU, pied=PIED),
        Diapositive("taux", "Les taux", "Par département.", (), None, TAUX, pied=PIED),
        Diapositive("chiffres", "Trois chiffres", "En bref.", CHIFFRES, pied=PIED),
        Diapositive(
            "sources",
            "Sources et méthode",
            "D'où viennent les chiffres.",
            CHIFFRES[:1],
            puces=("Registre de l'atlas.", "Population\u00a0: INSEE.", "Contours\u00a0: IGN."),
            pied=PIED,
        ),
    )
    return Diaporama(f"Contrats locaux de santé\u00a0: {nom}", nom, date(2026, 11, 21), slides)
