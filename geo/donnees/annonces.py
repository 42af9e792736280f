"""Contracts that are announced and not held: what is known to be missing, région by région."""

from data.memoire import une_fois
from geo.certitude.annonce import NombreAnnonce, nombre_annonce
from geo.couverture.moteur import Couverture
from geo.territoires.territoire import Territoire, regions_of


@une_fois(16)
def build_annonces(couverture: Couverture, territoire: Territoire) -> tuple[NombreAnnonce, ...]:
    """Return the numbers announced, the most missing first; those that do not compare last.

    Of each région for the country, else of the région or of the département itself.
    """
    referentiel = couverture.moteur.referentiel
    if territoire.niveau == "france":
        found = [nombre_annonce(couverture, one, one) for one in regions_of(referentiel)]
    else:
        region = territoire if territoire.niveau == "region" else None
        found = [nombre_annonce(couverture, territoire, region)]
    known = [one for one in found if one is not None]
    return tuple(sorted(known, key=lambda one: (one.manquants is None, -(one.manquants or 0))))
