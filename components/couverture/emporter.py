"""What the coverage page gives to take away."""

from collections.abc import Mapping

from components.commun.adresse.vue import EtatVue
from components.commun.mots.formats import slug
from components.couverture.classement import classement_en_figure
from components.diaporama.communs import export_deck, exports_des_donnees
from components.documents.emporter import Export
from components.documents.images import exports_de_carte, exports_de_graphique
from components.figures.carte_a_imprimer import carte_de_la_vue_a_imprimer
from geo.certitude.vue import VueDeCouverture
from geo.emporter.fichiers import Fichiers


def exports_of(
    vue: VueDeCouverture, etat: EtatVue, fichiers: Fichiers, sources: Mapping[str, str]
) -> list[Export]:
    """Return the files of the page: map, chart, deck, perimeters, registre."""
    name, day = slug(etat.territoire.nom), etat.jour.isoformat()
    where = f"{name}_{etat.niveau}"
    exports: list[Export] = []
    if vue.couches.couches:
        exports += exports_de_carte(
            lambda: carte_de_la_vue_a_imprimer(vue, etat),
            sources,
            f"cls-carte_{where}_{etat.affichage}_{day}",
        )
    if etat.territoire.niveau != etat.niveau:
        exports += exports_de_graphique(
            lambda: classement_en_figure(vue.table, etat), sources, f"cls-classement_{where}_{day}"
        )
    return [
        *exports,
        *export_deck(fichiers, f"cls-presentation_{slug(fichiers.lieu.nom)}_{day}"),
        *exports_des_donnees(fichiers, sources, f"cls-perimetres_{name}_{day}"),
    ]
