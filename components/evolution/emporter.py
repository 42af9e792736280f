"""The pictures that the page gives to take away."""

from dataclasses import replace

from components.commun import evolution as phrases
from components.commun.mots.formats import slug
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.documents.emporter import Export
from components.documents.images import exports_de_carte, exports_de_graphique
from components.evolution.echeances import CHAINES_PAR_PAGE
from components.evolution.etat import EtatEvolution
from components.figures.carte_a_imprimer import (
    carte_de_la_vue_a_imprimer,
)
from components.figures.echeances_images import (
    graphique_des_generations,
    graphique_des_sorties,
    graphique_du_taux,
)
from components.figures.evolution import graphique_evolution
from components.tableaux.calendrier import export_calendrier
from geo.certitude.vue import VueDeCouverture
from geo.couverture.moteur import Couverture
from geo.evolution.chaines import Chaine
from geo.evolution.echeances import Echeancier
from geo.evolution.evolution import Evolution
from geo.evolution.sorties import territoires_a_echeance


def lieu_et_jour(evolution: Evolution) -> str:
    """Return the end of the names of files: the territory and the day."""
    return f"{slug(evolution.territoire.nom)}_{evolution.jour.isoformat()}"


def exports_of(
    couverture: Couverture,
    vue: VueDeCouverture,
    etat: EtatEvolution,
    evolution: Evolution,
    echeancier: Echeancier,
    chaines: tuple[Chaine, ...],
    sources: dict[str, str],
) -> list[Export]:
    """Return the pictures of the page: the curve, the map of the year, what ends, generations."""
    place, where = evolution.territoire, lieu_et_jour(evolution)
    titre = f"{place.nom}\u00a0: population couverte, année par année"
    exports = exports_de_graphique(
        lambda: graphique_evolution(evolution.annees, titre),
        sources | phrases.reserve_en_bref(evolution),
        f"cls-evolution_{where}",
        "Courbe, année par année",
    )
    if vue.couches.couches:
        exports += exports_de_carte(
            lambda: carte_de_la_vue_a_imprimer(vue, replace(etat, jour=vue.couverture.jour)),
            sources,
            f"cls-evolution-carte-{etat.annee}-{etat.niveau}_{where}",
            f"Carte de l'année {etat.annee}",
        )
    if echeancier.contrats:
        exports += exports_de_graphique(
            lambda: graphique_du_taux(echeancier),
            sources,
            f"cls-echeances-taux_{where}",
            "Courbe des échéances",
        )
        if place.niveau != place.niveaux_interieurs[0]:
            inner = place.niveaux_interieurs[0]
            exports += exports_de_graphique(
                lambda: graphique_des_sorties(
                    territoires_a_echeance(couverture, place, inner),
                    place.nom,
                    NIVEAUX_PLURIEL[inner],
                ),
                sources,
                f"cls-echeances-{inner}_{where}",
                f"Où la couverture baisserait, par {NIVEAUX_PLURIEL[inner]}",
            )
        exports.append(export_calendrier(lambda: echeancier, f"cls-echeances_{where}"))
    if chaines:
        exports += exports_de_graphique(
            lambda: graphique_des_generations(chaines[:CHAINES_PAR_PAGE], place.nom, etat.jour),
            sources,
            f"cls-generations_{where}",
            "Générations de contrats",
        )
    return exports
