"""``python -m data reprendre [DOSSIER]``: take in a delivered registre where nobody touched it."""

import argparse

from data.commandes.analyse import chemin
from data.commandes.auteur import add_auteur
from data.commandes.recit import as_dict, cells_changed, change_as_dict, changement_as_dict
from data.commandes.sortie import add_format, counted, show_json, show_table
from data.console import show
from data.depot.etat import read_tables
from data.depot.livraison.fichiers import read_livraison
from data.depot.livraison.reprise import prepare_reprise, reprend
from data.depot.ouverture import NOUVELLE, depot_en_usage
from data.paths import DOSSIER_REGISTRE

A_DECIDER = 1


def add_arguments(analyseur: argparse.ArgumentParser) -> None:
    """Describe the command."""
    analyseur.add_argument(
        "dossier",
        metavar="DOSSIER",
        type=chemin,
        nargs="?",
        default=DOSSIER_REGISTRE,
        help="les fichiers du registre (par défaut\u00a0: ceux livrés avec l'atlas)",
    )
    analyseur.add_argument(
        "--accepter",
        nargs=2,
        metavar=("TABLE", "CLE"),
        action="append",
        default=[],
        help="prend aussi cette proposition (répétable)",
    )
    add_auteur(analyseur, "pourquoi cette reprise", NOUVELLE)
    analyseur.add_argument(
        "--essai", action="store_true", help="dit ce qui changerait, sans écrire"
    )
    add_format(analyseur)


def run(arguments: argparse.Namespace) -> int:
    """Take in a delivered registre; 0 when nothing is left to decide, 1 when proposals are.

    Raises RegistreInvalide, ChangementInvalide or another DepotErreur.
    """
    livraison = read_livraison(arguments.dossier)
    depot = depot_en_usage()
    with depot.lecture() as connection:
        tables = read_tables(connection)
    acceptees = [(ressource, cle) for ressource, cle in arguments.accepter]
    if arguments.essai:
        faite = prepare_reprise(depot, livraison, acceptees)
    else:
        faite = reprend(depot, livraison, arguments.auteur, arguments.motif, acceptees)
    changes = [changement_as_dict(un, tables) for un in faite.changements]
    propositions = [
        {**change_as_dict(une.ressource, une.cle, une.actuelle, une.proposee), "livree": une.livree}
        for une in faite.propositions
    ]
    if arguments.format == "json":
        publication = as_dict(faite.publication) if faite.publication else None
        show_json(
            {"publication": publication, "changements": changes, "propositions": propositions}
        )
    else:
        fait = f" (publication {faite.publication.numero})" if faite.publication else ""
        reprises = counted(len(changes), "ligne reprise", "lignes reprises")
        a_decider = counted(len(propositions), "proposition", "propositions")
        show(f"{reprises}{fait}, {a_decider} à décider.")
        show_table(cells_changed(changes))
        show_table(cells_changed(propositions))
    return A_DECIDER if propositions else 0
