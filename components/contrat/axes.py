"""The axes of a contract, in its own order and words, and the cards of their actions."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.commun.html import INCONNU, draw_html, faits, lien, ou_inconnu, puce, puces
from components.commun.legende import fond
from components.commun.mots.actions import AXE_NON_PRECISE, phrase_avancement, titre_action
from components.commun.mots.formats import date_partielle, echappe_markdown, pluriel
from components.commun.mots.libelles import THEMES
from components.commun.statuts import STATUTS_ACTION
from data.model import Axe
from geo.contrat.axes import ActionSuivie, AxeSuivi, FicheAxes
from geo.contrats.actions import STATUT_INCONNU, Avancement


def _gauge(progress: Avancement) -> str:
    """Return a bar with one part per status, as wide as its number of actions."""
    if progress.total == progress.inconnues:
        return ""
    parts = "".join(
        f'<i style="flex:{number};background:{fond(STATUTS_ACTION[statut])}"></i>'
        for statut, number in progress.par_statut.items()
        if number
    )
    return f'<div class="fiche-jauge" aria-hidden="true">{parts}</div>'


def _statut(suivie: ActionSuivie) -> str:
    label = puce(STATUTS_ACTION[suivie.statut].libelle, aspect=STATUTS_ACTION[suivie.statut])
    known_later = suivie.action.statut != suivie.statut and suivie.action.date_statut
    if suivie.statut == STATUT_INCONNU and known_later:
        later = STATUTS_ACTION[suivie.action.statut].libelle.lower()
        label += f" à cette date\u00a0; {later} ensuite ({date_partielle(known_later)})"
    return label


def _when(suivie: ActionSuivie) -> str:
    return date_partielle(suivie.action.echeance) if suivie.action.echeance else INCONNU


def _deadline(suivie: ActionSuivie) -> str:
    text = _when(suivie)
    if suivie.en_retard:
        text += " " + puce("en retard", "fiche-alerte")
    elif suivie.a_verifier:
        text += " " + puce("échéance passée, à vérifier", "fiche-alerte")
    return text


def _card(suivie: ActionSuivie, sans_axe: bool) -> str:
    """Return the card of an action: its line, then its details."""
    action = suivie.action
    aspect = STATUTS_ACTION[suivie.statut]
    chips = puce(aspect.libelle, aspect=aspect)
    kind = ""
    if suivie.en_retard:
        chips, kind = chips + puce("en retard", "fiche-alerte"), " fiche-retard"
    elif suivie.a_verifier:
        chips, kind = chips + puce("à vérifier", "fiche-alerte"), " fiche-a-verifier"
    lines = [
        ("Numéro", ou_inconnu(action.numero)),
        ("Statut", _statut(suivie)),
        ("Date du statut", date_partielle(action.date_statut) if action.date_statut else INCONNU),
        ("Pilote", ou_inconnu(action.pilote)),
        ("Échéance", _deadline(suivie)),
    ]
    if action.axe_numero and sans_axe:
        lines.insert(1, ("Axe selon la source", escape(action.axe_numero)))
    if suivie.probante:
        lines.append(("Action probante", escape(suivie.probante)))
    lines.append(("Source", lien(action.source_url) if action.source_url else INCONNU))
    steered, due = ou_inconnu(action.pilote), _when(suivie)
    brief = f"<small>Pilote\u00a0: {steered} · Échéance\u00a0: {due}</small>"
    return (
        f'<details class="fiche-action{kind}"><summary>{escape(titre_action(suivie))} {chips} '
        f"{brief}</summary>{faits(lines)}</details>"
    )


def _priorities(suivi: AxeSuivi, ars: str, region_a_des_priorites: bool) -> str:
    if not region_a_des_priorites:
        return ""
    if not suivi.priorites:
        return f"<p>Aucune priorité régionale de l'{escape(ars)} ne partage ses thèmes.</p>"
    word = "Priorité régionale" if len(suivi.priorites) == 1 else "Priorités régionales"
    names = " · ".join(escape(priorite.intitule) for priorite in suivi.priorites)
    return f"<p>{word} (PRS)\u00a0: <b>{names}</b></p>"


def _head(suivi: AxeSuivi, ars: str, region_a_des_priorites: bool) -> str:
    axe = suivi.axe
    if axe is None:
        return (
            f"<h3>{AXE_NON_PRECISE}</h3>"
            "<p>La source nomme ces actions sans dire de quel axe elles relèvent.</p>"
        )
    number = f"<span>Axe {escape(axe.numero)}.</span> " if axe.numero else ""
    themes = f"<p>Thèmes\u00a0: {INCONNU}</p>"
    if axe.themes:
        themes = puces(puce(THEMES.get(theme, theme), "fiche-theme") for theme in axe.themes)
    return (
        f"<h3>{number}{escape(axe.intitule)}</h3>"
        f"{themes}{_priorities(suivi, ars, region_a_des_priorites)}"
    )


def axes(fiche_axes: FicheAxes, ars: str) -> None:
    """Draw the axes in order: themes, regional priorities, progress, actions."""
    for suivi in fiche_axes.axes:
        with st.container(border=True):
            head = _head(suivi, ars, fiche_axes.region_a_des_priorites)
            progress = suivi.avancement
            late = ""
            if progress.en_retard:
                late = puce(pluriel(progress.en_retard, "action") + " en retard", "fiche-alerte")
            body = f"<p>{escape(phrase_avancement(progress))} {late}</p>" if progress.total else ""
            cards = "".join(_card(one, suivi.axe is None) for one in suivi.actions)
            draw_html(f'<section class="fiche-axe">{head}{_gauge(progress)}{body}{cards}</section>')


def en_retard(actions: Sequence[tuple[Axe | None, ActionSuivie]]) -> None:
    """Name the late actions, then those whose deadline is over without any news."""
    late = [one for _, one in actions if one.en_retard]
    unsure = [one for _, one in actions if one.a_verifier]
    if late:
        names = " ; ".join(escape(titre_action(one)) for one in late)
        chip = puce(pluriel(len(late), "action") + " en retard", "fiche-alerte")
        draw_html(f"<p>{chip} {names}</p>")
    if unsure:
        names = " ; ".join(escape(titre_action(one)) for one in unsure)
        chip = puce(f"{pluriel(len(unsure), 'action')} à vérifier", "fiche-alerte")
        draw_html(f"<p>{chip} échéance passée, statut non renseigné\u00a0: {names}</p>")


def resume(fiche_axes: FicheAxes, nb_annonce: int | None, ars: str) -> None:
    """Draw the answer: how many axes and actions, and how far they went; or what is missing."""
    progress, number = fiche_axes.avancement, fiche_axes.nb_axes
    if not number and not progress.total:
        announced = f" ({pluriel(nb_annonce, 'action')} annoncées)" if nb_annonce else ""
        st.info(
            f"Ni les axes ni les actions de ce contrat ne sont renseignés{announced}.",
            icon=":material/list:",
        )
        return
    axes_ = pluriel(number, "axe") if number else "Axes non renseignés"
    if progress.total:
        actions = pluriel(progress.total, "action recensée", "actions recensées")
        if nb_annonce is not None and nb_annonce != progress.total:
            actions += f" sur {nb_annonce}\u00a0annoncées"
        st.markdown(f"**{axes_}, {actions}.** {phrase_avancement(progress)}")
    else:
        announced = f" ({nb_annonce}\u00a0annoncées)" if nb_annonce else ""
        st.markdown(f"**{axes_}.** Les actions ne sont pas renseignées{announced}.")
    if number and not fiche_axes.region_a_des_priorites:
        st.caption(
            f"Les priorités du projet régional de santé (PRS) de l'{echappe_markdown(ars)} ne "
            "sont pas renseignées dans l'atlas."
        )
