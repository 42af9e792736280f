"""What every command accepts: the vintage, the population, the registre, the format."""

import argparse

from data.lecture.referentiel import ANNEE_POPULATION_PAR_DEFAUT, MILLESIME_PAR_DEFAUT
from geo.couverture.moteur import PERIMETRES, Moteur, load_moteur

DECIMALES = 2
FORMATS = ("table", "csv", "json")


def add_options(shared: argparse.ArgumentParser) -> None:
    """Declare what every command accepts."""
    shared.add_argument(
        "--millesime",
        type=int,
        default=MILLESIME_PAR_DEFAUT,
        help="vintage of the COG, whose EPCI members resolve the perimeters (default %(default)s)",
    )
    shared.add_argument(
        "--population",
        type=int,
        default=ANNEE_POPULATION_PAR_DEFAUT,
        help="reference year of the population municipale (default %(default)s)",
    )
    shared.add_argument(
        "--perimetre",
        choices=PERIMETRES,
        default=PERIMETRES[0],
        help="members of an EPCI in the vintage asked for, or nearest to the signature "
        "(default %(default)s)",
    )
    shared.add_argument(
        "--registre",
        type=int,
        metavar="N",
        help="the registre as of publication N (default: the newest; see python -m data)",
    )
    shared.add_argument("--format", choices=FORMATS, default="table")


def moteur_demande(arguments: argparse.Namespace) -> Moteur:
    """Load the engine asked for; raise PublicationInconnue, ReferentielAbsent or DepotErreur."""
    return load_moteur(
        arguments.millesime,
        arguments.population,
        arguments.perimetre,
        registre=arguments.registre,
    )
