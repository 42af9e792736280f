"""The preparation of a presentation: its settings, its slides, the way to start it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from components.commun.adresse.liens import adresse_publique
from components.commun.adresse.navigation import go
from components.commun.adresse.parametres import write_params
from components.commun.adresse.registre import epingle
from components.commun.adresse.reglages import champ_jour, choix_du_territoire, ecrit, reglage
from components.commun.mots.formats import echappe_markdown, jour_en_lettres, pluriel
from components.commun.tableau import draw_table
from components.diaporama.contenu import LIBELLES
from components.figures.figure import Carte
from components.gabarit.diapositive import Diaporama
from components.presentation.adresse import RYTHMES, EtatPresentation
from components.presentation.habillage import draw_habillage
from geo.territoires.territoire import Territoire

CHEMIN = "/presentation"
LIBELLES_FORMATS = {"16-9": "16:9, écran large", "4-3": "4:3, projecteur ancien"}
TOUCHES = (
    "**→**, **espace** ou un clic\u00a0: suivante · **←**\u00a0: précédente · **p**\u00a0: "
    "défilement · **n**\u00a0: notes de l'orateur · **f**\u00a0: plein écran · **?**\u00a0: aide · "
    "**Échap**\u00a0: quitter"
)


def next_map(deck: Diaporama, number: int) -> Carte | None:
    """Return the map to keep ready behind a slide: the next one, else the last one shown."""
    order = (*deck.diapositives[number:], *reversed(deck.diapositives[:number]))
    for slide in order:
        if slide.carte is not None:
            return slide.etapes[0][1] if slide.etapes else slide.carte
    return None


def phrase(deck: Diaporama, etat: EtatPresentation) -> None:
    """Draw the answer: what is ready to be shown."""
    count = pluriel(len(deck.diapositives), "diapositive prête", "diapositives prêtes")
    st.markdown(
        f"## **{count}** sur **{echappe_markdown(deck.territoire)}**, situation au "
        f"{jour_en_lettres(etat.jour)}"
    )
    st.caption(
        "L'adresse de cette page garde tous les réglages, sauf le logo\u00a0: mettez-la en favori "
        "pour la rouvrir telle quelle. Rien ne demande de réseau pendant la présentation."
    )


def _contrat(etat: EtatPresentation, contrats: Mapping[str, str], par_defaut: str) -> None:
    names = {"": f"Le mieux documenté\u00a0: {contrats.get(par_defaut, 'aucun')}"}
    names |= {name: contrats[name] for name in sorted(contrats, key=contrats.__getitem__)}
    reglage(
        st.selectbox,
        "Contrat à la loupe",
        "presentation-contrat",
        etat.contrat,
        ecrit(etat, "contrat"),
        names,
        disabled=not contrats,
        help="Le contrat dont une diapositive montre les axes et l'avancement des actions.",
    )


def _diapositives(etat: EtatPresentation) -> None:
    def change(chosen: list[str]) -> None:
        if chosen:  # a presentation has at least one slide
            go(etat.avec(chosen))

    reglage(
        st.pills,
        "Diapositives",
        "presentation-diapositives",
        list(etat.cles),
        change,
        LIBELLES,
        selection_mode="multi",
        help="Cliquez pour retirer ou remettre une diapositive. Les actions probantes sont la "
        "liste d'une ARS\u00a0: hors de sa région, elles ne sont montrées que si vous les ajoutez. "
        "De même celles qui n'auraient rien à montrer, faute de contrat ou d'axes recensés.",
    )


def _ordre(etat: EtatPresentation) -> None:
    """Draw the slides one under the other, each with what moves it."""
    last = len(etat.cles) - 1
    for rank, cle in enumerate(etat.cles):
        name = LIBELLES[cle]
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for step, icon, when, is_stuck in (
                (-1, ":material/arrow_upward:", "tôt", rank == 0),
                (1, ":material/arrow_downward:", "tard", rank == last),
            ):
                st.button(
                    f"Plus {when}",
                    help=f"Montrer «\u00a0{name}\u00a0» plus {when}",
                    key=f"presentation-ordre-{cle}-{when}",
                    icon=icon,
                    disabled=is_stuck,
                    on_click=go,
                    args=(etat.deplace(cle, step),),
                )
            st.markdown(f"{rank + 1}. {name}")


def _format(etat: EtatPresentation) -> None:
    reglage(
        st.segmented_control,
        "Format de l'écran",
        "presentation-format",
        etat.format,
        ecrit(etat, "format"),
        LIBELLES_FORMATS,
    )


def _rythme(etat: EtatPresentation) -> None:
    words = {pace: f"toutes les {pace}\u00a0secondes" if pace else "à la main" for pace in RYTHMES}
    reglage(
        st.selectbox,
        "Défilement",
        "presentation-rythme",
        etat.rythme,
        ecrit(etat, "rythme"),
        words,
        help="Pendant la présentation, la touche p lance ou arrête le défilement.",
    )


def reglages(
    etat: EtatPresentation,
    regions: Sequence[Territoire],
    departements: Sequence[Territoire],
    contrats: Mapping[str, str],
    par_defaut: str,
    aujourd_hui: date,
) -> None:
    """Draw the settings; each writes to the address.

    Parameters
    ----------
    contrats : names of the contracts that can be in focus, by identifier.
    par_defaut : the one in focus when none is chosen, '' for none.
    """
    with st.container(border=True):
        first, second, third = st.columns([3, 2, 4])
        with first:
            choix_du_territoire(
                "presentation-territoire",
                etat.territoire,
                regions,
                departements,
                lambda chosen: go(etat.vers(chosen)),
            )
        with second:
            champ_jour("presentation-jour", etat.jour, aujourd_hui, ecrit(etat, "jour"))
        with third:
            _contrat(etat, contrats, par_defaut)
        _diapositives(etat)
        left, right, _ = st.columns([3, 2, 2])
        with left:
            _format(etat)
        with right:
            _rythme(etat)
        with st.expander("Ordre des diapositives, nom de l'orateur, logo"):
            draw_habillage(etat)
            st.markdown("**Ordre des diapositives**")
            _ordre(etat)


def lancement(deck: Diaporama, etat: EtatPresentation, publication: int | None) -> None:
    """Draw the button that starts the presentation, the slide it starts with, and its link.

    ``publication``: number of the one that the figures rest on: the link says it, so that the
    same slides are found again whatever is published since.
    """
    ranks = {
        rank: f"{rank}. {LIBELLES[slide.cle]}"
        for rank, slide in enumerate(deck.diapositives, start=1)
    }
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.button(
            "Lancer la présentation",
            type="primary",
            icon=":material/slideshow:",
            on_click=go,
            args=(replace(etat, projection=True),),
        )
        reglage(
            st.selectbox,
            "Commencer à",
            "presentation-debut",
            etat.diapo,
            ecrit(etat, "diapo"),
            ranks,
            width=320,
        )
        with st.popover("Lien", icon=":material/link:"):
            _lien(etat, publication)
    st.caption(TOUCHES)


def _lien(etat: EtatPresentation, publication: int | None) -> None:
    params = epingle(write_params(replace(etat, projection=False)), publication)
    st.caption(
        "L'adresse de ce diaporama, à copier. Elle retient la publication du registre\u00a0: les "
        "mêmes chiffres y seront toujours."
    )
    st.code(adresse_publique(st.context.url, params, CHEMIN), language=None, wrap_lines=True)


def sommaire(deck: Diaporama) -> None:
    """Draw what each slide says, and the notes of the speaker."""
    st.header("Ce que disent les diapositives", anchor="sommaire")
    table = pd.DataFrame(
        {
            "N°": range(1, len(deck.diapositives) + 1),
            "Diapositive": [LIBELLES[one.cle] for one in deck.diapositives],
            "Message": [one.titre for one in deck.diapositives],
            "Précision": [one.phrase for one in deck.diapositives],
        }
    )
    draw_table(table, "Diapositives de la présentation, dans l'ordre", hauteur_max=None)
    st.header("Notes de l'orateur", anchor="notes")
    st.caption("Les chiffres en toutes lettres et leurs sources.")
    for rank, slide in enumerate(deck.diapositives, start=1):
        with st.expander(f"{rank}. {echappe_markdown(slide.titre)}"):
            st.markdown("\n".join(f"- {echappe_markdown(note)}" for note in slide.notes))
            st.caption(echappe_markdown(slide.pied))
