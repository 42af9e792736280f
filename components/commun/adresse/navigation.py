"""Moving from one view to another: the address is written, the page follows."""

from collections.abc import Callable

import streamlit as st

from components.commun.adresse.parametres import Etat, write_params
from components.commun.adresse.registre import ecrit_adresse, ouvre_page
from components.commun.adresse.vue import EtatVue
from components.commun.mots.formats import echappe_markdown, habitants
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from geo.recherche.recherche import Recherche, Resultat
from geo.territoires.territoire import Territoire

CLE_RECHERCHE = "recherche"
PAGE_TERRITOIRE = "pages/territoire.py"


def go(etat: Etat) -> None:
    """Write a view in the address; call it from a widget's callback."""
    ecrit_adresse(write_params(etat))


def breadcrumb(etat: EtatVue, parents: tuple[Territoire, ...]) -> None:
    """Draw the way back to the wider territories, one button each, then the present one."""
    if not parents:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for parent in parents:
            st.button(
                parent.nom,
                key=f"fil-{parent.niveau}",
                on_click=go,
                args=(etat.vers(parent),),
                type="tertiary",
                icon=":material/chevron_left:",
                help=f"Revenir à {parent.nom}",
            )


def search_box() -> str:
    """Draw the search field and return what the reader typed."""
    return st.text_input(
        "Rechercher un territoire",
        key=CLE_RECHERCHE,
        placeholder="Rechercher une commune, un code postal, un EPCI…",
        label_visibility="collapsed",
        help="Nom, sigle, code postal, code INSEE, SIREN ou SIRET, d'aujourd'hui ou d'avant une "
        "fusion. Les accents et les petites fautes de frappe sont acceptés. Validez avec la touche "
        "Entrée.",
    ).strip()


def search_results(
    etat: EtatVue,
    found: Recherche,
    territoire_of: Callable[[Resultat], Territoire],
    *,
    vers_sa_page: bool = False,
) -> None:
    """Draw the territories found, one button each, with what tells homonyms apart.

    ``vers_sa_page``: a commune or an EPCI opens its own page, where a mayor reads which contract
    covers it; a département or a région stays on the map.
    """
    if found.message:
        st.caption(f"{echappe_markdown(found.message)}.")
    elif not found.resultats:
        st.caption(
            "Aucun territoire trouvé. Essayez le nom d'une commune voisine, de son "
            "intercommunalité, ou un code postal."
        )
    for result in found.resultats:
        why = "" if result.pourquoi in result.precision else result.pourquoi
        details = (NIVEAUX_DES_LIEUX[result.niveau], result.precision, result.departement, why)
        leaves = vers_sa_page and opens_its_page(result)
        chosen = st.button(
            echappe_markdown(result.nom),
            key=f"{CLE_RECHERCHE}-{result.rang}",
            on_click=None if leaves else _open_result,
            args=None if leaves else (etat.vers(territoire_of(result)),),
            width="stretch",
            icon=":material/place:",
        )
        st.caption(
            ", ".join(echappe_markdown(detail) for detail in details if detail)
            + f", {habitants(result.population)}"
        )
        if chosen and leaves:
            ouvre_page(PAGE_TERRITOIRE, params_territoire(etat, result))


def opens_its_page(result: Resultat) -> bool:
    """Tell whether a result leads to the page of the territory rather than to its map."""
    return result.niveau in ("commune", "epci")


def params_territoire(etat: EtatVue, result: Resultat) -> dict[str, str]:
    """Return the parameters of the page of a territory found, on the day of a view.

    Streamlit writes them in the address of the page left too: those of the view stay among them,
    so that the browser's way back leads to it. ``niveau`` says other things on the two pages.
    """
    view = {name: value for name, value in write_params(etat).items() if name != "niveau"}
    return view | {"code": result.code, "date": etat.jour.isoformat()}


def _open_result(etat: EtatVue) -> None:
    st.session_state[CLE_RECHERCHE] = ""
    go(etat)
