"""State of the presentation in the address: read, checked, written.

A presentation is prepared once and kept as an address: the same address shows the same slides.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from datetime import date

from components.commun.adresse.vue import quoted, read_choice, read_jour, read_territoire
from components.commun.mots.formats import echappe_markdown
from components.diaporama.contenu import DIAPOSITIVES, LIBELLES
from geo.territoires.territoire import FRANCE, Territoire

FORMATS = ("16-9", "4-3")
RYTHMES = (0, 10, 15, 20, 30, 45, 60, 90, 120)
"""Seconds between two slides; 0: they are moved by hand."""

MODE_PROJECTION = "projection"
NIVEAUX = ("france", "region", "departement")


@dataclass(frozen=True)
class EtatPresentation:
    """What is presented, and how.

    Attributes
    ----------
    cles : names of the slides, in the order of DIAPOSITIVES; at least one.
    defaut : the slides shown on this territory when none is chosen.
    contrat : identifier of the contract in focus, '' for the one sources document best.
    diapo : number of the slide shown, from 1.
    rythme : seconds between two slides, 0 when they are moved by hand.
    """

    territoire: Territoire
    jour: date
    cles: tuple[str, ...] = tuple(DIAPOSITIVES)
    contrat: str = ""
    diapo: int = 1
    format: str = FORMATS[0]
    rythme: int = 0
    projection: bool = False
    defaut: tuple[str, ...] = tuple(DIAPOSITIVES)

    def vers(self, territoire: Territoire) -> "EtatPresentation":
        """Return the same presentation of another territory: the contract in focus is its own."""
        return replace(self, territoire=territoire, contrat="", diapo=1)

    def avec(self, cles: Container[str]) -> "EtatPresentation":
        """Return the same presentation with some slides, put in their order."""
        return replace(self, cles=tuple(one for one in DIAPOSITIVES if one in cles), diapo=1)


def repetes(valeurs: Callable[[str], list[str]]) -> list[str]:
    """Say, in French (Markdown), which places the address gives twice: one alone is shown.

    ``valeurs``: returns the values of a parameter, in order.
    """
    return [
        f"L'adresse donne plusieurs fois «\u00a0{niveau}\u00a0» "
        f"({echappe_markdown(', '.join(found[:5]))})\u00a0: seul {quoted(found[-1])} est lu. Une "
        "présentation porte sur un seul territoire."
        for niveau in NIVEAUX
        if len(found := valeurs(niveau)) > 1
    ]


def _read_territoire(
    params: Mapping[str, str],
    find: Callable[[str, str], Territoire],
    region_of: Callable[[Territoire], Territoire | None],
    messages: list[str],
) -> Territoire:
    found = read_territoire(params, find, messages)
    if found.niveau in NIVEAUX:
        return found
    wider = region_of(found) or FRANCE
    messages.append(
        "Une présentation porte sur la France, une région ou un département\u00a0: celle de "
        f"{echappe_markdown(wider.nom)} est préparée à la place de {echappe_markdown(found.nom)}."
    )
    return wider


def _read_cles(texte: str | None, defaut: tuple[str, ...], messages: list[str]) -> tuple[str, ...]:
    if not texte:
        return defaut
    asked = [one.strip() for one in texte.split(",") if one.strip()]
    unknown = [one for one in asked if one not in DIAPOSITIVES]
    if unknown:
        messages.append(
            f"Diapositives inconnues\u00a0: {', '.join(quoted(one) for one in unknown[:5])}. Noms "
            f"possibles\u00a0: {echappe_markdown(', '.join(LIBELLES))}."
        )
    return tuple(one for one in DIAPOSITIVES if one in asked) or defaut


def _read_number(
    params: Mapping[str, str], key: str, default: int, allowed: Container[int], expected: str
) -> tuple[int, list[str]]:
    texte = params.get(key, "")
    if not texte:
        return default, []
    try:
        number = int(texte) if texte.isascii() and len(texte) < 6 else None
    except ValueError:
        number = None
    if number is not None and number in allowed:
        return number, []
    return default, [
        f"Paramètre «\u00a0{key}\u00a0» {quoted(texte)}\u00a0: valeur inconnue, elle est ignorée. "
        f"{expected}"
    ]


def read_etat(
    params: Mapping[str, str],
    find: Callable[[str, str], Territoire],
    region_of: Callable[[Territoire], Territoire | None],
    aujourd_hui: date,
    par_defaut: Callable[[Territoire, date], tuple[str, ...]] = lambda *_: tuple(DIAPOSITIVES),
) -> tuple[EtatPresentation, list[str]]:
    """Read the presentation of an address, and what is wrong in it, in French (Markdown).

    ``par_defaut``: returns the slides shown of a territory on a day when none is chosen. The
    contract is left as it is written: ``check_contrat`` looks at it once the
    territory is known. Anything wrong is ignored and said; the state returned is always valid.
    """
    messages: list[str] = []
    territoire = _read_territoire(params, find, region_of, messages)
    jour = read_jour(params.get("date"), aujourd_hui, messages)
    default = par_defaut(territoire, jour)
    cles = _read_cles(params.get("diapos"), default, messages)
    last = len(cles)
    diapo, wrong = _read_number(
        params, "diapo", 1, range(1, last + 1), f"Un nombre de 1 à {last} est attendu."
    )
    messages += wrong
    format_ = read_choice(params, "format", FORMATS, FORMATS[0], messages)
    paces = ", ".join(str(pace) for pace in RYTHMES[1:])
    rythme, wrong = _read_number(
        params, "rythme", 0, RYTHMES, f"Secondes possibles\u00a0: {paces}\u00a0; 0 à la main."
    )
    messages += wrong
    mode = read_choice(params, "mode", (MODE_PROJECTION,), "", messages)
    contrat = params.get("contrat", "")
    return (
        EtatPresentation(
            territoire, jour, cles, contrat, diapo, format_, rythme, bool(mode), default
        ),
        messages,
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


def write_params(etat: EtatPresentation) -> dict[str, str]:
    """Return the parameters of the address of a presentation, its date always among them."""
    params: dict[str, str] = {}
    if etat.territoire != FRANCE:
        params[etat.territoire.niveau] = etat.territoire.code
    params["date"] = etat.jour.isoformat()
    if etat.cles != etat.defaut:
        params["diapos"] = ",".join(etat.cles)
    if etat.contrat:
        params["contrat"] = etat.contrat
    if etat.projection or etat.diapo != 1:
        params["diapo"] = str(etat.diapo)
    if etat.format != FORMATS[0]:
        params["format"] = etat.format
    if etat.rythme:
        params["rythme"] = str(etat.rythme)
    if etat.projection:
        params["mode"] = MODE_PROJECTION
    return params
