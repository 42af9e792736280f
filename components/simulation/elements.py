"""What the address of a scenario holds, item by item: read, and written.

``ajouts``: codes of territories, whose length tells the level (SIREN of an EPCI or EPT, INSEE
code of a commune). ``retraits``: identifiers of contracts. ``perimetres``: a contract, then the
codes added to its perimeter and, after ``sauf``, those taken off:
``cls-29-x-1~242900314~sauf29232``. Items are separated by commas. An item that is not understood
is told, the others are kept.
"""

import re

from components.commun.adresse.parametres import Lecture, Refus, quoted
from components.commun.adresse.sortes import elements
from components.commun.adresse.territoires import tell_reading
from data.textes import sur_une_ligne
from geo.simulation.scenario import Modification
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.territoire import Territoire

LIAISON = "~"
SAUF = "sauf"
LONGUEUR_NOM = 60
AJOUTS_MAXIMUM = 300
CONTRATS_MAXIMUM = 40
EXEMPLE_DE_PERIMETRE = "cls-29-cornouaille-1~29019~sauf29232"
_IDENTIFIANT = re.compile(r"[a-z][a-z0-9-]*")
_POURCENTAGE = re.compile(r"\d{1,3}(?:[.,]\d)?")


def nettoie_nom(texte: str) -> str:
    """Return a name on one line, without control or invisible characters, at most 60 long."""
    return sur_une_ligne(texte)[:LONGUEUR_NOM].rstrip()


def read_nom(texte: str, lecture: Lecture) -> str:
    """Read the name of a scenario, cut where it is too long."""
    if len(texte) > LONGUEUR_NOM:
        lecture.messages.append(
            f"Le nom {quoted(texte)} est trop long\u00a0: ses {LONGUEUR_NOM} premiers caractères "
            "sont gardés."
        )
    return nettoie_nom(texte)


def _read_place(code: str, lecture: Lecture) -> Territoire | None:
    base = lecture.etat.base
    try:
        found: Territoire = lecture.connus["ajoutable"](code.upper())
    except TerritoireInconnu:
        lecture.messages.append(
            f"Territoire {quoted(code)}\u00a0: aucun EPCI ni aucune commune ne porte ce code, il "
            "est ignoré. Attendu\u00a0: un SIREN d'EPCI (200068120) ou un code INSEE de commune "
            "(29232)."
        )
        return None
    if not lecture.connus["touche"](base, found):
        lecture.messages.append(
            f"Territoire {quoted(f'{found.nom} ({code})')}\u00a0: il est en dehors de "
            f"{quoted(base.nom)}, il est ignoré."
        )
        return None
    tell_reading(code, found, lecture.messages)
    return found


def _limited(items: list[str], maximum: int, what: str, lecture: Lecture) -> list[str]:
    if len(items) > maximum:
        lecture.messages.append(
            f"L'adresse donne {len(items)} {what}\u00a0: seuls les {maximum} premiers sont lus."
        )
    return items[:maximum]


def read_ajouts(texte: str, lecture: Lecture) -> tuple[Territoire, ...]:
    """Read the territories added, each once, that lie in the base."""
    codes = _limited(elements(texte), AJOUTS_MAXIMUM, "territoires ajoutés", lecture)
    found = [_read_place(code, lecture) for code in codes]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _known_contract(name: str, lecture: Lecture) -> bool:
    if name in lecture.connus["contrats"]:
        return True
    lecture.messages.append(
        f"Contrat {quoted(name)}\u00a0: aucun contrat du registre n'a cet identifiant, il est "
        "ignoré. Attendu\u00a0: celui de l'adresse de sa fiche, par exemple cls-29-cornouaille-1."
    )
    return False


def read_retraits(texte: str, lecture: Lecture) -> tuple[str, ...]:
    """Read the contracts taken off, each once, that are in the registre."""
    names = _limited(elements(texte), CONTRATS_MAXIMUM, "contrats retirés", lecture)
    return tuple(name for name in names if _known_contract(name, lecture))


def _tell_form(item: str, lecture: Lecture) -> None:
    lecture.messages.append(
        f"Périmètre {quoted(item)}\u00a0: il n'a pas la forme attendue, il est ignoré. "
        "Attendu\u00a0: l'identifiant d'un contrat, puis, séparés par des tildes (~), les codes "
        f"ajoutés et, précédés de «\u00a0{SAUF}\u00a0», les codes enlevés, par exemple "
        f"`{EXEMPLE_DE_PERIMETRE}`."
    )


def _read_perimetre(item: str, lecture: Lecture) -> Modification | None:
    name, *codes = (part.strip() for part in item.split(LIAISON))
    shaped = name in lecture.connus["contrats"] or _IDENTIFIANT.fullmatch(name)
    if not any(codes) or not shaped:
        _tell_form(item, lecture)
        return None
    if not _known_contract(name, lecture):
        return None
    read: dict[bool, list[Territoire]] = {False: [], True: []}
    for code in filter(None, _limited(codes, AJOUTS_MAXIMUM, "codes", lecture)):
        place = _read_place(code.removeprefix(SAUF), lecture)
        if place is not None:
            read[code.startswith(SAUF)].append(place)
    added, off = (tuple(dict.fromkeys(read[key])) for key in (False, True))
    change = Modification(name, added, off)
    return None if change.est_vide else change


def read_perimetres(texte: str, lecture: Lecture) -> tuple[Modification, ...]:
    """Read the perimeters changed, one change per contract."""
    items = _limited(elements(texte), CONTRATS_MAXIMUM, "périmètres changés", lecture)
    read = [_read_perimetre(item, lecture) for item in items]
    found: dict[str, Modification] = {}
    for change in filter(None, read):
        if change.contrat_id in found:
            lecture.messages.append(
                f"Contrat {quoted(change.contrat_id)}\u00a0: l'adresse change deux fois son "
                "périmètre, la première est retenue."
            )
        found.setdefault(change.contrat_id, change)
    return tuple(found.values())


def write_perimetre(change: Modification) -> str:
    """Return a change of perimeter as the address writes it."""
    codes = [one.code for one in change.ajoutes] + [f"{SAUF}{one.code}" for one in change.retires]
    return LIAISON.join((change.contrat_id, *codes))


def read_objectif(texte: str, lecture: Lecture) -> int:
    """Read the rate to reach, a percentage, as per-mille."""
    if texte.isascii() and _POURCENTAGE.fullmatch(texte):
        found = round(float(texte.replace(",", ".")) * 10)
        if 1 <= found <= 1000:
            return found
    raise Refus(
        f"Objectif {quoted(texte)}\u00a0: un pourcentage de 0,1 à 100 est attendu, 90 est retenu."
    )
