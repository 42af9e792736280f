"""Bar charts as data: what each bar is worth is told in words too, for who does not see it."""

from collections.abc import Iterable, Sequence

import pandas as pd

from components.commun.mots.formats import habitants, pourcentage
from components.commun.statuts import STATUTS
from components.figures.figure import Graphique, Serie


def connus(valeurs: Iterable[float | None]) -> tuple[float | None, ...]:
    """Return numbers, None in place of those that are not known."""
    return tuple(None if pd.isna(value) else float(value) for value in valeurs)


def alternative(titre: str, noms: Sequence[str], mots: Sequence[str]) -> str:
    """Return what bars show in words; ``mots``: what each one is worth."""
    told = "\u00a0; ".join(f"{nom}\u00a0: {one}" for nom, one in zip(noms, mots, strict=True))
    return f"Graphique en barres. {titre}. {told or 'Aucun'}."


def barres_d_habitants(
    titre: str, noms: Sequence[str], valeurs: Sequence[int], serie: str, couleur: str
) -> Graphique:
    """Return a bar of residents per territory, in their order; ``serie``: who they are."""
    return Graphique(
        "barres",
        titre,
        tuple(noms),
        (Serie(serie, tuple(map(float, valeurs)), couleur),),
        "hab.",
        alternative(titre, noms, [habitants(value) for value in valeurs]),
    )


def series_des_taux(
    signes: Iterable[float | None], signes_ou_projet: Iterable[float | None]
) -> tuple[Serie, Serie]:
    """Return the rates signed, and what projects add to them."""
    alone, both = connus(signes), connus(signes_ou_projet)
    added = tuple(
        None if one is None or two is None else two - one
        for one, two in zip(alone, both, strict=True)
    )
    signed, project = STATUTS["signe"], STATUTS["projet"]
    return (
        Serie(signed.libelle, alone, signed.couleur),
        Serie(project.libelle, added, project.couleur),
    )


def barres_des_taux(
    titre: str, noms: Sequence[str], taux: Sequence[tuple[float | None, float | None]]
) -> Graphique:
    """Return a bar per territory: its rate signed, then signed or in project, in percent."""
    words = [
        f"{pourcentage(signed)} signé, {pourcentage(both)} signé ou en projet"
        for signed, both in taux
    ]
    return Graphique(
        "barres_empilees",
        titre,
        tuple(noms),
        series_des_taux([signed for signed, _ in taux], [both for _, both in taux]),
        "%",
        alternative(titre, noms, words),
    )
