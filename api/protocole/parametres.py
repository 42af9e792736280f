"""The parameters of the API, each declared once: its name, what it may be, how it is read.

They bear the names of the command line and of the addresses of the pages. The same declaration
reads the address (``requete``) and describes it in OpenAPI.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.protocole.problemes import Dit, illisible, impossible

CHIFFRES_LUS = 9
PREMIER_JOUR, DERNIER_JOUR = date(2000, 1, 1), date(2099, 12, 31)
COMMANDE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SANS = r"\u0000-\u001f\u007f-\u009f"
UN_TEXTE = rf"^[^{_SANS}]*[^\s{_SANS}][^{_SANS}]*$"
"""A text with something else than spaces, and no control character."""
ANNEE = "20[0-9]{2}"
MOIS = "(0[1-9]|1[0-2])"


@dataclass(frozen=True)
class Parametre:
    """One parameter of an address.

    Attributes
    ----------
    nom : as the address writes it.
    dit : what it is, in French, for the description.
    schema : what its value may be (JSON Schema).
    lit : returns the value of a text; raises Probleme.
    exemple : a right value.
    defaut : value without the parameter; ``requis``: it must be given.
    dans_le_chemin : it stands in the path, not after the ``?``.
    """

    nom: str
    dit: str
    schema: Mapping[str, Any]
    lit: Callable[[str], Any]
    exemple: Any
    defaut: Any = None
    requis: bool = False
    dans_le_chemin: bool = False


def texte(nom: str, dit: str, exemple: str, *, longueur: int = 120, **options: Any) -> Parametre:
    """Declare a text, of a limited length."""
    attendu = Dit(
        f"un texte d'une ligne, de 1 à {longueur} caractères, est attendu.",
        f"a text of one line, of 1 to {longueur} characters, is expected.",
    )

    def lit(ecrit: str) -> str:
        plain = " ".join(ecrit.split())
        if not plain or len(ecrit) > longueur or COMMANDE.search(ecrit):
            raise illisible(nom, ecrit, attendu, exemple)
        return plain

    schema = {"type": "string", "minLength": 1, "maxLength": longueur, "pattern": UN_TEXTE}
    return Parametre(nom, dit, schema, lit, exemple, **options)


def choix(nom: str, dit: str, valeurs: Iterable[str], exemple: str, **options: Any) -> Parametre:
    """Declare one of a few values."""
    possibles = tuple(valeurs)
    attendu = _parmi(possibles)

    def lit(ecrit: str) -> str:
        if ecrit not in possibles:
            raise illisible(nom, ecrit, attendu, exemple)
        return ecrit

    schema: dict[str, Any] = {"type": "string", "enum": list(possibles)}
    if options.get("defaut") is not None:
        schema["default"] = options["defaut"]
    return Parametre(nom, dit, schema, lit, exemple, **options)


def liste(nom: str, dit: str, valeurs: Collection[str], exemple: str) -> Parametre:
    """Declare several values of a few, separated by commas, as the addresses of the pages do."""
    possibles = tuple(valeurs)
    attendu = _parmi(possibles, plusieurs=True)

    def lit(ecrit: str) -> tuple[str, ...]:
        asked = tuple(dict.fromkeys(one.strip() for one in ecrit.split(",")))
        if not set(asked) <= set(possibles):
            raise illisible(nom, ecrit, attendu, exemple)
        return asked

    one = "|".join(possibles)
    schema = {"type": "string", "pattern": f"^({one})(,({one}))*$"}
    return Parametre(nom, f"{dit} Valeurs\u00a0: {', '.join(possibles)}.", schema, lit, exemple, ())


def _parmi(possibles: tuple[str, ...], plusieurs: bool = False) -> Dit:
    names = ", ".join(possibles)
    if plusieurs:
        return Dit(
            f"une ou plusieurs des valeurs {names}, séparées par des virgules, sont attendues.",
            f"one or several of {names}, separated by commas, are expected.",
        )
    return Dit(f"une des valeurs {names} est attendue.", f"one of {names} is expected.")


def oui_non(nom: str, dit: str) -> Parametre:
    """Declare a question: ``oui`` or ``non``; None when it is not asked."""
    asked = choix(nom, dit, ("oui", "non"), "oui")
    return Parametre(nom, dit, asked.schema, lambda ecrit: asked.lit(ecrit) == "oui", "oui")


def entier(
    nom: str,
    dit: str,
    bornes: tuple[int, int],
    exemple: int,
    *,
    plafonne: bool = False,
    **options: Any,
) -> Parametre:
    """Declare a whole number in plain figures; ``plafonne``: above the last one is the last one."""
    first, last = bornes
    attendu = Dit(
        f"un nombre entier de {first} à {last} est attendu.",
        f"a whole number from {first} to {last} is expected.",
    )

    def lit(ecrit: str) -> int:
        if not (ecrit.isascii() and ecrit.isdigit()):
            raise illisible(nom, ecrit, attendu, exemple)
        number = int(ecrit) if len(ecrit) <= CHIFFRES_LUS else 10**CHIFFRES_LUS
        if plafonne:
            number = min(number, last)
        if not first <= number <= last:
            raise impossible(nom, ecrit, attendu, exemple)
        return number

    schema: dict[str, Any] = {"type": "integer", "minimum": first, "maximum": last}
    if options.get("defaut") is not None:
        schema["default"] = options["defaut"]
    return Parametre(nom, dit, schema, lit, exemple, **options)


def annee(nom: str, dit: str, tenues: Collection[int], defaut: int) -> Parametre:
    """Declare a year among those held."""
    names = ", ".join(map(str, tenues))
    attendu = Dit(f"une des années {names} est attendue.", f"one of the years {names} is expected.")

    def lit(ecrit: str) -> int:
        if not (ecrit.isascii() and ecrit.isdigit()):
            raise illisible(nom, ecrit, attendu, defaut)
        number = int(ecrit) if len(ecrit) <= CHIFFRES_LUS else 0
        if number not in tenues:
            raise impossible(nom, ecrit, attendu, defaut)
        return number

    schema = {"type": "integer", "enum": sorted(tenues), "default": defaut}
    return Parametre(nom, dit, schema, lit, defaut, defaut)


def jour(nom: str, dit: str, exemple: str) -> Parametre:
    """Declare a day, AAAA-MM-JJ."""
    attendu = Dit(
        f"un jour AAAA-MM-JJ est attendu, du {PREMIER_JOUR} au {DERNIER_JOUR}.",
        f"a day YYYY-MM-DD is expected, from {PREMIER_JOUR} to {DERNIER_JOUR}.",
    )

    def lit(ecrit: str) -> date:
        if len(ecrit) != len("2025-01-31") or not ecrit.isascii():
            raise illisible(nom, ecrit, attendu, exemple)
        try:
            day = date.fromisoformat(ecrit)
        except ValueError:
            raise illisible(nom, ecrit, attendu, exemple) from None
        if not PREMIER_JOUR <= day <= DERNIER_JOUR:
            raise impossible(nom, ecrit, attendu, exemple)
        return day

    pattern = f"^{ANNEE}-{MOIS}-(0[1-9]|[12][0-9]|3[01])$"
    return Parametre(
        nom, dit, {"type": "string", "format": "date", "pattern": pattern}, lit, exemple
    )


def mois(nom: str, dit: str, exemple: str, defaut: date) -> Parametre:
    """Declare a month, AAAA-MM: its first day."""
    known = f"({PREMIER_JOUR:%Y-%m} – {DERNIER_JOUR:%Y-%m})"
    attendu = Dit(f"un mois AAAA-MM est attendu {known}.", f"a month YYYY-MM is expected {known}.")

    def lit(ecrit: str) -> date:
        year, _, month = ecrit.partition("-")
        digits = (year + month).isascii() and (year + month).isdigit()
        if not digits or (len(year), len(month)) != (4, 2) or not 1 <= int(month) <= 12:
            raise illisible(nom, ecrit, attendu, exemple)
        if not PREMIER_JOUR.year <= int(year) <= DERNIER_JOUR.year:
            raise impossible(nom, ecrit, attendu, exemple)
        return date(int(year), int(month), 1)

    schema = {"type": "string", "pattern": f"^{ANNEE}-{MOIS}$", "default": f"{defaut:%Y-%m}"}
    return Parametre(nom, dit, schema, lit, exemple, defaut)
