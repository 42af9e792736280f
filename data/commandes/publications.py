"""``python -m data publications [N]``: what was published, or the rows that one changed."""

import argparse

from data.commandes.recit import as_dict, as_line, cells_changed, modification_as_dict
from data.commandes.sortie import add_format, note, show_json, show_table
from data.depot.etat import check_numero, read_position
from data.depot.journal import read_modifications, read_publications
from data.depot.ouverture import depot_en_usage

TOUTES = 1_000_000_000  # more than a store will ever have, and what each engine can count to


def add_arguments(analyseur: argparse.ArgumentParser) -> None:
    """Describe the command."""
    analyseur.add_argument("numero", metavar="N", type=int, nargs="?", help="une seule, en entier")
    analyseur.add_argument("--limite", type=int, help="nombre de publications, les plus récentes")
    add_format(analyseur)


def run(arguments: argparse.Namespace) -> int:
    """Print the publications, the newest first; raise PublicationInconnue."""
    depot = depot_en_usage()
    if depot.a_reprendre:
        note(depot.a_reprendre)
    if depot.lecture_seule:
        note(depot.lecture_seule)
    limite = None if arguments.limite is None else min(max(arguments.limite, 0), TOUTES)
    with depot.lecture() as connection:
        numero = arguments.numero
        if numero is not None:
            check_numero(numero, read_position(connection).numero)
        trouvees = read_publications(connection, numero, 1 if numero is not None else limite)
        faites = [] if numero is None else read_modifications(connection, numero)
    changes = [modification_as_dict(une) for une in faites]
    if arguments.format == "json":
        seule = numero is not None
        tout = [as_dict(une) for une in trouvees]
        show_json({**tout[0], "modifications": changes} if seule else tout)
        return 0
    show_table([as_line(une) for une in trouvees])
    show_table(cells_changed(changes))
    return 0
