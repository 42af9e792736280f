"""One publication: what it changed row by row, and whether it can be undone."""

from dataclasses import dataclass

from data.depot.annulation import Annulation, annule, prepare_annulation
from data.depot.droits import ANNULER, Compte
from data.depot.erreurs import AnnulationImpossible
from data.depot.etat import check_numero, read_tables
from data.depot.journal import read_modifications
from data.depot.modele import Refus
from data.depot.registre import lecteur_en_usage, load_registre, position_de
from data.depot.territoires import permission
from geo.donnees.journal import Entree, build_entree
from geo.donnees.lignes import LigneChangee, lignes_de


@dataclass(frozen=True)
class PublicationVue:
    """A publication and its rows; ``noms``: names of the contracts it touches, by identifier."""

    entree: Entree
    lignes: tuple[LigneChangee, ...]
    noms: dict[str, str]


@dataclass(frozen=True)
class Reversibilite:
    """What an undo would do: rows that come back, rows refused and why; ``impossible``: why none.

    ``refus`` says its reason in French.
    """

    lignes: int
    refus: tuple[Refus, ...]
    impossible: str = ""


def build_publication(numero: int) -> PublicationVue:
    """Return a publication with its rows; raise PublicationInconnue or another DepotErreur."""
    check_numero(numero, position_de().numero)
    entree = build_entree(numero)
    with lecteur_en_usage().depot.lecture() as connection:
        changes = read_modifications(connection, numero)
    after = load_registre(numero)
    before = load_registre(numero - 1) if numero > 1 else after
    names = {
        name: known.nom
        for name in entree.portee.contrats
        if (known := after.contrats.get(name) or before.contrats.get(name))
    }
    return PublicationVue(entree, tuple(lignes_de(changes, after)), names)


def build_reversibilite(numero: int) -> Reversibilite:
    """Tell what undoing a publication would do, writing nothing; raise a DepotErreur."""
    try:
        found: Annulation = prepare_annulation(lecteur_en_usage().depot, numero)
    except AnnulationImpossible as error:
        return Reversibilite(0, error.refus, str(error))
    if not found.changements:
        return Reversibilite(0, found.refus, str(AnnulationImpossible(numero, found.refus)))
    return Reversibilite(len(found.changements), found.refus)


def peut_annuler(numero: int, compte: Compte) -> bool:
    """Tell whether an account may undo a publication: all the territories it touches are its own.

    Raises PublicationInconnue or another DepotErreur.
    """
    with lecteur_en_usage().depot.lecture() as connection:
        tables, changes = read_tables(connection), read_modifications(connection, numero)
    return permission(compte, ANNULER)(tables, changes)


def annule_publication(numero: int, compte: Compte, auteur: str, motif: str) -> Annulation:
    """Undo a publication for an account; errors as data.depot.annulation.annule."""
    depot = lecteur_en_usage().depot
    return annule(depot, numero, auteur, motif, permission(compte, ANNULER))
