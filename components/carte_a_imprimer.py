"""The map of a page as a figure: for a picture, a slide or a sheet."""

from collections import Counter

from components.carte import EtatCarte
from components.carte_couverture import aspects_of
from components.figures import Carte
from components.formats import nombre
from components.statuts import Aspect
from geo.fond_image import FondImage


def _alternative(titre: str, legende: tuple[Aspect, ...], classes: str, territoires: str) -> str:
    counts = Counter(classes)
    words = ", ".join(f"{one.libelle.lower()}\u00a0: {nombre(counts[one.code])}" for one in legende)
    return f"Carte. {titre}. Nombre de {territoires} par couleur\u00a0: {words}."


def carte_a_imprimer(titre: str, etat: EtatCarte, fond: FondImage, territoires: str) -> Carte:
    """Return what a map on paper shows: the very state of the map of the page, and its shapes.

    Parameters
    ----------
    etat : the state that the map component draws (components.carte_couverture.etat_carte, or that
        of a territory or a contract).
    fond : its shapes, in the same order (geo.fond_image).
    territoires : what the features are, in the plural ("EPCI", "communes").

    The legend holds every class of rates, and the statuses that the map shows.
    """
    if len(etat.classes) != len(fond.formes.codes):
        raise ValueError(f"fond: {len(etat.classes)} shapes expected, {len(fond.formes.codes)}")
    legende = aspects_of(etat.mode)
    if etat.mode == "statut":
        legende = tuple(one for one in legende if one.code in etat.classes)
    return Carte(
        titre,
        etat,
        legende,
        _alternative(titre, legende, etat.classes, territoires),
        fond.formes,
        fond.traits,
    )
