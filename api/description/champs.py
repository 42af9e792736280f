"""What an answer holds, as lines of a table: the path of each field, its kind, its meaning."""

from collections.abc import Iterator, Mapping
from typing import Any

from api.contenus.schemas import ENVELOPPE, PAGE

COMMUNS = {*ENVELOPPE, *PAGE}
PROFONDEUR = 3
SORTES = {
    "string": "texte",
    "integer": "nombre entier",
    "number": "nombre",
    "boolean": "vrai ou faux",
    "array": "liste",
    "object": "objet",
    "null": "null",
}


def champs_de(schema: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return the fields of an answer, those that every answer has left out."""
    own = {nom: one for nom, one in schema.get("properties", {}).items() if nom not in COMMUNS}
    return list(_fields(own, "", PROFONDEUR))


def _fields(
    proprietes: Mapping[str, Any], avant: str, profondeur: int
) -> Iterator[tuple[str, str, str]]:
    for nom, schema in proprietes.items():
        yield f"{avant}{nom}", _sorte(schema), str(schema.get("description", ""))
        inner, mark = schema, "."
        if schema.get("type") == "array":
            inner, mark = schema.get("items", {}), "[]."
        if profondeur > 1 and inner.get("properties"):
            yield from _fields(inner["properties"], f"{avant}{nom}{mark}", profondeur - 1)


def _sorte(schema: Mapping[str, Any]) -> str:
    """Say in words of what kind a field is."""
    if "enum" in schema:
        return ", ".join(str(one) for one in schema["enum"])
    if "oneOf" in schema:
        return " ou ".join(_sorte(one) for one in schema["oneOf"])
    kinds = schema.get("type", "object")
    names = [kinds] if isinstance(kinds, str) else list(kinds)
    dated = {"date": "jour AAAA-MM-JJ", "date-time": "instant"}.get(schema.get("format", ""))
    return " ou ".join(dated if one == "string" and dated else SORTES[one] for one in names)
