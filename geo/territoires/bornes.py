"""What a reader of the command line is told of days outside what the registre can say."""

import sys
from datetime import date

PREMIER_JOUR_CONNU = date(2010, 1, 1)  # the first CLS were signed after the law of 21 July 2009
HORIZON_ANS = 5  # after the registre was gathered: hardly any contract is still counted


def avertissements(premier: date, dernier: date, date_releve: date) -> tuple[str, ...]:
    """Return one line for the days before the first contracts, one for those far ahead.

    ``premier``, ``dernier``: first and last day asked for; ``date_releve``: the day the registre
    was gathered.
    """
    found = []
    if premier < PREMIER_JOUR_CONNU:
        found.append(f"no contract is known before {PREMIER_JOUR_CONNU}")
    if dernier > date_releve.replace(year=date_releve.year + HORIZON_ANS, day=1):
        found.append(
            f"the registre was gathered on {date_releve}: this far ahead, hardly any contract is "
            "still counted as signed"
        )
    return tuple(found)


def avertis(premier: date, dernier: date, date_releve: date) -> None:
    """Write these lines on stderr: rows on stdout are rows and nothing else."""
    for line in avertissements(premier, dernier, date_releve):
        print(f"note: {line}", file=sys.stderr)
