"""Links to the page Évolution, and from it."""

from collections.abc import Mapping

from components.commun.adresse.liens import PAGE_COUVERTURE
from components.commun.adresse.parametres import write_params
from components.commun.adresse.registre import lien_page
from components.commun.adresse.vue import EtatVue
from components.commun.mots.formats import jour_en_lettres

PAGE_EVOLUTION = "pages/evolution.py"
SANS_EFFET = ("millesime", "population", "perimetre")
"""What the history is not counted with: one population and one vintage hold along the curve."""


def lien_evolution(params: Mapping[str, str]) -> None:
    """Draw the link to the history of a view; ``params``: parameters of its address."""
    lien_page(
        PAGE_EVOLUTION,
        label="Voir l'évolution",
        icon=":material/timeline:",
        params={name: one for name, one in params.items() if name not in SANS_EFFET},
        help="La couverture mois par mois depuis 2010, et la carte année par année",
    )


def lien_couverture(etat: EtatVue) -> None:
    """Draw the link to the coverage page of the same view, on its day."""
    lien_page(
        PAGE_COUVERTURE,
        label=f"Voir la couverture au {jour_en_lettres(etat.jour)}",
        icon=":material/map:",
        params=write_params(etat),
    )
