"""Which publication of the registre an address looks at: ``?registre=N``, the newest without it.

The number is read once per run, then follows every link and every change of the address.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from components.commun.adresse.pages import page_du_run
from components.commun.adresse.parametres import Etat, Lecture, Parametre, read_params
from components.commun.adresse.sortes import refuse
from data.depot.regard import RegardSurLeDepot

NOM = "registre"
CLE = "registre-lu"
CHIFFRES = 9  # of a number of publication
Regarde = Callable[[int | None], RegardSurLeDepot]


def _lit(texte: str, lecture: Lecture) -> int:
    numero = _numero(texte)
    dernier = lecture.connus["dernier"]
    if numero is None or not 1 <= numero <= dernier:
        known = f"de 1 à {dernier}" if dernier > 1 else "1"
        raise refuse(
            NOM,
            texte,
            "aucune publication n'a ce numéro. Le registre le plus récent est montré. "
            f"Attendu\u00a0: un numéro de publication ({known}), par exemple ?registre={dernier}.",
        )
    return numero


def _numero(texte: str) -> int | None:
    plain = texte.isascii() and texte.isdigit() and len(texte) <= CHIFFRES
    return int(texte) if plain else None


@dataclass(frozen=True)
class EtatRegistre(Etat):
    """The publication that an address names, None for the newest."""

    numero: int | None = None

    PARAMETRES = (Parametre(NOM, "numero", _lit, defaut=None),)


def read_numero(params: Mapping[str, str], dernier: int) -> tuple[int | None, list[str]]:
    """Read the publication of an address, and what is wrong in it (Markdown, escaped).

    ``dernier``: number of the newest one, 0 when the store cannot be asked: nothing is read then.
    """
    if not dernier:
        return None, []
    etat, messages = read_params(EtatRegistre(), params, date.min, dernier=dernier)
    return etat.numero, messages


def note_registre(regarde: Regarde, ecrit: bool = False) -> tuple[RegardSurLeDepot, list[str]]:
    """Read the publication of the address, once per run; return what is seen and what is wrong.

    ``ecrit``: the page changes the registre, which is always that of now.
    """
    if ecrit:
        st.session_state[CLE] = None
        return regarde(None), []
    vu = regarde(_numero(st.query_params.get(NOM, "")))
    numero, messages = read_numero(st.query_params, vu.dernier)
    st.session_state[CLE] = numero
    return vu, messages


def registre_lu() -> int | None:
    """Return the publication that the page looks at, None for the newest."""
    numero: int | None = st.session_state.get(CLE)
    return numero


def epingle(params: Mapping[str, str], numero: int | None = None) -> dict[str, str]:
    """Return parameters with the publication looked at, or with another one.

    Parameters that name a publication keep it: the link says which one it leads to.
    """
    if numero is None and NOM in params:
        return dict(params)
    kept = registre_lu() if numero is None else numero
    return dict(params) if kept is None else {**params, NOM: str(kept)}


def ecrit_adresse(params: Mapping[str, str]) -> None:
    """Write the parameters of a view in the address; the publication looked at stays."""
    st.query_params.from_dict(epingle(params))


def lien_page(page: str, params: Mapping[str, str], **apparence: Any) -> None:
    """Draw the link to a page, as of the publication looked at; ``page``: its file."""
    st.page_link(page_du_run(page), query_params=epingle(params), **apparence)


def ouvre_page(page: str, params: Mapping[str, str]) -> None:
    """Leave for a page, as of the publication looked at; ``page``: its file."""
    st.switch_page(page, query_params=epingle(params))


def quitte_le_registre() -> None:
    """Come back to the newest publication: the parameter leaves the address."""
    st.query_params.pop(NOM, None)
