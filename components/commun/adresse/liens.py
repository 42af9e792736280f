"""Links between the sheet of a contract, the other sheets, the coverage and the directory."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components.commun.adresse.registre import ecrit_adresse, lien_page, ouvre_page
from components.commun.adresse.reglages import champ_jour, reglage
from components.commun.mots.formats import echappe_markdown
from data.model import Contrat
from geo.territoires.territoire import FRANCE, Territoire

PAGE_CONTRAT = "pages/contrat.py"
PAGE_COUVERTURE = "pages/couverture.py"
ADRESSE_COUVERTURE = "couverture"  # beside that of the sheets, whatever they lie under
DEJA_DISTINGUE = re.compile(r"\(\d+(?:er|re|e|ème)\b|\b(?:19|20)\d\d\b")
PAGE_ANNUAIRE = "pages/contrats.py"


def nom_et_generation(contrat: Contrat) -> str:
    """Return what tells a contract from its other generations: ``CLS de Pantin (2e génération)``.

    When the generation is not known, the year of signature or of the end; nothing is added to a
    name that already tells them apart (``CLS de Cap Nord (1er)``, ``CLS de X 2019-2024``).
    """
    if DEJA_DISTINGUE.search(contrat.nom):
        return contrat.nom
    if contrat.generation is not None:
        return f"{contrat.nom} ({rang(contrat.generation)})"
    known = contrat.date_signature or contrat.date_fin
    if known is None:
        return contrat.nom
    what = "signé en" if contrat.date_signature else "fin en"
    return f"{contrat.nom} ({what} {known.annee})"


def rang(generation: int) -> str:
    """Return a generation in words: ``1re génération``."""
    return f"{generation}{'re' if generation == 1 else 'e'} génération"


def params_contrat(contrat_id: str, jour: date) -> dict[str, str]:
    """Return the parameters of the address of a sheet."""
    return {"id": contrat_id, "date": jour.isoformat()}


def params_couverture(territoire: Territoire, jour: date) -> dict[str, str]:
    """Return the parameters of the address of a territory on the coverage page."""
    place = {} if territoire == FRANCE else {territoire.niveau: territoire.code}
    return {**place, "date": jour.isoformat()}


def lien_contrat(contrat: Contrat, jour: date, icon: str = ":material/description:") -> None:
    """Draw the link to the sheet of a contract, at the same date."""
    lien_page(
        PAGE_CONTRAT,
        label=echappe_markdown(nom_et_generation(contrat)),
        icon=icon,
        params=params_contrat(contrat.id, jour),
    )


def _open_contrat(contrat_id: str, jour: date) -> None:
    ecrit_adresse(params_contrat(contrat_id, jour))


def autre_fiche(contrat: Contrat, jour: date, icon: str = ":material/description:") -> None:
    """Draw the way to another sheet from a sheet, at the same date.

    A page link to the page one is on would leave the address of the first sheet in the browser.
    """
    st.button(
        echappe_markdown(nom_et_generation(contrat)),
        key=f"fiche-vers-{contrat.id}",
        icon=icon,
        on_click=_open_contrat,
        args=(contrat.id, jour),
    )


def open_territoire(territoire: Territoire, contrat_id: str, jour: date) -> None:
    """Leave a sheet for the coverage page of a territory.

    The new parameters are written in the address of the page left before those of the other one:
    with the contract among them, the way back leads to its sheet.
    """
    ouvre_page(PAGE_COUVERTURE, {"id": contrat_id} | params_couverture(territoire, jour))


def liens_de_retour(territoires: Iterable[Territoire], jour: date) -> None:
    """Draw the ways back: the directory, then the coverage of each territory of the contract."""
    lien_page(
        PAGE_ANNUAIRE,
        label="Tous les contrats",
        icon=":material/chevron_left:",
        params={"date": jour.isoformat()},
    )
    for territoire in territoires:
        lien_page(
            PAGE_COUVERTURE,
            label=echappe_markdown(territoire.nom),
            icon=":material/map:",
            help=f"Couverture\u00a0: {echappe_markdown(territoire.nom)}",
            params=params_couverture(territoire, jour),
        )


def choix_du_contrat(contrats: Sequence[Contrat], choisi: str, jour: date) -> None:
    """Draw the list in which another contract is chosen; its address is then written.

    ``choisi``: identifier of the contract shown, '' when there is none.
    """
    names = {contrat.id: nom_et_generation(contrat) for contrat in contrats}
    ordered = sorted(names, key=lambda name: (names[name].casefold(), name))
    reglage(
        st.selectbox,
        "Ouvrir un autre contrat" if choisi else "Choisir un contrat",
        "choix-contrat",
        choisi if choisi in names else None,
        lambda chosen: _open_contrat(chosen, jour),
        {name: names[name] for name in ordered},
        index=None,
        placeholder="Nom du territoire ou du contrat…",
    )


def choix_du_jour(contrat_id: str, jour: date, aujourd_hui: date) -> None:
    """Draw the day of the situation; the address is written when it changes."""
    champ_jour(
        "fiche-jour",
        jour,
        aujourd_hui,
        lambda chosen: _open_contrat(contrat_id, chosen),
        aide="Le statut du contrat, de ses actions et de ses voisins est celui de ce jour-là.",
    )


CHEMIN = "/territoire"


def adresse_publique(page: str | None, params: Mapping[str, str], chemin: str = CHEMIN) -> str:
    """Return the address of a view of the page.

    ``page``: address of the page in the browser, or None when it is not known; the address is then
    given without the name of the site, from its ``chemin``.
    """
    parts = urlsplit(page or "")
    site = f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""
    path = parts.path.rstrip("/") if site else chemin
    return f"{site}{path}?{urlencode(params)}"


def adresse_voisine(page: str | None, nom: str, params: Mapping[str, str] | None = None) -> str:
    """Return the address of another page of the atlas, or of one of its files.

    ``page``: address of the page shown, or None when it is not known; the address is then given
    without the name of the site. ``nom``: of the other one, below the atlas.
    """
    parts = urlsplit(page or "")
    known = bool(parts.scheme and parts.netloc)
    root = f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}" if known else ""
    return f"{root}/{nom}" + (f"?{urlencode(params)}" if params else "")
