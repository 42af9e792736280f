"""The slide on the coverage through time: one map per year, and the curve."""

from datetime import date
from itertools import pairwise

from components.commun.mots.certitude import encadrement, qui_publie, taux_publie
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
from geo.certitude.certitude import Certitude
from geo.presentation.seminaire import Seminaire

SIGNE = STATUTS["signe"].couleur
DATES_LUES = "#8a4b00"


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
                "sous un contrat recensé comme signé.",
            ),
        )
        for jour, vue, rate in zip(
            evolution.jours, evolution.vues, evolution.taux_signe, strict=True
        )
    )


def _title(seminaire: Seminaire) -> str:
    """Return what the curve says; two dates compare by what is attested, unless nothing jumps."""
    found = seminaire.evolution
    rates = found.taux_signe if found.comparables else found.taux_atteste
    first, last, year = pourcentage(rates[0]), pourcentage(rates[-1]), found.jours[0].year
    now = jour_en_lettres(seminaire.jour)
    by = ", contrats recensés" if found.comparables else ", par les contrats aux dates lues"
    if not any(found.nb_signes):
        return f"aucun contrat signé recensé depuis {year}"
    if len(found.jours) == 1:
        return f"{last} de la population couverte{by}"
    if not found.taux_signe[-1] and any(found.taux_signe):
        best = max(range(len(found.jours)), key=lambda rank: found.taux_signe[rank] or 0)
        peak, when = pourcentage(found.taux_signe[best]), found.jours[best].year
        return f"plus aucun contrat signé recensé, {peak} fin {when}"
    if first == last:
        return f"{last} le {now}, comme fin {year}{by}"
    return f"de {first} fin {year} à {last} le {now}{by}"


def _phrase(seminaire: Seminaire) -> str:
    """Say what the curve rests on, and why it is broken or falls."""
    found = seminaire.evolution
    sure, last = found.taux_atteste[-1], found.taux_signe[-1]
    text = "Part de la population sous un contrat recensé comme signé."
    if last and pourcentage(sure) != pourcentage(last):
        text = f"Au {jour_en_lettres(seminaire.jour)}, {pourcentage(last)} recensés, "
        text += f"{pourcentage(sure)} par les contrats aux dates lues."
    if any(found.sauts):
        text += " Courbe interrompue\u00a0: ce qui change là vient des sources, pas des signatures."
    if last and _falls(found.taux_signe):
        text += " Une baisse peut venir d'un renouvellement dont la date manque."
    return text


def evolution(seminaire: Seminaire) -> Diapositive:
    """The coverage through time: one map per year, and the curve."""
    found, name = seminaire.evolution, nom_du(seminaire)
    names = tuple(_step(jour, seminaire.jour) for jour in found.jours)
    steps = _steps(seminaire)
    title = f"{name}\u00a0: {_title(seminaire)}"
    last = found.taux_signe[-1]
    return Diapositive(
        cle="evolution",
        titre=title,
        phrase=_phrase(seminaire),
        chiffres=(
            Chiffre(
                pourcentage(last),
                f"sous un contrat recensé comme signé au {jour_en_lettres(seminaire.jour)}",
                _beside(seminaire.certitude),
            ),
        ),
        carte=steps[-1][1],
        graphique=Graphique(
            "courbe",
            "Population couverte par un contrat signé",
            names,
            (
                Serie(
                    "Contrats recensés comme signés",
                    _rounded(found.taux_signe),
                    SIGNE,
                    tuple(rank for rank, jump in enumerate(found.sauts) if jump),
                ),
                Serie("Ceux aux dates lues", _rounded(found.taux_atteste), DATES_LUES),
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
                f"({pourcentage(sure)} avec ceux aux dates lues)."
                for one, rate, sure, count in zip(
                    names, found.taux_signe, found.taux_atteste, found.nb_signes, strict=True
                )
            ),
            "Un contrat sans date de signature compte à partir du premier jour défendable\u00a0: "
            "une hausse récente peut venir de là. Un renouvellement dont la date manque laisse un "
            "creux qui n'existe pas sur le terrain.",
        ),
        etapes=steps if len(steps) > 1 else (),
    )


def _beside(certitude: Certitude) -> str:
    """Return what stands under the last rate: its interval, and the rate that was published."""
    said = [encadrement(certitude)]
    if certitude.genre == "publie" and certitude.publie is not None:
        said.append(f"{taux_publie(certitude.publie)}, chiffre {qui_publie(certitude.publie)}")
    return "\u00a0; ".join(one for one in said if one)


def _falls(rates: tuple[float | None, ...]) -> bool:
    """Tell whether the curve goes down somewhere, as it is read."""
    known = [rate or 0 for rate in _rounded(rates)]
    return any(after < before for before, after in pairwise(known))


def _rounded(rates: tuple[float | None, ...]) -> tuple[float | None, ...]:
    return tuple(None if rate is None else round(rate, 1) for rate in rates)
