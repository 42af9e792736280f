"""What a reader takes away from the territory page: the one-page PDF, the data, the link."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from components.commun.adresse.liens import adresse_publique
from components.commun.adresse.partage import lien_a_copier
from components.commun.adresse.registre import epingle
from components.documents.emporter import Export
from components.documents.emporter import emporter as list_of_exports
from components.documents.telechargements import csv_bytes, telecharge
from components.figures.figure import Carte
from geo.territoire.situation import Situation

RAPPORT_DE_LA_CARTE = 1.2  # width divided by height, of the map of the sheet


def _sheet(
    situation: Situation, carte: Carte | None, sources: Mapping[str, str], adresse: str
) -> bytes:
    # Imported when asked for: what draws the map would slow the start.
    from components.territoire.pdf import pdf_territoire

    return pdf_territoire(situation, carte, sources, adresse)


def emporter(
    situation: Situation,
    carte: Callable[[], Carte | None],
    table: Callable[[], pd.DataFrame],
    params: Mapping[str, str],
    sources: Mapping[str, str],
    nom: str,
    exports: Sequence[Export] = (),
) -> None:
    """Draw the downloads and the link; a file is only made when its button is pressed.

    Parameters
    ----------
    carte : returns the map of the place and its neighbours, None when there is none.
    table : returns the data of the page.
    params : parameters of the address of the view.
    sources : where the figures come from, by label.
    nom : file name without suffix.
    exports : the other files, listed behind a button.
    """
    link = adresse_publique(st.context.url, epingle(params))
    dated = adresse_publique(
        st.context.url, epingle({**params, "date": situation.jour.isoformat()})
    )
    with st.container(horizontal=True, gap="small"):
        telecharge(
            "Fiche PDF",
            f"{nom}.pdf",
            lambda: _sheet(situation, carte(), sources, dated),
            "territoire-pdf",
            icon=":material/picture_as_pdf:",
            type="primary",
            help="Une page à imprimer ou à envoyer\u00a0: la carte, la réponse, les chiffres, les "
            "axes et les sources",
        )
        telecharge(
            "Données CSV",
            f"{nom}.csv",
            lambda: csv_bytes(table()),
            "territoire-csv",
            help="Tout ce que dit la page, pour un tableur (séparateur point-virgule)",
        )
        list_of_exports(exports, "territoire", "Autres formats")
        with st.popover("Lien", icon=":material/link:"):
            lien_a_copier(link, "cette page")
