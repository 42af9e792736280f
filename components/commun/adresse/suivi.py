"""What follows the reader from page to page: the territory, those it lies in, the date."""

from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from geo.territoires.territoire import Territoire

CLE = "suivi"
TOUS = ("commune", "epci", "departement", "region")  # narrowest first
DES_REGIONS = ("region",)
JUSQU_AU_DEPARTEMENT = ("departement", "region")
NIVEAUX_LUS = {
    "couverture": TOUS,
    "evolution": TOUS,
    "territoire": TOUS,
    "contrats": TOUS,
    "actions": DES_REGIONS,
    "simulation": JUSQU_AU_DEPARTEMENT,
    "presentation": JUSQU_AU_DEPARTEMENT,
    "donnees": JUSQU_AU_DEPARTEMENT,
}


def suivre(territoires: Iterable[Territoire], jour: date) -> None:
    """Note what a page shows: a territory and those it lies in, at a day."""
    kept = {one.niveau: one.code for one in territoires if one.niveau in TOUS}
    st.session_state[CLE] = kept | {"date": jour.isoformat()}


def suivi() -> dict[str, str]:
    """Return what was noted; before any page has, what the address says."""
    noted: dict[str, str] | None = st.session_state.get(CLE)
    if noted is not None:
        return noted
    params = st.query_params
    return {name: params[name] for name in (*TOUS, "date") if name in params}


def params_vers(page: str, connu: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters with which a page shows what was looked at elsewhere.

    ``page``: name of its file; ``connu``: as ``suivi``. The narrowest territory that the page can
    show is kept, and the date.
    """
    levels = [niveau for niveau in NIVEAUX_LUS.get(page, ()) if niveau in connu]
    params = {levels[0]: connu[levels[0]]} if levels else {}
    if "date" in connu and page in NIVEAUX_LUS:
        params["date"] = connu["date"]
    return params
