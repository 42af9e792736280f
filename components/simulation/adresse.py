"""State of the simulation page in the address: read item by item, checked, written.

``ajouts``: codes of territories, whose length tells the level (SIREN of an EPCI or EPT, INSEE
code of a commune). ``retraits``: identifiers of contracts. ``perimetres``: a contract, then the
codes added to its perimeter and, after ``sauf``, those taken off:
``cls-29-x-1~242900314~sauf29232``. Items are separated by commas. The second scenario has the
same parameters with a ``B``.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from components.commun.adresse.vue import (
    quoted,
    read_choice,
    read_jour,
    read_territoire,
    tell_reading,
)
from components.simulation.etat import (
    CARTES,
    NIVEAUX_CARTE,
    OBJECTIF_PAR_DEFAUT,
    EtatSimulation,
)
from geo.simulation.scenario import Modification, Scenario
from geo.territoires.referentiel import TerritoireInconnu
from geo.territoires.territoire import FRANCE, Territoire

SEPARATEUR = ","
LIAISON = "~"
SAUF = "sauf"
LONGUEUR_NOM = 60
AJOUTS_MAXIMUM = 300
CONTRATS_MAXIMUM = 40
EXEMPLE_DE_PERIMETRE = "cls-29-cornouaille-1~29019~sauf29232"
SUFFIXES = {"a": "", "b": "B"}
NIVEAUX_DE_BASE = ("france", "region", "departement")
LISTES = ("ajouts", "retraits", "perimetres")
DU_SCENARIO = ("nom", *LISTES)
PARAMETRES = (
    *NIVEAUX_DE_BASE[1:],
    "date",
    *(f"{name}{suffix}" for suffix in SUFFIXES.values() for name in DU_SCENARIO),
    "comparer",
    "scenario",
    "niveau",
    "carte",
    "objectif",
)
MESSAGES_MONTRES = 12
_IDENTIFIANT = re.compile(r"[a-z][a-z0-9-]*")
_POURCENTAGE = re.compile(r"\d{1,3}(?:[.,]\d)?")


@dataclass(frozen=True)
class Connus:
    """What an address may name.

    Attributes
    ----------
    find : returns the territory of a level and a code, raises TerritoireInconnu.
    region : returns the region a territory lies in, or None.
    ajoutable : returns the territory of a code, raises TerritoireInconnu.
    touche : tells whether a territory lies in a base, even in part.
    contrats : identifiers of the registre.
    """

    find: Callable[[str, str], Territoire]
    region: Callable[[Territoire], Territoire | None]
    ajoutable: Callable[[str], Territoire]
    touche: Callable[[Territoire, Territoire], bool]
    contrats: Collection[str]


def nettoie_nom(texte: str) -> str:
    """Return a name on one line, without control or invisible characters, at most 60 long."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in texte)
    return " ".join(kept.split())[:LONGUEUR_NOM].rstrip()


def _items(texte: str) -> list[str]:
    return list(dict.fromkeys(item.strip() for item in texte.split(SEPARATEUR) if item.strip()))


def _read_base(params: Mapping[str, str], connus: Connus, messages: list[str]) -> Territoire:
    asked = read_territoire(params, connus.find, messages)
    if asked.niveau in NIVEAUX_DE_BASE:
        return asked
    base = connus.region(asked) or FRANCE
    messages.append(
        f"Une simulation porte sur une région, un département ou la France\u00a0: {base.nom} est "
        f"pris à la place de {quoted(asked.nom)}."
    )
    return base


def _read_place(
    code: str, base: Territoire, connus: Connus, messages: list[str]
) -> Territoire | None:
    try:
        found = connus.ajoutable(code.upper())
    except TerritoireInconnu:
        messages.append(
            f"Territoire {quoted(code)}\u00a0: aucun EPCI ni aucune commune ne porte ce code, il "
            "est ignoré. Attendu\u00a0: un SIREN d'EPCI (200068120) ou un code INSEE de commune "
            "(29232)."
        )
        return None
    if not connus.touche(base, found):
        messages.append(
            f"Territoire {quoted(f'{found.nom} ({code})')}\u00a0: il est en dehors de "
            f"{quoted(base.nom)}, il est ignoré."
        )
        return None
    tell_reading(code, found, messages)
    return found


def _limited(items: list[str], maximum: int, what: str, messages: list[str]) -> list[str]:
    if len(items) > maximum:
        messages.append(
            f"L'adresse donne {len(items)} {what}\u00a0: seuls les {maximum} premiers sont lus."
        )
    return items[:maximum]


def _read_ajouts(
    texte: str, base: Territoire, connus: Connus, messages: list[str]
) -> tuple[Territoire, ...]:
    codes = _limited(_items(texte), AJOUTS_MAXIMUM, "territoires ajoutés", messages)
    found = [_read_place(code, base, connus, messages) for code in codes]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _known_contract(name: str, connus: Connus, messages: list[str]) -> bool:
    if name in connus.contrats:
        return True
    messages.append(
        f"Contrat {quoted(name)}\u00a0: aucun contrat du registre n'a cet identifiant, il est "
        "ignoré. Attendu\u00a0: celui de l'adresse de sa fiche, par exemple cls-29-cornouaille-1."
    )
    return False


def _read_retraits(texte: str, connus: Connus, messages: list[str]) -> tuple[str, ...]:
    names = _limited(_items(texte), CONTRATS_MAXIMUM, "contrats retirés", messages)
    return tuple(name for name in names if _known_contract(name, connus, messages))


def _tell_form(item: str, messages: list[str]) -> None:
    messages.append(
        f"Périmètre {quoted(item)}\u00a0: il n'a pas la forme attendue, il est ignoré. "
        "Attendu\u00a0: l'identifiant d'un contrat, puis, séparés par des tildes (~), les codes "
        f"ajoutés et, précédés de «\u00a0{SAUF}\u00a0», les codes enlevés, par exemple "
        f"`{EXEMPLE_DE_PERIMETRE}`."
    )


def _read_perimetre(
    item: str, base: Territoire, connus: Connus, messages: list[str]
) -> Modification | None:
    name, *codes = (part.strip() for part in item.split(LIAISON))
    if not any(codes) or (name not in connus.contrats and not _IDENTIFIANT.fullmatch(name)):
        _tell_form(item, messages)
        return None
    if not _known_contract(name, connus, messages):
        return None
    read: dict[bool, list[Territoire]] = {False: [], True: []}
    for code in filter(None, _limited(codes, AJOUTS_MAXIMUM, "codes", messages)):
        place = _read_place(code.removeprefix(SAUF), base, connus, messages)
        if place is not None:
            read[code.startswith(SAUF)].append(place)
    added, off = (tuple(dict.fromkeys(read[key])) for key in (False, True))
    change = Modification(name, added, off)
    return None if change.est_vide else change


def _read_perimetres(
    texte: str, base: Territoire, connus: Connus, messages: list[str]
) -> tuple[Modification, ...]:
    items = _limited(_items(texte), CONTRATS_MAXIMUM, "périmètres changés", messages)
    read = [_read_perimetre(item, base, connus, messages) for item in items]
    found: dict[str, Modification] = {}
    for change in read:
        if change is None:
            continue
        if change.contrat_id in found:
            messages.append(
                f"Contrat {quoted(change.contrat_id)}\u00a0: l'adresse change deux fois son "
                "périmètre, la première est retenue."
            )
        found.setdefault(change.contrat_id, change)
    return tuple(found.values())


def _read_nom(texte: str, messages: list[str]) -> str:
    if len(texte) > LONGUEUR_NOM:
        messages.append(
            f"Le nom {quoted(texte)} est trop long\u00a0: ses {LONGUEUR_NOM} premiers caractères "
            "sont gardés."
        )
    return nettoie_nom(texte)


def _read_scenario(
    params: Mapping[str, str], suffix: str, base: Territoire, connus: Connus, messages: list[str]
) -> Scenario:
    return Scenario(
        _read_nom(params.get(f"nom{suffix}", ""), messages),
        _read_ajouts(params.get(f"ajouts{suffix}", ""), base, connus, messages),
        _read_retraits(params.get(f"retraits{suffix}", ""), connus, messages),
        _read_perimetres(params.get(f"perimetres{suffix}", ""), base, connus, messages),
    )


def _read_objectif(texte: str, messages: list[str]) -> int:
    if not texte:
        return OBJECTIF_PAR_DEFAUT
    if texte.isascii() and _POURCENTAGE.fullmatch(texte):
        found = round(float(texte.replace(",", ".")) * 10)
        if 1 <= found <= 1000:
            return found
    messages.append(
        f"Objectif {quoted(texte)}\u00a0: un pourcentage de 0,1 à 100 est attendu, 90 est retenu."
    )
    return OBJECTIF_PAR_DEFAUT


def repetes(valeurs: Callable[[str], list[str]]) -> list[str]:
    """Say, in French (Markdown), which parameters the address gives several times.

    ``valeurs``: returns the values of a parameter, in order; the last one alone is read.
    """
    messages = []
    for name in PARAMETRES:
        number = len(valeurs(name))
        if number > 1:
            several = " Plusieurs valeurs se séparent par des virgules."
            messages.append(
                f"Paramètre «\u00a0{name}\u00a0»\u00a0: l'adresse le donne {number} fois, seule la "
                f"dernière est lue.{several if name.removesuffix('B') in LISTES else ''}"
            )
    return messages


def read_etat(
    params: Mapping[str, str], connus: Connus, aujourd_hui: date
) -> tuple[EtatSimulation, list[str]]:
    """Read the state from the parameters of the address; unknown parameters are ignored.

    Returns the state, always valid, and a message in French (Markdown, escaped) for each item
    that is not understood; the others are kept.
    """
    messages: list[str] = []
    base = _read_base(params, connus, messages)
    jour = read_jour(params.get("date"), aujourd_hui, messages)
    asked = read_choice(params, "comparer", ("oui",), "", messages)
    compares = bool(asked) or any(params.get(f"{name}B") for name in DU_SCENARIO)
    etat = EtatSimulation(
        base,
        jour,
        _read_scenario(params, "", base, connus, messages),
        _read_scenario(params, "B", base, connus, messages) if compares else None,
        read_choice(params, "scenario", ("a", "b"), "a", messages) if compares else "a",
        read_choice(params, "niveau", NIVEAUX_CARTE, NIVEAUX_CARTE[0], messages),
        read_choice(params, "carte", CARTES, CARTES[0], messages),
        _read_objectif(params.get("objectif", ""), messages),
    )
    hidden = len(messages) - MESSAGES_MONTRES
    if hidden > 0:
        messages = [*messages[:MESSAGES_MONTRES], f"… et {hidden} autres avertissements."]
    return etat, messages


def _perimetre(change: Modification) -> str:
    codes = [one.code for one in change.ajoutes] + [f"{SAUF}{one.code}" for one in change.retires]
    return LIAISON.join((change.contrat_id, *codes))


def _scenario_params(scenario: Scenario, suffix: str) -> dict[str, str]:
    return {
        f"nom{suffix}": scenario.nom,
        f"ajouts{suffix}": SEPARATEUR.join(one.code for one in scenario.ajouts),
        f"retraits{suffix}": SEPARATEUR.join(scenario.retraits),
        f"perimetres{suffix}": SEPARATEUR.join(map(_perimetre, scenario.perimetres)),
    }


def write_params(etat: EtatSimulation) -> dict[str, str]:
    """Return the parameters of the address of a view, the date always among them."""
    params: dict[str, str] = {}
    if etat.base != FRANCE:
        params[etat.base.niveau] = etat.base.code
    params["date"] = etat.jour.isoformat()
    params |= _scenario_params(etat.a, "")
    if etat.b is not None:
        params["comparer"] = "oui"
        params |= _scenario_params(etat.b, "B")
        params["scenario"] = "" if etat.actif == "a" else etat.actif
    params["niveau"] = "" if etat.niveau == NIVEAUX_CARTE[0] else etat.niveau
    params["carte"] = "" if etat.carte == CARTES[0] else etat.carte
    if etat.objectif != OBJECTIF_PAR_DEFAUT:
        params["objectif"] = f"{etat.objectif / 10:g}"
    return {key: value for key, value in params.items() if value}


def lien(params: Mapping[str, str]) -> str:
    """Return parameters as they are written in a link: readable commas and tildes."""
    return urlencode(params, safe=f"{SEPARATEUR}{LIAISON}")
