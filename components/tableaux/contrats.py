"""The contracts of a territory as a table, with its downloads."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from components.commun.mots.formats import NON_RENSEIGNE, jour_en_lettres, pluriel
from components.documents.telechargements import download_buttons
from components.tableaux.tableaux import tableau_contrats
from data.memoire import tant_qu_il_dure
from data.model import Contrat
from geo.contrats.statuts import STATUTS

TOUJOURS_MONTRES = ("signe", "projet")


def export_contrats(
    contrats: Sequence[Contrat],
    rows: Sequence[tuple[str, dict[str, str]]],
    regions: Mapping[str, str],
) -> pd.DataFrame:
    """Return contracts as a file to take away, signed and in project first.

    Parameters
    ----------
    rows : (status, cells of ``contract_row``) of each contract, in their order.
    regions : names of the régions by code.

    ``Identifiant`` is that of the perimeters (GeoJSON, GeoPackage), so that files can be joined.
    """
    table = pd.DataFrame(
        [
            {
                "Identifiant": contrat.id,
                **cells,
                "Région": regions.get(contrat.region, NON_RENSEIGNE),
                "Code région": contrat.region,
                "Départements": " ".join(contrat.departements),
            }
            for contrat, (_, cells) in zip(contrats, rows, strict=True)
        ]
    )
    return table.iloc[_in_order(rows)]


def _in_order(rows: Sequence[tuple[str, dict[str, str]]]) -> list[int]:
    """Return the positions of contracts, signed and in project first, then by name."""
    return sorted(
        range(len(rows)),
        key=lambda position: (STATUTS.index(rows[position][0]), rows[position][1]["Contrat"]),
    )


@tant_qu_il_dure
def _montres(
    rows: Sequence[tuple[str, dict[str, str]]], tous: bool
) -> tuple[list[int], pd.DataFrame]:
    """Return the positions of the contracts shown, in order, and their cells as a table."""
    shown = [one for one in _in_order(rows) if tous or rows[one][0] in TOUJOURS_MONTRES]
    cells = [rows[position][1] for position in shown]
    names = cells[0] if cells else ()
    return shown, pd.DataFrame({name: [one[name] for one in cells] for name in names})


def contracts_section(
    rows: Sequence[tuple[str, dict[str, str]]],
    jour: date,
    sources: dict[str, str],
    nom: str,
    fichier: Callable[[], pd.DataFrame] | None = None,
) -> int | None:
    """Draw the contracts of a territory, signed and in project first, the others on demand.

    Parameters
    ----------
    rows : (status, cells of ``contract_row``) of each contract.
    sources : what the downloaded file says of where it comes from.
    nom : file name of the download, without suffix; every contract is in it.
    fichier : builds its table (``export_contrats``); None for the cells of ``rows``.

    Returns
    -------
    The position, in ``rows``, of the contract the reader selected, or None.
    """
    st.header("Contrats du territoire", anchor="contrats")
    shown, table = _montres(rows, False)
    hidden = len(rows) - len(shown)
    st.caption(
        f"{pluriel(len(shown), 'contrat signé ou en projet', 'contrats signés ou en projet')} "
        f"au {jour_en_lettres(jour)}. Une date est donnée avec la précision de sa source. "
        "Un nom ouvre la fiche du contrat (au clavier, Maj + Espace)."
    )
    if hidden and st.toggle(
        f"Montrer aussi les échéances passées, les contrats terminés, à venir ou de statut inconnu "
        f"({hidden})",
        key="contrats-tous",
    ):
        shown, table = _montres(rows, True)
    if not shown:
        st.info(
            "Aucun contrat signé ou en projet n'est recensé sur ce territoire à cette date. "
            "L'ARS de la région sait où en sont les démarches.",
            icon=":material/search_off:",
        )
        return None
    chosen = tableau_contrats(table)
    everything = fichier or (lambda: _montres(rows, True)[1])
    download_buttons(everything, sources, nom, key="export-contrats")
    return None if chosen is None else shown[chosen]
