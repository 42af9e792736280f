"""What is wrong in the data, told to a person: the place, the problem, what was expected."""

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.textes import visible

LIGNES_MONTREES = 20
RAISONS = {
    errno.ENOENT: "le chemin n'existe pas",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENOTDIR: "un fichier est à la place du dossier",
    errno.EISDIR: "c'est un dossier",
    errno.EACCES: "l'accès est refusé",
    errno.EPERM: "l'accès est refusé",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota du disque est atteint",
    errno.ENAMETOOLONG: "le nom est trop long",
}
_ON_ONE_LINE = str.maketrans("\r\n", "  ")


def quote(texte: str) -> str:
    """Put a text between French quotes, shortened, its invisible signs shown as their codes."""
    return f"«\u00a0{visible(texte)}\u00a0»"


def raison(erreur: OSError) -> str:
    """Return in French why a file cannot be read or written."""
    return RAISONS.get(erreur.errno or 0, erreur.strerror or "le système le refuse")


@dataclass(frozen=True)
class ErreurDeDonnees:
    """One problem in one file.

    fichier: name of the file, `contrats.csv`.
    ligne: line of the file as an editor numbers it (the header is line 1); None for a whole file.
    colonne: name of the column, or of several joined by ', '; '' when the problem isn't in one.
    valeur: the faulty text as written in the file; '' when there is none.
    attendu: what a right value looks like, without a final stop; '' when the message says it all.
    message: the problem, as a full sentence in French, without the place.
    effet: True when it may only follow from another problem (a reference to a row refused).
    """

    fichier: str
    ligne: int | None
    colonne: str
    valeur: str
    attendu: str
    message: str
    effet: bool = False

    @property
    def texte(self) -> str:
        """The whole line to show: place, problem, expectation."""
        lieu = visible(self.fichier)
        if self.ligne is not None:
            lieu += f", ligne {self.ligne}"
        if self.colonne:
            lieu += f", colonne {quote(self.colonne)}"
        attendu = f" Attendu\u00a0: {self.attendu}." if self.attendu else ""
        return f"{lieu}\u00a0: {self.message}{attendu}".translate(_ON_ONE_LINE)

    def __str__(self) -> str:
        return self.texte


def en_bref(lignes: Sequence[str]) -> str:
    """The first of some lines, and how many others there are, with a thousands separator."""
    reste = len(lignes) - LIGNES_MONTREES
    if reste <= 0:
        return "\n".join(lignes)
    autres = f"{reste:,}".replace(",", "\u202f")
    return "\n".join([*lignes[:LIGNES_MONTREES], f"… et {autres} autre{'s' * (reste > 1)}."])


class DonneesInvalides(Exception):
    """What is known has problems, all of them in `erreurs`; nothing was loaded."""

    def __init__(self, erreurs: Iterable[ErreurDeDonnees]) -> None:
        self.erreurs = tuple(erreurs)
        super().__init__(self.erreurs)

    def __str__(self) -> str:
        return "\n".join(erreur.texte for erreur in self.erreurs)

    def en_bref(self) -> str:
        """The first lines alone, and how many others there are: a screen is not a file."""
        return en_bref([erreur.texte for erreur in self.erreurs])


class RegistreInvalide(DonneesInvalides):
    """The registre has problems."""


class ReferentielInvalide(DonneesInvalides):
    """Files of the référentiel are missing, or are not those that were delivered."""


class CouchesInvalides(DonneesInvalides):
    """Layers of the map are missing, or are not those that were delivered."""
