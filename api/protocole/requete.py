"""What follows the ``?`` of an address, read by the parameters that it may hold."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any
from urllib.parse import parse_qsl

from api.protocole.parametres import Parametre
from api.protocole.problemes import Dit, Probleme, cite

LONGUEUR_MAXIMALE = 400
PARAMETRES_LUS = 60


def read_query(query: bytes, parametres: Iterable[Parametre]) -> dict[str, Any]:
    """Return the values of the parameters of an address, those left out as they are by default.

    Raises Probleme for what is not declared, given twice, empty, damaged or impossible.
    """
    declared = {one.nom: one for one in parametres if not one.dans_le_chemin}
    texts = _texts(query, tuple(declared))
    values = {nom: one.defaut for nom, one in declared.items()}
    for nom, ecrit in texts.items():
        values[nom] = declared[nom].lit(ecrit)
    for nom, one in declared.items():
        if one.requis and nom not in texts:
            raise Probleme(
                400,
                "parametre_manquant",
                Dit(
                    f"Le paramètre «\u00a0{nom}\u00a0» manque. Exemple\u00a0: {nom}={one.exemple}.",
                    f"The parameter '{nom}' is missing. Example: {nom}={one.exemple}.",
                ),
                {"parametre": nom, "exemple": one.exemple},
            )
    return values


def _texts(query: bytes, declared: tuple[str, ...]) -> dict[str, str]:
    """Return the parameters of an address as they are written, each given once."""
    try:
        pairs = parse_qsl(
            query.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=PARAMETRES_LUS,
        )
    except ValueError:
        raise Probleme(
            400,
            "adresse_illisible",
            Dit(
                "Ce qui suit le «\u00a0?\u00a0» de l'adresse ne peut pas être lu\u00a0: les "
                "caractères accentués et les espaces s'écrivent en %XX (UTF-8).",
                "What follows the '?' of the address cannot be read: accented letters and spaces "
                "are written as %XX (UTF-8).",
            ),
        ) from None
    texts: dict[str, str] = {}
    for nom, ecrit in pairs:
        if nom not in declared:
            raise _unknown(nom, declared)
        if nom in texts:
            raise Probleme(
                400,
                "parametre_double",
                Dit(
                    f"Le paramètre «\u00a0{nom}\u00a0» est donné plusieurs fois, au lieu d'une.",
                    f"The parameter '{nom}' is given several times. Only one is expected.",
                ),
                {"parametre": nom},
            )
        if not ecrit.strip() or len(ecrit) > LONGUEUR_MAXIMALE:
            raise Probleme(
                400,
                "valeur_illisible",
                Dit(
                    f"Le paramètre «\u00a0{nom}\u00a0» est vide ou trop long "
                    f"({LONGUEUR_MAXIMALE} caractères au plus).",
                    f"The parameter '{nom}' is empty or too long "
                    f"({LONGUEUR_MAXIMALE} characters at most).",
                ),
                {"parametre": nom},
            )
        texts[nom] = ecrit
    return texts


def _unknown(nom: str, declared: tuple[str, ...]) -> Probleme:
    near = get_close_matches(nom, declared, 1)
    known = ", ".join(declared) or "aucun"
    maybe = Dit(
        f" Peut-être «\u00a0{near[0]}\u00a0»\u00a0?" if near else "",
        f" Perhaps '{near[0]}'?" if near else "",
    )
    return Probleme(
        400,
        "parametre_inconnu",
        Dit(
            f"Paramètre inconnu\u00a0: {cite(nom)}.{maybe.fr} Paramètres possibles\u00a0: {known}.",
            f"Unknown parameter: {cite(nom)}.{maybe.en} Possible parameters: "
            f"{', '.join(declared) or 'none'}.",
        ),
        {"parametre": nom[:LONGUEUR_MAXIMALE], "attendus": list(declared)},
    )
