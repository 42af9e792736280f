"""What identifies a row of the registre: the columns of its schema's primary key, as one text."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache

from data.lecture.schemas import TABLES, fields_by_name, load_schema

OCTETS_MAX = 1000  # an entry of an index of PostgreSQL takes no more than 2,700 bytes
RANG_DU_DOUBLE = "#"


@cache
def colonnes(ressource: str) -> tuple[str, ...]:
    """Return the columns of a resource, in the order of its schema."""
    return tuple(fields_by_name(ressource))


@cache
def colonnes_de_la_cle(ressource: str) -> tuple[str, ...]:
    """Return the columns that identify a row; empty when the schema names none."""
    return tuple(load_schema(ressource).get("primaryKey", ()))


def cle_de(ressource: str, cellules: Mapping[str, str]) -> str:
    """Return the key of a row: the identifier itself, or a JSON list of texts.

    A resource without a primary key is identified by everything that its rows say.
    """
    noms = colonnes_de_la_cle(ressource)
    if len(noms) == 1:
        texte = cellules.get(noms[0], "")
    elif noms:
        texte = _json([cellules.get(nom, "") for nom in noms])
    else:
        texte = _json({nom: cellules[nom] for nom in colonnes(ressource) if cellules.get(nom)})
    octets = texte.encode("utf-8", "surrogatepass")
    return texte if len(octets) <= OCTETS_MAX else f"sha256:{hashlib.sha256(octets).hexdigest()}"


def is_cle_de(ressource: str, cle: str, cellules: Mapping[str, str]) -> bool:
    """Tell whether a key is that of this row, a number for identical rows left aside."""
    attendue = cle_de(ressource, cellules)
    if cle == attendue:
        return True
    base, _, rang = cle.rpartition(RANG_DU_DOUBLE)
    return not colonnes_de_la_cle(ressource) and base == attendue and rang.isdigit()


def keyed(ressource: str, lignes: Iterable[Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """Return rows by key, in their order.

    In a resource without a primary key, the second of two identical rows is numbered ``#2``.
    """
    trouvees: dict[str, Mapping[str, str]] = {}
    for cellules in lignes:
        cle = base = cle_de(ressource, cellules)
        rang = 1
        while cle in trouvees:
            rang += 1
            cle = f"{base}{RANG_DU_DOUBLE}{rang}"
        trouvees[cle] = cellules
    return trouvees


def colonnes_connues() -> dict[str, dict[str, list[str]]]:
    """Return the columns and the keys of every resource, as this version of the atlas has them."""
    return {
        ressource: {
            "colonnes": list(colonnes(ressource)),
            "cle": list(colonnes_de_la_cle(ressource)),
        }
        for ressource in TABLES
    }


def as_cellules(ressource: str, textes: Iterable[str]) -> dict[str, str]:
    """Return the texts of a row by column."""
    return dict(zip(colonnes(ressource), textes, strict=True))


def as_textes(ressource: str, cellules: Mapping[str, str]) -> tuple[str, ...]:
    """Return the texts of a row in the order of the columns, '' for those left out."""
    return tuple([cellules.get(nom, "") for nom in colonnes(ressource)])  # of every row read


def _json(valeur: object) -> str:
    return json.dumps(valeur, ensure_ascii=False, separators=(",", ":"))
