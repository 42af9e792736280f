"""Where the figures come from, at the foot of each page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import streamlit as st

from components.commun.mots.formats import date_partielle, echappe_markdown, jour_en_lettres
from components.commun.mots.libelles import INDICATEURS_PUBLIES
from data.model import ChiffrePublie


def source_lines(
    provenance: dict[str, Any],
    date_releve: date,
    jour: date,
    annee_population: int,
    membres: str = "",
) -> dict[str, str]:
    """Return the sources of a table of figures, for a spreadsheet or the foot of a page.

    ``membres``: which members of EPCI the perimeters have, when it is not those of the territories.
    """
    return {
        "Date de la situation": jour_en_lettres(jour),
        "Contrats": f"registre de l'atlas, relevé le {jour_en_lettres(date_releve)} sur des pages "
        "publiques (ARS, collectivités, préfectures, presse)\u00a0; incomplet",
        "Population": f"population municipale {annee_population} (INSEE)",
        "Territoires": f"code officiel géographique {provenance['millesime']} (INSEE, DGCL)"
        + (f"\u00a0; {membres}" if membres else ""),
        "Attribution": str(provenance["attribution"]),
    }


def foot(lines: dict[str, str], methode: str) -> None:
    """Draw the sources and the way to the method page."""
    st.divider()
    st.caption(
        "\u00a0· ".join(
            f"**{label}**\u00a0: {echappe_markdown(text)}" for label, text in lines.items()
        )
    )
    st.page_link(methode, label="Méthode, définitions et sources", icon=":material/menu_book:")


def published_figures(figures: Iterable[ChiffrePublie]) -> None:
    """Draw the figures published for a territory beside the computed ones."""
    rows = [
        {
            "Date": date_partielle(figure.date),
            "Indicateur": INDICATEURS_PUBLIES.get(figure.indicateur, figure.indicateur),
            "Valeur publiée": f"{figure.valeur.replace('.', ',')} {figure.unite}".strip(),
            "Source": figure.source_url,
        }
        for figure in figures
    ]
    if not rows:
        return
    with st.expander(f"Chiffres publiés pour ce territoire ({len(rows)})"):
        st.caption("Publiés par les ARS, les collectivités ou la presse, à leur date.")
        st.dataframe(
            rows,
            hide_index=True,
            column_config={
                "Source": st.column_config.LinkColumn("Source", display_text="ouvrir la source")
            },
            width="stretch",
        )


def packages_table(provenance: dict[str, Any]) -> None:
    """Draw what the referentiel is built from: content, vintage, producers, licence."""
    st.dataframe(
        [
            {
                "Contenu": source["contenu"],
                "Millésime": source["millesime"],
                "Producteurs": source["producteurs"],
                "Licence": source["licence"],
                "Paquet": f"{source['paquet']} {source['version']}",
            }
            for source in provenance["sources"]
        ],
        hide_index=True,
        width="stretch",
    )
