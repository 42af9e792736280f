"""Opening the store: made at the first start, brought up to date at the next ones.

The first start, migrations and delivered registre together, is one transaction.
"""

from contextlib import suppress
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, func, select

from data.depot.base.adresse import adresse_du_depot
from data.depot.base.connexion import Depot, connect
from data.depot.base.lecture_seule import open_to_read, why_read_only
from data.depot.base.schema import is_current, migrate
from data.depot.base.sqlite import prepare_file
from data.depot.base.structure import publication
from data.depot.erreurs import DepotEnLectureSeule, DepotErreur, DepotInjoignable
from data.depot.livraison.fichiers import read_fichiers, read_livraison
from data.depot.livraison.reprise import is_known, take_in
from data.errors import RegistreInvalide
from data.paths import DOSSIER_REGISTRE

AUTEUR = "Atlas des contrats locaux de santé"
PREMIERE = "première mise en service"
NOUVELLE = "nouvelle livraison du registre"

_ouverts: dict[URL, Depot] = {}
_lock = Lock()


def depot_en_usage() -> Depot:
    """Return the store that the environment names, opened once per process and address.

    Raises a DepotErreur that says what is wrong, or RegistreInvalide when the delivered registre
    of a first start is not valid.
    """
    adresse = adresse_du_depot()
    with _lock:
        if adresse not in _ouverts:
            _ouverts[adresse] = ouvre(adresse)
        return _ouverts[adresse]


def use(depot: Depot) -> None:
    """Make a store that was opened otherwise the one in use for its address."""
    with _lock:
        _ouverts[depot.adresse] = depot


def oublie() -> None:
    """Close and forget the stores opened: the next question opens them again."""
    with _lock:
        for depot in _ouverts.values():
            depot.ferme()
        _ouverts.clear()


def ouvre(adresse: URL, livraison: Path = DOSSIER_REGISTRE) -> Depot:
    """Open a store: make it if there is none, bring it up to date, take in what is delivered.

    ``livraison``: folder of the delivered registre. Where nothing can be written, the store is
    read as it is and its ``lecture_seule`` says so. Raises as ``depot_en_usage`` does.
    """
    depot = connect(adresse)
    try:
        if depot.is_sqlite:
            prepare_file(Path(str(adresse.database)))
        bring_up_to_date(depot, livraison)
        depot.lecture_seule = why_read_only(depot)
    except (DepotEnLectureSeule, DepotInjoignable) as panne:
        depot.ferme()
        if not depot.is_sqlite:
            raise
        return open_to_read(adresse, panne, lambda copie: bring_up_to_date(copie, livraison))
    except BaseException:
        depot.ferme()
        raise
    return depot


def bring_up_to_date(depot: Depot, livraison: Path) -> None:
    """Give a store the tables of this version, and what is delivered with it.

    A delivered registre that cannot be merged leaves a store as it is, with the reason in
    ``depot.a_reprendre``.
    """
    fichiers = read_fichiers(livraison)
    with depot.lecture() as connection:
        if is_current(connection, depot.nom) and is_known(connection, fichiers):
            return
    with depot.ouverture() as connection:
        migrate(connection, depot.nom)
        if not is_known(connection, fichiers):
            depot.a_reprendre = _take_in(connection, livraison)


def _take_in(connection: Connection, livraison: Path) -> str:
    """Take in the delivered registre; return why it was not, "" when it was."""
    if not connection.execute(select(func.count()).select_from(publication)).scalar():
        take_in(connection, read_livraison(livraison), AUTEUR, PREMIERE)
        return ""
    with suppress(RegistreInvalide, DepotErreur), connection.begin_nested():
        take_in(connection, read_livraison(livraison), AUTEUR, NOUVELLE)
        return ""
    return (
        "Le registre livré avec l'atlas n'a pas pu être repris dans la base"
        "\u00a0: python -m data reprendre dit pourquoi."
    )
