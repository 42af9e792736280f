"""Moving from one place to another: the address is written, the page follows."""

from collections.abc import Callable
from dataclasses import replace

from components.commun.adresse.parametres import write_params
from components.commun.adresse.registre import ecrit_adresse
from components.territoire.etat import EtatTerritoire
from geo.couverture.moteur import Moteur
from geo.recherche.recherche import Resultat
from geo.territoires.lieux import Lieu, find_lieux
from geo.territoires.territoire import Territoire

Ouvrir = Callable[[Territoire], None]


def opener(moteur: Moteur, etat: EtatTerritoire) -> Ouvrir:
    """Return what writes another territory in the address, at the same date."""

    def ouvrir(territoire: Territoire) -> None:
        shared = len(find_lieux(moteur.referentiel, territoire.code)) > 1
        show(replace(etat, lieu=Lieu(territoire), code_partage=shared))

    return ouvrir


def show(etat: EtatTerritoire) -> None:
    """Write a view in the address; the page follows at its next run."""
    ecrit_adresse(write_params(etat))


def open_result(ouvrir: Ouvrir) -> Callable[[Resultat], None]:
    """Return what opens a result of the search."""
    return lambda result: ouvrir(Territoire(result.niveau, result.code, result.nom))
