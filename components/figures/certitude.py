"""The barre de certitude, as data: what is attested, what is recorded, what may be, what was
published. It is drawn elsewhere; its text and its table say all that it shows.
"""

from dataclasses import dataclass

from components.commun.mots.certitude import (
    ATTESTE,
    CLASSES,
    POSSIBLE,
    RECENSE,
    encadrement,
    liste_attestee,
    qui_publie,
    taux_publie,
)
from components.commun.mots.formats import habitants, pourcentage
from data.memoire import tant_qu_il_dure
from geo.certitude.certitude import Certitude
from geo.certitude.publie import PointPublie, est_recent

TRAMES = ("plein", "hachures", "clair")


@dataclass(frozen=True)
class Segment:
    """A part of the bar, from one percent to another. ``trame``: one of TRAMES.

    ``plein``: attested; ``hachures``: recorded, dates to confirm; ``clair``: may be.
    """

    trame: str
    debut: float
    fin: float
    libelle: str


@dataclass(frozen=True)
class Repere:
    """A rate published, as a mark at a percent. ``ouvert``: published as "more than"; ``recent``:
    at most eighteen months old, drawn stronger.
    """

    taux: float
    ouvert: bool
    recent: bool
    libelle: str


@dataclass(frozen=True)
class BarreDeCertitude:
    """Segments from 0 on, one after the other, then marks; ``alternative`` says it in words.

    ``lignes``: rows (mesure, taux, habitants, précision) of the table that stands for it.
    """

    segments: tuple[Segment, ...]
    reperes: tuple[Repere, ...]
    alternative: str
    lignes: tuple[tuple[str, str, str, str], ...]


@tant_qu_il_dure
def barre_de_certitude(certitude: Certitude) -> BarreDeCertitude | None:
    """Return the bar of a territory; None where nobody lives."""
    low, found, high = certitude.taux_atteste, certitude.taux_recense, certitude.taux_plafond
    if low is None or found is None or high is None:
        return None
    bounds = ((0.0, low, ATTESTE), (low, found, RECENSE), (found, high, POSSIBLE))
    segments = tuple(
        Segment(trame, start, end, label)
        for trame, (start, end, label) in zip(TRAMES, bounds, strict=True)
        if end > start
    )
    marks = tuple(_mark(point, certitude) for point in _points(certitude))
    return BarreDeCertitude(segments, marks, _alternative(certitude, marks), lignes(certitude))


def _points(certitude: Certitude) -> tuple[PointPublie, ...]:
    return () if certitude.publie is None else (certitude.publie,)


def _mark(point: PointPublie, certitude: Certitude) -> Repere:
    label = f"{taux_publie(point)}, {qui_publie(point)}"
    return Repere(point.valeur, point.au_moins, est_recent(point, certitude.jour), label)


def _alternative(certitude: Certitude, marks: tuple[Repere, ...]) -> str:
    interval = encadrement(certitude)
    text = (
        f"Barre de certitude\u00a0: {pourcentage(certitude.taux_recense)} de la population sous un "
        f"contrat recensé comme signé{', ' if interval else ''}{interval}."
    )
    return text + "".join(f" Repère\u00a0: {mark.libelle}." for mark in marks)


def lignes(certitude: Certitude) -> tuple[tuple[str, str, str, str], ...]:
    """Return the table of the bar: mesure, taux, habitants, précision, in words."""

    def row(name: str, people: int, precision: str) -> tuple[str, str, str, str]:
        share = 100 * people / certitude.population if certitude.population else None
        return name, pourcentage(share), habitants(people), precision

    rows = [
        row("Attesté", certitude.atteste, "contrats signés dont les dates sont lues"),
        row("Recensé", certitude.recense, "contrats comptés comme signés, dates lues ou estimées"),
        row(
            "Au plus, d'après le registre",
            certitude.plafond,
            "avec les échéances passées sans suite connue et les dates inconnues",
        ),
        row("dont échéance passée", certitude.echeance_passee, "suite inconnue"),
        row("dont dates inconnues", certitude.incertain, "trop peu de dates pour dire"),
        row("En projet", certitude.projet, "sans contrat signé recensé"),
        row(
            CLASSES["non_couvert" if certitude.est_attestee else "aucun_recense"].libelle,
            certitude.aucun_recense,
            liste_attestee(certitude.attestations),
        ),
    ]
    for point, name in (
        (certitude.publie, "Publié, signé"),
        (certitude.publie_signe_ou_projet, "Publié, signé ou en projet"),
    ):
        if point is not None:
            rows.append((name, taux_publie(point), "", qui_publie(point)))
    return tuple(rows)
