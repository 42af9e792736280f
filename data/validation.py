"""The command ``python -m data.validation [folder]``.

It prints what the registre holds and what deserves a
second look (status 0), or its problems one per line on the standard error (status 2).
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from data.console import SortieImpossible, prepare, show
from data.errors import DonneesInvalides, en_bref, raison
from data.lecture.avertissements import find_avertissements
from data.lecture.integrite import check_referentiel
from data.lecture.validation import RegistreValide, read_valid_registre
from data.paths import DOSSIER_REGISTRE
from data.textes import visible

USAGE = "Usage\u00a0: python -m data.validation [dossier]"


def main(arguments: Sequence[str]) -> int:
    """Check the folder given, or the project's registre; returns the exit status."""
    prepare()
    if list(arguments) in (["-h"], ["--help"], ["--aide"]):
        print(USAGE)
        return 0
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print(USAGE, file=sys.stderr)
        return 2
    folder = Path(arguments[0]) if arguments else DOSSIER_REGISTRE
    try:
        check_referentiel()  # codes are looked for in it, and figures are counted with it
        valide = read_valid_registre(folder, anew=True)
    except DonneesInvalides as invalide:
        print(invalide.en_bref(), file=sys.stderr)
        return 2
    except OSError as erreur:  # a name that the system refuses
        print(f"{visible(str(folder))}\u00a0: {raison(erreur)}.", file=sys.stderr)
        return 2
    lignes = [f"Avertissement\u00a0: {un}" for un in find_avertissements(valide.tables)]
    try:
        show(f"Registre valide\u00a0: {_summary(valide)}.")
        if lignes:
            show(en_bref(lignes))
    except SortieImpossible as erreur:
        print(f"la sortie ne peut pas être écrite ({erreur}).", file=sys.stderr)
        return 2
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
