"""Actions and axes in words."""

from components.commun.mots.formats import pluriel
from data.model import Axe
from geo.contrat.axes import ActionSuivie
from geo.contrats.actions import Avancement

AXE_NON_PRECISE = "Axe non précisé"


def titre_axe(axe: Axe | None) -> str:
    """Return the title of an axis in the contract's words, its number first: ``Axe 2. …``."""
    if axe is None:
        return AXE_NON_PRECISE
    return f"Axe {axe.numero}. {axe.intitule}" if axe.numero else axe.intitule


def titre_action(suivie: ActionSuivie) -> str:
    """Return the title of an action, its number first."""
    action = suivie.action
    return f"{action.numero}. {action.intitule}" if action.numero else action.intitule


def phrase_avancement(progress: Avancement) -> str:
    """Return the progress of actions in words, what is not known said apart."""
    if not progress.total:
        return "Aucune action n'est recensée."
    if progress.taux_realise is None:
        if not progress.retenues:
            return f"{pluriel(progress.total, 'action abandonnée', 'actions abandonnées')}."
        head = pluriel(progress.retenues, "action")
        return f"{head}, dont aucune source lue ne dit l'avancement."
    total = pluriel(progress.retenues, "action")
    if progress.realisees:
        least = "Au moins " if progress.inconnues else ""
        text = f"{least}{progress.realisees} {_done(progress.realisees)} sur {total}"
    else:
        text = f"Aucune n'est dite réalisée, sur {total}"
    details = []
    if progress.inconnues:
        details.append(f"{progress.inconnues} de statut non renseigné")
    if progress.par_statut["abandonnee"]:
        given_up = progress.par_statut["abandonnee"]
        details.append(pluriel(given_up, "abandonnée, non comptée", "abandonnées, non comptées"))
    return f"{text} ({', '.join(details)})." if details else f"{text}."


def _done(number: int) -> str:
    return "réalisée" if number < 2 else "réalisées"
