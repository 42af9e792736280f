"""``python -m data exporter CIBLE``: the registre as files, as it was taken in where unchanged."""

import argparse
import os
from pathlib import Path

from data.commandes.analyse import chemin
from data.commandes.sortie import counted
from data.console import show
from data.depot.erreurs import DepotErreur
from data.depot.export import export_fichiers, export_zip
from data.depot.ouverture import depot_en_usage
from data.errors import raison
from data.temporaires import dossier_de_travail

EN_COURS = ".exportation-"


class CibleRefusee(DepotErreur):
    """What is there would be written over, or cannot be written."""


def add_arguments(analyseur: argparse.ArgumentParser) -> None:
    """Describe the command."""
    analyseur.add_argument(
        "cible", metavar="CIBLE", type=chemin, help="un dossier, ou un fichier en .zip"
    )
    analyseur.add_argument(
        "--registre",
        metavar="N",
        type=int,
        help="tel qu'à la publication N (par défaut\u00a0: la dernière)",
    )
    analyseur.add_argument("--ecraser", action="store_true", help="remplace ce qui s'y trouve")


def run(arguments: argparse.Namespace) -> int:
    """Write the registre in a folder or a zip; raise PublicationInconnue or CibleRefusee."""
    depot = depot_en_usage()
    cible: Path = arguments.cible
    try:
        occupee = cible.is_file() or (cible.is_dir() and _holds_something(cible))
        if occupee and not arguments.ecraser:
            raise CibleRefusee(f"{cible} existe déjà\u00a0: donner un autre nom, ou --ecraser.")
        if cible.suffix.lower() == ".zip":
            fichiers = {cible.name: export_zip(depot, arguments.registre)}
            folder = cible.parent
        else:
            fichiers, folder = export_fichiers(depot, arguments.registre), cible
        _write_all(folder, fichiers)
    except OSError as erreur:
        raise CibleRefusee(f"{cible} ne peut pas être écrit ({raison(erreur)}).") from None
    show(f"{cible}\u00a0: {counted(len(fichiers), 'fichier', 'fichiers')}.")
    return 0


def _holds_something(folder: Path) -> bool:
    """Tell whether a folder holds anything but what a killed export left, swept by the next."""
    return any(not one.name.startswith(EN_COURS) for one in folder.iterdir())


def _write_all(folder: Path, fichiers: dict[str, bytes]) -> None:
    """Write files whole: none has its name before all of it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    with dossier_de_travail(EN_COURS, folder) as travail:
        for nom, contenu in fichiers.items():
            (travail / nom).write_bytes(contenu)
        for nom in fichiers:
            os.replace(travail / nom, folder / nom)
