"""Command line of the atlas: ``python -m geo taux|perimetre|chercher|historique``."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import NoReturn

import pandas as pd

from data.console import SortieImpossible, prepare, show, writes
from data.depot.erreurs import DepotErreur
from data.errors import DonneesInvalides, RegistreInvalide, en_bref
from data.lecture.referentiel import (
    ANNEE_POPULATION_PAR_DEFAUT,
    MILLESIME_PAR_DEFAUT,
    ReferentielAbsent,
)
from geo.certitude.tableau import dans_les_regions, table_de_certitude
from geo.commandes.historique import add_historique
from geo.contrats.perimetres import PerimetreInvalide
from geo.couverture.communes_du_perimetre import table_du_perimetre
from geo.couverture.historique import PeriodeInvalide
from geo.couverture.moteur import PERIMETRES, Moteur, load_moteur
from geo.recherche.commande import add_chercher
from geo.territoires.bornes import avertis
from geo.territoires.commande import (
    AIDE_DU_CODE,
    NIVEAUX_DES_COMMANDES,
    niveau_connu,
    position_du_code,
)
from geo.territoires.niveau import TerritoireInconnu

EXIT_BAD_INPUT = 2
DECIMALES = 2
FORMATS = ("table", "csv", "json")


class ContratInconnu(ValueError):
    """No contract of the registre has this identifier."""


BAD_INPUT = (TerritoireInconnu, ContratInconnu, PeriodeInvalide, ReferentielAbsent, DepotErreur)


class OneLineParser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, without repeating its usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_BAD_INPUT, f"error: {_on_one_line(message)}\n")


def _on_one_line(message: object) -> str:
    """Return a message on one line: it may quote an argument that has several."""
    return " ".join(str(message).split())


def iso_date(texte: str) -> date:
    """Parse a day written YYYY-MM-DD."""
    try:
        return datetime.strptime(texte, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{texte}' is not a date; expected YYYY-MM-DD, for example 2025-01-31"
        ) from None


def _parser() -> argparse.ArgumentParser:
    shared = OneLineParser(add_help=False)
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

    parser = OneLineParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="commande", required=True, parser_class=OneLineParser)
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
    perimeter = commands.add_parser(
        "perimetre",
        parents=[shared],
        help="communes of a contract, one row each",
        description="One row per commune, or per arrondissement municipal or commune déléguée "
        "when the perimeter holds a part of the commune only.",
    )
    perimeter.add_argument("contrat_id", metavar="CONTRAT_ID")
    perimeter.set_defaults(run=run_perimetre)
    add_chercher(commands, shared)
    add_historique(commands, shared)
    return parser


def _engine(arguments: argparse.Namespace) -> Moteur:
    """Load the engine asked for; raise PublicationInconnue, ReferentielAbsent or DepotErreur."""
    return load_moteur(
        arguments.millesime,
        arguments.population,
        arguments.perimetre,
        registre=arguments.registre,
    )


def run_taux(arguments: argparse.Namespace) -> pd.DataFrame:
    """Return the rows of ``taux``; raise TerritoireInconnu for an unknown code."""
    engine = _engine(arguments)
    jour = arguments.date or date.today()
    avertis(jour, jour, engine.registre.date_releve)
    niveau_connu(engine.referentiel, arguments.niveau)
    table = table_de_certitude(engine.couverture(jour), arguments.niveau).round(DECIMALES)
    if arguments.code is not None:
        position = position_du_code(engine.referentiel, arguments.niveau, arguments.code)
        return table.iloc[[position]]
    return table[dans_les_regions(engine.referentiel, arguments.niveau)]


def run_perimetre(arguments: argparse.Namespace) -> pd.DataFrame:
    """Return the communes of a contract; raise ContratInconnu for an unknown identifier."""
    engine = _engine(arguments)
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


def render(table: pd.DataFrame, kind: str) -> str:
    """Return a table as text: aligned columns, CSV, or JSON (a list of rows)."""
    if kind == "csv":
        return table.to_csv(index=False, float_format="%.2f", lineterminator="\n").rstrip("\n")
    if kind == "json":
        text = str(table.to_json(orient="records", force_ascii=False, indent=1))
        return text if writes(text) else str(table.to_json(orient="records", indent=1))
    if table.empty:
        return "no row"
    return table.to_string(index=False, float_format=lambda value: f"{value:.2f}", na_rep="-")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status (2: bad input, one line on stderr)."""
    prepare()
    parsed = _parser().parse_args(arguments)
    try:
        table = parsed.run(parsed)
    except BAD_INPUT as error:
        print(f"error: {_on_one_line(error)}", file=sys.stderr)
        return EXIT_BAD_INPUT
    except (RegistreInvalide, PerimetreInvalide) as error:
        lines = en_bref([str(one) for one in error.erreurs])
        print(f"error: the registre is not valid\n{lines}", file=sys.stderr)
        return EXIT_BAD_INPUT
    except DonneesInvalides as error:
        print(f"error: {error.en_bref()}", file=sys.stderr)
        return EXIT_BAD_INPUT
    text = render(table, parsed.format)
    if not writes(text):
        encoding = sys.stdout.encoding
        print(f"note: {encoding} cannot write every letter: nearest ones shown", file=sys.stderr)
    try:
        show(text)
    except SortieImpossible as error:
        print(f"error: the output cannot be written ({error})", file=sys.stderr)
        return EXIT_BAD_INPUT
    return 0


if __name__ == "__main__":
    sys.exit(main())
