"""Command line of the registre: ``python -m data COMMANDE``.

A table of sub-commands, each in a module that is imported when it is asked for. A module has
``add_arguments(parser)`` and ``run(arguments)``, which returns the exit status.
"""

import importlib
import sys
from collections.abc import Sequence

from data.commandes.analyse import MAUVAISE_ENTREE, Analyseur, en_une_ligne
from data.console import SortieImpossible, prepare, show
from data.depot.erreurs import DepotErreur
from data.errors import DonneesInvalides, RegistreInvalide, raison

# {name: (module, what it does)}
COMMANDES = {
    "importer": ("geo.atelier.commande", "lit une liste, montre ce qu'elle change, la publie"),
    "publications": ("data.commandes.publications", "liste les publications, ou en montre une"),
    "annuler": ("data.commandes.annuler", "annule une publication"),
    "exporter": ("data.commandes.exporter", "écrit le registre en fichiers CSV ou en zip"),
    "reprendre": ("data.commandes.reprendre", "reprend un registre livré plus récent"),
    "sauvegarde": ("data.commandes.sauvegarde", "sauvegarde la base pendant qu'elle sert"),
    "schemas": ("data.commandes.schemas", "écrit les schémas à publier sur schema.data.gouv.fr"),
    "restauration": ("data.commandes.restauration", "remet une sauvegarde en place"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a sub-command; return its exit status (2: one line on stderr says what is wrong)."""
    prepare()
    donnes = list(sys.argv[1:] if arguments is None else arguments)
    if not donnes or donnes[0] in ("-h", "--help", "--aide"):
        show(_help())
        return 0 if donnes else MAUVAISE_ENTREE
    nom, *suite = donnes
    if nom not in COMMANDES:
        possibles = ", ".join(COMMANDES)
        return _fail(f"{nom} n'est pas une commande. Attendu\u00a0: {possibles}.")
    module = importlib.import_module(COMMANDES[nom][0])
    analyseur = Analyseur(prog=f"python -m data {nom}", description=COMMANDES[nom][1])
    module.add_arguments(analyseur)
    try:
        statut: int = module.run(analyseur.parse_args(suite))
    except DepotErreur as erreur:
        return _fail(erreur)
    except OSError as erreur:  # a name that the system refuses, a disk that is full
        return _fail(f"{erreur.filename or nom}\u00a0: {raison(erreur)}.")
    except SortieImpossible as erreur:
        return _fail(f"la sortie ne peut pas être écrite ({erreur}).")
    except RegistreInvalide as invalide:
        _fail("rien n'est écrit, le registre ne serait pas valide")
        print(invalide.en_bref(), file=sys.stderr)
        return MAUVAISE_ENTREE
    except DonneesInvalides as invalides:
        print(f"erreur\u00a0: {invalides.en_bref()}", file=sys.stderr)
        return MAUVAISE_ENTREE
    return statut


def _help() -> str:
    largeur = max(map(len, COMMANDES))
    lignes = [f"  {nom:<{largeur}}  {aide}" for nom, (_, aide) in COMMANDES.items()]
    return "\n".join(["usage\u00a0: python -m data COMMANDE …", "", *lignes])


def _fail(message: object) -> int:
    print(f"erreur\u00a0: {en_une_ligne(message)}", file=sys.stderr)
    return MAUVAISE_ENTREE


if __name__ == "__main__":
    sys.exit(main())
