"""The link from the coverage of a territory to its simulation."""

from datetime import date

from components.commun.adresse.registre import lien_page
from geo.territoires.territoire import FRANCE, Territoire

PAGE_SIMULATION = "pages/simulation.py"


def lien_simulation(base: Territoire, jour: date) -> None:
    """Draw the link from the coverage of a territory to its simulation, at the same day."""
    params = {} if base == FRANCE else {base.niveau: base.code}
    lien_page(
        PAGE_SIMULATION,
        label="Simuler\u00a0: et si ces territoires signaient\u00a0?",
        icon=":material/tune:",
        params=params | {"date": jour.isoformat()},
    )
