"""The files that every page of a territory gives: its deck, its perimeters, the registre."""

from collections.abc import Mapping

from components.diaporama.emporter import exports_du_diaporama
from components.documents.donnees import export_du_registre, exports_des_perimetres
from components.documents.emporter import Export
from geo.emporter.fichiers import Fichiers


def export_deck(fichiers: Fichiers, nom: str, lieu: str = "") -> list[Export]:
    """Return the deck of the territory, all its slides; ``nom``: file name without suffix.

    ``lieu``: what the deck speaks of, the name of its territory by default.
    """
    return exports_du_diaporama(fichiers.seminaire, lieu or fichiers.lieu.nom, nom)


def exports_des_donnees(fichiers: Fichiers, sources: Mapping[str, str], nom: str) -> list[Export]:
    """Return the perimeters of the contracts, then the registre; ``nom``: that of the perimeters.

    Contracts without a known perimeter have no shape: ``fichiers.choisis`` leaves them out.
    """
    return [
        *exports_des_perimetres(
            lambda avance: fichiers.geojson(sources, avance),
            lambda avance: fichiers.gpkg(sources, avance),
            len(fichiers.contrats),
            nom,
        ),
        export_du_registre(fichiers.registre, fichiers.couverture.moteur.registre.date_releve),
    ]
