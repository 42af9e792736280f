"""The classes that a reader is shown: of a contract, and of a territory on a map or in a table.

A territory without a contract in the registre is ``aucun_recense``; ``non_couvert`` is said only
where an ARS attests its list (DESIGN section 6, rules 2 and 3). Words and colours are elsewhere.
"""

from collections.abc import Mapping

import numpy as np

from data.memoire import une_fois
from geo.certitude.attestation import cellules_attestees, regions_attestees
from geo.certitude.encadrement import Encadrement, build_connaissance, build_encadrement
from geo.couverture.carte import statuts_de
from geo.couverture.moteur import NON_RETENU, Couverture
from geo.territoires.decoupe import Decoupe, decoupe

CLASSES_DE_CONTRAT = (
    "signe_atteste",
    "signe_a_confirmer",
    "projet",
    "echeance_passee",
    "termine",
    "inconnu",
    "a_venir",
)
CLASSES_DE_TERRITOIRE = (
    "signe_atteste",
    "signe_a_confirmer",
    "partielle",
    "projet",
    "projet_partie",
    "echeance_passee",
    "inconnu",
    "termine",
    "aucun_recense",
    "non_couvert",
)
COUVERTS_EN_PARTIE = ("partielle", "projet", "projet_partie")
COUVERTURES_GARDEES = 8


def classe_du_contrat(statut: str, dates_lues: bool, liste_attestee: bool = False) -> str:
    """Return the class of a contract: one of CLASSES_DE_CONTRAT.

    Parameters
    ----------
    statut : one of geo.contrats.statuts.STATUTS.
    dates_lues : its dates are read (``dates_sont_lues``).
    liste_attestee : the list of its région is attested on the day: a contract over that nothing
        follows in a complete list is known not to be renewed.
    """
    if statut == "signe":
        return "signe_atteste" if dates_lues else "signe_a_confirmer"
    if statut == "echu":
        return "termine" if liste_attestee else "echeance_passee"
    return "termine" if statut == "renouvele" else statut


@une_fois(COUVERTURES_GARDEES)
def classes_des_contrats(couverture: Couverture) -> Mapping[str, str]:
    """Return the class of each contract retained, by identifier, in the registre's order (cached).

    Read for one contract as for all: a page, a feature of a layer, a sheet ask for the same day.
    """
    engine = couverture.moteur
    lues = build_connaissance(engine).lues.tolist()
    known = dict(zip(engine.perimetres.contrats, lues, strict=True))
    whole = listes_attestees(couverture)
    return {
        name: classe_du_contrat(statut, known[name], name in whole)
        for name, statut in couverture.statuts.items()
    }


def listes_attestees(couverture: Couverture) -> frozenset[str]:
    """Return the contracts that lie wholly in régions whose list is attested on the day.

    One whose perimeter is not known lies in the région of its ARS.
    """
    engine, jour = couverture.moteur, couverture.jour
    whole = regions_attestees(engine.registre, jour)
    if not whole:
        return frozenset()
    cells, owners = engine.perimetres.touchees
    outside = ~cellules_attestees(engine, jour)
    astride = np.zeros(len(engine.perimetres.contrats), dtype=bool)
    astride[owners[outside[cells]]] = True
    return frozenset(
        name
        for name, beyond in zip(engine.perimetres.contrats, astride.tolist(), strict=True)
        if not beyond and engine.registre.contrats[name].region in whole
    )


def classes_de_certitude(
    couverture: Couverture, niveau: str, within: np.ndarray | None = None
) -> np.ndarray:
    """Return the class of each territory of a level: one of CLASSES_DE_TERRITOIRE.

    Residents decide of what is covered, as in
    ``geo.couverture.carte.statuts_des_territoires``; a territory wholly under signed contracts is
    attested when all its residents are under attested ones. What
    is left is told by what is known of any of its cells: a contract over, one of unknown status,
    one replaced by a contract that does not reach it; else nothing is recorded.

    ``within``: bool mask of cells; only the part of each territory inside it is looked at.
    """
    cut = decoupe(couverture.moteur.referentiel, niveau, within)
    return cut.etale(classes_de(couverture, cut), "non_couvert")


def classes_de(couverture: Couverture, cut: Decoupe) -> np.ndarray:
    """The same for the territories of a cut, and no other."""
    statuts = statuts_de(couverture, cut)
    bounds = build_encadrement(couverture)
    surely_over, over, untold = _over_or_untold(couverture)
    return np.select(
        [
            (statuts == "signe") & (cut.poids_sous(bounds.recense & ~bounds.atteste) == 0),
            statuts == "signe",
            np.isin(statuts, COUVERTS_EN_PARTIE),
            cut.touche(over),
            cut.touche(untold),
            cut.touche(surely_over),
            cut.touche(~cellules_attestees(couverture.moteur, couverture.jour)),
        ],
        [
            "signe_atteste",
            "signe_a_confirmer",
            statuts,
            "echeance_passee",
            "inconnu",
            "termine",
            "aucun_recense",
        ],
        "non_couvert",
    )


@une_fois(COUVERTURES_GARDEES)
def _over_or_untold(couverture: Couverture) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the cells of contracts known not to go on, of those over, of those of unknown state.

    A contract that covers a part of a commune only counts for the commune.
    """
    whole = listes_attestees(couverture)
    names = couverture.moteur.perimetres.contrats
    listed = np.array([name in whole for name in names], dtype=bool)
    over = couverture.masque_des_contrats("echu")
    doubtful = build_encadrement(couverture).contrats_incertains
    untold = couverture.masque_des_contrats("inconnu") | doubtful
    gone = couverture.masque_des_contrats("renouvele") | (over & listed)
    return (
        _touched(couverture, gone),
        _touched(couverture, over & ~listed),
        _touched(couverture, untold),
    )


def cellules_recensees(bounds: Encadrement) -> np.ndarray:
    """Return the cells that a contract touches, whatever became of it.

    One that is only to come does not count, unless its dates are too poor to tell.
    """
    couverture = bounds.couverture
    known = ~couverture.masque_des_contrats("a_venir") & (couverture.numeros != NON_RETENU)
    return _touched(couverture, known | bounds.contrats_incertains)


def _touched(couverture: Couverture, contrats: np.ndarray) -> np.ndarray:
    """Return the cells that some contracts touch, wholly or in part."""
    cells, owners = couverture.moteur.perimetres.touchees
    mask = np.zeros(len(couverture.signe), dtype=bool)
    mask[cells[contrats[owners]]] = True
    return mask
