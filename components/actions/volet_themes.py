"""Who works on what: by région, or by contract in one région, priorities included."""

import streamlit as st

from components.actions import filtres
from components.actions import themes as themes_vue
from components.actions.images import graphique_matrice
from components.actions.page import Page
from components.commun.mots.libelles import THEMES
from components.documents.emporter import emporter
from components.documents.telechargements import download_buttons
from components.figures.ecran.chaleur import carte_de_chaleur
from geo.actions.themes import (
    priorites_de,
    priorites_par_contrat,
    priorites_servies,
    themes_par_contrat,
    themes_par_region,
)


def volet_themes(page: Page) -> None:
    """Draw who works on what: by région, or by contract in one région."""
    if page.etat.criteres.region:
        _region(page)
        return
    codes = list(page.regions)
    matrix = themes_par_region(page.moteur.registre, page.contrats, codes)
    st.markdown(f"## {themes_vue.phrase_themes(matrix, page.en_mots)}")
    st.caption(
        "Part des contrats, parmi ceux dont les axes sont connus, qui ont au moins un axe sur le "
        "thème, en %. Entre parenthèses\u00a0: ce nombre de contrats. Gris\u00a0: aucun. "
        "Choisissez une région pour le détail par contrat et par priorité régionale. Sur un petit "
        "écran, la grille défile de gauche à droite."
    )
    labels = [f"{page.regions[code]} ({matrix.connus[n]})" for n, code in enumerate(codes)]
    carte_de_chaleur(
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
    chosen = themes_vue.tableau(table, "Le nom d'une région ouvre son détail.", "actions-themes")
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


def _region(page: Page) -> None:
    """Draw the regional priorities and the themes of the contracts of a région."""
    registre, region = page.moteur.registre, page.etat.criteres.region
    by_theme = themes_par_contrat(registre, page.contrats)
    names = [page.noms[name] for name in by_theme.groupes]
    st.markdown(f"## {themes_vue.phrase_themes(by_theme, page.en_mots)}")
    priorites = priorites_de(registre, region)
    st.header("Priorités régionales de santé", anchor="priorites")
    if priorites:
        _priorites(page)
    else:
        st.info(
            f"Les priorités du projet régional de santé de {page.regions[region]} ne sont pas dans "
            "le registre.",
            icon=":material/info:",
        )
    st.header("Thèmes, contrat par contrat", anchor="themes")
    if not names:
        st.info("Les axes d'aucun de ces contrats ne sont connus.", icon=":material/help:")
        return
    labels = [f"{THEMES[code]} ({by_theme.total[row]})" for row, code in enumerate(by_theme.sujets)]
    st.caption("Un point\u00a0: au moins un axe du contrat porte sur le thème.")
    carte_de_chaleur(
        by_theme,
        labels,
        names,
        par_contrat=True,
        cle="contrats",
        description="Thèmes des axes de chaque contrat.",
    )
    table = themes_vue.table_par_contrat(by_theme, names, list(THEMES.values()))
    consigne = "Un nom ouvre la fiche du contrat."
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
    page.open_fiche(None if chosen is None else by_theme.groupes[chosen])


def _priorites(page: Page) -> None:
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
        carte_de_chaleur(
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
