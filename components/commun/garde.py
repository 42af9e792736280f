"""What a reader sees when a page can't be drawn: a sentence, never a traceback."""

import logging
from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.commun.adresse.suivi import suivi
from components.commun.menu import Entree, draw_menu
from components.commun.mots.formats import echappe_markdown
from components.commun.style import apply_style
from data.depot.erreurs import DepotErreur
from data.errors import RegistreInvalide
from data.lecture.referentiel import ReferentielAbsent
from geo.contrats.perimetres import PerimetreInvalide

ERREURS_MONTREES = 20
logger = logging.getLogger("atlas")


def run_page(page: Any, menu: Sequence[Entree], accueil: str) -> None:
    """Draw the menu and run a page; say in French what is wrong, log anything unexpected.

    ``accueil``: the page of the address without a name. What the page shows follows the reader:
    the menu is drawn at once, and again when the page has said what it shows.
    """
    apply_style()
    name, known = page.url_path or accueil, suivi()
    with st.container(key="menu"):
        place = st.empty()
    with place:
        draw_menu(menu, name, known)
    try:
        page.run()
        if suivi() != known:
            with place:
                draw_menu(menu, name, suivi(), "-apres")
    except RegistreInvalide as error:
        _data_error([str(one) for one in error.erreurs])
    except PerimetreInvalide as error:
        _data_error(list(error.erreurs))
    except ReferentielAbsent as error:
        _data_error([str(error)])
    except DepotErreur as error:
        st.error(echappe_markdown(str(error)), icon=":material/error:")
    except Exception:
        logger.exception("page %s failed", page.url_path or "/")
        st.error(
            "Cette page n'a pas pu être affichée. Rechargez-la ou revenez à l'accueil\u00a0; si "
            "cela se reproduit, signalez l'adresse affichée par votre navigateur.",
            icon=":material/error:",
        )


def _data_error(lines: list[str]) -> None:
    st.error(
        "Les données de l'atlas contiennent des erreurs\u00a0: rien n'est affiché tant qu'elles ne "
        "sont pas corrigées, pour ne pas montrer de chiffre faux.",
        icon=":material/error:",
    )
    st.markdown("\n".join(f"- {echappe_markdown(line)}" for line in lines[:ERREURS_MONTREES]))
    if len(lines) > ERREURS_MONTREES:
        st.caption(f"… et {len(lines) - ERREURS_MONTREES} autres erreurs.")
