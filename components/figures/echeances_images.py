"""What comes to an end as charts to take away: the rate falling, where, and the generations."""

import re
from collections.abc import Sequence
from datetime import date

import pandas as pd

from components.commun.mots.echeances import generation
from components.commun.mots.formats import jour_en_lettres, pluriel, pourcentage
from components.commun.mots.libelles import STATUTS_CONTRAT
from components.commun.statuts import STATUTS, Aspect
from components.figures.barres import barres_d_habitants, connus
from components.figures.ecran.frise import ASPECTS
from components.figures.figure import Graphique, Serie
from geo.contrats.statuts import Intervalle
from geo.evolution.chaines import Chaine, Maillon
from geo.evolution.echeances import Echeancier

BARRES_MAX = 15
JOURS_PAR_AN = 365.25
RANG = re.compile(r"\(\d+(?:er|re|e)\)")  # in the name of a contract


def graphique_du_taux(echeancier: Echeancier) -> Graphique:
    """Return the rate month by month if no contract is renewed, and the part read in sources."""
    table = echeancier.courbe
    first, last = echeancier.depart, echeancier.arrivee
    titre = (
        f"{echeancier.territoire.nom}\u00a0: population couverte si aucun contrat n'est renouvelé, "
        f"à partir du {jour_en_lettres(echeancier.jour)}"
    )
    series = [Serie("Tous", connus(table["taux_signe"]), STATUTS["signe"].couleur)]
    if (table["taux_source"] < table["taux_signe"]).any():
        name = "Échéance lue dans une source"
        series.append(Serie(name, connus(table["taux_source"]), STATUTS["partielle"].couleur))
    return Graphique(
        "courbe",
        titre,
        tuple(f"{day:%m/%Y}" for day in table["date"]),
        tuple(series),
        "%",
        f"{titre}\u00a0: de {pourcentage(first['taux_signe'])} au "
        f"{jour_en_lettres(first['date'])} à {pourcentage(last['taux_signe'])} au "
        f"{jour_en_lettres(last['date'])}.",
    )


def graphique_des_sorties(table: pd.DataFrame, territoire: str, pluriel_: str) -> Graphique:
    """Return the territories ranked by the residents who would leave, the most at the top.

    Parameters
    ----------
    table : rows of ``geo.evolution.sorties.territoires_a_echeance``;
        the BARRES_MAX first are drawn.
    territoire : name of the territory; ``pluriel_``: what the rows are ("EPCI", "communes").
    """
    shown = table[table["population_sortie"] > 0].head(BARRES_MAX)
    titre = f"{territoire}\u00a0: habitants qui sortiraient de la couverture, par {pluriel_}"
    return barres_d_habitants(
        titre,
        shown["nom"].tolist(),
        shown["population_sortie"].tolist(),
        "Habitants",
        STATUTS["echu"].couleur,
    )


def graphique_des_generations(chaines: Sequence[Chaine], territoire: str, jour: date) -> Graphique:
    """Return chains as a timeline: a bar per generation, those of a chain one under the other.

    ``territoire``: its name. A project that is still one on ``jour`` has no known end.
    """
    links = [one for chaine in chaines for one in chaine.maillons if _period(one, jour)]
    periods = [_period(one, jour) for one in links]
    titre = (
        f"{territoire}\u00a0: générations de contrats locaux de santé, au {jour_en_lettres(jour)}"
    )
    series: list[Serie] = []
    for kind, aspect in ASPECTS.items():
        kept = [p if _kind(one) == kind else None for one, p in zip(links, periods, strict=True)]
        if any(kept):
            series += paire_de_la_frise(STATUTS_CONTRAT[kind], kept, aspect)
    return Graphique(
        "frise",
        titre,
        tuple(_named(one) for one in links),
        tuple(series),
        "",
        f"Frise. {titre}. {pluriel(len(chaines), 'suite de contrats', 'suites de contrats')}, "
        f"{pluriel(len(links), 'génération')}.",
    )


def paire_de_la_frise(
    nom: str, periodes: Sequence[Intervalle | None], aspect: Aspect
) -> tuple[Serie, Serie]:
    """Return the first and the last year of periods as two series of one kind of bar."""
    starts = tuple(annee_decimale(one.debut) if one else None for one in periodes)
    ends = tuple(annee_decimale(one.fin) if one and one.fin else None for one in periodes)
    return Serie(nom, starts, aspect.couleur), Serie(f"{nom}, fin", ends, aspect.couleur)


def _period(one: Maillon, jour: date) -> Intervalle | None:
    if one.signe is not None:
        return one.signe
    if one.projet is None or one.projet.debut > jour:
        return None
    end = one.projet.fin
    return Intervalle(one.projet.debut, end if end is not None and end <= jour else None)


def _kind(one: Maillon) -> str:
    """Return how a generation is drawn: a signed period that not in force is over."""
    if one.signe is None:
        return "projet"
    return one.statut if one.statut in ASPECTS and one.statut != "projet" else "echu"


def _named(one: Maillon) -> str:
    known, name = generation(one), one.contrat.nom
    return name if known == "?" or RANG.search(name) else f"{name} ({known})"


def annee_decimale(jour: date) -> float:
    """Return a day as a year with a fraction: 2023.5 in the middle of 2023."""
    return jour.year + (jour.timetuple().tm_yday - 1) / JOURS_PAR_AN
