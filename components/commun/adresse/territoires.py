"""The territory of an address: one parameter per level, one of them given."""

import re
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from components.commun.adresse.parametres import Lecture, Parametre, quoted
from components.commun.mots.formats import echappe_markdown
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from geo.territoires.codes import CodeInconnu, CodeRefuse, PasUnCode
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.territoire import FRANCE, Territoire

TERRITOIRES = ("region", "departement", "epci", "ept", "commune", "arrondissement_municipal")
EXEMPLES = {
    "region": "?region=53 pour la Bretagne",
    "departement": "?departement=29 pour le Finistère",
    "epci": "?epci=200068120 pour Quimper Bretagne Occidentale (code SIREN)",
    "ept": "?ept=200057875 pour Est Ensemble (code SIREN)",
    "commune": "?commune=29232 pour Quimper (code INSEE)",
    "arrondissement_municipal": "?arrondissement_municipal=75113 pour Paris 13e (code INSEE)",
}
NIVEAUX_LARGES = ("france", "region", "departement")


def _read(lecture: Lecture) -> Territoire:
    """Read the territory that an address names, the country when it names none or a bad one."""
    params = lecture.params
    asked = [(level, params[level]) for level in TERRITOIRES if params.get(level)]
    if len(asked) > 1:
        lecture.messages.append(
            "L'adresse nomme plusieurs territoires\u00a0: le plus petit est montré. "
            "Un seul est attendu."
        )
    if not asked:
        return FRANCE
    level, code = asked[-1]
    try:
        found: Territoire = lecture.connus["find"](level, code)
    except TerritoireInconnu as error:
        lecture.messages.append(
            f"{NIVEAUX_DES_LIEUX[level]} {quoted(code)}\u00a0: {_why(error)}. La France entière "
            f"est montrée. Exemple d'adresse attendue\u00a0: {EXEMPLES[level]}."
        )
        return FRANCE
    tell_reading(code, found, lecture.messages)
    return found


def _why(error: TerritoireInconnu) -> str:
    """Return what is wrong with a code that was quoted (Markdown, escaped)."""
    if isinstance(error, PasUnCode):
        return "ce n'est pas un code"
    told = isinstance(error, CodeRefuse) and not isinstance(error, CodeInconnu)
    why = f" ({echappe_markdown(str(error))})" if told else ""
    return f"ce code n'existe pas dans le référentiel{why}"


def tell_reading(code: str, found: Territoire, messages: list[str]) -> None:
    """Add a message when a code leads to a territory whose code is not written that way."""
    if re.sub(r"\s", "", code).upper() != found.code:
        place = echappe_markdown(f"{found.nom} ({found.code})")
        messages.append(f"Code {quoted(code)}\u00a0: il mène aujourd'hui à {place}.")


class ParametreTerritoire(Parametre):
    """A territory: read from the parameter of its level, written under the name of its level."""

    def valeur(self, lecture: Lecture) -> Any:
        """Return the territory that the address names, the country by default."""
        return self.lit("", lecture)

    def params(self, etat: Any) -> dict[str, str]:
        """Return the code of the territory under its level, nothing for the country."""
        found = attrgetter(self.champ)(etat)
        return {} if found == FRANCE else {found.niveau: found.code}


def territoire_montre(
    champ: str = "territoire", elargi: Callable[[Territoire, Territoire], str] | None = None
) -> Parametre:
    """Return the territory of an address, the country by default.

    The page lends ``find``, which returns the territory of a level and a code or raises
    TerritoireInconnu. ``elargi``: for a page of the country, a région or a département, returns
    what is said of another territory and of what is shown in its place, its région as ``region``
    of the page returns it.
    """

    def lit(_: str, lecture: Lecture) -> Territoire:
        found = _read(lecture)
        if elargi is None or found.niveau in NIVEAUX_LARGES:
            return found
        wider: Territoire = lecture.connus["region"](found) or FRANCE
        lecture.messages.append(elargi(found, wider))
        return wider

    return ParametreTerritoire("", champ, lit, defaut=FRANCE)
