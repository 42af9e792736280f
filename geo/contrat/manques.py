"""What no source says of a contract: which file and which column would receive it."""

from dataclasses import dataclass

from data.model import Action, Contrat, Registre
from geo.contrats.actions import STATUT_INCONNU
from geo.contrats.statuts import ETAPES_DE_PROJET


@dataclass(frozen=True)
class Manque:
    """A fact that is missing.

    ``fichier`` and ``colonne``: where it belongs in the registre; ``colonne`` is '' when the
    contract has no row at all in the file. ``nombre`` rows out of ``total`` miss it.
    """

    fichier: str
    colonne: str = ""
    nombre: int = 1
    total: int = 1


def _of_contrat(contrat: Contrat) -> list[Manque]:
    signed = contrat.etape not in ETAPES_DE_PROJET
    expected = {
        "etape": contrat.etape != "inconnue",
        "date_signature": not signed or contrat.date_signature is not None,
        "date_fin": not signed or contrat.date_fin is not None,
        "generation": contrat.generation is not None,
        "porteur": bool(contrat.porteur),
        "porteur_type": bool(contrat.porteur_type),
        "source_url": bool(contrat.source_url),
        "source_date": contrat.source_date is not None,
    }
    return [Manque("contrats", colonne) for colonne, known in expected.items() if not known]


def _of_actions(actions: tuple[Action, ...], announced: int | None, axes: bool) -> list[Manque]:
    if not actions:
        return [Manque("actions")]
    total = len(actions)
    found = []
    if announced is not None and announced > total:
        found.append(Manque("actions", "", announced - total, announced))
    unknown = {
        "statut": sum(action.statut == STATUT_INCONNU for action in actions),
        "axe_numero": sum(not action.axe_numero for action in actions) if axes else 0,
        "pilote": sum(not action.pilote for action in actions),
        "echeance": sum(action.echeance is None for action in actions),
    }
    return found + [
        Manque("actions", colonne, number, total) for colonne, number in unknown.items() if number
    ]


def manques(registre: Registre, contrat_id: str) -> tuple[Manque, ...]:
    """Return what is missing of a contract, its own row first.

    A signature or an end is not missing from a contract that is still in preparation.
    """
    contrat = registre.contrats[contrat_id]
    axes = registre.axes_du_contrat(contrat_id)
    found = _of_contrat(contrat)
    if not registre.perimetre_du_contrat(contrat_id):
        found.append(Manque("perimetres"))
    if not axes:
        found.append(Manque("axes"))
    actions = registre.actions_du_contrat(contrat_id)
    found += _of_actions(actions, contrat.nb_actions_annonce, bool(axes))
    if not registre.signataires_du_contrat(contrat_id):
        found.append(Manque("signataires"))
    return tuple(found)
