"""The map of a contract as a figure: its perimeter, outlined, and the status of what is around."""

import numpy as np

from components.carte.carte import EtatCarte
from components.carte.compact import pack_contrats, pack_taux
from components.carte.contour import publish_contour
from components.commun.mots.formats import jour_en_lettres
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.commun.statuts import HORS_VUE, aspect_de
from components.figures.carte_a_imprimer import carte_a_imprimer
from components.figures.figure import Carte
from geo.contrat.carte import FicheCarte
from geo.contrat.fiche import Fiche
from geo.contrat.formes import CONTOUR
from geo.territoires.fond_image import FondImage, with_contour

PERIMETRE = "Limite du périmètre"


def etat_carte(carte: FicheCarte, contrat_id: str, avec_voisins: bool) -> EtatCarte:
    """Return what the map component draws: the layers, and the outline of the perimeter.

    The outline is one more feature, under the others, that the map draws again in a bold line.
    """
    etat, formes = carte.etat, carte.formes
    codes = np.array([aspect_de(name).code for name in etat.statuts.tolist()])
    shown = etat.dans_la_vue if avec_voisins else formes.dans_le_perimetre
    rates = (etat.taux / 100).tolist()
    contracts: list[list[tuple[int, str]]] = [
        [(number, aspect_de(statut).code) for number, statut in references]
        for references in etat.contrats
    ]
    return EtatCarte(
        couches=(*etat.couches, publish_contour(formes.contour)),
        classes="".join(np.where(shown, codes, HORS_VUE).tolist()) + HORS_VUE,
        taux=pack_taux([*rates, None]),
        contrats=pack_contrats([*contracts, []]),
        vue=f"contrat-{contrat_id}",
        encarts=False,
        contours=None,
        mode="statut",
        selection=(CONTOUR,),
    )


def carte_du_contrat_a_imprimer(carte: FicheCarte, fiche: Fiche, fond: FondImage) -> Carte:
    """Return the map of a contract and what is around it, for paper; ``fond`` without outline."""
    units = NIVEAUX_PLURIEL["commune" if carte.formes.niveau == "commune" else "epci"]
    titre = f"{fiche.contrat.nom}\u00a0: son périmètre, au {jour_en_lettres(fiche.jour)}"
    outlined = with_contour(fond, CONTOUR, PERIMETRE, carte.formes.trace)
    return carte_a_imprimer(titre, etat_carte(carte, fiche.contrat.id, True), outlined, units)
