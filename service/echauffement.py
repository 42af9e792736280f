"""What is loaded before anybody asks: the registre, the référentiel, the engine of today."""

import logging
import time
from threading import Thread

from data.depot.erreurs import DepotErreur
from data.errors import RegistreInvalide
from data.lecture.referentiel import ReferentielAbsent
from geo.contrats.perimetres import PerimetreInvalide
from geo.couverture.moteur import load_moteur
from service.etat import Etat

NOUVEL_ESSAI_S = 15.0
REFUS = (RegistreInvalide, PerimetreInvalide, ReferentielAbsent, DepotErreur)
logger = logging.getLogger("atlas.echauffement")


def start(etat: Etat) -> Thread:
    """Warm up beside the requests, in a thread that the end of the process does not wait for."""
    thread = Thread(target=_run, args=(etat,), name="echauffement", daemon=True)
    thread.start()
    return thread


def _run(etat: Etat) -> None:
    while not etat.arret.is_set() and not load_today(etat):
        etat.arret.wait(NOUVEL_ESSAI_S)


def load_today(etat: Etat) -> bool:
    """Load what the first page needs; note in ``etat`` that it is there, or why it is refused."""
    begun = time.perf_counter()
    try:
        load_moteur()
    except REFUS as error:
        reasons = tuple(str(one) for one in getattr(error, "erreurs", ())) or (str(error),)
        etat.refuse(reasons)
        logger.error("données refusées", extra={"champs": {"quoi": "refus", "raison": reasons[0]}})
        return False
    except Exception:
        etat.refuse(("le chargement a échoué, voir le journal",))
        logger.exception("chargement impossible")
        return False
    etat.warm()
    seconds = round(time.perf_counter() - begun, 2)
    logger.info("prêt", extra={"champs": {"quoi": "pret", "duree_s": seconds}})
    return True
