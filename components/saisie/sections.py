"""The page of a contract that is changed, section by section."""

from collections.abc import Mapping

import streamlit as st

from components.carte.carte import publish_contrats
from components.commun.adresse.passage import draw_titre
from components.commun.adresse.registre import lien_page
from components.commun.mots.formats import echappe_markdown
from components.saisie import carte as carte_du_perimetre
from components.saisie import lignes, perimetre
from components.saisie.changements import changements
from components.saisie.conflits import divergences
from components.saisie.effet import carte, effet
from components.saisie.etat import Atelier, garde_perimetre
from components.saisie.gestes import Gestes
from components.saisie.publier import anomalies, fait, publiee, publier
from components.saisie.signalements import lien_de_la_file
from geo.recherche.recherche import Recherche
from geo.saisie.bascule import bascule
from geo.saisie.carte import niveaux_de_la_carte
from geo.saisie.vue import VueDeSaisie

ONGLETS = ("Le contrat", "Périmètre", "Axes", "Actions", "Signataires")
A_TRANCHER = "Choisissez d'abord, plus haut, ce qui est gardé des lignes changées entre-temps."
A_CORRIGER = "Corrigez d'abord ce que le registre n'accepte pas."
SANS_CARTE = "La carte vient avec un premier territoire, ou avec la région du contrat."
SANS_NOM = "Dites d'abord, en haut de la page, au nom de quel organisme vous publiez."


def titre(vue: VueDeSaisie, signalements: int) -> None:
    """Draw what is being changed, the way back to its sheet, and the reports that wait."""
    row = vue.brouillon.contrat(vue.tables) or {"nom": vue.brouillon.contrat_id}
    what = "Nouveau contrat" if vue.est_nouveau else "Modifier"
    with st.container(horizontal=True, gap="small"):
        if not vue.est_nouveau:
            lien_page(
                "pages/contrat.py",
                {"id": vue.brouillon.contrat_id},
                label="Revenir à la fiche",
                icon=":material/chevron_left:",
            )
        if signalements:
            lien_de_la_file(signalements)
    draw_titre(f"{what}\u00a0: {echappe_markdown(row['nom'])}", anchor=False)


def deja_publie(gestes: Gestes) -> None:
    """Say what was just published here, and offer to undo it."""
    done = publiee(gestes.vue.brouillon.contrat_id)
    if done is not None:
        fait(done, gestes.annule)


def bouge(vue: VueDeSaisie, gestes: Gestes) -> None:
    """Show what somebody else published meanwhile, and let the writer choose."""
    if vue.divergences:
        divergences(vue.divergences, gestes.tranche)
    elif vue.a_bouge:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.info(
                "Ce contrat a changé dans le registre depuis que vous avez ouvert cette page. Vos "
                "changements portent sur d'autres lignes\u00a0: ils sont gardés.",
                icon=":material/sync:",
                width="stretch",
            )
            st.button("Montrer la version publiée", on_click=gestes.relit, key="saisie-relire")


def formulaires(
    vue: VueDeSaisie,
    atelier: Atelier,
    options: Mapping[str, Mapping[str, Mapping[str, str]]],
    trouve: Recherche | None,
    cle: str,
) -> None:
    """Draw the forms; ``options``: values to choose from, by table and column."""
    tabs = st.tabs(ONGLETS, key=f"saisie-onglets-{vue.brouillon.contrat_id}", on_change="rerun")
    with tabs[0]:
        lignes.contrat(atelier, options["contrats"])
    with tabs[1]:
        year = vue.courant.moteur.referentiel.annee_population
        perimetre.population(vue.perimetre_avant, vue.perimetre, year)
        picture, panel = st.columns([3, 2], gap="medium")
        with picture:
            if tabs[1].open:  # a map that nobody looks at is not drawn
                choix_sur_la_carte(vue, atelier)
        with panel:
            choix_par_recherche(vue, atelier, options["contrats"]["departements"], trouve, cle)
    for tab, ressource in zip(tabs[2:], ("axes", "actions", "signataires"), strict=True):
        with tab:
            lignes.lignes(atelier, ressource, options.get(ressource, {}))


def choix_sur_la_carte(vue: VueDeSaisie, atelier: Atelier) -> None:
    """Draw the map of the perimeter; a click adds the territory clicked, or takes it off."""
    name, referentiel = vue.brouillon.contrat_id, vue.courant.moteur.referentiel
    levels = niveaux_de_la_carte(vue.perimetre_avant, vue.perimetre, referentiel)
    found = vue.carte(carte_du_perimetre.decoupe(name, levels, vue.perimetre))
    if found is None:
        st.caption(SANS_CARTE)
        return
    contracts = vue.courant.moteur.registre.contrats.values()
    codes = referentiel.niveaux[found.etat.niveau].codes[found.etat.positions].tolist()
    names = publish_contrats([one.nom for one in contracts])
    clicked = carte_du_perimetre.carte(found, name, codes, names)
    place = found.territoire_sous(referentiel, clicked) if clicked else None
    if place is not None:
        draft = atelier.brouillon
        garde_perimetre(draft, bascule(draft, atelier.tables, referentiel, place))
        st.rerun()


def choix_par_recherche(
    vue: VueDeSaisie,
    atelier: Atelier,
    departements: Mapping[str, str],
    trouve: Recherche | None,
    cle: str,
) -> None:
    """Draw the list of the territories, and the search of others."""
    row = vue.brouillon.contrat(vue.tables) or {}
    perimetre.perimetre(atelier, vue.perimetre)
    carte_du_perimetre.retours(atelier)
    perimetre.departements_a_mettre_a_jour(atelier, vue.perimetre, departements)
    perimetre.champ_de_recherche(cle)
    perimetre.recherche(atelier, vue.perimetre, trouve, cle, row.get("source_url", ""))


def suite(vue: VueDeSaisie, atelier: Atelier, gestes: Gestes, source: str) -> None:
    """Draw what is changed, its effect, and the publication; ``source``: proposed."""
    st.header("Ce que vous changez", anchor="changements")
    deja_publie(gestes)
    changements(atelier)
    if not vue.brouillon:
        return
    anomalies(vue.anomalies)
    st.header("L'effet sur les chiffres", anchor="effet")
    if vue.effet is None:
        st.caption("L'effet se calcule une fois les changements acceptés par le registre.")
    else:
        effet(vue.effet)
        if vue.effet.carte is not None:
            contracts = vue.effet.apercu.apres.moteur.registre.contrats.values()
            names = publish_contrats([one.nom for one in contracts])
            carte(vue.effet.carte, names, "carte-saisie")
    st.header("Publier", anchor="publier")
    reasons = (
        A_TRANCHER if vue.divergences else "",
        A_CORRIGER if vue.anomalies else "",
        "" if gestes.auteur else SANS_NOM,
    )
    blocked = next(filter(None, reasons), "")
    publier(gestes.auteur, blocked, source, gestes.publie)
