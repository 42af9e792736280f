"""Partial dates: a year, a month or a day, as precise as the source and no more."""

import calendar
import datetime
import re
from dataclasses import dataclass

FORME_ATTENDUE = "une année, un mois ou un jour (2023, 2023-07 ou 2023-07-12)"

_FORME = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True)
class DatePartielle:
    """A date known to the year (`mois` is None), to the month (`jour` is None) or to the day.

    Raises ValueError, with a message in French, for a date that the calendar doesn't have.
    """

    annee: int
    mois: int | None = None
    jour: int | None = None

    def __post_init__(self) -> None:
        if self.mois is None and self.jour is not None:
            raise ValueError("Une date partielle ne peut pas avoir un jour sans mois.")
        try:
            datetime.date(self.annee, _or_one(self.mois), _or_one(self.jour))
        except ValueError:
            raise ValueError(
                f"«\u00a0{self.texte}\u00a0» n'existe pas dans le calendrier."
                f" Attendu\u00a0: {FORME_ATTENDUE}."
            ) from None

    @classmethod
    def parse(cls, texte: str) -> "DatePartielle":
        """Read `2023`, `2023-07` or `2023-07-12`.

        Raises ValueError, with a message in French, when the text has another form or names a date
        that doesn't exist (2023-13, 2023-02-30).
        """
        trouve = _FORME.fullmatch(texte)
        if trouve is None:
            raise ValueError(
                f"«\u00a0{texte}\u00a0» n'est pas une date. Attendu\u00a0: {FORME_ATTENDUE}."
            )
        annee, mois, jour = trouve.groups()
        return cls(int(annee), int(mois) if mois else None, int(jour) if jour else None)

    @property
    def texte(self) -> str:
        """The date as written in the registre, with its own precision: `2023-07`."""
        suite = [f"{partie:02d}" for partie in (self.mois, self.jour) if partie is not None]
        return "-".join([f"{self.annee:04d}", *suite])

    @property
    def premier_jour(self) -> datetime.date:
        """The earliest day the date may be: 2023-07 gives 1 July 2023."""
        return datetime.date(self.annee, _or_one(self.mois), _or_one(self.jour))

    @property
    def dernier_jour(self) -> datetime.date:
        """The latest day the date may be: 2023-07 gives 31 July 2023."""
        mois = 12 if self.mois is None else self.mois
        jour = _last_day(self.annee, mois) if self.jour is None else self.jour
        return datetime.date(self.annee, mois, jour)

    def plus_annees(self, n: int) -> "DatePartielle":
        """The same date `n` years later, with the same precision (29 February becomes the 28th).

        Raises ValueError when the year leaves the calendar (before 1 or after 9999).
        """
        annee = self.annee + n
        if self.mois is None or self.jour is None or not 1 <= annee <= 9999:
            return DatePartielle(annee, self.mois, self.jour)
        return DatePartielle(annee, self.mois, min(self.jour, _last_day(annee, self.mois)))

    def __str__(self) -> str:
        return self.texte


def _or_one(partie: int | None) -> int:
    return 1 if partie is None else partie


def _last_day(annee: int, mois: int) -> int:
    return calendar.monthrange(annee, mois)[1]


def mois_apres(jour: datetime.date, mois: int) -> datetime.date:
    """Return the day ``mois`` months after a day; the last of its month where that is shorter."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    return jour.replace(annee, rang + 1, min(jour.day, _last_day(annee, rang + 1)))
