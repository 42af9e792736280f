"""The files of the page beyond its PDF: data, pictures, perimeters, registre."""

from components.carte.couverture import CONTOURS
from components.commun.evolution import reserve_en_bref
from components.commun.mots.formats import slug
from components.diaporama.communs import export_deck, exports_des_donnees
from components.documents.donnees import export_xlsx
from components.documents.emporter import Export
from components.documents.images import RAPPORT_DES_IMAGES, exports_de_carte, exports_de_graphique
from components.figures.evolution import graphique_evolution
from components.figures.figure import Carte
from components.tableaux.calendrier import export_calendrier
from components.territoire.carte import carte_du_lieu_a_imprimer
from components.territoire.comparaison import graphique_comparaison
from components.territoire.evolution import is_drawn
from components.territoire.export import export_situation
from geo.emporter.fichiers import Fichiers
from geo.evolution.evolution import Evolution
from geo.territoire.carte import CarteDuLieu
from geo.territoire.vue import VueDuTerritoire


def carte_sur_papier(vue: VueDuTerritoire, carte: CarteDuLieu, rapport: float) -> Carte:
    """Return the map of the place for paper; ``rapport``: width divided by height."""
    fond = vue.fond(carte, CONTOURS[carte.niveau], rapport)
    return carte_du_lieu_a_imprimer(carte, fond, vue.situation.jour)


def exports_of(
    vue: VueDuTerritoire,
    evolution: Evolution,
    fichiers: Fichiers,
    sources: dict[str, str],
) -> list[Export]:
    """Return the files of the page beyond its PDF: data, pictures, perimeters, registre."""
    situation, carte = vue.situation, vue.carte
    place = situation.territoire
    where = f"{slug(place.nom)}_{place.code}_{situation.jour.isoformat()}"
    exports = [export_xlsx(lambda: export_situation(situation), sources, f"cls-territoire_{where}")]
    if carte is not None:
        exports += exports_de_carte(
            lambda: carte_sur_papier(vue, carte, RAPPORT_DES_IMAGES),
            sources,
            f"cls-carte_{where}",
        )
    exports += exports_de_graphique(
        lambda: graphique_comparaison(situation),
        sources,
        f"cls-comparaison_{where}",
        "Graphique de comparaison",
    )
    if is_drawn(evolution):
        titre = f"{place.nom}\u00a0: population couverte, année par année"
        exports += exports_de_graphique(
            lambda: graphique_evolution(evolution.annees, titre),
            sources | reserve_en_bref(evolution),
            f"cls-evolution_{where}",
            "Courbe, année par année",
        )
    if any(one.statut == "signe" for one in situation.contrats):
        exports.append(export_calendrier(fichiers.echeancier, f"cls-echeances_{where}"))
    deck = f"cls-presentation_{slug(fichiers.lieu.nom)}_{situation.jour.isoformat()}"
    return [
        *exports,
        *export_deck(fichiers, deck),
        *exports_des_donnees(fichiers, sources, f"cls-perimetres_{where}"),
    ]
