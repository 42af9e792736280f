"""The map of a contract as a figure: its perimeter, outlined, and the status of what is around."""

from dataclasses import replace

from components.carte.carte import EtatCarte
from components.carte.contour import avec_contour
from components.carte.couverture import carte_des_couches
from components.commun.mots.formats import jour_en_lettres
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.figures.carte_a_imprimer import carte_a_imprimer
from components.figures.figure import Carte
from geo.contrat.carte import FicheCarte
from geo.contrat.fiche import Fiche
from geo.territoires.fond_image import FondImage, with_contour

PERIMETRE = "Limite du périmètre"


def etat_carte(carte: FicheCarte, contrat_id: str, avec_voisins: bool) -> EtatCarte:
    """Return what the map component draws: the layers, and the outline of the perimeter."""
    etat, formes = carte.etat, carte.formes
    if not avec_voisins:
        etat = replace(etat, dans_la_vue=formes.dans_le_perimetre)
    return avec_contour(carte_des_couches(etat, "statut", f"contrat-{contrat_id}"), formes.contour)


def carte_du_contrat_a_imprimer(carte: FicheCarte, fiche: Fiche, fond: FondImage) -> Carte:
    """Return the map of a contract and what is around it, for paper; ``fond`` without outline."""
    units = NIVEAUX_PLURIEL["commune" if carte.formes.niveau == "commune" else "epci"]
    titre = f"{fiche.contrat.nom}\u00a0: son périmètre, au {jour_en_lettres(fiche.jour)}"
    outlined = with_contour(fond, PERIMETRE, carte.formes.trace)
    return carte_a_imprimer(titre, etat_carte(carte, fiche.contrat.id, True), outlined, units)
