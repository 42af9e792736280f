"""What a reader takes away from the territory page: the one-page PDF, the data, the link."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from components.commun.adresse.liens import adresse_publique
from components.documents.emporter import Export
from components.documents.emporter import emporter as list_of_exports
from components.documents.telechargements import csv_bytes
from components.territoire.pdf_territoire import RAPPORT_DE_LA_CARTE, pdf_territoire
from geo.territoire.carte import FondDeCarte
from geo.territoire.situation import Situation


def emporter(
    situation: Situation,
    fond: Callable[[float], FondDeCarte | None],
    table: Callable[[], pd.DataFrame],
    params: Mapping[str, str],
    sources: Mapping[str, str],
    nom: str,
    exports: Sequence[Export] = (),
) -> None:
    """Draw the downloads and the link; a file is only made when its button is pressed.

    Parameters
    ----------
    fond : returns the map as shapes for a ratio of width to height, None when there is none.
    table : returns the data of the page.
    params : parameters of the address of the view.
    sources : where the figures come from, by label.
    nom : file name without suffix.
    exports : the other files, listed behind a button.
    """
    link = adresse_publique(st.context.url, params)
    dated = adresse_publique(st.context.url, {**params, "date": situation.jour.isoformat()})
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Fiche PDF",
            data=lambda: pdf_territoire(situation, fond(RAPPORT_DE_LA_CARTE), sources, dated),
            file_name=f"{nom}.pdf",
            mime="application/pdf",
            key="territoire-pdf",
            icon=":material/picture_as_pdf:",
            type="primary",
            on_click="ignore",
            help="Une page à imprimer ou à envoyer\u00a0: la carte, la réponse, les chiffres, les "
            "axes et les sources",
        )
        st.download_button(
            "Données CSV",
            data=lambda: csv_bytes(table()),
            file_name=f"{nom}.csv",
            mime="text/csv",
            key="territoire-csv",
            icon=":material/download:",
            on_click="ignore",
            help="Tout ce que dit la page, pour un tableur (séparateur point-virgule)",
        )
        list_of_exports(exports, "territoire", "Autres formats")
        with st.popover("Lien", icon=":material/link:"):
            st.caption("L'adresse de cette page, à copier\u00a0:")
            st.code(link, language=None, wrap_lines=True)
