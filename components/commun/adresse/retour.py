"""From a list of contracts to the sheet of one of them, and back."""

from collections.abc import Mapping
from datetime import date

from components.commun.adresse.liens import PAGE_CONTRAT, params_contrat
from components.commun.adresse.registre import ouvre_page


def open_fiche(contrat_id: str | None, jour: date, retour: Mapping[str, str]) -> None:
    """Leave for the sheet of the contract that was chosen, if one was.

    Streamlit writes the new parameters in the address of the page left before it changes pages:
    ``retour``, the parameters of the view left, stay among them, so that the browser's way back
    leads to the same view. The sheet reads the contract and the date alone.
    """
    if contrat_id is not None:
        ouvre_page(PAGE_CONTRAT, params_contrat(contrat_id, jour) | dict(retour))
