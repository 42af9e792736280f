"""The map around a place, with the status of the neighbours."""

from datetime import date

from components.carte.carte import EtatCarte, draw_carte
from components.carte.compact import pack_contrats, pack_taux
from components.carte.comptee import classes_des_territoires
from components.carte.contour import publish_contour
from components.carte.couverture import CONTOURS, classes_of
from components.commun.legende import legende
from components.commun.mots.formats import jour_en_lettres
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.commun.statuts import HORS_VUE, STATUTS, aspect_de
from components.figures.carte_a_imprimer import carte_a_imprimer
from components.figures.figure import Carte
from geo.territoire.carte import CONTOUR, CarteDuLieu
from geo.territoires.fond_image import FondImage, with_contour

HAUTEUR = 460


def etat_carte(carte: CarteDuLieu) -> EtatCarte:
    """Return what the map component draws of a place and its neighbours.

    The outline of the place is one more feature, under the others, that the map draws again in a
    bold line.
    """
    etat = carte.etat
    rates = (etat.taux / 100).tolist()
    contracts: list[list[tuple[int, str]]] = [
        [(number, aspect_de(status).code) for number, status in references]
        for references in etat.contrats
    ]
    return EtatCarte(
        couches=(*etat.couches, publish_contour(carte.geojson)),
        classes=classes_of(etat, "statut") + HORS_VUE,
        taux=pack_taux([*rates, None]),
        contrats=pack_contrats([*contracts, []]),
        vue=f"territoire-{carte.dessine.niveau}-{carte.dessine.code}",
        encarts=False,
        contours=CONTOURS[carte.niveau],
        mode="statut",
        selection=(CONTOUR,),
    )


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
    outlined = with_contour(fond, CONTOUR, carte.dessine.nom, carte.contour)
    return carte_a_imprimer(titre, etat_carte(carte), outlined, units)
