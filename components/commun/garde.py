"""What a reader sees when a page can't be drawn: a sentence, never a traceback."""

import logging
import time
from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.commun.adresse.passage import arrive, draw_titre, has_titre, titre_prevu
from components.commun.adresse.registre import Regarde, note_registre
from components.commun.adresse.suivi import suivi
from components.commun.bandeaux import bandeaux
from components.commun.menu import Entree, draw_menu
from components.commun.mots.formats import echappe_markdown
from components.commun.mots.libelles import ATLAS
from components.commun.pied import pied
from components.commun.style import apply_style
from components.commun.style_cibles import apply_cibles
from data.depot.erreurs import DepotErreur, dit_a_tous
from data.errors import CouchesInvalides, DonneesInvalides
from data.lecture.integrite import find_couches_abimees
from data.lecture.referentiel import ReferentielAbsent
from geo.contrats.perimetres import PerimetreInvalide

ERREURS_MONTREES = 20
COUCHES_MONTREES = 3
LENT_S = 3.0  # seconds; the first run of a session gives the browser a second to draw the map
ECRIVENT = frozenset(
    {"atelier", "saisie", "signalements"}
)  # pages that change the registre: that of now
logger = logging.getLogger("atlas")


def run_page(page: Any, menu: Sequence[Entree], accueil: str, regarde: Regarde) -> None:
    """Draw the menu and run a page; say in French what is wrong, log anything unexpected.

    ``accueil``: the page of the address without a name. ``regarde``: looks at the store and at the
    publication that the address names. What the page shows follows the reader: the menu is drawn
    once the page has said what it shows. A reader who comes to a page has it at once, and again if
    it has changed.
    """
    apply_style()
    apply_cibles()
    seen, faults = note_registre(regarde, page.url_path in ECRIVENT)
    place, name, known = st.container(), page.url_path or accueil, suivi()
    arriving = arrive(name)
    if arriving:
        place = place.empty()  # else the menu of before stays on the screen until the new one
        with place:
            draw_menu(menu, name, known)
    with st.container():  # one element, whatever it holds: a map below keeps its frame
        bandeaux(seen, faults)
    try:
        _run(page)
        pied()
    finally:
        if not arriving or suivi() != known:
            with place:
                draw_menu(menu, name, suivi(), fois=2 if arriving else 1)


def _run(page: Any) -> None:
    begun, work = time.perf_counter(), time.thread_time()
    _tell_couches()
    try:
        page.run()
    except Exception as error:
        if not has_titre():  # a page has its title, whatever is refused
            title = titre_prevu() or page.title
            st.set_page_config(page_title=f"{title} – {ATLAS}")
            draw_titre(title, anchor=False)
        _tell(page, error)
    finally:
        _tell_if_slow(page, time.perf_counter() - begun, time.thread_time() - work)


def _tell(page: Any, error: Exception) -> None:
    """Say why a page stops there."""
    match error:
        case CouchesInvalides():
            st.error(
                "Cette page ne peut pas être dessinée sans ces contours\u00a0; les autres pages "
                "gardent leurs chiffres et leurs tableaux.",
                icon=":material/error:",
            )
        case DonneesInvalides() | PerimetreInvalide():
            _data_error([str(one) for one in error.erreurs])
        case ReferentielAbsent():
            _data_error([str(error)])
        case DepotErreur():
            st.error(echappe_markdown(dit_a_tous(error)), icon=":material/error:")
        case _:
            logger.error("page %s failed", page.url_path or "/", exc_info=error)
            st.error(
                "Cette page n'a pas pu être affichée. Rechargez-la ou revenez à l'accueil\u00a0; "
                "si cela se reproduit, signalez l'adresse affichée par votre navigateur.",
                icon=":material/error:",
            )


def _tell_couches() -> None:
    """Say which layers of the map are not whole: no picture may be trusted that lacks them."""
    found = find_couches_abimees()
    if not found:
        return
    lines = [
        "Des contours de carte manquent ou sont abîmés\u00a0: les cartes sont incomplètes, les "
        "chiffres et les tableaux restent justes.",
        *(echappe_markdown(str(one)) for one in found[:COUCHES_MONTREES]),
    ]
    if len(found) > COUCHES_MONTREES:
        lines.append(f"… et {len(found) - COUCHES_MONTREES} autres fichiers.")
    st.warning("  \n".join(lines), icon=":material/map:")


def _tell_if_slow(page: Any, seconds: float, work: float) -> None:
    """Log a run that kept a reader waiting: the page, never what was asked of it."""
    if seconds < LENT_S:
        return
    fields = {
        "quoi": "passage_lent",
        "page": page.url_path or "/",
        "duree_s": round(seconds, 2),
        "processeur_s": round(work, 2),
    }
    logger.warning("passage lent", extra={"champs": fields})


def _data_error(lines: list[str]) -> None:
    st.error(
        "Les données de l'atlas contiennent des erreurs\u00a0: rien n'est affiché tant qu'elles ne "
        "sont pas corrigées, pour ne pas montrer de chiffre faux.",
        icon=":material/error:",
    )
    st.markdown("\n".join(f"- {echappe_markdown(line)}" for line in lines[:ERREURS_MONTREES]))
    if len(lines) > ERREURS_MONTREES:
        st.caption(f"… et {len(lines) - ERREURS_MONTREES} autres erreurs.")
