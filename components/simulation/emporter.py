"""The pictures that the page gives to take away."""

from components.carte.carte import EtatCarte
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.documents.emporter import Export
from components.documents.images import exports_de_carte, exports_de_graphique
from components.figures.carte_a_imprimer import carte_a_imprimer
from components.simulation.etat import EtatSimulation
from components.simulation.export import (
    NATURE,
    nom_de_fichier,
)
from components.simulation.images import (
    graphique_des_taux,
    graphique_du_classement,
    titre_de_la_carte,
)
from geo.emporter.fichiers import Fichiers
from geo.simulation.carte import CarteSimulation
from geo.simulation.classement import classement
from geo.simulation.simulation import Simulation


def exports_of(
    simulation: Simulation,
    etat: EtatSimulation,
    carte: CarteSimulation,
    shown: EtatCarte,
    sources: dict[str, str],
) -> list[Export]:
    """Return the pictures of the page: the map, and who would bring most residents."""
    name, said = nom_de_fichier(simulation, etat.nom), {"Nature": NATURE} | sources
    exports = exports_de_carte(
        lambda: carte_a_imprimer(
            titre_de_la_carte(simulation, etat),
            shown,
            Fichiers.fond(carte.etat.couches, shown.contours),
            NIVEAUX_PLURIEL[etat.niveau],
        ),
        said,
        f"{name}_carte-{etat.niveau}",
    )
    exports += exports_de_graphique(
        lambda: graphique_des_taux(simulation, etat.nom),
        said,
        f"{name}_taux",
        "Taux avant et après",
    )
    if simulation.bilan_apres.signe == simulation.bilan_apres.population:
        return exports  # nobody is left to bring
    return exports + exports_de_graphique(
        lambda: graphique_du_classement(
            classement(simulation, etat.niveau), simulation, etat.nom, etat.niveau
        ),
        said,
        f"{name}_classement",
        "Qui apporterait le plus d'habitants",
    )
