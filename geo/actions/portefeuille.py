"""The portfolio of actions: which are followed, by whom, where, how far, across contracts.

A contract belongs to the region of the ARS that leads it, so that regions add up to the country.
A theme is that of the axis of an action; where no source tells the axis, it is unknown.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.model import Action, Axe, Contrat, Registre
from geo.contrats.actions import (
    STATUTS_ACTION,
    avancement,
    est_a_verifier,
    est_en_retard,
    statut_au,
)
from geo.couverture.moteur import Moteur
from geo.territoires.normalisation import normaliser

EN_VIGUEUR = ("signe", "projet")
THEME_INCONNU = ""
SEPARATEUR_DE_PILOTES = " ; "
ECHEANCES = ("en_retard", "a_verifier")
ORDRE_DE_LECTURE = (
    "suspendue",
    "non_demarree",
    "en_cours",
    "realisee",
    "abandonnee",
    "non_renseigne",
)
DIMENSIONS = ("statut", "theme", "region")


@dataclass(frozen=True)
class CriteresActions:
    """What the reader asks of the portfolio; an empty field asks for nothing.

    Attributes
    ----------
    region : code of the region of the ARS that leads the contract.
    contrat : identifier; it counts whatever its region and its status.
    themes, statuts : codes, of which an action has at least one; THEME_INCONNU is one.
    pilote : one of the organisations that steer the action.
    echeance : ``en_retard`` (deadline over, known not to be finished), ``a_verifier`` (deadline
        over, status unknown) or ''.
    tous : every contract, those over included, instead of those signed or in project.
    """

    region: str = ""
    contrat: str = ""
    themes: tuple[str, ...] = ()
    statuts: tuple[str, ...] = ()
    pilote: str = ""
    echeance: str = ""
    tous: bool = False


@dataclass(frozen=True)
class ActionDuPortefeuille:
    """An action, its contract, its axis when it is told, and what is known of it on a day."""

    action: Action
    contrat: Contrat
    axe: Axe | None
    statut: str
    en_retard: bool
    a_verifier: bool

    @property
    def themes(self) -> tuple[str, ...]:
        """Themes of its axis; empty when no source tells them."""
        return self.axe.themes if self.axe else ()

    @property
    def pilotes(self) -> tuple[str, ...]:
        """The organisations that steer it; empty when no source tells them."""
        names = (name.strip() for name in self.action.pilote.split(SEPARATEUR_DE_PILOTES))
        return tuple(name for name in names if name)


def contrats_retenus(moteur: Moteur, jour: date, criteres: CriteresActions) -> tuple[Contrat, ...]:
    """Return the contracts that figures are counted on: the one asked for, or those of a region.

    Those signed or in project at a date, unless every contract is wanted.
    """
    if criteres.contrat:
        return (moteur.registre.contrats[criteres.contrat],)
    statuts = moteur.couverture(jour).statuts
    return tuple(
        contrat
        for name, contrat in moteur.registre.contrats.items()
        if (criteres.tous or statuts[name] in EN_VIGUEUR)
        and criteres.region in ("", contrat.region)
    )


def build_portefeuille(
    registre: Registre, contrats: Iterable[Contrat], jour: date
) -> list[ActionDuPortefeuille]:
    """Return the actions of contracts with what is known of each on a day, in their order."""
    found = []
    for contrat in contrats:
        axes = {axe.numero: axe for axe in registre.axes_du_contrat(contrat.id) if axe.numero}
        found += [
            ActionDuPortefeuille(
                action,
                contrat,
                axes.get(action.axe_numero),
                statut_au(action, jour),
                est_en_retard(action, jour),
                est_a_verifier(action, jour),
            )
            for action in registre.actions_du_contrat(contrat.id)
        ]
    return found


def filtrer(
    actions: Iterable[ActionDuPortefeuille], criteres: CriteresActions
) -> list[ActionDuPortefeuille]:
    """Return the actions that meet the criteria, those that call for attention first.

    Late ones, those to check, then by what remains to be done, and by contract.
    """
    return sorted((action for action in actions if _meets(action, criteres)), key=_urgency)


def _urgency(one: ActionDuPortefeuille) -> tuple[bool, bool, int, str]:
    return (
        not one.en_retard,
        not one.a_verifier,
        ORDRE_DE_LECTURE.index(one.statut),
        normaliser(one.contrat.nom),
    )


def _meets(one: ActionDuPortefeuille, criteres: CriteresActions) -> bool:
    themes = one.themes or (THEME_INCONNU,)
    return (
        (not criteres.statuts or one.statut in criteres.statuts)
        and (not criteres.themes or not set(themes).isdisjoint(criteres.themes))
        and (not criteres.pilote or criteres.pilote in one.pilotes)
        and (criteres.echeance != "en_retard" or one.en_retard)
        and (criteres.echeance != "a_verifier" or one.a_verifier)
    )


def pilotes(actions: Iterable[ActionDuPortefeuille]) -> list[str]:
    """Return the organisations that steer actions, each once, in alphabetical order."""
    return sorted({name for action in actions for name in action.pilotes}, key=normaliser)


def compter(actions: Sequence[ActionDuPortefeuille], dimension: str, jour: date) -> pd.DataFrame:
    """Count actions by status, theme or région.

    Parameters
    ----------
    dimension : one of DIMENSIONS. An action on several themes counts in each of them.

    Returns
    -------
    One row per value found, most actions first: ``code`` (THEME_INCONNU for an unknown theme),
    ``nb_actions``, ``part`` (percent of all the actions given), ``nb_contrats``, one column per
    status of STATUTS_ACTION, ``en_retard``, ``a_verifier``. Shares by theme add up to more than
    100 when actions have several themes.
    """
    keys: dict[str, Callable[[ActionDuPortefeuille], tuple[str, ...]]] = {
        "statut": lambda one: (one.statut,),
        "theme": lambda one: one.themes or (THEME_INCONNU,),
        "region": lambda one: (one.contrat.region,),
    }
    groups: dict[str, list[ActionDuPortefeuille]] = {}
    for one in actions:
        for key in keys[dimension](one):
            groups.setdefault(key, []).append(one)
    rows = []
    for code, group in groups.items():
        progress = avancement((one.action for one in group), jour)
        rows.append(
            {
                "code": code,
                "nb_actions": len(group),
                "part": 100 * len(group) / len(actions),
                "nb_contrats": len({one.contrat.id for one in group}),
                **progress.par_statut,
                "en_retard": progress.en_retard,
                "a_verifier": progress.a_verifier,
            }
        )
    columns = ["code", "nb_actions", "part", "nb_contrats", *STATUTS_ACTION, *ECHEANCES]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(by=["nb_actions", "code"], ascending=[False, True], ignore_index=True)
