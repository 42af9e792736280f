"""``python -m data restauration FICHIER``: put a backup in the place of the store."""

import argparse

from data.commandes.analyse import chemin
from data.console import show
from data.depot.base.adresse import adresse_du_depot, tell
from data.depot.sauvegarde import restaure


def add_arguments(analyseur: argparse.ArgumentParser) -> None:
    """Describe the command."""
    analyseur.add_argument("fichier", metavar="FICHIER", type=chemin, help="une sauvegarde")


def run(arguments: argparse.Namespace) -> int:
    """Restore a backup, what was there before being kept; raise SauvegardeInvalide."""
    adresse = adresse_du_depot()
    faite = restaure(adresse, arguments.fichier)
    avant = f" Ce qui s'y trouvait est gardé dans {faite.avant}." if faite.avant else ""
    show(f"{tell(adresse)}\u00a0: publication {faite.numero}, depuis {arguments.fichier}.{avant}")
    return 0
