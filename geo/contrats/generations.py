"""The generations of a contract: which one came before, which one follows."""

from dataclasses import dataclass
from datetime import date

from data.memoire import une_fois
from data.model import Contrat
from geo.contrats.ensemble import EnsembleDeContrats
from geo.contrats.statuts import ETAPES_DE_PROJET

SANS_RANG = 99


@dataclass(frozen=True)
class Generations:
    """Contracts just before and just after one, by identifier.

    Several contracts may come before: a metropolis takes over those of its towns.
    """

    precedentes: tuple[str, ...]
    suivante: str | None


def famille(contrat_id: str) -> str:
    """Return what the generations of one contract share in their identifiers.

    ``cls-29-cob-2`` is ``cls-29-cob``: the last part is the generation, or x.
    """
    return contrat_id.rsplit("-", 1)[0]


def _start(ensemble: EnsembleDeContrats, contrat: Contrat) -> date | None:
    signed = ensemble.periodes[contrat.id].signe
    return signed.debut if signed else None


def _follows_in_family(ensemble: EnsembleDeContrats, contrat: Contrat, other: Contrat) -> bool:
    """Tell whether a contract of the same family is a later generation.

    By their ranks when both are known, else by their starts; one still in preparation follows one
    that was signed, unless it is said to be the first.
    """
    if contrat.generation and other.generation:
        return other.generation > contrat.generation
    mine, theirs = _start(ensemble, contrat), _start(ensemble, other)
    if mine is not None and theirs is not None:
        return theirs > mine
    prepared = theirs is None and other.etape in ETAPES_DE_PROJET and other.generation != 1
    return prepared and contrat.etape not in ETAPES_DE_PROJET


def _later(ensemble: EnsembleDeContrats) -> dict[str, set[str]]:
    """Return the later generations of each contract that has some.

    Those of its family, and the one the engine found on the same territory.
    """
    families: dict[str, list[Contrat]] = {}
    for contrat in ensemble.registre.contrats.values():
        families.setdefault(famille(contrat.id), []).append(contrat)
    found: dict[str, set[str]] = {
        contrat.id: {
            other.id
            for other in members
            if other is not contrat and _follows_in_family(ensemble, contrat, other)
        }
        for members in families.values()
        for contrat in members
    }
    for contrat_id, successor in ensemble.successeurs.items():
        if contrat_id not in found.get(successor, ()):
            found[contrat_id].add(successor)
    return {contrat_id: later for contrat_id, later in found.items() if later}


@une_fois(24)
def _suivantes(ensemble: EnsembleDeContrats) -> dict[str, str]:
    """Return the generation that follows each contract immediately: none comes between."""
    later = _later(ensemble)

    def order(contrat_id: str) -> tuple[int, date, str]:
        contrat = ensemble.registre.contrats[contrat_id]
        return contrat.generation or SANS_RANG, _start(ensemble, contrat) or date.max, contrat_id

    following = {}
    for contrat_id, candidates in later.items():
        beyond = set().union(*(later.get(other, set()) for other in candidates))
        following[contrat_id] = min(candidates - beyond or candidates, key=order)
    return following


def generations(ensemble: EnsembleDeContrats, contrat_id: str) -> Generations:
    """Return the generations just before and just after a contract."""
    following = _suivantes(ensemble)
    before = tuple(name for name, after in following.items() if after == contrat_id)
    return Generations(before, following.get(contrat_id))
