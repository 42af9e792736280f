"""The maps of a seminar: what is known of each feature, and the shapes to draw it on paper."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from geo.certitude.carte import build_etat
from geo.couverture.carte import EtatCouches
from geo.couverture.moteur import Couverture
from geo.territoires.fond_image import FondImage, load_fond
from geo.territoires.territoire import Territoire

# Outlines drawn above the features of a level.
TRAITS = {"region": "region", "departement": "region", "epci": "departement"}


@dataclass(frozen=True, eq=False)
class VueCarte:
    """A territory cut at a level, on the day of ``etat``.

    ``fond``: shapes of the layers of ``etat``, in its order, and outlines laid above.
    """

    territoire: Territoire
    niveau: str
    etat: EtatCouches
    fond: FondImage


def build_vues(
    couvertures: Iterable[Couverture], territoire: Territoire, niveau: str
) -> tuple[VueCarte, ...]:
    """Return the map of a territory on several days, the shapes being read once.

    ``niveau``: one of TRAITS.
    """
    states = [build_etat(couverture, territoire, niveau, False) for couverture in couvertures]
    fond = load_fond(states[0].couches, TRAITS[niveau]) if states else None
    if fond is None:
        return ()
    return tuple(VueCarte(territoire, niveau, state, fond) for state in states)


def entites_de(vue: VueCarte, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the features in view that are some EPCI, or the parts of one.

    An EPCI astride two départements is drawn in two parts (``200068120-29``).
    """
    wanted = set(codes)
    seen = vue.fond.formes.codes[np.asarray(vue.etat.dans_la_vue)]
    return tuple(one for one in seen.tolist() if one.split("-")[0] in wanted)
