"""The menu: links that carry the territory and the date, so that they follow the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

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
    entrees: Sequence[Entree], page: str, connu: Mapping[str, str], rang: str = ""
) -> None:
    """Draw the menu: a bar on a wide screen, one button on a phone.

    Parameters
    ----------
    page : file of the page shown, told apart from the others.
    connu : what follows the reader (components.commun.adresse.suivi).
    rang : tells the menu drawn again from the one it replaces: no two elements of a run may have
        the same key.
    """
    with st.container():
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key=f"menu-large{rang}"
        ):
            for one in entrees:
                if one.premiere:
                    _lien(one, page, connu)
            _plus([one for one in entrees if not one.premiere], page, connu, AUTRES, rang)
        with st.container(key=f"menu-etroit{rang}"):
            _plus(entrees, page, connu, TOUTES, rang)


def _plus(
    entrees: Sequence[Entree], page: str, connu: Mapping[str, str], titre: str, rang: str
) -> None:
    shown = next((one.titre for one in entrees if one.fichier == page), "")
    label = f"{titre}\u00a0: {shown}" if shown else titre
    # Named after the page: a choice made, the list is another one, closed.
    key = f"menu-{titre[:5]}-{page}{rang}".lower()
    with st.popover(label, icon=":material/menu:", key=key, type="tertiary"):
        for one in entrees:
            _lien(one, page, connu)


def _lien(entree: Entree, page: str, connu: Mapping[str, str]) -> None:
    title = echappe_markdown(entree.titre)
    st.page_link(
        f"pages/{entree.fichier}.py",
        label=f"**{title}**" if entree.fichier == page else title,
        icon=f":material/{entree.icone}:",
        query_params=params_vers(entree.fichier, connu),
    )
