"""Maps of real territories."""

from collections.abc import Callable
from datetime import date

import pytest

from components.carte.couverture import etat_carte
from components.commun.adresse.vue import EtatVue
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.figures.carte_a_imprimer import carte_a_imprimer, titre_de_carte
from components.figures.figure import Carte
from geo.certitude.carte import build_etat
from geo.couverture.moteur import Moteur
from geo.territoires.fond_image import load_fond
from geo.territoires.territoire import FRANCE, find_territoire

JOUR = date(2025, 1, 31)


@pytest.fixture(scope="module")
def une_carte(moteur: Moteur) -> Callable[..., Carte]:
    """The map of a view of the coverage page: ``une_carte("region", "53", "epci")``."""

    def build(niveau: str, code: str, decoupe: str, affichage: str = "statut") -> Carte:
        place = find_territoire(moteur.referentiel, niveau, code) if code else FRANCE
        vue = EtatVue(place, JOUR, decoupe, affichage)
        couches = build_etat(moteur.couverture(JOUR), place, decoupe, False)
        etat = etat_carte(vue, couches)
        fond = load_fond(couches.couches, etat.contours)
        return carte_a_imprimer(titre_de_carte(vue), etat, fond, NIVEAUX_PLURIEL[decoupe])

    return build


@pytest.fixture(scope="module")
def bretagne(une_carte: Callable[..., Carte]) -> Carte:
    return une_carte("region", "53", "epci")


@pytest.fixture(scope="module")
def france(une_carte: Callable[..., Carte]) -> Carte:
    return une_carte("france", "", "epci")
