"""What the comparison draws of a coverage: its map and its certainty, before and after."""

from dataclasses import dataclass

from data.memoire import une_fois
from geo.atelier.ecarts.effet import Apercu
from geo.certitude.certitude import Certitude, build_certitude
from geo.certitude.vue import VueDeCouverture
from geo.couverture.moteur import Couverture
from geo.territoires.territoire import FRANCE, Territoire


@dataclass(frozen=True, eq=False)
class VuesComparees:
    """A territory before and after an import: what may be said of it, what its map shows."""

    territoire: Territoire
    niveau: str
    certitude_avant: Certitude
    certitude_apres: Certitude
    avant: VueDeCouverture
    apres: VueDeCouverture


def compare_vues(apercu: Apercu, region: str) -> VuesComparees:
    """Return what is drawn of an import: its région by EPCI, the country by région without one."""
    place = territoire_de(apercu.avant, region)
    niveau = "epci" if region else "region"
    return VuesComparees(
        place,
        niveau,
        build_certitude(apercu.avant, place),
        build_certitude(apercu.apres, place),
        _vue(apercu.avant, place, niveau),
        _vue(apercu.apres, place, niveau),
    )


def territoire_de(couverture: Couverture, region: str) -> Territoire:
    """Return the territory of a région, the country without one."""
    level = couverture.moteur.referentiel.niveaux["region"]
    if region not in level.index:
        return FRANCE
    return Territoire("region", region, str(level.noms[level.index[region]]))


@une_fois(8)
def _vue(couverture: Couverture, place: Territoire, niveau: str) -> VueDeCouverture:
    return VueDeCouverture(couverture, place, niveau, avec_projet=False)
