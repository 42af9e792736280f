"""Publishing a draft, and undoing it: the store is asked, after the rights of who asks."""

from data.depot.annulation import Annulation, annule
from data.depot.base.connexion import Depot
from data.depot.cles import as_textes
from data.depot.droits import ANNULER, NATIONAL, PUBLIER, Compte, Territoire
from data.depot.erreurs import ActeRefuse
from data.depot.modele import Entete, Ligne, Modification, Publication, Tables
from data.depot.publication import as_differences, publie
from data.depot.territoires import permission, territoire_du_contrat
from geo.saisie.brouillon import CONTRATS, Brouillon

ESSAI = 0


def publie_brouillon(
    depot: Depot, brouillon: Brouillon, tables: Tables, compte: Compte, entete: Entete
) -> Publication:
    """Publish a draft, all of it or nothing.

    ``tables``: rows that it was made from. Raises ActeRefuse when the account publishes on none of
    the territories of a row, before or after; else as ``data.depot.publication.publie``.
    """
    changements = brouillon.changements(tables)
    asked = [
        Modification(ESSAI, ressource, cle, tables[ressource].get(cle), apres)
        for ressource, rows in as_differences(tables, changements, ESSAI).items()
        for cle, apres in rows.items()
    ]
    if not permission(compte, PUBLIER)(_with_contrat(brouillon, tables), asked):
        raise ActeRefuse(
            "Rien n'a été publié\u00a0: publier ce contrat demande d'être référent de l'un de ses"
            " départements ou de l'une de ses régions, ou administrateur."
        )
    return publie(depot, entete, changements)


def _with_contrat(brouillon: Brouillon, tables: Tables) -> Tables:
    """Return the rows with the contract that the draft adds: its axes are where it is."""
    cells = brouillon.contrat(tables)
    if brouillon.contrat_id in tables[CONTRATS] or cells is None:
        return tables
    added = {brouillon.contrat_id: Ligne(ESSAI, ESSAI, as_textes(CONTRATS, cells))}
    return {**tables, CONTRATS: {**tables[CONTRATS], **added}}


def territoire_du_brouillon(brouillon: Brouillon, tables: Tables) -> Territoire:
    """Return where a draft takes place, as the rights take it."""
    held = _with_contrat(brouillon, tables)[CONTRATS].get(brouillon.contrat_id)
    return NATIONAL if held is None else territoire_du_contrat(held)


def annule_publication(
    depot: Depot, numero: int, auteur: str, motif: str, compte: Compte
) -> Annulation:
    """Undo a publication; raises as ``data.depot.annulation.annule``."""
    return annule(depot, numero, auteur, motif, permission(compte, ANNULER))
