"""The map around a place, with the status of the neighbours."""

from datetime import date

from components.carte.carte import EtatCarte, draw_carte
from components.carte.comptee import classes_des_territoires
from components.carte.contour import avec_contour
from components.carte.couverture import CONTOURS, carte_des_couches
from components.commun.legende import legende
from components.commun.mots.formats import jour_en_lettres
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.commun.statuts import STATUTS
from components.figures.carte_a_imprimer import carte_a_imprimer
from components.figures.figure import Carte
from geo.territoire.carte import CarteDuLieu
from geo.territoires.contours import CONTOUR
from geo.territoires.fond_image import FondImage, with_contour

HAUTEUR = 460


def etat_carte(carte: CarteDuLieu) -> EtatCarte:
    """Return what the map component draws of a place, outlined, and of its neighbours."""
    drawn = carte_des_couches(
        carte.etat,
        "statut",
        f"territoire-{carte.dessine.niveau}-{carte.dessine.code}",
        contours=CONTOURS[carte.niveau],
    )
    return avec_contour(drawn, carte.geojson)


def carte_du_lieu(carte: CarteDuLieu, noms_contrats: str) -> tuple[float, float] | None:
    """Draw the map and its legend; return the point of the territory just clicked, or None."""
    etat = etat_carte(carte)
    seen = set(etat.classes)
    legende(
        [aspect for aspect in STATUTS.values() if aspect.code in seen],
        classes_des_territoires((*carte.codes, CONTOUR), etat.classes),
        NIVEAUX_PLURIEL[carte.niveau],
    )
    return draw_carte(etat, noms_contrats, cle="carte-territoire", hauteur=HAUTEUR)


def carte_du_lieu_a_imprimer(carte: CarteDuLieu, fond: FondImage, jour: date) -> Carte:
    """Return the map of a place and its neighbours, for paper; ``fond`` without its outline."""
    units = NIVEAUX_PLURIEL[carte.niveau]
    titre = f"{carte.dessine.nom}\u00a0: les contrats locaux de santé, au {jour_en_lettres(jour)}"
    outlined = with_contour(fond, carte.dessine.nom, carte.contour)
    return carte_a_imprimer(titre, etat_carte(carte), outlined, units)
