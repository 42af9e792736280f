"""The slide on one contract: its axes, and how far its actions are."""

from collections import Counter

import pandas as pd

from components.diaporama import Diapositive
from components.diaporama_mots import court, nom_du, pied
from components.fiche_axes import phrase_avancement, titre_action, titre_axe
from components.figures import Chiffre, Graphique, Serie
from components.formats import (
    NON_RENSEIGNE,
    date_partielle,
    nombre,
    pluriel,
)
from components.libelles import STATUTS_CONTRAT
from components.statuts import STATUTS_ACTION, statut_accorde
from components.territoire_mots import quand
from geo.fiche import Fiche
from geo.fiche_axes import AxeSuivi
from geo.seminaire import Seminaire

AXES_MONTRES = 6
ACTIONS_MONTREES = 7


def contrat(seminaire: Seminaire) -> Diapositive:
    """The contract in focus: its axes and how far its actions are."""
    fiche = seminaire.fiche
    if fiche is None:
        return Diapositive(
            cle="contrat",
            titre=f"{nom_du(seminaire)}\u00a0: pas encore de contrat à présenter",
            phrase="Aucun contrat, signé, en projet ou échu, n'est recensé sur ce territoire.",
            chiffres=(Chiffre("0", "contrat recensé"),),
            pied=pied(seminaire, population=False),
            notes=("Le registre est incomplet\u00a0: l'ARS peut en connaître d'autres.",),
        )
    axes, progress = fiche.axes, fiche.axes.avancement
    shown = [one for one in axes.axes if one.axe is not None][:AXES_MONTRES]
    has_status = progress.total > progress.inconnues
    return Diapositive(
        cle="contrat",
        titre=f"{fiche.contrat.nom}\u00a0: {_content(fiche)}",
        phrase=phrase_avancement(progress)
        if progress.total
        else "Aucune source lue ne nomme ses actions.",
        chiffres=_contract_figures(fiche),
        graphique=_actions(fiche) if has_status else None,
        tableau=None if shown or not progress.total else _table_of_actions(fiche),
        puces=tuple(court(titre_axe(one.axe), 110) for one in shown),
        pied=pied(seminaire, _contract_source(fiche)),
        notes=(*_contract_notes(fiche),),
    )


def _content(fiche: Fiche) -> str:
    axes, actions = fiche.axes.nb_axes, fiche.axes.avancement.total
    if axes and actions:
        return f"{pluriel(axes, 'axe')}, {pluriel(actions, 'action recensée', 'actions recensées')}"
    if axes:
        return pluriel(axes, "axe")
    if actions:
        return pluriel(actions, "action recensée", "actions recensées")
    return "ni axes ni actions renseignés"


def _contract_source(fiche: Fiche) -> str:
    when = fiche.contrat.source_date
    return f"source du contrat\u00a0: {date_partielle(when)}" if when else ""


def _contract_figures(fiche: Fiche) -> tuple[Chiffre, ...]:
    signed = fiche.contrat.date_signature
    figures = [
        Chiffre(
            STATUTS_CONTRAT[fiche.statut],
            f"le {date_partielle(signed)}" if signed and signed.jour else _since(fiche),
            _end(fiche) or "échéance non renseignée",
        )
    ]
    if fiche.perimetre.est_connu:
        communes = pluriel(fiche.perimetre.nb_communes, "commune")
        figures.append(Chiffre(nombre(fiche.perimetre.population), "habitants", communes))
    else:
        figures.append(Chiffre(NON_RENSEIGNE, "périmètre du contrat"))
    return tuple(figures)


def _since(fiche: Fiche) -> str:
    signed = fiche.contrat.date_signature
    if signed is not None:
        return f"en {date_partielle(signed)}"
    return "signature non datée" if fiche.statut == "signe" else "pas de signature connue"


def _end(fiche: Fiche) -> str:
    end = fiche.vie.echeance
    estimated = " (échéance estimée)" if end.est_estimee else ""
    return quand("jusqu'au", "jusqu'en", end.date) + estimated if end.date else ""


def _actions(fiche: Fiche) -> Graphique:
    """Return the actions of each axis by status; those given up or unknown included."""
    followed = [one for one in fiche.axes.axes if one.actions]
    present = [name for name in STATUTS_ACTION if fiche.axes.avancement.par_statut[name]]
    names = tuple(court(titre_axe(one.axe), 40) for one in followed)
    return Graphique(
        "barres_empilees",
        "Actions par axe et par statut",
        names,
        tuple(
            Serie(
                STATUTS_ACTION[statut].libelle,
                tuple(float(one.avancement.par_statut[statut]) for one in followed),
                STATUTS_ACTION[statut].couleur,
            )
            for statut in present
        ),
        "actions",
        ". ".join(_in_words(one) for one in followed),
    )


def _table_of_actions(fiche: Fiche) -> pd.DataFrame:
    """Return the actions of a contract whose axes no source gives, the first ones."""
    shown = [one for _, one in fiche.axes.actions][:ACTIONS_MONTREES]
    return pd.DataFrame(
        {
            "Action": [court(titre_action(one), 60) for one in shown],
            "Statut": [STATUTS_ACTION[one.statut].libelle for one in shown],
        }
    )


def _in_words(suivi: AxeSuivi) -> str:
    counts = Counter(one.statut for one in suivi.actions)
    found = ", ".join(
        f"{nombre(number)} {statut_accorde(statut, number)}" for statut, number in counts.items()
    )
    return f"{titre_axe(suivi.axe)}\u00a0: {found}"


def _contract_notes(fiche: Fiche) -> list[str]:
    lines = [f"Porteur\u00a0: {fiche.contrat.porteur or NON_RENSEIGNE}."]
    if fiche.perimetre.est_connu:
        lines.append(
            f"Périmètre\u00a0: {pluriel(fiche.perimetre.nb_communes, 'commune')}, "
            f"{nombre(fiche.perimetre.population)} habitants."
        )
    lines += [f"{_in_words(one)}." for one in fiche.axes.axes if one.actions]
    lines += [f"Source\u00a0: {address}" for address, _ in fiche.sources[:3]]
    return lines
