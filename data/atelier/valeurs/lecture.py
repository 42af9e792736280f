"""What was understood of a cell, and how sure that is."""

from dataclasses import dataclass

from data.atelier.fautes import Fautes

SURE, PROPOSEE, A_CONFIRMER, REFUSEE = "sure", "proposee", "a_confirmer", "refusee"
CERTITUDES = (SURE, PROPOSEE, A_CONFIRMER, REFUSEE)
"""``sure``: taken; ``proposee``: one reading, to accept; ``a_confirmer``: a person must say;
``refusee``: lost or impossible, nothing can be proposed."""
SOI = ""
"""Stands for the cell's own column in ``champs``."""


@dataclass(frozen=True)
class Lecture:
    """The reading of one text.

    Attributes
    ----------
    certitude : one of CERTITUDES.
    champs : (column, value) pairs that the text gives; SOI for its own column. Empty when nothing
        is proposed. A value '' says that the text is known to mean nothing ("-", "non renseigné").
    pourquoi : the reason, in a few words for a person.
    faute : kind of the fault when it is not sure.
    choix : values that a person may choose from, when several are possible.
    avertissements : kinds of faults to tell although the value is taken.
    """

    certitude: str
    champs: tuple[tuple[str, str], ...] = ()
    pourquoi: str = ""
    faute: Fautes | None = None
    choix: tuple[str, ...] = ()
    avertissements: tuple[Fautes, ...] = ()

    @property
    def valeur(self) -> str | None:
        """The value for the cell's own column, None when it gives none."""
        return dict(self.champs).get(SOI)


def sure(valeur: str, pourquoi: str = "", *avertissements: Fautes) -> Lecture:
    """A value that can be taken as it is."""
    return Lecture(SURE, ((SOI, valeur),), pourquoi, avertissements=avertissements)


def vide(pourquoi: str = "ne dit rien") -> Lecture:
    """A text that means nothing: the cell stays empty."""
    return Lecture(SURE, ((SOI, ""),), pourquoi)


def proposee(valeur: str, pourquoi: str, faute: Fautes) -> Lecture:
    """One likely value, that a person accepts."""
    return Lecture(PROPOSEE, ((SOI, valeur),), pourquoi, faute)


def a_confirmer(pourquoi: str, faute: Fautes, choix: tuple[str, ...] = ()) -> Lecture:
    """No value: a person must say."""
    return Lecture(A_CONFIRMER, (), pourquoi, faute, choix)


def refusee(pourquoi: str, faute: Fautes) -> Lecture:
    """A value that is lost or cannot be."""
    return Lecture(REFUSEE, (), pourquoi, faute)
