"""Where the figures come from, at the foot of each page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import streamlit as st

from components.commun.adresse.reference import membres
from components.commun.adresse.registre import lien_page
from components.commun.mots.formats import date_partielle, echappe_markdown, jour_en_lettres
from components.commun.mots.libelles import INDICATEURS_PUBLIES
from components.commun.tableau import SOURCE
from data.model import ChiffrePublie
from geo.couverture.moteur import Moteur
from geo.territoires.millesimes import Reference


def source_lines(
    provenance: dict[str, Any],
    date_releve: date,
    jour: date,
    annee_population: int,
    membres_des_epci: str = "",
    publication: int | None = None,
) -> dict[str, str]:
    """Return the sources of a table of figures, for a spreadsheet or the foot of a page.

    ``membres_des_epci``: which members of EPCI the perimeters have, when it is not those of
    the territories. ``publication``: number of the one that the registre is as of, when a store
    holds it.
    """
    known = "" if publication is None else f" à la publication {publication}"
    return {
        "Date de la situation": jour_en_lettres(jour),
        "Contrats": f"registre de l'atlas{known}, relevé le {jour_en_lettres(date_releve)} sur "
        "des pages publiques (ARS, collectivités, préfectures, presse)\u00a0; incomplet là où "
        "aucune ARS ne l'atteste complet",
        "Population": f"population municipale {annee_population} (INSEE)",
        "Territoires": f"code officiel géographique {provenance['millesime']} (INSEE, DGCL)"
        + (membres_des_epci and f"\u00a0; {membres_des_epci}"),
        "Attribution": str(provenance["attribution"]),
    }


def sources_de(
    moteur: Moteur, provenance: dict[str, Any], jour: date, reference: Reference | None = None
) -> dict[str, str]:
    """Return where the figures of an engine come from, as ``source_lines``.

    ``reference``: what a page counts with at its date, when it says so.
    """
    return source_lines(
        provenance,
        moteur.registre.date_releve,
        jour,
        moteur.referentiel.annee_population,
        membres(reference) if reference else "",
        moteur.publication,
    )


def foot(lines: dict[str, str]) -> None:
    """Draw the sources and the way to the method page."""
    st.divider()
    st.caption(
        "\u00a0· ".join(
            f"**{label}**\u00a0: {echappe_markdown(text)}" for label, text in lines.items()
        )
    )
    lien_page(
        "pages/methode.py",
        params={},
        label="Méthode, définitions et sources",
        icon=":material/menu_book:",
    )


def published_figures(figures: Iterable[ChiffrePublie], rang: int = 0) -> None:
    """Draw the figures published for a territory beside the computed ones, for who opens them.

    ``rang``: of this list among those of the page.
    """
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
    label = f"Chiffres publiés pour ce territoire ({len(rows)})"
    with st.expander(label, key=f"chiffres-publies-{rang}", on_change="rerun") as publies:
        if not publies.open:
            return
        st.caption("Publiés par les ARS, les collectivités ou la presse, à leur date.")
        st.dataframe(
            rows,
            hide_index=True,
            column_config={"Source": SOURCE},
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
