"""The history command: ``python -m geo historique --niveau NIVEAU [--code CODE]``."""

import argparse
from datetime import date, datetime
from typing import Any

import pandas as pd

from geo.certitude.tableau import historique_de_certitude
from geo.commandes.options import DECIMALES, moteur_demande
from geo.couverture.historique import (
    DERNIER_MOIS,
    PREMIER_MOIS,
    build_historique,
    mois_entre,
)
from geo.territoires.bornes import avertis
from geo.territoires.commande import AIDE_DU_CODE, NIVEAUX_DES_COMMANDES, position_du_code
from geo.territoires.referentiel import CODE_FRANCE, TerritoireInconnu


def iso_month(texte: str) -> date:
    """Parse a month written YYYY-MM; return its first day."""
    try:
        return datetime.strptime(texte, "%Y-%m").date()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{texte}' is not a month; expected YYYY-MM, for example 2010-01"
        ) from None


def add_historique(
    commands: "argparse._SubParsersAction[Any]", shared: argparse.ArgumentParser
) -> None:
    """Add ``historique`` to the commands of ``python -m geo``."""
    history = commands.add_parser(
        "historique",
        parents=[shared],
        help="coverage of a territory, month by month",
        description="One row per month: the situation on its first day, with the columns of taux. "
        "Population and communes are the same for all the months; after today, nothing is "
        "signed nor renewed.",
    )
    history.add_argument("--niveau", choices=NIVEAUX_DES_COMMANDES, required=True)
    history.add_argument("--code", help=f"{AIDE_DU_CODE}; not needed for the country")
    history.add_argument(
        "--debut",
        type=iso_month,
        default=PREMIER_MOIS,
        metavar="YYYY-MM",
        help=f"first month (default {PREMIER_MOIS:%Y-%m})",
    )
    history.add_argument(
        "--fin",
        type=iso_month,
        default=DERNIER_MOIS,
        metavar="YYYY-MM",
        help=f"last month (default {DERNIER_MOIS:%Y-%m})",
    )
    history.set_defaults(run=run_historique)


def run_historique(arguments: argparse.Namespace) -> pd.DataFrame:
    """Return one row per month; raise TerritoireInconnu or PeriodeInvalide."""
    niveau = arguments.niveau
    if arguments.code is None and niveau != "france":
        raise TerritoireInconnu(f"--code is required with --niveau {niveau}")
    months = mois_entre(arguments.debut, arguments.fin)
    engine = moteur_demande(arguments)
    avertis(months[0], months[-1], engine.registre.date_releve)
    level = engine.referentiel.niveaux[niveau]
    position = position_du_code(engine.referentiel, niveau, arguments.code or CODE_FRANCE)
    history = build_historique(engine, niveau, str(level.codes[position]), months)
    table = historique_de_certitude(history).round(DECIMALES)
    return table.assign(date=[day.isoformat() for day in history.jours])
