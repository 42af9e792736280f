"""``python -m data annuler N --motif TEXTE``: undo a publication, row by row where it can be."""

import argparse

from data.commandes.auteur import add_auteur
from data.commandes.recit import as_dict, cells_changed, changement_as_dict, refus_as_dict
from data.commandes.sortie import add_format, counted, show_json, show_table
from data.console import show
from data.depot.annulation import annule, prepare_annulation
from data.depot.droits import ANNULER, PROPRIETAIRE
from data.depot.etat import read_tables
from data.depot.ouverture import depot_en_usage
from data.depot.territoires import permission

INCOMPLETE = 1


def add_arguments(analyseur: argparse.ArgumentParser) -> None:
    """Describe the command."""
    analyseur.add_argument("numero", metavar="N", type=int, help="la publication à annuler")
    add_auteur(analyseur, "pourquoi l'annuler")
    analyseur.add_argument(
        "--essai", action="store_true", help="dit ce qui changerait, sans écrire"
    )
    add_format(analyseur)


def run(arguments: argparse.Namespace) -> int:
    """Undo a publication; 0 when all its rows are as before, 1 when some moved since.

    Raises PublicationInconnue, AnnulationImpossible, RegistreInvalide or another DepotErreur.
    """
    depot = depot_en_usage()
    with depot.lecture() as connection:
        tables = read_tables(connection)
    if arguments.essai:
        faite = prepare_annulation(depot, arguments.numero)
    else:
        permis = permission(PROPRIETAIRE, ANNULER)  # who has the machine has the store
        faite = annule(depot, arguments.numero, arguments.auteur, arguments.motif, permis)
    changes = [changement_as_dict(un, tables) for un in faite.changements]
    refus = [refus_as_dict(un) for un in faite.refus]
    if arguments.format == "json":
        publication = as_dict(faite.publication) if faite.publication else None
        show_json({"publication": publication, "changements": changes, "refus": refus})
    else:
        numero = faite.publication.numero if faite.publication else None
        fait = f"publication {numero}" if numero else "rien n'est écrit (essai)"
        reviennent = counted(len(changes), "ligne revient", "lignes reviennent")
        show(f"{reviennent} à {'leur' if len(changes) > 1 else 'son'} état d'avant\u00a0: {fait}.")
        show_table(cells_changed(changes))
        show_table(refus)
    return INCOMPLETE if refus else 0
