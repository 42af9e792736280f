"""What is loaded before anybody asks: today's engine first, then, one at a time, the vintages.

It runs in a thread beside the requests, and again when something new is published. What it loads
is loaded once: a reader who asks for it meanwhile waits for it (``data.memoire``).
"""

import ast
import gc
import importlib
import logging
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread

from data.depot.erreurs import DepotErreur
from data.depot.registre import lecteur_en_usage, load_registre, position_de
from data.errors import DonneesInvalides
from data.lecture.referentiel import ReferentielAbsent, millesimes_disponibles
from geo.annuaire.index import build_index as build_index_de_l_annuaire
from geo.certitude.certitude import build_certitude
from geo.certitude.ou_chercher import build_ou_chercher
from geo.certitude.vue import build_vue
from geo.contrats.perimetres import PerimetreInvalide
from geo.couverture.moteur import load_moteur, load_moteur_de
from geo.recherche.contrats import build_noms_de_contrats
from geo.recherche.index import build_index
from geo.territoires.millesimes import Reference
from geo.territoires.referentiel import load_referentiel
from geo.territoires.territoire import FRANCE
from service import rendu
from service.etat import Etat

PAGE = Path(__file__).resolve().parents[1] / "pages" / "couverture.py"
NOUVEL_ESSAI_S = 15.0
VEILLE_S = 5.0
"""Between two looks at the store; a reader who comes before is answered all the same."""
VEILLES_PAR_RENDU = 4
"""Looks at the store between two times when unused memory is given back."""
SANS_LECTEUR_S = 20.0
"""After these seconds without a reader, the vintages are loaded without waiting for one."""
REPIT_S = 2.5
"""From the moment a reader comes until the first page is painted, more or less."""
REFUS = (DonneesInvalides, PerimetreInvalide, ReferentielAbsent, DepotErreur)
logger = logging.getLogger("atlas.echauffement")


def start(etat: Etat) -> Thread:
    """Warm up beside the requests, in a thread that does not keep the process alive."""
    thread = Thread(target=_run, args=(etat,), name="echauffement", daemon=True)
    thread.start()
    return thread


def _run(etat: Etat) -> None:
    for module in _modules_de(PAGE):
        if etat.arret.is_set():
            return
        importlib.import_module(module)
    while not load_today(etat):
        gc.enable()  # readers are answered all the same
        if etat.arret.wait(NOUVEL_ESSAI_S):
            return
    etat.premiere_session.wait(SANS_LECTEUR_S)
    etat.arret.wait(REPIT_S)
    if etat.arret.is_set():
        return
    _settle()  # half a second, that the first reader does not wait for
    load_recherche()
    load_vintages(etat)
    _watch_store(etat)


def _watch_store(etat: Etat) -> None:
    """Load again what is published, by this process or another; note that the store answers."""
    shown, looks = position_de(), 0
    while not etat.arret.wait(VEILLE_S):
        looks += 1
        if looks % VEILLES_PAR_RENDU == 0:
            rendu.give_back()
        try:
            newest = position_de()
        except DepotErreur as error:
            etat.note_depot(error.a_tous)
            continue
        etat.note_depot(lecteur_en_usage().panne)
        if newest != shown and load_today(etat):
            shown = newest
            load_recherche()
            load_vintages(etat)


def _modules_de(script: Path) -> Iterator[str]:
    """Yield the modules that a page imports, in its order: read, not run."""
    for node in ast.parse(script.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def load_today(etat: Etat) -> bool:
    """Load what the first page needs; note in ``etat`` that it is there, or why it is refused."""
    begun = time.perf_counter()
    try:
        _load_page(Reference.au(date.today()))
    except REFUS as error:
        reasons = tuple(str(one) for one in getattr(error, "erreurs", ())) or (str(error),)
        etat.refuse((error.a_tous,) if isinstance(error, DepotErreur) else reasons)
        logger.error("données refusées", extra={"champs": {"quoi": "refus", "raison": reasons[0]}})
        return False
    except Exception:
        etat.refuse(("le chargement a échoué, voir le journal",))
        logger.exception("chargement impossible")
        return False
    etat.warm()
    _tell("prêt", "pret", begun)
    return True


def load_recherche() -> None:
    """Index the names of places and of contracts: a first search would wait half a second."""
    try:
        build_index(load_referentiel())
        build_noms_de_contrats(load_registre())
        build_index_de_l_annuaire(load_moteur())
    except Exception:  # a reader who searches will be told
        logger.exception("recherche")


def load_vintages(etat: Etat) -> None:
    """Load the engine of each vintage, the newest first, until the process stops."""
    begun = time.perf_counter()
    for year in reversed(millesimes_disponibles()):
        if etat.arret.is_set():
            return
        try:
            _load_page(Reference.au(date(year, 12, 31)))
        except Exception:  # a reader who asks for it will be told
            logger.exception("millésime %d", year)
    _settle()
    _tell("millésimes chargés", "millesimes", begun)


def _load_page(reference: Reference) -> None:
    """Compute what a first reader of the coverage page would wait for."""
    moteur = load_moteur_de(reference)
    vue = build_vue(moteur, FRANCE, date.today(), "departement", False)
    _ = (vue.synthese, vue.table, vue.couches, build_certitude(vue.couverture, FRANCE))
    build_ou_chercher(vue.couverture, FRANCE)


def _settle() -> None:
    """Leave what is loaded for good out of the searches of the garbage collector.

    What loading needed and nobody uses any more is given back. Garbage is looked for from then on,
    which ``serveur.py`` puts off.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.enable()
    rendu.give_back()


def _tell(message: str, what: str, begun: float) -> None:
    seconds = round(time.perf_counter() - begun, 2)
    logger.info(message, extra={"champs": {"quoi": what, "duree_s": seconds}})
