"""The EPCI map with one filter, drawn by the component of the atlas. Run by bench/carte.py."""

from bench import scene
from components.carte.carte import draw_carte, publish_contrats
from components.carte.couverture import etat_carte
from components.commun.adresse.vue import EtatVue
from geo.territoires.territoire import FRANCE

choix = scene.choose()
vue = EtatVue(FRANCE, scene.JOUR, scene.COUCHE, "statut")
etat = etat_carte(vue, scene.compute(choix))
draw_carte(etat, publish_contrats(scene.names()), cle="carte", hauteur=scene.HAUTEUR)
