"""What every page says of the store before anything else: what it is, which publication is seen."""

from dataclasses import dataclass

from data.depot.erreurs import DepotErreur
from data.depot.journal import read_publication
from data.depot.modele import Publication
from data.depot.registre import Lecteur, lecteur_en_usage
from data.errors import DonneesInvalides
from data.memoire import une_fois

PUBLICATIONS_GARDEES = 512  # a few hundred bytes each


@dataclass(frozen=True)
class RegardSurLeDepot:
    """The store as a page finds it.

    Attributes
    ----------
    dernier : number of the newest publication, 0 when the store cannot be asked.
    publication : the publication asked for, None when none was or when it does not exist.
    lecture_seule, panne, a_reprendre : why nothing can be changed, why what is shown may not be
        the newest, why what is delivered is not taken in; in French, "" when there is no why.
    """

    dernier: int = 0
    publication: Publication | None = None
    lecture_seule: str = ""
    panne: str = ""
    a_reprendre: str = ""


def regard_sur_le_depot(numero: int | None = None) -> RegardSurLeDepot:
    """Look at the store in use, and at one of its publications; never raises.

    Where the data of a first start are refused there is no store yet: the page says why.
    """
    try:
        lecteur = lecteur_en_usage()
        position = lecteur.position()
        publication = None
        if numero is not None and 1 <= numero <= position.numero:
            publication = _publication(lecteur, position.identite, numero)
    except DepotErreur as erreur:
        return RegardSurLeDepot(panne=erreur.a_tous)
    except DonneesInvalides:
        return RegardSurLeDepot()
    depot = lecteur.depot
    return RegardSurLeDepot(
        position.numero, publication, depot.lecture_seule, lecteur.panne, depot.a_reprendre
    )


@une_fois(PUBLICATIONS_GARDEES)
def _publication(lecteur: Lecteur, identite: str, numero: int) -> Publication | None:
    """Return a publication; ``identite``: of its store, which a restoration changes."""
    with lecteur.depot.lecture() as connection:
        return read_publication(connection, numero)
