"""The menu: links that carry the territory and the date, so that they follow the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.commun.adresse.registre import lien_page
from components.commun.adresse.suivi import params_vers
from components.commun.mots.formats import echappe_markdown

AUTRES = "Autres pages"
TOUTES = "Menu"


@dataclass(frozen=True)
class Entree:
    """A page of the menu: its file under ``pages/``, its title, its icon.

    ``premiere``: it stands in the bar; else behind ``AUTRES``.
    """

    fichier: str
    titre: str
    icone: str
    premiere: bool = True


def draw_menu(
    entrees: Sequence[Entree], page: str, connu: Mapping[str, str], fois: int = 1
) -> None:
    """Draw the menu: a bar on a wide screen, one button on a phone.

    Parameters
    ----------
    page : file of the page shown, told apart from the others.
    connu : what follows the reader (components.commun.adresse.suivi).
    fois : how many times it was drawn in this run of the page, this one included: two elements of
        a run never have the same key, even when one takes the place of the other.
    """
    with st.container(key=f"menu-cadre-{fois}"):
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key=f"menu-large-{fois}"
        ):
            for one in entrees:
                if one.premiere:
                    _lien(one, page, connu)
            _plus([one for one in entrees if not one.premiere], page, connu, AUTRES, fois)
        with st.container(key=f"menu-etroit-{fois}"):
            _plus(entrees, page, connu, TOUTES, fois)


def _plus(
    entrees: Sequence[Entree], page: str, connu: Mapping[str, str], titre: str, fois: int
) -> None:
    shown = next((one.titre for one in entrees if one.fichier == page), "")
    label = f"{titre}\u00a0: {shown}" if shown else titre
    # Named after the page: a choice made, the list is another one, closed.
    key = f"menu-{titre[:5]}-{page}-{fois}".lower()
    with st.popover(label, icon=":material/menu:", key=key, type="tertiary"):
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
