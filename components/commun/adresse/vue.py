"""State of the coverage page in the address: read, checked, written.

The address is the only state of the page: widgets are set from it and write to it, so that any
view can be bookmarked, mailed or projected.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from components.commun.mots.formats import echappe_markdown, jour_en_lettres
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX, THEMES
from geo.territoires.codes import CodeInconnu, CodeRefuse
from geo.territoires.referentiel import TerritoireInconnu
from geo.territoires.territoire import FRANCE, Territoire

PREMIER_JOUR = date(2010, 1, 1)
ANNEES_A_VENIR = 5
AFFICHAGES = ("statut", "taux")
COMPTES = ("signe", "signe_ou_projet")
TERRITOIRES = ("region", "departement", "epci", "ept", "commune", "arrondissement_municipal")
EXEMPLES = {
    "region": "?region=53 pour la Bretagne",
    "departement": "?departement=29 pour le Finistère",
    "epci": "?epci=200068120 pour Quimper Bretagne Occidentale (code SIREN)",
    "ept": "?ept=200057875 pour Est Ensemble (code SIREN)",
    "commune": "?commune=29232 pour Quimper (code INSEE)",
    "arrondissement_municipal": "?arrondissement_municipal=75113 pour Paris 13e (code INSEE)",
}
LONGUEUR_MONTREE = 40
MILLESIMES = tuple(range(2019, 2027))
ANNEES_POPULATION = (2016, 2018, 2019, 2020, 2021, 2022, 2023)
PERIMETRES = ("courant", "signature")


@dataclass(frozen=True)
class EtatVue:
    """What the coverage page shows.

    ``compte``: whether the rates count signed contracts, or signed and in project.
    ``affichage``: map by status or by rate. ``theme``: '' for every theme. ``millesime`` and
    ``population``: vintage of the members of EPCI and reference year, None for those in force
    that day. ``perimetre``: members of today, or of the signature.
    """

    territoire: Territoire
    jour: date
    niveau: str
    affichage: str
    compte: str = "signe"
    theme: str = ""
    fond_ign: bool = False
    millesime: int | None = None
    population: int | None = None
    perimetre: str = "courant"

    @property
    def reference_choisie(self) -> bool:
        """Whether the reader chose a vintage, a population year or the perimeters."""
        return bool(self.millesime or self.population or self.perimetre != PERIMETRES[0])

    def vers(self, territoire: Territoire) -> "EtatVue":
        """Return the same view of another territory, at a level it can be cut into."""
        levels = territoire.niveaux_interieurs
        niveau = self.niveau if self.niveau in levels else levels[0]
        return replace(self, territoire=territoire).au_niveau(niveau)

    def au_niveau(self, niveau: str) -> "EtatVue":
        """Return the same view cut at a level, coloured as that level is read by default."""
        keeps = niveau == self.niveau
        affichage = self.affichage if keeps else default_affichage(niveau)
        return replace(self, niveau=niveau, affichage=affichage)

    def autres_params(self) -> dict[str, str]:
        """Return the parameters that a page adds to those of the coverage page."""
        return {}


def default_affichage(niveau: str) -> str:
    """Large territories are read by rate, small ones by status."""
    return "taux" if niveau in ("region", "departement") else "statut"


def dernier_jour(aujourd_hui: date) -> date:
    """Return the last day that can be asked for."""
    return date(aujourd_hui.year + ANNEES_A_VENIR, 12, 31)


def quoted(valeur: str) -> str:
    """Return a value of the address between quotation marks, shortened and safe for Markdown."""
    shown = valeur if len(valeur) <= LONGUEUR_MONTREE else valeur[:LONGUEUR_MONTREE] + "…"
    return f"«\u00a0{echappe_markdown(shown)}\u00a0»"


def read_territoire(
    params: Mapping[str, str], find: Callable[[str, str], Territoire], messages: list[str]
) -> Territoire:
    """Read the territory of an address, the country by default; add a message when it is bad."""
    asked = [(level, params[level]) for level in TERRITOIRES if params.get(level)]
    if len(asked) > 1:
        messages.append(
            "L'adresse nomme plusieurs territoires\u00a0: le plus petit est montré. "
            "Un seul est attendu."
        )
    if not asked:
        return FRANCE
    level, code = asked[-1]
    try:
        found = find(level, code)
    except TerritoireInconnu as error:
        told = isinstance(error, CodeRefuse) and not isinstance(error, CodeInconnu)
        why = f" ({echappe_markdown(str(error))})" if told else ""
        messages.append(
            f"{NIVEAUX_DES_LIEUX[level]} {quoted(code)}\u00a0: ce code n'existe pas dans le "
            f"référentiel{why}. La France entière est montrée. Exemple d'adresse "
            f"attendue\u00a0: {EXEMPLES[level]}."
        )
        return FRANCE
    tell_reading(code, found, messages)
    return found


def tell_reading(code: str, found: Territoire, messages: list[str]) -> None:
    """Add a message when a code leads to a territory whose code is not written that way."""
    if re.sub(r"\s", "", code).upper() != found.code:
        place = echappe_markdown(f"{found.nom} ({found.code})")
        messages.append(f"Code {quoted(code)}\u00a0: il mène aujourd'hui à {place}.")


def read_jour(texte: str | None, aujourd_hui: date, messages: list[str]) -> date:
    """Read the day of an address, today by default; add a message when it is bad."""
    if not texte:
        return aujourd_hui
    try:
        jour = date.fromisoformat(texte)
    except ValueError:
        messages.append(
            f"Date {quoted(texte)}\u00a0: ce n'est pas une date. La situation est montrée "
            "aujourd'hui. Format attendu\u00a0: AAAA-MM-JJ, par exemple 2025-01-31."
        )
        return aujourd_hui
    last = dernier_jour(aujourd_hui)
    if not PREMIER_JOUR <= jour <= last:
        messages.append(
            f"Date {quoted(texte)}\u00a0: hors de la période couverte. La situation est montrée "
            f"aujourd'hui. Période possible\u00a0: du {jour_en_lettres(PREMIER_JOUR)} au "
            f"{jour_en_lettres(last)}."
        )
        return aujourd_hui
    return jour


def read_choice(
    params: Mapping[str, str],
    key: str,
    choices: Mapping[str, str] | tuple[str, ...],
    default: str,
    messages: list[str],
) -> str:
    """Read one of a few values; add a message when it is none of them."""
    found = params.get(key, "")
    if not found or found in choices:
        return found or default
    expected = ", ".join(choices)
    messages.append(
        f"Paramètre «\u00a0{key}\u00a0» {quoted(found)}\u00a0: valeur inconnue, elle est ignorée. "
        f"Valeurs possibles\u00a0: {echappe_markdown(expected)}."
    )
    return default


def read_etat(
    params: Mapping[str, str],
    find: Callable[[str, str], Territoire],
    aujourd_hui: date,
) -> tuple[EtatVue, list[str]]:
    """Read the state from the parameters of the address.

    Parameters
    ----------
    params : parameters of the address; unknown ones are ignored.
    find : returns the territory of a level and a code, raises TerritoireInconnu.
    aujourd_hui : the day shown when the address has none.

    Returns
    -------
    The state, always valid, and a message in French (Markdown, escaped) for each bad parameter.
    """
    messages: list[str] = []
    territoire = read_territoire(params, find, messages)
    jour = read_jour(params.get("date"), aujourd_hui, messages)
    levels = territoire.niveaux_interieurs
    niveau = read_choice(params, "niveau", levels, levels[0], messages)
    affichage = read_choice(params, "affichage", AFFICHAGES, default_affichage(niveau), messages)
    compte = read_choice(params, "statut", COMPTES, COMPTES[0], messages)
    theme = read_choice(params, "theme", THEMES, "", messages)
    fond = read_choice(params, "fond", ("ign",), "", messages)
    millesime, population, perimetre = read_reference(params, messages)
    etat = EtatVue(
        territoire,
        jour,
        niveau,
        affichage,
        compte,
        theme,
        bool(fond),
        millesime,
        population,
        perimetre,
    )
    return etat, messages


def read_reference(
    params: Mapping[str, str], messages: list[str]
) -> tuple[int | None, int | None, str]:
    """Read what the figures are counted with: vintage, population year, perimeters.

    None stands for what is in force at the date; add a message for each bad value.
    """
    vintage = read_choice(params, "millesime", years(MILLESIMES), "", messages)
    population = read_choice(params, "population", years(ANNEES_POPULATION), "", messages)
    perimetre = read_choice(params, "perimetre", PERIMETRES, PERIMETRES[0], messages)
    return int(vintage) if vintage else None, int(population) if population else None, perimetre


def years(values: tuple[int, ...]) -> tuple[str, ...]:
    """Return years as the address writes them."""
    return tuple(str(value) for value in values)


def write_params(etat: EtatVue) -> dict[str, str]:
    """Return the parameters of the address of a view, the date always among them."""
    params: dict[str, str] = {}
    if etat.territoire != FRANCE:
        params[etat.territoire.niveau] = etat.territoire.code
    params["date"] = etat.jour.isoformat()
    params["niveau"] = etat.niveau
    if etat.affichage != default_affichage(etat.niveau):
        params["affichage"] = etat.affichage
    if etat.compte != COMPTES[0]:
        params["statut"] = etat.compte
    if etat.theme:
        params["theme"] = etat.theme
    if etat.fond_ign:
        params["fond"] = "ign"
    if etat.millesime:
        params["millesime"] = str(etat.millesime)
    if etat.population:
        params["population"] = str(etat.population)
    if etat.perimetre != PERIMETRES[0]:
        params["perimetre"] = etat.perimetre
    return params | etat.autres_params()
