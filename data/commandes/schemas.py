"""``python -m data schemas DOSSIER``: the schemas of the registre, for schema.data.gouv.fr."""

import argparse
import re
from pathlib import Path

from data.commandes.analyse import chemin
from data.commandes.exporter import CibleRefusee
from data.commandes.sortie import counted
from data.console import show
from data.errors import raison
from data.lecture.schemas_ouverts import GROUPE, schemas_ouverts

TEMOIN = Path("contrats") / "schema.json"
"""What an older tree holds, that may be written over."""
_GROUPE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def add_arguments(analyseur: argparse.ArgumentParser) -> None:
    """Describe the command."""
    analyseur.add_argument("dossier", metavar="DOSSIER", type=chemin, help="où les écrire")
    analyseur.add_argument(
        "--groupe",
        metavar="NOM",
        default=GROUPE,
        help=f"propriétaire dans le catalogue (par défaut\u00a0: {GROUPE})",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the tree, over an older one; raise CibleRefusee where it cannot be written."""
    dossier: Path = arguments.dossier
    if not _GROUPE.fullmatch(arguments.groupe):
        raise CibleRefusee(
            f"--groupe {arguments.groupe}\u00a0: minuscules, chiffres et tirets attendus, "
            f"par exemple {GROUPE}."
        )
    tree = schemas_ouverts(arguments.groupe)
    try:
        if dossier.is_dir() and any(dossier.iterdir()) and not (dossier / TEMOIN).is_file():
            raise CibleRefusee(f"{dossier} contient autre chose\u00a0: donner un dossier à part.")
        for path, content in tree.items():
            target = dossier / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    except OSError as erreur:
        raise CibleRefusee(f"{dossier} ne peut pas être écrit ({raison(erreur)}).") from None
    show(f"{dossier}\u00a0: {counted(len(tree), 'fichier', 'fichiers')}.")
    return 0
