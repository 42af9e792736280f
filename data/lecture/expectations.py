"""What a right value looks like, column by column, in words: read off the schemas."""

from collections.abc import Mapping
from typing import Any

from data.dates import FORME_ATTENDUE
from data.errors import quote
from data.model import THEMES

# {kind of content: (what the faulty value is not, what was expected)}
_CONTENUS = {
    "date": ("n'est pas une date", FORME_ATTENDUE),
    "adresse": (
        "n'est pas une adresse web acceptée",
        "une adresse en http ou https, sans espace ni mot de passe, par exemple "
        "https://www.ars.sante.fr/cls",
    ),
    "identifiant_contrat": (
        "n'est pas un identifiant de contrat",
        "cls, le département et le territoire en minuscules, par exemple cls-29-cornouaille-1",
    ),
    "code_region": (
        "n'est pas un code de région",
        "un code officiel géographique sur deux chiffres, par exemple 53",
    ),
    "codes_departements": (
        "n'est pas une liste de codes de départements",
        "des codes séparés par une espace, par exemple 76 80, 2A ou 971",
    ),
    "code_region_ou_departement": (
        "n'est pas un code de région ou de département",
        "un code officiel géographique, par exemple 53, 2A ou 971",
    ),
    "code_territoire": (
        "n'est pas un code de territoire",
        "un code INSEE de commune (29232), un numéro SIREN (200068120) ou un code de département",
    ),
    "themes": (
        "n'est pas une liste de thèmes connus",
        f"un ou plusieurs thèmes séparés par une espace, parmi {', '.join(THEMES)}",
    ),
    "numero_axe": ("n'est pas un numéro d'axe", "un nombre, une lettre, ou les deux (1, A, T1)"),
    "numero_action": ("n'est pas un numéro d'action", "par exemple 7, 5.1.1 ou A"),
    "nombre_publie": (
        "n'est pas un nombre publié",
        f"un nombre avec un point décimal, précédé de > pour {quote('plus de')} (55, 78.6, >30)",
    ),
    "code_priorite": (
        "n'est pas un code de priorité",
        "trois lettres majuscules, un tiret et un rang, par exemple BRE-1",
    ),
    "code": (
        "n'est pas un code",
        "des lettres minuscules sans accent, des chiffres et des tirets, par exemple charte-pnns",
    ),
    "entier": ("n'est pas un nombre entier", ""),
}


def refusal(champ: Mapping[str, Any]) -> str:
    """What to say of a faulty value of this field: `n'est pas une date`."""
    return _CONTENUS.get(champ.get("contenu", ""), ("n'a pas la forme attendue", ""))[0]


def expectation(champ: Mapping[str, Any]) -> str:
    """What a right value of this field looks like, with an example, without a final stop."""
    contraintes = champ.get("constraints", {})
    if "enum" in contraintes:
        return f"une de ces valeurs\u00a0: {', '.join(map(str, contraintes['enum']))}"
    if champ["type"] == "integer":
        return _integer_expectation(contraintes)
    connu = _CONTENUS.get(champ.get("contenu", ""))
    if connu:
        return connu[1]
    return f"{_uncapitalised(champ['title'])}, par exemple {quote(champ['example'])}"


def _uncapitalised(titre: str) -> str:
    return titre if titre[1:2].isupper() else titre[:1].lower() + titre[1:]


def _integer_expectation(contraintes: Mapping[str, Any]) -> str:
    bornes = [
        f"{mot} {contraintes[borne]}"
        for borne, mot in (("minimum", "au moins"), ("maximum", "au plus"))
        if borne in contraintes
    ]
    return ", ".join(["un nombre entier en chiffres", *bornes])
