"""The parameters of an address: a page declares each of them once, one reader serves all pages.

The state of a page is a frozen dataclass whose ``PARAMETRES`` say, in the order of the address,
which parameter holds which field (``sortes`` makes those of each kind). Reading gives a state that
is always valid, and a message for each thing that is wrong; writing leaves out what is as it is by
default; parameters that nobody declares are ignored.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from typing import Any, ClassVar, TypeVar

from components.commun.mots.formats import echappe_markdown

LONGUEUR_MONTREE = 40


class Refus(ValueError):
    """A value of the address that cannot be used; its text says so, in French (Markdown)."""


@dataclass
class Lecture:
    """An address being read.

    Attributes
    ----------
    etat : the state, with the fields read so far, the others as they are by default.
    params : parameters of the address.
    connus : what the page lends to its parameters: what an address may name.
    messages : what is wrong, in French (Markdown, escaped).
    """

    etat: Any
    params: Mapping[str, str]
    aujourd_hui: date
    connus: Mapping[str, Any]
    messages: list[str] = field(default_factory=list)


def toujours(etat: Any) -> bool:
    """Tell that a parameter is written whatever its value."""
    return True


@dataclass(frozen=True)
class Parametre:
    """One parameter of an address.

    Attributes
    ----------
    nom : as the address writes it.
    champ : path of its field in the state (``criteres.texte``); neither read nor written where
        the object that bears the field is None.
    lit : returns the value of a text that is not empty; raises Refus.
    ecrit : returns the text of a value.
    defaut : value without the parameter, or what returns it of the state.
    quand : tells from the state whether the parameter is written; by default, when its value is
        not ``defaut``.
    """

    nom: str
    champ: str
    lit: Callable[[str, Lecture], Any]
    ecrit: Callable[[Any], str] = str
    defaut: Any = ""
    quand: Callable[[Any], bool] | None = None

    def par_defaut(self, etat: Any) -> Any:
        """Return the value that the field has when the address does not give it."""
        return self.defaut(etat) if callable(self.defaut) else self.defaut

    def valeur(self, lecture: Lecture) -> Any:
        """Return the value of an address, the default one when there is none or a bad one."""
        texte = lecture.params.get(self.nom, "")
        try:
            return self.lit(texte, lecture) if texte else self.par_defaut(lecture.etat)
        except Refus as refus:
            lecture.messages.append(str(refus))
            return self.par_defaut(lecture.etat)

    def params(self, etat: Any) -> dict[str, str]:
        """Return what the address of a state holds for this parameter, if anything."""
        value = attrgetter(self.champ)(etat)
        written = self.quand(etat) if self.quand else value != self.par_defaut(etat)
        return {self.nom: self.ecrit(value)} if written else {}


class Etat:
    """State of a page in its address; ``PARAMETRES``: what the address holds, in its order."""

    PARAMETRES: ClassVar[tuple[Parametre, ...]] = ()


E = TypeVar("E", bound=Etat)


def _has(etat: Any, champ: str) -> bool:
    bearer = champ.rpartition(".")[0]
    return not bearer or (_has(etat, bearer) and attrgetter(bearer)(etat) is not None)


def _avec(etat: Any, champ: str, valeur: Any) -> Any:
    name, _, inner = champ.partition(".")
    value = _avec(getattr(etat, name), inner, valeur) if inner else valeur
    return replace(etat, **{name: value})


def read_params(
    etat: E, params: Mapping[str, str], aujourd_hui: date, **connus: Any
) -> tuple[E, list[str]]:
    """Read the state of a page from the parameters of its address.

    Parameters
    ----------
    etat : the state of an address without parameters.
    params : parameters of the address; unknown ones are ignored.
    aujourd_hui : the day shown when the address has none.
    connus : what the parameters of the page need to know, by name.

    Returns
    -------
    The state, always valid, and a message in French (Markdown, escaped) for each thing wrong.
    """
    lecture = Lecture(etat, params, aujourd_hui, connus)
    for parametre in etat.PARAMETRES:
        if _has(lecture.etat, parametre.champ):
            lecture.etat = _avec(lecture.etat, parametre.champ, parametre.valeur(lecture))
    return lecture.etat, lecture.messages


def write_params(etat: Etat) -> dict[str, str]:
    """Return the parameters of the address of a state."""
    params: dict[str, str] = {}
    for parametre in etat.PARAMETRES:
        if _has(etat, parametre.champ):
            params |= parametre.params(etat)
    return params


def plusieurs_fois(
    noms: tuple[str, ...], valeurs: Callable[[str], list[str]]
) -> list[tuple[str, list[str]]]:
    """Return the parameters that the address gives several times, each with its values in order.

    ``valeurs``: returns the values of a parameter.
    """
    return [(nom, found) for nom in noms if len(found := valeurs(nom)) > 1]


def quoted(valeur: str) -> str:
    """Return a value of the address between quotation marks, shortened and safe for Markdown."""
    shown = valeur if len(valeur) <= LONGUEUR_MONTREE else valeur[:LONGUEUR_MONTREE] + "…"
    return f"«\u00a0{echappe_markdown(shown)}\u00a0»"
