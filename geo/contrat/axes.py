"""The axes of a contract, in its order and words: themes, regional priorities, actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.model import Action, Axe, PrioritePRS, Registre
from geo.contrats.actions import Avancement, avancement, est_a_verifier, est_en_retard, statut_au


@dataclass(frozen=True)
class ActionSuivie:
    """An action with what is known of it on a day.

    ``probante``: title of the action probante it carries out, '' when no source links it to one.
    """

    action: Action
    statut: str
    en_retard: bool
    a_verifier: bool
    probante: str


@dataclass(frozen=True)
class AxeSuivi:
    """An axis, the regional priorities it serves, its actions and their progress.

    ``axe`` is None for the actions whose axis is not told, or is not one of the contract's.
    """

    axe: Axe | None
    priorites: tuple[PrioritePRS, ...]
    actions: tuple[ActionSuivie, ...]
    avancement: Avancement


@dataclass(frozen=True)
class FicheAxes:
    """Axes of a contract, in its order, and the progress of all its actions.

    ``region_a_des_priorites``: whether the priorities of its region are known here.
    """

    axes: tuple[AxeSuivi, ...]
    avancement: Avancement
    region_a_des_priorites: bool

    @property
    def nb_axes(self) -> int:
        """Number of axes that a source names."""
        return sum(suivi.axe is not None for suivi in self.axes)

    @property
    def actions(self) -> tuple[tuple[Axe | None, ActionSuivie], ...]:
        """Every action with its axis, in order."""
        return tuple((suivi.axe, action) for suivi in self.axes for action in suivi.actions)


def priorites_servies(
    themes: Iterable[str], priorites: Iterable[PrioritePRS]
) -> tuple[PrioritePRS, ...]:
    """Return the priorities that share a theme with an axis, in their own order."""
    wanted = set(themes)
    served = [priorite for priorite in priorites if wanted & set(priorite.themes)]
    return tuple(sorted(served, key=lambda priorite: priorite.ordre))


def _follow(action: Action, probantes: dict[str, str], jour: date) -> ActionSuivie:
    return ActionSuivie(
        action,
        statut_au(action, jour),
        est_en_retard(action, jour),
        est_a_verifier(action, jour),
        probantes.get(action.action_probante, ""),
    )


def build_axes(registre: Registre, contrat_id: str, jour: date) -> FicheAxes:
    """Group the actions of a contract by axis; those without a known axis come last."""
    axes = registre.axes_du_contrat(contrat_id)
    actions = registre.actions_du_contrat(contrat_id)
    region = registre.contrats[contrat_id].region
    priorites = [priorite for priorite in registre.priorites_prs if priorite.region == region]
    probantes = {one.code: one.intitule for one in registre.actions_probantes}
    known = {axe.numero for axe in axes if axe.numero}
    by_axis: dict[str, list[Action]] = {}
    for action in actions:
        number = action.axe_numero if action.axe_numero in known else ""
        by_axis.setdefault(number, []).append(action)

    def group(axe: Axe | None, members: list[Action]) -> AxeSuivi:
        served = priorites_servies(axe.themes, priorites) if axe is not None else ()
        followed = tuple(_follow(action, probantes, jour) for action in members)
        return AxeSuivi(axe, served, followed, avancement(members, jour))

    groups = [group(axe, by_axis.get(axe.numero, []) if axe.numero else []) for axe in axes]
    if "" in by_axis:
        groups.append(group(None, by_axis[""]))
    return FicheAxes(tuple(groups), avancement(actions, jour), bool(priorites))
