"""``python -m data sauvegarde [FICHIER]``: back up the store while it is in use."""

import argparse

from data.commandes.analyse import chemin
from data.commandes.sortie import note
from data.console import show
from data.depot.ouverture import depot_en_usage
from data.depot.sauvegarde import nom_de_sauvegarde, sauvegarde

FAUTIVE = 1


def add_arguments(analyseur: argparse.ArgumentParser) -> None:
    """Describe the command."""
    analyseur.add_argument(
        "fichier",
        metavar="FICHIER",
        type=chemin,
        nargs="?",
        help="où l'écrire (par défaut\u00a0: sauvegardes/ à côté de la base)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write a backup; 1 when what it holds is not sound. Raise SauvegardeInvalide."""
    faite = sauvegarde(depot_en_usage(), arguments.fichier or nom_de_sauvegarde())
    show(f"{faite.fichier}\u00a0: publication {faite.numero}, {faite.taille} octets.")
    for faute in faite.fautes:
        note(f"attention\u00a0: {faute}")
    return FAUTIVE if faite.fautes else 0
