"""``python -m data importer``: a file read against the registre, and published when asked.

Without ``--publier`` nothing is published. Exit status: 0 ready or published, 1 something is left
to decide, 2 the file cannot be read. The answer in JSON is also the shape of the decisions: whoever
fills ``reponse`` in its part ``decisions`` and gives it back has decided.
"""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from data.atelier.decisions import Decisions, DecisionsInvalides, parse_decisions
from data.atelier.fautes import FichierRefuse
from data.atelier.fichier.document import check_size, read_document
from data.commandes.analyse import chemin
from data.console import json_pour_la_console, show
from data.depot.modele import Entete
from data.fichiers import read_file
from geo.atelier.analyse import Analyse, analyse
from geo.atelier.chantier import region_de
from geo.atelier.contrats.origine import Import
from geo.atelier.depot import (
    RegistreConnu,
    load_connu,
    publication_du_fichier,
    publie_import,
)
from geo.atelier.ecarts.effet import Apercu, apercu
from geo.atelier.reponse import reponse_en_json
from geo.atelier.tableau_texte import render_table
from geo.atelier.territoires.contexte import departements_de_la_region, region_du_departement
from geo.atelier.territoires.resolveur import Resolveur
from geo.contrats.perimetres import PerimetreInvalide
from geo.couverture.moteur import Moteur

EXIT_READY, EXIT_TO_DECIDE, EXIT_UNREADABLE = 0, 1, 2


class CommandeRefusee(ValueError):
    """What was asked cannot be done; the message is one line, for a person."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("fichier", metavar="FICHIER", type=chemin)
    parser.add_argument("--feuille", metavar="NOM", help="feuille du classeur à lire")
    parser.add_argument("--region", default="", help="code de la région de la liste (84)")
    parser.add_argument("--departement", default="", help="code du département de la liste (38)")
    parser.add_argument("--contrat", default="", metavar="ID", help="contrat d'un suivi d'actions")
    parser.add_argument("--decisions", type=chemin, metavar="decisions.json")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--publier", action="store_true", help="publier ce qui est prêt")
    parser.add_argument(
        "--source", default="", help="d'où vient la liste (obligatoire pour publier)"
    )
    parser.add_argument("--motif", default="", help="pourquoi (obligatoire pour publier)")
    parser.add_argument("--auteur", default="", help="qui publie (obligatoire pour publier)")


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit status. Sentences for a person go to stderr."""
    try:
        return _run(arguments)
    except (FichierRefuse, DecisionsInvalides, CommandeRefusee, PerimetreInvalide) as refus:
        print(" ".join(str(refus).split()), file=sys.stderr)
        return EXIT_UNREADABLE


def _run(arguments: argparse.Namespace) -> int:
    connu = load_connu()
    engine = connu.moteur
    origine = _origine(arguments, engine)
    decisions = _decisions(arguments)
    content = _content(arguments.fichier)
    choice = decisions.lecture
    document = read_document(arguments.fichier.name, content, choice.encodage, choice.separateur)
    resolveur = Resolveur(engine.referentiel)
    jour = date.today()
    found = analyse(document, decisions, engine, resolveur, origine, jour)
    effect = apercu(engine, found.apercu, jour, region_de(origine, connu, found))
    already = publication_du_fichier(connu, document.empreinte)
    numero = _published(arguments, connu, found, content) if arguments.publier else None
    _print(arguments.format, found, effect, already, numero)
    return EXIT_READY if found.est_prete else EXIT_TO_DECIDE


def _published(
    arguments: argparse.Namespace, connu: RegistreConnu, found: Analyse, content: bytes
) -> int | None:
    """Publish what is ready, in one transaction; None when something is left to decide.

    A list that the registre already says whole publishes nothing, and that is no failure.
    """
    if not found.est_prete or not found.changements:
        return None
    entete = Entete(
        nature="import",
        auteur=arguments.auteur,
        source=arguments.source,
        motif=arguments.motif,
        fichiers={found.document.nom: content},
    )
    return publie_import(connu, found.changements, entete).numero


def _origine(arguments: argparse.Namespace, engine: Moteur) -> Import:
    referentiel = engine.referentiel
    region, departement = arguments.region.strip(), arguments.departement.strip().upper()
    if region and not departements_de_la_region(referentiel, region):
        raise CommandeRefusee(f"Région inconnue\u00a0: {region}. Attendu, par exemple\u00a0: 84.")
    if departement and not region_du_departement(referentiel, departement):
        raise CommandeRefusee(
            f"Département inconnu\u00a0: {departement}. Attendu, par exemple\u00a0: 38, 2A ou 971."
        )
    return Import(region, departement)


def _decisions(arguments: argparse.Namespace) -> Decisions:
    found = Decisions()
    if arguments.decisions is not None:
        try:
            check_size(arguments.decisions.stat().st_size)
            found = parse_decisions(read_file(arguments.decisions).decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            raise CommandeRefusee(
                f"Le fichier des décisions ne peut pas être lu\u00a0: {arguments.decisions}."
            ) from None
    return found.avec_choix(feuille=arguments.feuille, contrat=arguments.contrat)


def _content(path: Path) -> bytes:
    try:
        check_size(path.stat().st_size)
        return read_file(path)
    except OSError:
        raise CommandeRefusee(f"Le fichier ne peut pas être ouvert\u00a0: {path}.") from None


def _print(
    kind: str, found: Analyse, effect: Apercu, already: int | None, numero: int | None
) -> None:
    answer: dict[str, Any] = reponse_en_json(found, effect)
    answer["fichier"]["deja_publie"] = already
    answer["publication"] = numero
    if kind == "json":
        show(json_pour_la_console(answer))
    else:
        show(render_table(answer))
