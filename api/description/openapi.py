"""The description of the API for programs: OpenAPI 3.1, made of the declarations that answer."""

from collections.abc import Iterable
from typing import Any

from api.contenus.enveloppe import LICENCE, LICENCE_URL
from api.contenus.schemas import PROBLEME
from api.ogc.racine import PRESENTATION, TITRE
from api.protocole import problemes
from api.protocole.demande import Demande
from api.protocole.operation import JSON, OPENAPI, Exemple, Operation
from api.protocole.parametres import Parametre

VERSION = "1.0.0"
REFUS = {
    400: "L'adresse ne peut pas être lue\u00a0: paramètre inconnu, doublé, manquant ou abîmé.",
    404: "Rien ne porte ce nom ou ce code.",
    406: "L'en-tête Accept ne demande aucun des formats donnés.",
    422: "L'adresse se lit, et rien n'a cette valeur (publication, code, année, période).",
    503: "La base du registre ne répond pas.",
}
FACULTATIF = {400, 406, 422, 503}
ENTETES = {
    "ETag": {
        "description": "Change avec la publication du registre et les paramètres.",
        "schema": {"type": "string"},
    },
    "Cache-Control": {"schema": {"type": "string"}},
}


def describe(operations: Iterable[Operation], racine: str) -> dict[str, Any]:
    """Return the OpenAPI document of some operations; ``racine``: address of the API."""
    every = list(operations)
    tags = dict.fromkeys(one.etiquette for one in every)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": TITRE,
            "version": VERSION,
            "description": PRESENTATION,
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "servers": [{"url": racine}],
        "tags": [{"name": name} for name in tags],
        "paths": {one.chemin or "/": {"get": _operation(one)} for one in every},
        "components": {
            "schemas": {**{one.nom: one.schema for one in every}, "probleme": PROBLEME},
            "responses": {str(status): _refus(text) for status, text in REFUS.items()},
        },
    }


def _refus(text: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/probleme"}
    return {"description": text, "content": {problemes.MEDIA: {"schema": schema}}}


def _operation(operation: Operation) -> dict[str, Any]:
    ref = {"$ref": f"#/components/schemas/{operation.nom}"}
    is_named = any(one.dans_le_chemin for one in operation.parametres)
    statuses = FACULTATIF | ({404} if is_named else set())
    return {
        "operationId": operation.nom,
        "tags": [operation.etiquette],
        "summary": operation.resume,
        "description": operation.dit,
        "parameters": [_parametre(one) for one in operation.parametres],
        "responses": {
            "200": {
                "description": operation.resume,
                "headers": ENTETES,
                "content": {media: {"schema": ref} for media in operation.medias},
            },
            "304": {"description": "Rien n'a changé depuis la réponse que le lecteur tient."},
            **{
                str(status): {"$ref": f"#/components/responses/{status}"}
                for status in sorted(statuses)
            },
        },
    }


def _parametre(parametre: Parametre) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": parametre.nom,
        "in": "path" if parametre.dans_le_chemin else "query",
        "description": parametre.dit,
        "required": parametre.requis,
        "schema": dict(parametre.schema),
    }
    if parametre.schema.get("type") == "array":
        told |= {"style": "form", "explode": False}
        told["example"] = [float(one) for one in str(parametre.exemple).split(",")]
    else:
        told["example"] = parametre.exemple
    return told


def build_description(operations: tuple[Operation, ...]) -> Operation:
    """Return the operation that gives the description of some others, and of itself."""

    def repond(demande: Demande) -> dict[str, Any]:
        return describe((*operations, description), demande.racine)

    description = Operation(
        "/openapi.json",
        "openapi",
        "Découverte",
        "La description OpenAPI 3.1",
        "Faite des déclarations mêmes qui lisent les adresses.",
        repond,
        {"type": "object", "required": ["openapi", "info", "paths"]},
        (),
        (Exemple("/openapi.json", "la description"),),
        (OPENAPI, JSON),
    )
    return description
