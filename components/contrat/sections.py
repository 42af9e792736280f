"""The sheet of a contract, section by section."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.carte.carte import publish_contrats
from components.commun.adresse.liens import adresse_publique, open_territoire, params_contrat
from components.commun.adresse.reference import phrase_reference
from components.commun.adresse.registre import epingle, lien_page
from components.commun.mots.formats import echappe_markdown, jour_en_lettres, slug
from components.contrat import actions, axes, entete, perimetre, vie
from components.contrat.carte import carte_du_perimetre
from components.contrat.emporter import SANS_PERIMETRE, fiche_a_imprimer
from components.contrat.membres import membres
from components.contrat.signaler import SANS_GESTE, GestesDuLecteur, message, signaler
from components.contrat.signataires import signataires
from components.contrat.sources import manques, sources
from components.contrat.statut import statut_et_raisons
from components.documents.emporter import Export, emporter
from geo.contrat.vue import VueDuContrat
from geo.territoires.territoire import Territoire

ADRESSE = "/contrat"  # of the page, where the name of the site is not known
SECTIONS = (
    ("vie", "Vie du contrat"),
    ("perimetre", "Périmètre"),
    ("axes", "Axes et actions"),
    ("signataires", "Signataires"),
    ("sources", "Sources"),
    ("historique", "Historique"),
    ("manques", "Ce qui manque"),
)


def fiche(
    vue: VueDuContrat,
    exports: Sequence[Export],
    lines: dict[str, str],
    aujourd_hui: date,
    contact: str = "",
    gestes: GestesDuLecteur = SANS_GESTE,
) -> None:
    """Draw the whole sheet, the answer first.

    ``lines``: where its figures come from. ``contact``: where errors are told, '' for nowhere.
    ``gestes``: what this reader may do about it.
    """
    shown = vue.fiche
    label, why = statut_et_raisons(shown, vue.classe)
    entete.titre(shown, label)
    entete.reponse(shown, phrase_reference(vue.reference), vue.classe)
    st.markdown(f"**{label}.** {echappe_markdown(why)}")
    entete.chiffres(shown)
    _a_emporter(vue, exports, lines, contact, gestes)
    entete.identite(shown)
    st.markdown(
        "Aller à\u00a0: " + " · ".join(f"[{label}](#{anchor})" for anchor, label in SECTIONS)
    )
    st.header("Vie du contrat", anchor="vie")
    vie.etapes(shown)
    vie.frise(shown, aujourd_hui)
    _perimetre(vue)
    _axes(vue, lines)
    st.header("Signataires", anchor="signataires")
    signataires(shown.signataires)
    st.header("Sources", anchor="sources")
    sources(shown, jour_en_lettres(vue.moteur.registre.date_releve))
    st.header("Historique", anchor="historique")
    entete.generations(shown, vue.contrats, shown.jour)
    st.header("Ce qui manque, et comment le compléter", anchor="manques")
    manques(shown)


def _a_emporter(
    vue: VueDuContrat,
    exports: Sequence[Export],
    lines: dict[str, str],
    contact: str,
    gestes: GestesDuLecteur,
) -> None:
    """Draw the sheet on paper, the other files, the ways to tell an error and to correct it."""
    shown = vue.fiche
    nom = shown.contrat.nom
    params = params_contrat(shown.contrat.id, shown.jour)
    link = adresse_publique(st.context.url, epingle(params), ADRESSE)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        fiche_a_imprimer(vue, lines, link)
        emporter(exports, "contrat", note="" if shown.perimetre.est_connu else SANS_PERIMETRE)
        where = ", ".join(place.nom for place in shown.territoires)
        text = message(where, nom, shown.jour, link)
        signaler(contact, f"Atlas\u00a0: {nom}", text, gestes.envoie)
        if gestes.modifie:
            lien_page(
                "pages/saisie.py",
                {"contrat": shown.contrat.id},
                label="Modifier",
                icon=":material/edit:",
            )


def _perimetre(vue: VueDuContrat) -> None:
    """Draw the map, the territories and the overlaps; a click opens the coverage page."""
    st.header("Périmètre", anchor="perimetre")
    shown = vue.fiche
    if not shown.perimetre.est_connu:
        perimetre.sans_perimetre(shown)
        return
    if vue.membres is not None:
        membres(vue.membres, vue.reference.perimetre)
    picture, figures = st.columns([5, 4], gap="medium")
    with picture:
        chosen = _carte(vue)
    with figures:
        perimetre.repartition(shown.perimetre, shown.jour)
        perimetre.territoires(shown.perimetre, shown.jour)
        perimetre.chevauchements(shown, vue.contrats)
    if vue.carte is not None:
        chosen = perimetre.voisinage(vue.voisins, vue.contrats, shown.jour) or chosen
    if chosen is not None:
        open_territoire(chosen, shown.contrat.id, shown.jour)


def _carte(vue: VueDuContrat) -> Territoire | None:
    """Draw the map; return the territory clicked."""
    if vue.carte is None:
        st.info("Aucun contour n'est disponible pour ce territoire.", icon=":material/map:")
        return None
    names = publish_contrats([contrat.nom for contrat in vue.contrats.values()])
    clicked = carte_du_perimetre(vue.carte, vue.fiche.contrat.id, names)
    return vue.territoire_sous(clicked) if clicked else None


def _axes(vue: VueDuContrat, lines: dict[str, str]) -> None:
    """Draw the actions as a picture and tables, then the axes with their cards."""
    shown = vue.fiche
    st.header("Axes et actions", anchor="axes")
    progress = shown.axes.avancement
    axes.resume(shown.axes, shown.contrat.nb_actions_annonce, shown.ars)
    if progress.total:
        axes.en_retard(shown.axes.actions)
        picture, table = st.columns([3, 2], gap="medium")
        with picture:
            actions.image(shown.axes)
        with table:
            actions.parts(progress)
    axes.axes(shown.axes, shown.ars)
    if progress.total:
        name = f"cls-actions_{slug(shown.contrat.id)}_{shown.jour.isoformat()}"
        actions.tableau(shown.axes, lines, name)
