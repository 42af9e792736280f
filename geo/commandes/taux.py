"""``python -m geo taux``: coverage of the territories of a level at a date."""

import argparse
from datetime import date, datetime
from typing import Any

import pandas as pd

from geo.certitude.tableau import dans_les_regions, table_de_certitude
from geo.commandes.options import DECIMALES, moteur_demande
from geo.territoires.bornes import avertis
from geo.territoires.commande import (
    AIDE_DU_CODE,
    NIVEAUX_DES_COMMANDES,
    niveau_connu,
    position_du_code,
)


def iso_date(texte: str) -> date:
    """Parse a day written YYYY-MM-DD."""
    try:
        return datetime.strptime(texte, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{texte}' is not a date; expected YYYY-MM-DD, for example 2025-01-31"
        ) from None


def add_taux(commands: "argparse._SubParsersAction[Any]", shared: argparse.ArgumentParser) -> None:
    """Add ``taux`` to the commands of ``python -m geo``."""
    rates = commands.add_parser(
        "taux",
        parents=[shared],
        help="coverage of the territories of a level at a date",
        description="Populations in inhabitants, rates in percent. taux_atteste: contracts whose "
        "dates are read; taux_signe: all those recorded; taux_plafond: with those that ended "
        "without a known follow-up, or of unknown dates; taux_publie: the newest figure published "
        "for the territory, not after the day, empty when it is no number. A commune in no EPCI "
        "has its own row at the epci level. Saint-Martin (97801) is outside the regions: it is "
        "asked for by its code at the commune level.",
    )
    rates.add_argument("--niveau", choices=NIVEAUX_DES_COMMANDES, required=True)
    rates.add_argument("--code", help=f"one territory only: {AIDE_DU_CODE}")
    rates.add_argument("--date", type=iso_date, default=None, help="YYYY-MM-DD (default: today)")
    rates.set_defaults(run=run_taux)


def run_taux(arguments: argparse.Namespace) -> pd.DataFrame:
    """Return the rows of ``taux``; raise TerritoireInconnu for an unknown code."""
    engine = moteur_demande(arguments)
    jour = arguments.date or date.today()
    avertis(jour, jour, engine.registre.date_releve)
    niveau_connu(engine.referentiel, arguments.niveau)
    table = table_de_certitude(engine.couverture(jour), arguments.niveau).round(DECIMALES)
    if arguments.code is not None:
        position = position_du_code(engine.referentiel, arguments.niveau, arguments.code)
        return table.iloc[[position]]
    return table[dans_les_regions(engine.referentiel, arguments.niveau)]
