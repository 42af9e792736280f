"""Who answers for a list: the régions whose contracts an ARS attests to be all in the registre.

Only there may the atlas say "non couvert" (DESIGN section 6, rule 2).
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.dates import DatePartielle, mois_apres
from data.model import Registre
from geo.certitude.publie import FRAICHEUR_MOIS
from geo.couverture.moteur import Moteur
from geo.territoires.decoupe import decoupe


@dataclass(frozen=True)
class Attestation:
    """An organisation answers for the list of a région at a date."""

    region: str
    date: DatePartielle
    auteur: str


def attestation_de(registre: Registre, region: str, jour: date) -> Attestation | None:
    """Return the attestation of a région that holds on a day, None when there is none.

    It holds from the day attested (a partial date is taken at its latest end) and for
    FRAICHEUR_MOIS: before, contracts already over may be missing from the list; after, others may
    have been signed since.
    """
    said = registre.regions.get(region)
    if said is None or said.completude != "complete" or said.completude_date is None:
        return None
    first = said.completude_date.dernier_jour
    last = mois_apres(first, FRAICHEUR_MOIS)
    if not first <= jour <= last:
        return None
    return Attestation(region, said.completude_date, said.completude_auteur)


def regions_attestees(registre: Registre, jour: date) -> frozenset[str]:
    """Return the codes of the régions whose list is attested on a day."""
    return frozenset(code for code in registre.regions if attestation_de(registre, code, jour))


def attestations(moteur: Moteur, within: np.ndarray, jour: date) -> tuple[Attestation, ...]:
    """Return the attestations of all the régions that a mask of cells touches.

    Empty as soon as one of them attests nothing, or as a cell lies outside the régions: what is
    astride a région that attests and one that does not is not attested.
    """
    cut = decoupe(moteur.referentiel, "region", within)
    if not len(cut.cellules) or len(cut.cellules) < np.count_nonzero(within):
        return ()
    found = [attestation_de(moteur.registre, code, jour) for code in cut.codes]
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(found) else ()


def cellules_attestees(moteur: Moteur, jour: date) -> np.ndarray:
    """Return the bool mask of the cells of the régions whose list is attested on a day."""
    level = moteur.referentiel.niveaux["region"]
    whole = regions_attestees(moteur.registre, jour)
    known = [code in whole for code in level.codes.tolist()]
    return np.array([*known, False])[level.appartenance]  # the last one: outside the régions
