"""Section of a page: what comes to an end on a territory, and the chains of renewals."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from components.commun.mots.echeances import phrase, reserves
from components.commun.mots.formats import echappe_markdown, jour_en_lettres, nombre, pluriel, slug
from components.commun.mots.libelles import NIVEAUX, NIVEAUX_PLURIEL, THEMES
from components.documents.telechargements import download_buttons
from components.evolution.echeances_tableaux import (
    draw_chaines,
    draw_contrats,
    draw_courbe,
    draw_territoires,
    export_contrats,
    export_territoires,
    table_chaines,
    table_courbe,
)
from components.figures.echeances import duree
from components.figures.ecran.echeances import classement_des_sorties, courbe
from components.figures.ecran.frise import frise
from geo.evolution.chaines import Chaine
from geo.evolution.echeances import Echeancier
from geo.territoires.territoire import Territoire

CHAINES_PAR_PAGE = 20
ENCORE_VIVANTES = ("signe", "projet")


def section_echeances(
    echeancier: Echeancier,
    territoires: Callable[[str], pd.DataFrame],
    sources: dict[str, str],
    date_releve: date,
    theme: str = "",
    ouvrir: Callable[[Territoire], None] | None = None,
) -> str | None:
    """Draw what comes to an end: the answer, the curve, the contracts, the territories.

    Parameters
    ----------
    territoires : rows of ``geo.evolution.sorties.territoires_a_echeance`` for a level.
    sources : what the downloaded files say of where they come from.
    date_releve : the day the registre was gathered.
    theme : code of the only theme whose contracts count, '' for all.
    ouvrir : opens the territory whose row is chosen.

    Returns
    -------
    The identifier of the contract the reader chose, or None.
    """
    st.header("Ce qui arrive à échéance", anchor="a-venir")
    st.markdown(f"## {phrase(echeancier)}")
    lines = reserves(echeancier, date_releve)
    if theme:
        named = f"«\u00a0{THEMES[theme]}\u00a0»"
        lines.insert(0, f"Seuls comptent les contrats dont un axe porte sur {named}.")
    st.caption("\n".join(f"- {echappe_markdown(line)}" for line in lines))
    if not echeancier.contrats:
        st.info(_nothing(echeancier), icon=":material/event_available:")
        return None
    place = echeancier.territoire.nom
    name = f"{slug(place)}_{echeancier.jour.isoformat()}"
    st.markdown(
        f"**Population couverte si aucun contrat n'est renouvelé, {echappe_markdown(place)}, selon "
        "ce que l'on sait de l'échéance des contrats**"
    )
    courbe(echeancier)
    with st.expander("Tableau de la courbe, mois par mois"):
        draw_courbe(echeancier)
        download_buttons(
            lambda: table_courbe(echeancier),
            sources,
            f"cls-echeances-taux_{name}",
            key="export-echeances-taux",
        )
    count = pluriel(len(echeancier.contrats), "contrat")
    st.markdown(f"**{count} à échéance dans les {duree(echeancier)}, par date de fin**")
    st.caption(
        "Une date est donnée avec la précision de sa source. Un nom ouvre la fiche du contrat."
    )
    chosen = draw_contrats(echeancier, key=f"table-echeances-{name}")
    download_buttons(
        lambda: export_contrats(echeancier),
        sources,
        f"cls-echeances-contrats_{name}",
        key="export-echeances-contrats",
    )
    opened = _territories(echeancier, territoires, sources, name)
    if opened is not None and ouvrir is not None:
        ouvrir(opened)
    return chosen


def _nothing(echeancier: Echeancier) -> str:
    if not echeancier.signes:
        return "Aucun contrat signé n'est recensé sur ce territoire à cette date."
    known = len(echeancier.signes) - len(echeancier.sans_echeance)
    if not known:
        return "Aucune source lue ne donne l'échéance des contrats en vigueur."
    return (
        f"Les contrats en vigueur dont l'échéance est connue ou estimée ({nombre(known)}) courent "
        "au-delà."
    )


def _territories(
    echeancier: Echeancier,
    territoires: Callable[[str], pd.DataFrame],
    sources: dict[str, str],
    name: str,
) -> Territoire | None:
    """Draw the territories that would lose the most residents, at a level to choose.

    Returns the one whose row is chosen, if any.
    """
    place = echeancier.territoire
    levels = [level for level in place.niveaux_interieurs if level != place.niveau]
    if not levels:
        return None
    niveau = levels[0]
    if len(levels) > 1:
        chosen = st.segmented_control(
            "Où la couverture baisserait, par",
            levels,
            default=niveau,
            format_func=NIVEAUX.__getitem__,
            key="echeances-niveau",
        )
        niveau = chosen if chosen in levels else niveau
    table = territoires(niveau)
    plural = NIVEAUX_PLURIEL[niveau]
    classement_des_sorties(
        table, f"Habitants qui sortiraient de la couverture, par territoire ({plural})"
    )
    chosen_place = draw_territoires(table, key=f"table-sorties-{name}-{niveau}")
    download_buttons(
        lambda: export_territoires(table),
        sources,
        f"cls-echeances-{niveau}_{name}",
        key="export-echeances-territoires",
    )
    return chosen_place


def section_chaines(
    chaines: tuple[Chaine, ...],
    jour: date,
    horizon: date,
    aujourd_hui: date,
    sources: dict[str, str],
    nom: str,
) -> str | None:
    """Draw the renewal chains of a territory, and their table.

    ``nom``: name of the territory. Returns the identifier of the contract chosen, or None.
    """
    st.header("Les renouvellements, génération par génération", anchor="generations")
    if not chaines:
        st.info("Aucun contrat n'est recensé sur ce territoire.", icon=":material/search_off:")
        return None
    renewed = sum(len(chaine.maillons) > 1 for chaine in chaines)
    living = sum(chaine.statut in ENCORE_VIVANTES for chaine in chaines)
    st.markdown(
        f"**{echappe_markdown(nom)}**\u00a0: "
        f"**{pluriel(len(chaines), 'suite de contrats', 'suites de contrats')}**, dont "
        f"{nombre(living)} avec un contrat signé ou en projet le {jour_en_lettres(jour)} et "
        f"{nombre(renewed) if renewed else 'aucune'} avec au moins deux générations connues."
    )
    st.caption(
        "Une suite\u00a0: les contrats qui se succèdent sur un territoire. Le chiffre est celui de "
        "la génération, quand une source le donne. Un projet est tracé jusqu'à la date de la "
        "situation. En tête, les contrats en vigueur qui finissent les premiers."
    )
    shown = _page(chaines)
    frise(shown, jour, horizon, aujourd_hui)
    st.caption("Un nom ouvre la fiche du contrat.")
    key = f"table-chaines-{slug(nom)}-{jour.isoformat()}-{chaines.index(shown[0])}"
    chosen = draw_chaines(shown, key)
    download_buttons(
        lambda: table_chaines(chaines),
        sources,
        f"cls-generations_{slug(nom)}_{jour.isoformat()}",
        key="export-generations",
    )
    return chosen


def _page(chaines: tuple[Chaine, ...]) -> tuple[Chaine, ...]:
    """Let the reader choose which chains to see when there are many."""
    if len(chaines) <= CHAINES_PAR_PAGE:
        return chaines
    starts = range(0, len(chaines), CHAINES_PAR_PAGE)

    def label(start: int) -> str:
        return f"{start + 1} à {min(start + CHAINES_PAR_PAGE, len(chaines))}"

    start = st.selectbox(
        f"Suites de contrats montrées, sur {nombre(len(chaines))}",
        starts,
        format_func=label,
        key="generations-page",
        width=260,
    )
    return chaines[start : start + CHAINES_PAR_PAGE]
