"""The slide on one contract: its axes, and how far its actions are."""

from collections import Counter
from dataclasses import replace

import pandas as pd

from components.commun.mots.actions import phrase_avancement, titre_action, titre_axe
from components.commun.mots.certitude import actions_en_mots
from components.commun.mots.etat_du_contrat import etat_du_contrat
from components.commun.mots.formats import (
    NON_RENSEIGNE,
    date_partielle,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.statuts import STATUTS_ACTION, statut_accorde
from components.diaporama.contrat_etat import figure_de_l_etat
from components.diaporama.mots import ATTRIBUTION, court, nom_du, pied, registre_en_bref
from components.figures.carte_du_contrat import carte_du_contrat_a_imprimer
from components.figures.figure import Carte, Chiffre, Graphique, Serie
from components.gabarit.diapositive import Diapositive
from geo.contrat.axes import AxeSuivi
from geo.contrat.fiche import Fiche
from geo.presentation.seminaire import Seminaire

AXES_MONTRES = 6
ACTIONS_MONTREES = 7
DU_TERRITOIRE = {"region": "de la région", "departement": "du département"}
STATUTS_POUR_UN_GRAPHIQUE = 3  # under as many known statuses, a bar would read as a rate


def contrat(seminaire: Seminaire) -> Diapositive:
    """The contract in focus: its axes and how far its actions are."""
    fiche = seminaire.fiche
    if fiche is None:
        return Diapositive(
            cle="contrat",
            titre=f"{nom_du(seminaire)}\u00a0: aucun contrat recensé à présenter",
            phrase=_none_of_here(seminaire),
            puces=_steps(seminaire),
            pied=pied(seminaire, population=False),
            notes=(
                f"{registre_en_bref(seminaire)}.",
                "Les étapes d'un contrat sont celles que décrit l'ARS Bretagne.",
            ),
        )
    axes, progress = fiche.axes, fiche.axes.avancement
    shown = [one for one in axes.axes if one.axe is not None][:AXES_MONTRES]
    has_status = progress.total - progress.inconnues >= STATUTS_POUR_UN_GRAPHIQUE
    has_chart = has_status and sum(bool(one.actions) for one in axes.axes) > 1
    table = None if shown or has_status or not progress.total else _table_of_actions(fiche)
    drawn = _map(seminaire, fiche) if not has_chart and table is None else None
    return Diapositive(
        cle="contrat",
        titre=f"{fiche.contrat.nom}\u00a0: {_content(fiche)}",
        phrase=_progress(fiche, has_status) + _announced(seminaire),
        chiffres=_contract_figures(seminaire, fiche, beside_a_map=drawn is not None),
        carte=drawn,
        graphique=_actions(fiche) if has_chart or (has_status and drawn is None) else None,
        tableau=table,
        puces=tuple(court(titre_axe(one.axe), 110 if drawn is None else 84) for one in shown),
        pied=pied(seminaire, _contract_source(fiche), ATTRIBUTION if drawn is not None else ""),
        notes=(*_contract_notes(fiche),),
    )


def _map(seminaire: Seminaire, fiche: Fiche) -> Carte | None:
    """Return the map of the perimeter, its EPCI named, where neither a chart nor a table is shown.

    Those that the contract covers in part are said to be so.
    """
    vue = seminaire.carte_de_la_fiche
    if vue is None:
        return None
    drawn = carte_du_contrat_a_imprimer(vue.carte, fiche, vue.fond)
    return replace(drawn, titre="Son périmètre", etat=replace(drawn.etat, etiquettes=vue.noms))


def _steps(seminaire: Seminaire) -> tuple[str, ...]:
    """Return the steps that a first contract goes through, as an ARS describes them."""
    steps = sorted(seminaire.moteur.registre.etapes, key=lambda one: one.ordre)
    return tuple(f"Étape {one.ordre}. {one.intitule}" for one in steps)


def _none_of_here(seminaire: Seminaire) -> str:
    """Say why no contract is shown: none is known, or those known barely touch the territory."""
    names = seminaire.synthese.contrats
    if not names:
        return "Aucun contrat, en cours, en projet ou passé, n'est recensé sur ce territoire."
    contrats = [seminaire.moteur.registre.contrats[name] for name in names]
    named = ", ".join(one.nom for one in contrats[:2])
    if len(contrats) == 1:
        return f"Le seul recensé ne fait que le toucher\u00a0: {named}."
    more = f" et {nombre(len(contrats) - 2)} autres" if len(contrats) > 2 else ""
    return f"Ceux qui sont recensés ne font que le toucher\u00a0: {named}{more}."


def _progress(fiche: Fiche, has_chart: bool) -> str:
    """Say how far the actions are; a few known statuses are told one by one, never as a rate."""
    progress = fiche.axes.avancement
    if not progress.total:
        return "Aucune source lue ne nomme ses actions."
    known = progress.total - progress.inconnues
    if has_chart or not known:
        return phrase_avancement(progress)
    found = [
        f"{nombre(number)} {statut_accorde(statut, number)}"
        for statut, number in progress.par_statut.items()
        if number and statut != "non_renseigne"
    ]
    if progress.inconnues:
        found.append(f"{nombre(progress.inconnues)} de statut non renseigné")
    which = pluriel(progress.total, "action")
    return f"Les sources lues nomment {which} de son plan\u00a0: {', '.join(found)}."


def _announced(seminaire: Seminaire) -> str:
    """Say how many actions are done and named, of those announced; '' where nobody announces."""
    compte = seminaire.actions_de_la_fiche
    if compte is None or compte.annoncees is None:
        return ""
    return f" En tout\u00a0: {actions_en_mots(compte)}."


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


def _contract_figures(
    seminaire: Seminaire, fiche: Fiche, beside_a_map: bool
) -> tuple[Chiffre, ...]:
    """Return where a contract stands and its residents; beside a map, in two figures."""
    if not fiche.perimetre.est_connu:
        return (figure_de_l_etat(fiche), Chiffre(NON_RENSEIGNE, "périmètre du contrat"))
    communes = pluriel(fiche.perimetre.nb_communes, "commune")
    share = _share(seminaire, fiche)
    if beside_a_map:
        communes = ", ".join((communes, *map(_in_one_line, share)))
        share = ()
    everyone = Chiffre(nombre(fiche.perimetre.population), "habitants", communes)
    return (figure_de_l_etat(fiche), everyone, *share)


def _in_one_line(chiffre: Chiffre) -> str:
    detail = f" ({chiffre.precision})" if chiffre.precision else ""
    return f"{chiffre.valeur} {chiffre.libelle}{detail}"


def _share(seminaire: Seminaire, fiche: Fiche) -> tuple[Chiffre, ...]:
    """Return what share of the territory a contract covers; nothing for the country."""
    here, whole = seminaire.habitants_de_la_fiche, seminaire.synthese.population
    if seminaire.region is None or not whole:
        return ()
    outside = here < fiche.perimetre.population
    return (
        Chiffre(
            pourcentage(100 * here / whole),
            f"de la population {DU_TERRITOIRE[seminaire.territoire.niveau]}",
            f"{nombre(here)} de ses habitants y vivent" if outside else "",
        ),
    )


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
    lines = [
        f"Au {jour_en_lettres(fiche.jour)}, ce contrat {etat_du_contrat(fiche).replace('**', '')}.",
        f"Porteur\u00a0: {fiche.contrat.porteur or NON_RENSEIGNE}.",
    ]
    if fiche.perimetre.est_connu:
        lines.append(
            f"Périmètre\u00a0: {pluriel(fiche.perimetre.nb_communes, 'commune')}, "
            f"{nombre(fiche.perimetre.population)} habitants."
        )
    lines += [f"{_in_words(one)}." for one in fiche.axes.axes if one.actions]
    lines += [f"Source\u00a0: {address}" for address, _ in fiche.sources[:3]]
    return lines
