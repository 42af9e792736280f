"""What the presentation gives to take away: slides, pictures, and what they rest on."""

from dataclasses import replace
from urllib.parse import urlencode
from zlib import crc32

import pandas as pd

from components.commun.adresse.parametres import write_params
from components.commun.adresse.registre import epingle
from components.commun.contrats import contract_rows
from components.commun.mots.formats import slug
from components.diaporama.communs import exports_des_donnees
from components.diaporama.emporter import exports_du_diaporama
from components.diaporama.habillage import Habillage
from components.documents.donnees import (
    export_csv,
    export_xlsx,
)
from components.documents.emporter import Export, emporter
from components.documents.figures import exports_des_figures, figures_du_diaporama
from components.gabarit.diapositive import Diaporama
from components.presentation.adresse import EtatPresentation
from components.tableaux.contrats import export_contrats
from geo.emporter.fichiers import Fichiers
from geo.presentation.seminaire import Seminaire
from geo.territoires.territoire import noms_des_regions

CONTRATS = "les contrats du territoire\u00a0: statut, dates, porteur, région, identifiant, source"


def a_emporter(
    seminaire: Seminaire,
    deck: Diaporama,
    etat: EtatPresentation,
    fichiers: Fichiers,
    sources: dict[str, str],
    habillage: Habillage,
) -> None:
    """Offer the slides chosen, in the ratio chosen, then their pictures and what they rest on."""
    where = f"{slug(deck.territoire)}_{etat.jour.isoformat()}"
    content = urlencode(epingle(write_params(replace(etat, diapo=1, rythme=0, projection=False))))
    content += habillage.logo.empreinte if habillage.logo is not None else ""
    emporter(
        [
            *exports_du_diaporama(
                lambda: seminaire,
                deck.territoire,
                f"cls-presentation_{where}",
                cles=etat.cles,
                rapport=etat.format.replace("-", ":"),
                habillage=habillage,
            ),
            *exports_des_figures(
                lambda: deck, f"cls-images_{where}", len(figures_du_diaporama(deck))
            ),
            *_donnees(fichiers, where, sources),
        ],
        cle="presentation",
        # Other slides are another file.
        version=f"-{crc32(content.encode()):08x}",
    )


def _donnees(fichiers: Fichiers, where: str, sources: dict[str, str]) -> list[Export]:
    """Return the data under the slides: contracts, perimeters, registre."""
    couverture, names = fichiers.couverture, fichiers.contrats
    moteur = couverture.moteur
    contrats = [moteur.registre.contrats[name] for name in names]
    regions = noms_des_regions(moteur.referentiel)

    def table() -> pd.DataFrame:
        return export_contrats(contrats, contract_rows(couverture, names), regions)

    contracts = [
        export_csv(table, f"cls-contrats_{where}", "CSV", CONTRATS),
        export_xlsx(table, sources, f"cls-contrats_{where}", "les mêmes avec leurs sources"),
    ]
    return [
        *(contracts if contrats else []),
        *exports_des_donnees(fichiers, sources, f"cls-perimetres_{where}"),
    ]
