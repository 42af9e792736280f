"""The maps of a deck: what geo computed, in the form that the map draws on screen and on paper."""

from dataclasses import replace
from datetime import date

from components.carte.carte import EtatCarte
from components.carte.couverture import etat_carte
from components.commun.adresse.vue import EtatVue
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.figures.carte_a_imprimer import carte_a_imprimer
from components.figures.figure import Carte
from geo.presentation.cartes import VueCarte
from geo.presentation.noms import Nom


def _etat(vue: VueCarte, affichage: str, selection: tuple[str, ...]) -> EtatCarte:
    # The day is not drawn: the layers already hold the state of theirs.
    shown = EtatVue(vue.territoire, date.min, vue.niveau, affichage)
    return replace(etat_carte(shown, vue.etat), selection=selection)


def carte(
    vue: VueCarte,
    affichage: str,
    titre: str,
    phrase: str,
    selection: tuple[str, ...] = (),
    noms: tuple[Nom, ...] = (),
) -> Carte:
    """Return a map of a deck.

    Parameters
    ----------
    affichage : "statut" or "taux".
    phrase : what the map says, for who does not see it.
    selection : identifiers of the features drawn in a bold line.
    noms : what is written on the map, each with its longitude and latitude.
    """
    etat = replace(_etat(vue, affichage, selection), etiquettes=noms)
    drawn = carte_a_imprimer(titre, etat, vue.fond, NIVEAUX_PLURIEL[vue.niveau])
    return replace(drawn, alternative=f"{phrase} {drawn.alternative}")
