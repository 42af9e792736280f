"""The slide on how the coverage grew: one map per year, and the curve."""

from datetime import date
from itertools import pairwise

from components.commun.mots.formats import jour_en_lettres, pluriel, pourcentage
from components.commun.statuts import STATUTS
from components.diaporama.cartes import carte
from components.diaporama.mots import (
    ATTRIBUTION,
    nom_du,
    pied,
)
from components.figures.figure import Carte, Chiffre, Graphique, Serie
from components.gabarit.diapositive import Diapositive
from geo.presentation.seminaire import Seminaire

SIGNE = STATUTS["signe"].couleur
DATE_CONNUE = "#8a4b00"


def _step(jour: date, last: date) -> str:
    """Return the name of a step: its year, or the month of the day of the seminar."""
    return f"{jour.year}" if jour != last else f"{jour:%m/%Y}"


def _steps(seminaire: Seminaire) -> tuple[tuple[str, Carte], ...]:
    evolution, name = seminaire.evolution, nom_du(seminaire)
    return tuple(
        (
            _step(jour, seminaire.jour),
            carte(
                vue,
                "statut",
                f"Contrats par EPCI, {name}, {_step(jour, seminaire.jour)}",
                f"{name} au {jour_en_lettres(jour)}\u00a0: {pourcentage(rate)} de la population "
                "sous un contrat signé.",
            ),
        )
        for jour, vue, rate in zip(
            evolution.jours, evolution.vues, evolution.taux_signe, strict=True
        )
    )


def evolution(seminaire: Seminaire) -> Diapositive:
    """How the coverage grew: one map per year, and the curve."""
    found, name = seminaire.evolution, nom_du(seminaire)
    first, last = found.taux_signe[0], found.taux_signe[-1]
    year = found.jours[0].year
    names = tuple(_step(jour, seminaire.jour) for jour in found.jours)
    steps = _steps(seminaire)
    best = max(range(len(names)), key=lambda rank: found.taux_signe[rank] or 0)
    peak, when = found.taux_signe[best], names[best]
    if not any(found.nb_signes):
        title = f"{name}\u00a0: aucun contrat signé recensé depuis {year}"
    elif len(names) == 1:
        title = f"{name}\u00a0: {pourcentage(last)} de la population couverte"
    elif not last and peak:
        title = f"{name}\u00a0: plus aucun contrat signé recensé, {pourcentage(peak)} fin {when}"
    else:
        now = jour_en_lettres(seminaire.jour)
        title = f"{name}\u00a0: de {pourcentage(first)} fin {year} à {pourcentage(last)} le {now}"
        if pourcentage(first) == pourcentage(last):
            title = f"{name}\u00a0: {pourcentage(last)} le {now}, comme fin {year}"
    sure = found.taux_date_connue[-1]
    phrase = "Part de la population sous un contrat signé."
    if last and pourcentage(sure) != pourcentage(last):
        phrase = f"Avec les seuls contrats dont la signature est datée\u00a0: {pourcentage(sure)}."
    elif last:
        phrase += " Le même avec les seuls contrats dont la signature est datée."
    if peak and last and best < len(names) - 1:
        phrase += f" Le plus haut\u00a0: {pourcentage(peak)} fin {when}."
    if last and _falls(found.taux_signe):
        phrase += " Une baisse peut venir d'un renouvellement dont la date manque."
    return Diapositive(
        cle="evolution",
        titre=title,
        phrase=phrase,
        chiffres=(
            Chiffre(
                pourcentage(last),
                f"sous un contrat signé au {jour_en_lettres(seminaire.jour)}",
                "contrats au périmètre connu",
            ),
        ),
        carte=steps[-1][1],
        graphique=Graphique(
            "courbe",
            "Population couverte par un contrat signé",
            names,
            (
                Serie("Tous les contrats signés", _rounded(found.taux_signe), SIGNE),
                Serie(
                    "Ceux dont la signature est datée",
                    _rounded(found.taux_date_connue),
                    DATE_CONNUE,
                ),
            ),
            "%",
            f"{title}. "
            + ", ".join(
                f"{one}\u00a0: {pourcentage(rate)}"
                for one, rate in zip(names, found.taux_signe, strict=True)
            ),
        ),
        pied=pied(seminaire, "taux au 31 décembre, population et EPCI constants", ATTRIBUTION),
        notes=(
            *(
                f"{one}\u00a0: {pourcentage(rate)}, "
                f"{pluriel(count, 'contrat signé', 'contrats signés')} au périmètre connu "
                f"({pourcentage(sure)} avec ceux dont la signature est datée)."
                for one, rate, sure, count in zip(
                    names, found.taux_signe, found.taux_date_connue, found.nb_signes, strict=True
                )
            ),
            "Un contrat sans date de signature compte à partir du premier jour défendable\u00a0: "
            "une hausse récente peut venir de là. Un renouvellement dont la date manque laisse un "
            "creux qui n'existe pas sur le terrain.",
        ),
        etapes=steps if len(steps) > 1 else (),
    )


def _falls(rates: tuple[float | None, ...]) -> bool:
    """Tell whether the curve goes down somewhere, as it is read."""
    known = [rate or 0 for rate in _rounded(rates)]
    return any(after < before for before, after in pairwise(known))


def _rounded(rates: tuple[float | None, ...]) -> tuple[float | None, ...]:
    return tuple(None if rate is None else round(rate, 1) for rate in rates)
