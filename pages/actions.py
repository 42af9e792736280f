"""Page of actions: across contracts, what is done, who works on what, and how much is known."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.actions import actions as actions_vue
from components.actions import connaissance as connaissance_vue
from components.actions import filtres
from components.actions import themes as themes_vue
from components.actions.adresse import Connus, read_etat, write_params
from components.actions.images import graphique_comptes, graphique_matrice
from components.actions.page import Page
from components.commun.adresse.liens import nom_et_generation
from components.commun.adresse.retour import open_fiche
from components.commun.mots.libelles import THEMES
from components.commun.sources import foot, source_lines
from components.documents.emporter import emporter
from components.documents.telechargements import download_buttons
from data.lecture.referentiel import load_provenance
from geo.actions.portefeuille import (
    ActionDuPortefeuille,
    CriteresActions,
    build_portefeuille,
    compter,
    contrats_retenus,
    filtrer,
    pilotes,
)
from geo.actions.themes import (
    actions_probantes,
    connaissance,
    priorites_de,
    priorites_par_contrat,
    priorites_servies,
    themes_par_contrat,
    themes_par_region,
)
from geo.contrats.actions import avancement
from geo.couverture.moteur import load_moteur
from geo.territoires.territoire import regions_of


def open_chosen(page: Page, contrat_id: str | None) -> None:
    """Go to the sheet of a contract, if one was chosen."""
    open_fiche(contrat_id, page.etat.jour, write_params(page.etat))


def draw_filters(page: Page, everything: Sequence[ActionDuPortefeuille], aujourd_hui: date) -> None:
    """Draw the filters, in the sidebar.

    ``everything``: the actions of the contracts counted, whatever the other filters.
    """
    etat = page.etat
    with st.sidebar:
        filtres.region(etat, page.regions)
        filtres.jour(etat, aujourd_hui)
        filtres.contrats_comptes(etat)
        if etat.volet == "actions":
            whole = CriteresActions(region=etat.criteres.region, tous=etat.criteres.tous)
            around = contrats_retenus(page.moteur, etat.jour, whole)
            names = {
                contrat.id: nom_et_generation(contrat)
                for contrat in (*around, *page.contrats)
                if page.moteur.registre.actions_du_contrat(contrat.id)
            }
            filtres.filtres_des_actions(etat, names, pilotes(everything))


def draw_actions(page: Page, everything: Sequence[ActionDuPortefeuille]) -> None:
    """Draw the actions followed: counts by status, theme or région, then the list."""
    etat = page.etat
    found = filtrer(everything, etat.criteres)
    progress = avancement((one.action for one in found), etat.jour)
    where = page.lieu_des_actions(len({one.contrat.id for one in found}))
    st.markdown(f"#### {actions_vue.phrase(progress, where, etat.jour)}")
    st.caption(
        "Actions nommées par une source publique\u00a0: le registre est incomplet. Un statut non "
        "renseigné ne veut pas dire non démarrée. En retard\u00a0: l'échéance est passée, et le "
        "dernier statut connu n'est ni réalisée ni abandonnée."
    )
    if not found:
        st.info(
            "Retirez un filtre, ou comptez tous les contrats, terminés compris.",
            icon=":material/search_off:",
        )
        return
    actions_vue.alertes(progress)
    filtres.choix_dimension(etat)
    counts = compter(found, etat.dimension, etat.jour)
    table = actions_vue.table_des_comptes(counts, etat.dimension, page.regions)
    side_by_side = st.grid(2, min_column_width=400, gap="medium")
    with side_by_side.cell():
        actions_vue.barres(counts, etat.dimension, page.regions)
    with side_by_side.cell():
        if etat.dimension == "theme":
            st.caption("Une action dont l'axe porte plusieurs thèmes compte dans chacun.")
        actions_vue.tableau_des_comptes(table)
        name = page.fichier(f"actions-par-{etat.dimension}")
        download_buttons(lambda: table, page.sources, name, key="export-comptes")
        emporter(
            page.images(
                lambda where: graphique_comptes(counts, etat.dimension, page.regions, where), name
            ),
            "comptes",
        )
    st.subheader(f"Les actions ({len(found)})", anchor="liste")
    open_chosen(page, actions_vue.tableau_des_actions(found, page.regions))
    download_buttons(
        lambda: actions_vue.export_actions(found, page.regions),
        page.sources,
        page.fichier("actions"),
        key="export-actions",
    )


def draw_themes(page: Page) -> None:
    """Draw who works on what: by région, or by contract in one région."""
    if page.etat.criteres.region:
        draw_region(page)
        return
    codes = list(page.regions)
    matrix = themes_par_region(page.moteur.registre, page.contrats, codes)
    st.markdown(f"#### {themes_vue.phrase_themes(matrix, page.en_mots)}")
    st.caption(
        "Part des contrats, parmi ceux dont les axes sont connus, qui ont au moins un axe sur le "
        "thème, en %. Entre parenthèses\u00a0: ce nombre de contrats. Gris\u00a0: aucun. "
        "Choisissez une région pour le détail par contrat et par priorité régionale. Sur un petit "
        "écran, la grille défile de gauche à droite."
    )
    labels = [f"{page.regions[code]} ({matrix.connus[n]})" for n, code in enumerate(codes)]
    themes_vue.carte_de_chaleur(
        matrix,
        list(THEMES.values()),
        labels,
        par_contrat=False,
        cle="regions",
        description="Part des contrats qui ont un axe sur chaque thème, par région.",
    )
    table = themes_vue.table_par_groupe(
        matrix, "Région", list(page.regions.values()), list(THEMES.values())
    )
    chosen = themes_vue.tableau(table, "Cochez une région pour son détail.", "actions-themes")
    download_buttons(lambda: table, page.sources, page.fichier("themes"), key="export-themes")
    emporter(
        page.images(
            lambda where: graphique_matrice(
                matrix,
                list(THEMES.values()),
                labels,
                f"{where}\u00a0: part des contrats aux axes connus qui portent chaque thème, en %",
                False,
            ),
            page.fichier("themes"),
        ),
        "themes",
    )
    if chosen is not None:
        filtres.go(page.etat.dans(codes[chosen]))
        st.rerun()


def draw_region(page: Page) -> None:
    """Draw the regional priorities and the themes of the contracts of a région."""
    registre, region = page.moteur.registre, page.etat.criteres.region
    by_theme = themes_par_contrat(registre, page.contrats)
    names = [page.noms[name] for name in by_theme.groupes]
    st.markdown(f"#### {themes_vue.phrase_themes(by_theme, page.en_mots)}")
    priorites = priorites_de(registre, region)
    st.subheader("Priorités régionales de santé", anchor="priorites")
    if priorites:
        draw_priorities(page)
    else:
        st.info(
            f"Les priorités du projet régional de santé de {page.regions[region]} ne sont pas dans "
            "le registre.",
            icon=":material/info:",
        )
    st.subheader("Thèmes, contrat par contrat", anchor="themes")
    if not names:
        st.info("Les axes d'aucun de ces contrats ne sont connus.", icon=":material/help:")
        return
    labels = [f"{THEMES[code]} ({by_theme.total[row]})" for row, code in enumerate(by_theme.sujets)]
    st.caption("Un point\u00a0: au moins un axe du contrat porte sur le thème.")
    themes_vue.carte_de_chaleur(
        by_theme,
        labels,
        names,
        par_contrat=True,
        cle="contrats",
        description="Thèmes des axes de chaque contrat.",
    )
    table = themes_vue.table_par_contrat(by_theme, names, list(THEMES.values()))
    consigne = "Cochez une ligne pour ouvrir la fiche du contrat."
    chosen = themes_vue.tableau(table, consigne, "actions-themes-contrats")
    download_buttons(
        lambda: table, page.sources, page.fichier("themes-contrats"), key="export-themes-contrats"
    )
    emporter(
        page.images(
            lambda where: graphique_matrice(
                by_theme, labels, names, f"{where}\u00a0: thèmes des axes de chaque contrat", True
            ),
            page.fichier("themes-contrats"),
        ),
        "themes-contrats",
    )
    open_chosen(page, None if chosen is None else by_theme.groupes[chosen])


def draw_priorities(page: Page) -> None:
    """Draw the priorities of a région: the gaps first, then who serves what."""
    registre, region = page.moteur.registre, page.etat.criteres.region
    served = priorites_servies(registre, page.contrats, region)
    themes_vue.lacunes(served, len(page.contrats))
    st.caption(
        "Une priorité est portée par un contrat quand un de ses axes porte sur un des thèmes "
        "retenus pour elle."
    )
    matrix = priorites_par_contrat(registre, page.contrats, region)
    if matrix.groupes:
        labels = [
            f"{one.priorite.ordre}. {one.priorite.intitule} ({len(one.contrats)})" for one in served
        ]
        themes_vue.carte_de_chaleur(
            matrix,
            labels,
            [page.noms[name] for name in matrix.groupes],
            par_contrat=True,
            cle="priorites",
            description="Priorités régionales que porte chaque contrat.",
        )
        emporter(
            page.images(
                lambda where: graphique_matrice(
                    matrix,
                    labels,
                    [page.noms[name] for name in matrix.groupes],
                    f"{where}\u00a0: priorités régionales que porte chaque contrat",
                    True,
                ),
                page.fichier("priorites"),
            ),
            "priorites",
        )
    table = themes_vue.table_des_priorites(served, page.noms)
    themes_vue.tableau_des_priorites(table)
    download_buttons(lambda: table, page.sources, page.fichier("priorites"), key="export-priorites")


def draw_probantes(page: Page) -> None:
    """List the actions probantes; draw the matrix when a source links a contract to one."""
    asked = page.etat.criteres.region
    probantes = actions_probantes(page.moteur.registre, page.contrats)
    if not asked:
        page = page.dans(probantes.region)
        probantes = actions_probantes(page.moteur.registre, page.contrats)
    region = page.regions.get(probantes.region, "")
    st.markdown(f"#### Les actions probantes suivies par l'ARS {region}")
    if asked and asked != probantes.region:
        st.info(
            f"Seule la liste de l'ARS {region} est dans le registre. Elle est montrée ici pour les "
            f"contrats de {page.regions[asked]}.",
            icon=":material/info:",
        )
    connaissance_vue.constat_probantes(probantes, page.en_mots)
    if probantes.liens:
        table = connaissance_vue.table_probantes(probantes, page.noms)
        open_chosen(page, connaissance_vue.tableau_probantes(probantes, table))
        name = page.fichier("actions-probantes")
        download_buttons(lambda: table, page.sources, name, key="export-probantes")
    connaissance_vue.liste_probantes(probantes)


def draw_connaissance(page: Page) -> None:
    """Draw, by région, what the figures of the page rest on."""
    region = page.etat.criteres.region
    codes = [region] if region else list(page.regions)
    known = connaissance(page.moteur, page.contrats, codes, page.etat.jour)
    st.markdown(f"#### {connaissance_vue.phrase_connaissance(known, page.en_mots)}")
    st.caption(
        "Ce que les sources publiques lues disent des contrats. Ce qui n'est pas renseigné n'est "
        "ni zéro ni supposé\u00a0: les parts de cette page portent sur les seuls contrats connus."
    )
    shown = known[known["region"] == region] if region else known
    table = connaissance_vue.table_connaissance(shown, page.regions)
    chosen = connaissance_vue.tableau_connaissance(table)
    download_buttons(
        lambda: table, page.sources, page.fichier("connaissance"), key="export-connaissance"
    )
    if chosen is not None and shown.iloc[chosen]["region"] != region:
        filtres.go(page.etat.dans(str(shown.iloc[chosen]["region"])))
        st.rerun()


def main() -> None:
    """Read the address, count, draw."""
    aujourd_hui = date.today()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        moteur = load_moteur()
    registre = moteur.registre
    regions = {one.code: one.nom for one in regions_of(moteur.referentiel)}
    all_actions = build_portefeuille(registre, registre.contrats.values(), aujourd_hui)
    known = Connus(regions, registre.contrats, pilotes(all_actions))
    etat, messages = read_etat(st.query_params, known, aujourd_hui)
    sources = source_lines(
        load_provenance(), registre.date_releve, etat.jour, moteur.referentiel.annee_population
    )
    page = Page(moteur, etat, regions, contrats_retenus(moteur, etat.jour, etat.criteres), sources)
    everything = build_portefeuille(registre, page.contrats, etat.jour)
    draw_filters(page, everything, aujourd_hui)
    st.set_page_config(page_title="Actions et priorités – Atlas des contrats locaux de santé")
    st.title("Actions et priorités")
    filtres.choix_volet(etat)
    for message in messages:
        st.warning(message, icon=":material/link_off:")
    if etat.volet == "actions":
        draw_actions(page, everything)
    elif etat.volet == "themes":
        draw_themes(page)
    elif etat.volet == "probantes":
        draw_probantes(page)
    else:
        draw_connaissance(page)
    foot(sources, "pages/methode.py")


main()
