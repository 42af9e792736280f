"""Who works on what: axes by theme and by regional priority, and how much of it is known.

A share is computed over the contracts whose axes are known, and over them alone: a contract whose
axes no source gives is not a contract that does nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from data.model import THEMES, Action, ActionProbante, Contrat, PrioritePRS, Registre
from geo.contrats.actions import STATUT_INCONNU, statut_au
from geo.couverture.moteur import Moteur, taux

TOUTES = ""


@dataclass(frozen=True, eq=False)
class Matrice:
    """Contracts with at least one axis on each subject (a theme, a priority), by group.

    Attributes
    ----------
    sujets, groupes : codes of the rows and of the columns. A group is a region or one contract.
    nombres : int array (rows x columns), contracts of the group with an axis on the subject.
    connus, retenus : int arrays, by group: contracts whose axes are known, and all of them.
    total : int array, by subject: contracts of all the groups with an axis on it.
    """

    sujets: tuple[str, ...]
    groupes: tuple[str, ...]
    nombres: np.ndarray
    connus: np.ndarray
    retenus: np.ndarray
    total: np.ndarray

    @cached_property
    def parts(self) -> np.ndarray:
        """Percent of the contracts whose axes are known; NaN where there are none."""
        return taux(self.nombres, np.broadcast_to(self.connus, self.nombres.shape))

    @property
    def nb_connus(self) -> int:
        """Contracts whose axes are known, all groups together."""
        return int(self.connus.sum())

    @property
    def parts_totales(self) -> np.ndarray:
        """Percent of all the contracts whose axes are known, by subject."""
        return taux(self.total, np.full(len(self.total), self.nb_connus))


@dataclass(frozen=True)
class PrioriteServie:
    """A regional priority, and the contracts that have an axis on one of its themes."""

    priorite: PrioritePRS
    contrats: tuple[str, ...]
    nb_connus: int


@dataclass(frozen=True)
class ActionsProbantes:
    """The actions probantes of a region by priority, and the actions that name them.

    ``liens``: actions by contract and by code, from the column ``action_probante`` alone.
    """

    region: str
    par_priorite: tuple[tuple[PrioritePRS, tuple[ActionProbante, ...]], ...]
    liens: dict[tuple[str, str], tuple[Action, ...]]

    @property
    def contrats(self) -> tuple[str, ...]:
        """Contracts with at least one link, in the registre's order."""
        return tuple(dict.fromkeys(contrat_id for contrat_id, _ in self.liens))


def _themes_of(registre: Registre, contrat_id: str) -> set[str]:
    return {theme for axe in registre.axes_du_contrat(contrat_id) for theme in axe.themes}


def _matrix(
    registre: Registre,
    contrats: Sequence[Contrat],
    groupes: Sequence[str],
    group_of: dict[str, str],
    subjects: dict[str, set[str]],
) -> Matrice:
    """Count, by group, the contracts with an axis on one of the themes of each subject."""
    position = {group: number for number, group in enumerate(groupes)}
    counts = np.zeros((len(subjects), len(groupes)), dtype=np.int64)
    known = np.zeros(len(groupes), dtype=np.int64)
    everyone = np.zeros(len(groupes), dtype=np.int64)
    for contrat in contrats:
        column = position[group_of[contrat.id]]
        everyone[column] += 1
        known[column] += bool(registre.axes_du_contrat(contrat.id))
        themes = _themes_of(registre, contrat.id)
        counts[:, column] += [not themes.isdisjoint(wanted) for wanted in subjects.values()]
    total = counts.sum(axis=1)
    return Matrice(tuple(subjects), tuple(groupes), counts, known, everyone, total)


def _themes_as_subjects() -> dict[str, set[str]]:
    return {theme: {theme} for theme in THEMES}


def priorites_de(registre: Registre, region: str) -> tuple[PrioritePRS, ...]:
    """Return the priorities of a region in their order; empty when they are not known here."""
    found = [priorite for priorite in registre.priorites_prs if priorite.region == region]
    return tuple(sorted(found, key=lambda priorite: priorite.ordre))


def themes_par_region(
    registre: Registre, contrats: Sequence[Contrat], regions: Sequence[str]
) -> Matrice:
    """Return the matrix theme x région; ``regions``: codes of the columns, in order."""
    group_of = {contrat.id: contrat.region for contrat in contrats}
    return _matrix(registre, contrats, regions, group_of, _themes_as_subjects())


def themes_par_contrat(registre: Registre, contrats: Sequence[Contrat]) -> Matrice:
    """Return the matrix theme x contract, on the contracts whose axes are known."""
    return _by_contract(registre, contrats, _themes_as_subjects())


def priorites_par_contrat(registre: Registre, contrats: Sequence[Contrat], region: str) -> Matrice:
    """Return the matrix regional priority x contract, on the contracts whose axes are known."""
    subjects = {one.code: set(one.themes) for one in priorites_de(registre, region)}
    return _by_contract(registre, contrats, subjects)


def _by_contract(
    registre: Registre, contrats: Sequence[Contrat], subjects: dict[str, set[str]]
) -> Matrice:
    known = [contrat for contrat in contrats if registre.axes_du_contrat(contrat.id)]
    names = [contrat.id for contrat in known]
    return _matrix(registre, known, names, dict(zip(names, names, strict=True)), subjects)


def priorites_servies(
    registre: Registre, contrats: Iterable[Contrat], region: str
) -> tuple[PrioriteServie, ...]:
    """Return each priority of a region with the contracts that serve it.

    A priority that none serves is a gap among the contracts whose axes are known, no more.
    """
    themes = {
        contrat.id: _themes_of(registre, contrat.id)
        for contrat in contrats
        if contrat.region == region and registre.axes_du_contrat(contrat.id)
    }
    return tuple(
        PrioriteServie(
            priorite,
            tuple(name for name, found in themes.items() if not found.isdisjoint(priorite.themes)),
            len(themes),
        )
        for priorite in priorites_de(registre, region)
    )


def region_des_actions_probantes(registre: Registre) -> str:
    """Return the region whose ARS publishes the list of actions probantes, TOUTES for none."""
    wanted = {one.priorite for one in registre.actions_probantes}
    return next((one.region for one in registre.priorites_prs if one.code in wanted), TOUTES)


def actions_probantes(registre: Registre, contrats: Iterable[Contrat]) -> ActionsProbantes:
    """Return the actions probantes and the actions of contracts that name one explicitly."""
    region = region_des_actions_probantes(registre)
    groups = tuple(
        (
            priorite,
            tuple(one for one in registre.actions_probantes if one.priorite == priorite.code),
        )
        for priorite in priorites_de(registre, region)
    )
    links: dict[tuple[str, str], tuple[Action, ...]] = {}
    for contrat in contrats:
        for action in registre.actions_du_contrat(contrat.id):
            if action.action_probante:
                key = (contrat.id, action.action_probante)
                links[key] = (*links.get(key, ()), action)
    return ActionsProbantes(region, groups, links)


def connaissance(
    moteur: Moteur, contrats: Iterable[Contrat], regions: Sequence[str], jour: date
) -> pd.DataFrame:
    """Return, by region and for all of them, what is known of the contracts.

    Columns: ``region`` (TOUTES for the last row), ``contrats``, and how many of them have a known
    ``perimetre``, ``axes``, ``actions``, and at least one ``statuts`` of an action known on a day.
    """
    registre = moteur.registre
    rows = []
    for contrat in contrats:
        actions = registre.actions_du_contrat(contrat.id)
        rows.append(
            {
                "region": contrat.region,
                "contrats": 1,
                "perimetre": moteur.a_un_perimetre(contrat.id),
                "axes": bool(registre.axes_du_contrat(contrat.id)),
                "actions": bool(actions),
                "statuts": any(statut_au(one, jour) != STATUT_INCONNU for one in actions),
            }
        )
    columns = ["region", "contrats", "perimetre", "axes", "actions", "statuts"]
    table = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "int64"))
    by_region = table.groupby("region")[columns[1:]].sum().reindex(list(regions), fill_value=0)
    whole = pd.DataFrame([{"region": TOUTES, **table[columns[1:]].sum().to_dict()}])
    return pd.concat([by_region.reset_index(), whole], ignore_index=True)
