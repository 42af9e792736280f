"""What the commands accept as a level and a code, and what they tell of how a code was read."""

import sys

from geo.territoires.codes import cite
from geo.territoires.lieux import find_lieu
from geo.territoires.referentiel import (
    CODE_FRANCE,
    NIVEAUX,
    NIVEAUX_PARTICULIERS,
    Niveau,
    Referentiel,
    TerritoireInconnu,
)

NIVEAUX_DES_COMMANDES = (*NIVEAUX, *NIVEAUX_PARTICULIERS)
AIDE_DU_CODE = (
    "the territory (INSEE code; SIREN or SIRET for an EPCI or an EPT; "
    f"{CODE_FRANCE} for the country); a former code leads to the territory of today"
)


def niveau_connu(referentiel: Referentiel, niveau: str) -> Niveau:
    """Return a level; raise TerritoireInconnu when this vintage has no list of its territories."""
    level = referentiel.niveaux[niveau]
    if not len(level.codes):
        raise TerritoireInconnu(
            f"no list of the {niveau.upper()} at the vintage {referentiel.millesime}; "
            "the first one held is that of 2023"
        )
    return level


def position_du_code(referentiel: Referentiel, niveau: str, code: str) -> int:
    """Return the position in its level of the territory that a code names, as written.

    A code that had to be mended, or that is no more, is told on stderr.

    Raises CodeRefuse when it names no territory of this level, TerritoireInconnu when this vintage
    has no list of them.
    """
    level = niveau_connu(referentiel, niveau)
    lieu = find_lieu(referentiel, niveau, code)
    place = lieu.territoire
    if lieu.pourquoi:
        print(f"note: {cite(code)}, {place.nom} ({place.code}): {lieu.pourquoi}", file=sys.stderr)
    return level.position(place.code)
