"""The command ``python -m data.validation [folder]``.

It prints what the registre holds and what deserves a
second look (status 0), or its problems one per line on the standard error (status 2).
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from data.errors import DonneesInvalides
from data.lecture.avertissements import find_avertissements
from data.lecture.validation import RegistreValide, read_valid_registre
from data.paths import DOSSIER_REGISTRE


def main(arguments: Sequence[str]) -> int:
    """Check the folder given, or the project's registre; returns the exit status."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print("Usage\u00a0: python -m data.validation [dossier]", file=sys.stderr)
        return 2
    folder = Path(arguments[0]) if arguments else DOSSIER_REGISTRE
    try:
        valide = read_valid_registre(folder, anew=True)
    except DonneesInvalides as invalide:
        print(invalide, file=sys.stderr)
        return 2
    print(f"Registre valide\u00a0: {_summary(valide)}.")
    for avertissement in find_avertissements(valide.tables):
        print(f"Avertissement\u00a0: {avertissement}")
    return 0


def _summary(valide: RegistreValide) -> str:
    mots = {
        "contrats": "contrats",
        "perimetres": "lignes de périmètre",
        "axes": "axes",
        "actions": "actions",
        "signataires": "signataires",
        "regions": "régions",
        "chiffres_publies": "chiffres publiés",
        "priorites_prs": "priorités régionales",
        "actions_probantes": "actions probantes",
        "etapes": "étapes",
    }
    nombres = [f"{len(valide.tables[nom].enregistrements)} {mot}" for nom, mot in mots.items()]
    return f"{', '.join(nombres)} (relevé du {valide.date_releve:%d/%m/%Y})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
