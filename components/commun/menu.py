"""The menu: links that carry the territory and the date, so that they follow the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.commun.adresse.registre import lien_page
from components.commun.adresse.suivi import params_vers
from components.commun.mots.formats import echappe_markdown

TOUTES = "Toutes les pages"


@dataclass(frozen=True)
class Entree:
    """A page of the menu: its file under ``pages/``, its title, its icon.

    ``premiere``: it stands in the bar too, where there is room for one.
    """

    fichier: str
    titre: str
    icone: str
    premiere: bool = True


def draw_menu(
    entrees: Sequence[Entree], page: str, connu: Mapping[str, str], fois: int = 1
) -> None:
    """Draw the menu: the button that opens the list of pages; before it, on a wide screen, a bar.

    Parameters
    ----------
    page : file of the page shown, told apart from the others.
    connu : what follows the reader (components.commun.adresse.suivi).
    fois : how many times it was drawn in this run of the page, this one included: two elements of
        a run never have the same key, even when one takes the place of the other.
    """
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", key=f"menu-cadre-{fois}"
    ):
        for one in entrees:
            if one.premiere:
                _lien(one, page, connu)
        shown = next((one.titre for one in entrees if one.fichier == page and not one.premiere), "")
        # Named after the page: a choice made, the list is another one, closed.
        with st.popover(
            f"{TOUTES}\u00a0: {shown}" if shown else TOUTES,
            icon=":material/menu:",
            key=f"menu-toutes-{page}-{fois}",
            type="tertiary",
        ):
            for one in entrees:
                _lien(one, page, connu)


def _lien(entree: Entree, page: str, connu: Mapping[str, str]) -> None:
    title = echappe_markdown(entree.titre)
    lien_page(
        f"pages/{entree.fichier}.py",
        label=f"**{title}**" if entree.fichier == page else title,
        icon=f":material/{entree.icone}:",
        params=params_vers(entree.fichier, connu),
    )
