"""``python -m geo perimetre``: the communes of a contract, one row each."""

import argparse
import sys
from typing import Any

import pandas as pd

from geo.commandes.options import moteur_demande
from geo.couverture.communes_du_perimetre import table_du_perimetre
from geo.couverture.moteur import Moteur


class ContratInconnu(ValueError):
    """No contract of the registre has this identifier."""


def add_perimetre(
    commands: "argparse._SubParsersAction[Any]", shared: argparse.ArgumentParser
) -> None:
    """Add ``perimetre`` to the commands of ``python -m geo``."""
    perimeter = commands.add_parser(
        "perimetre",
        parents=[shared],
        help="communes of a contract, one row each",
        description="One row per commune, or per arrondissement municipal or commune déléguée "
        "when the perimeter holds a part of the commune only.",
    )
    perimeter.add_argument("contrat_id", metavar="CONTRAT_ID")
    perimeter.set_defaults(run=run_perimetre)


def run_perimetre(arguments: argparse.Namespace) -> pd.DataFrame:
    """Return the communes of a contract; raise ContratInconnu for an unknown identifier."""
    engine = moteur_demande(arguments)
    identifier = arguments.contrat_id
    if identifier not in engine.registre.contrats:
        raise ContratInconnu(f"unknown contract: {identifier}")
    _say_what_is_missing(engine, identifier)
    return table_du_perimetre(engine, identifier)


def _say_what_is_missing(engine: Moteur, identifier: str) -> None:
    """Warn on stderr: rows on stdout are communes and nothing else."""
    perimeters = engine.perimetres
    partial = perimeters.partielles_par_contrat[identifier]
    if len(partial):
        codes = ", ".join(engine.referentiel.codes[partial])
        print(f"note: partly covered and not counted: {codes}", file=sys.stderr)
    elif not len(perimeters.par_contrat[identifier]):
        print(f"note: no source gives the perimeter of {identifier}", file=sys.stderr)
