"""The steps of an import, one after the other: what each one shows."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.atelier import (
    colonnes,
    comparaison,
    controle,
    effet,
    lecture,
    publication,
    valeurs,
)
from components.atelier.adresse import (
    COLONNES,
    COMPARAISON,
    CONTROLE,
    FICHIER,
    PUBLICATION,
    VALEURS,
    EtatAtelier,
)
from components.atelier.entete import etape_de, fermee, frise, suite
from components.atelier.fichiers import a_corriger
from components.commun.mots.formats import echappe_markdown
from data.atelier.tableau.colonnes_mots import ACTIONS
from geo.atelier.analyse import Analyse
from geo.atelier.etapes import cellules_a_corriger
from geo.atelier.vue import VueDeLImport


def etapes(vue: VueDeLImport, etat: EtatAtelier, auteur: str, publier: publication.Publie) -> None:
    """Draw an import that is not published yet, at the step of the address.

    ``publier``: publishes it, given who, from what and why.
    """
    with st.spinner("Lecture de la liste…", show_time=False):
        lue = vue.lue
    step = etape_de(vue.chantier, etat)
    frise(vue.chantier, step, vue.faits)
    if lue is None:
        st.error(echappe_markdown(vue.refus), icon=":material/error:")
        step = FICHIER
    if step != FICHIER and fermee(vue.chantier, step, vue.faits):
        return
    if step == COLONNES and lue is not None and lue.tableau is None:
        step = VALEURS  # the tables of the registre have the columns of the registre
    if step == FICHIER or lue is None:
        _fichier(vue, lue)
    elif step == PUBLICATION:
        _publication(vue, lue, auteur, publier)
    else:
        draw: dict[int, Callable[[VueDeLImport, Analyse], None]] = {
            COLONNES: _colonnes,
            VALEURS: _valeurs,
            CONTROLE: _controle,
            COMPARAISON: _comparaison,
        }
        draw[step](vue, lue)


def _fichier(vue: VueDeLImport, lue: Analyse | None) -> None:
    lecture.lu(vue.chantier, vue.document, lue)
    lecture.deja_publie(vue.deja_publie)
    lecture.corriger(vue.chantier, vue.document, lue, vue.regions, vue.departements)
    lecture.apercu(vue.document, lue)


def _colonnes(vue: VueDeLImport, lue: Analyse) -> None:
    assert lue.tableau is not None
    colonnes.reponse(lue.tableau)
    colonnes.profil(vue.chantier, vue.profil)
    suite(vue.chantier, FICHIER, None)
    colonnes.colonnes(vue.chantier, lue.tableau)
    colonnes.fixes(vue.chantier, lue.tableau)


def _valeurs(vue: VueDeLImport, lue: Analyse) -> None:
    valeurs.reponse(lue)
    suite(vue.chantier, COLONNES, None if lue.valeurs_a_decider else CONTROLE)
    valeurs.a_decider(vue.chantier, lue, vue.referentiel, vue.contrats)
    valeurs.connues(vue.chantier, lue, vue.referentiel)


def _controle(vue: VueDeLImport, lue: Analyse) -> None:
    blocking, others = vue.fautes
    controle.reponse(lue)
    suite(vue.chantier, VALEURS, COMPARAISON)
    controle.fautes(blocking, others)
    controle.corriger(vue.chantier, lue, blocking, vue.referentiel)
    table, cells = lue.tableau, cellules_a_corriger(lue)
    if table is not None and cells:
        controle.fichier_a_corriger(vue.document.nom, partial(a_corriger, table, cells))
    controle.lignes_laissees(vue.chantier, lue)


def _comparaison(vue: VueDeLImport, lue: Analyse) -> None:
    follows = lue.genre == ACTIONS
    if follows:
        st.markdown(f"## Suivi d'actions\u00a0: {comparaison.comptes(lue)}.")
        st.caption("Un suivi d'actions ne change aucun taux. Rien n'est encore publié.")
    else:
        with st.spinner("Calcul de l'effet sur les taux…", show_time=False):
            seen, sides = vue.apercu, vue.vues
        effet.reponse(seen, sides.territoire)
        st.markdown(f"Dans votre fichier\u00a0: **{comparaison.comptes(lue)}**.")
    suite(vue.chantier, CONTROLE, None if lue.doublons_a_decider else PUBLICATION)
    comparaison.doublons(vue.chantier, lue)
    if not follows:
        picture, figures = st.columns([3, 2], gap="medium")
        with figures:
            effet.certitude(sides)
            effet.contrats(seen)
        with picture:
            effet.carte(sides)
        effet.taux(seen.effets)
    comparaison.differences(lue)
    comparaison.absents(vue.chantier, lue)


def _publication(vue: VueDeLImport, lue: Analyse, auteur: str, publier: publication.Publie) -> None:
    publication.reponse(lue)
    suite(vue.chantier, COMPARAISON, None)
    if publication.manque(vue.chantier, lue):
        return
    publication.formulaire(vue.chantier, lue, vue.vues.territoire, auteur, publier)
