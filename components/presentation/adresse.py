"""State of the presentation in the address.

A presentation is prepared once and kept as an address: the same address shows the same slides.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from components.commun.adresse.parametres import (
    Etat,
    Lecture,
    Parametre,
    plusieurs_fois,
    quoted,
    read_params,
)
from components.commun.adresse.sortes import (
    IGNOREE,
    brut,
    choix,
    date_montree,
    elements,
    entier,
    nombre,
    refuse,
)
from components.commun.adresse.territoires import NIVEAUX_LARGES, territoire_montre
from components.commun.mots.formats import echappe_markdown
from components.diaporama.contenu import DIAPOSITIVES, LIBELLES
from geo.territoires.territoire import FRANCE, Territoire

FORMATS = ("16-9", "4-3")
ORATEUR_MAX = 80  # letters of the name of the speaker
RYTHMES = (0, 10, 15, 20, 30, 45, 60, 90, 120)
"""Seconds between two slides; 0: they are moved by hand."""

MODE_PROJECTION = "projection"
_PAS = ", ".join(str(pace) for pace in RYTHMES[1:])


def _elargi(demande: Territoire, montre: Territoire) -> str:
    return (
        "Une présentation porte sur la France, une région ou un département\u00a0: celle de "
        f"{echappe_markdown(montre.nom)} est préparée à la place de "
        f"{echappe_markdown(demande.nom)}."
    )


class _ParDefaut(Parametre):
    """The slides shown when none is chosen: told by the page, never written."""

    def valeur(self, lecture: Lecture) -> Any:
        return self.lit("", lecture)

    def params(self, etat: Any) -> dict[str, str]:
        return {}


def _slides_par_defaut(_: str, lecture: Lecture) -> Any:
    return lecture.connus["par_defaut"](lecture.etat.territoire, lecture.etat.jour)


def _read_cles(texte: str, lecture: Lecture) -> tuple[str, ...]:
    asked = elements(texte)
    unknown = [one for one in asked if one not in DIAPOSITIVES]
    if unknown:
        lecture.messages.append(
            f"Diapositives inconnues\u00a0: {', '.join(quoted(one) for one in unknown[:5])}. Noms "
            f"possibles\u00a0: {echappe_markdown(', '.join(LIBELLES))}."
        )
    return tuple(one for one in asked if one in DIAPOSITIVES) or lecture.etat.defaut


def _read_orateur(texte: str, _: Lecture) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in texte)
    return " ".join(shown.split())[:ORATEUR_MAX].strip()


def _read_diapo(texte: str, lecture: Lecture) -> int:
    last = len(lecture.etat.cles)
    found = entier(texte, range(1, last + 1))
    if found is None:
        raise refuse("diapo", texte, f"{IGNOREE} Un nombre de 1 à {last} est attendu.")
    return found


@dataclass(frozen=True)
class EtatPresentation(Etat):
    """What is presented, and how.

    Attributes
    ----------
    cles : names of the slides, in the order in which they are shown; at least one.
    defaut : the slides shown on this territory when none is chosen.
    contrat : identifier of the contract in focus, '' for the one sources document best.
    diapo : number of the slide shown, from 1.
    rythme : seconds between two slides, 0 when they are moved by hand.
    orateur : who speaks, as the first slide says it; '' for nobody.
    """

    territoire: Territoire
    jour: date
    cles: tuple[str, ...] = tuple(DIAPOSITIVES)
    contrat: str = ""
    diapo: int = 1
    format: str = FORMATS[0]
    rythme: int = 0
    projection: bool = False
    orateur: str = ""
    defaut: tuple[str, ...] = tuple(DIAPOSITIVES)

    PARAMETRES = (
        territoire_montre(elargi=_elargi),
        date_montree(),
        _ParDefaut("", "defaut", _slides_par_defaut),
        Parametre("diapos", "cles", _read_cles, ",".join, lambda etat: etat.defaut),
        brut("contrat"),
        Parametre(
            "diapo",
            "diapo",
            _read_diapo,
            defaut=1,
            quand=lambda etat: etat.projection or etat.diapo != 1,
        ),
        choix("format", FORMATS),
        nombre(
            "rythme",
            RYTHMES,
            f"{IGNOREE} Secondes possibles\u00a0: {_PAS}\u00a0; 0 à la main.",
            defaut=0,
        ),
        Parametre("orateur", "orateur", _read_orateur),
        choix("mode", {MODE_PROJECTION: True}, "projection", defaut=False),
    )

    def vers(self, territoire: Territoire) -> "EtatPresentation":
        """Return the same presentation of another territory: the contract in focus is its own."""
        return replace(self, territoire=territoire, contrat="", diapo=1)

    def avec(self, cles: Container[str]) -> "EtatPresentation":
        """Return the same presentation with some slides: those held keep their order.

        A slide that comes stands after the nearest of those that precede it in DIAPOSITIVES.
        """
        found = [one for one in self.cles if one in cles]
        names = list(DIAPOSITIVES)
        for rank, name in enumerate(names):
            if name in cles and name not in found:
                before = [one for one in names[:rank] if one in found]
                found.insert(found.index(before[-1]) + 1 if before else 0, name)
        return replace(self, cles=tuple(found), diapo=1)

    def deplace(self, cle: str, pas: int) -> "EtatPresentation":
        """Return the same presentation, a slide being moved by some places (-1: earlier)."""
        order = [one for one in self.cles if one != cle]
        place = min(max(self.cles.index(cle) + pas, 0), len(order))
        return replace(self, cles=(*order[:place], cle, *order[place:]), diapo=1)


def repetes(valeurs: Callable[[str], list[str]]) -> list[str]:
    """Say, in French (Markdown), which places the address gives twice: one alone is shown.

    ``valeurs``: returns the values of a parameter, in order.
    """
    return [
        f"L'adresse donne plusieurs fois «\u00a0{niveau}\u00a0» "
        f"({echappe_markdown(', '.join(found[:5]))})\u00a0: seul {quoted(found[-1])} est lu. Une "
        "présentation porte sur un seul territoire."
        for niveau, found in plusieurs_fois(NIVEAUX_LARGES, valeurs)
    ]


def read_etat(
    params: Mapping[str, str],
    find: Callable[[str, str], Territoire],
    region_of: Callable[[Territoire], Territoire | None],
    aujourd_hui: date,
    par_defaut: Callable[[Territoire, date], tuple[str, ...]] = lambda *_: tuple(DIAPOSITIVES),
) -> tuple[EtatPresentation, list[str]]:
    """Read the presentation of an address, and what is wrong in it (see ``read_params``).

    ``par_defaut``: returns the slides shown of a territory on a day when none is chosen. The
    contract is left as it is written: ``check_contrat`` looks at it once the territory is known.
    """
    return read_params(
        EtatPresentation(FRANCE, aujourd_hui),
        params,
        aujourd_hui,
        find=find,
        region=region_of,
        par_defaut=par_defaut,
    )


def check_contrat(
    etat: EtatPresentation, possibles: Container[str]
) -> tuple[EtatPresentation, list[str]]:
    """Ignore, and say, a contract that is not one of the territory's."""
    if not etat.contrat or etat.contrat in possibles:
        return etat, []
    return replace(etat, contrat=""), [
        f"Contrat {quoted(etat.contrat)}\u00a0: il n'est pas de ce territoire ou n'existe pas. "
        "Celui que les sources documentent le mieux est présenté."
    ]
