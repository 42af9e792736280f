"""The description of the API for programs: OpenAPI 3.1, made of the declarations that answer."""

from collections.abc import Callable, Iterable
from typing import Any

from api.contenus.communs import REGISTRE
from api.contenus.enveloppe import LICENCE, LICENCE_URL
from api.contenus.schemas import PROBLEME
from api.ogc.racine import PRESENTATION, TITRE
from api.protocole import problemes
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


def describe(operations: Iterable[Operation], racine: str, derniere: int) -> dict[str, Any]:
    """Return the OpenAPI document of some operations.

    ``racine``: address of the API; ``derniere``: number of the newest publication.
    """
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
        "paths": {one.chemin or "/": {"get": _operation(one, derniere)} for one in every},
        "components": {
            "schemas": {**{one.nom: one.schema for one in every}, "probleme": PROBLEME},
            # Where some clients of the layers look for the largest page.
            "parameters": {"limit": _limite(every)},
            "responses": {str(status): _refus(text) for status, text in REFUS.items()},
        },
    }


def _limite(operations: Iterable[Operation]) -> dict[str, Any]:
    """Return the limit that every page of features allows."""
    limits = [
        one
        for operation in operations
        if operation.chemin.endswith("/items")
        for one in operation.parametres
        if one.nom == "limit"
    ]
    return _parametre(min(limits, key=lambda one: int(one.schema["maximum"])))


def _refus(text: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/probleme"}
    return {"description": text, "content": {problemes.MEDIA: {"schema": schema}}}


def _operation(operation: Operation, derniere: int) -> dict[str, Any]:
    ref = {"$ref": f"#/components/schemas/{operation.nom}"}
    is_named = any(one.dans_le_chemin for one in operation.parametres)
    statuses = FACULTATIF | ({404} if is_named else set())
    return {
        "operationId": operation.nom,
        "tags": [operation.etiquette],
        "summary": operation.resume,
        "description": operation.dit,
        "parameters": [_parametre(one, derniere) for one in operation.parametres],
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


def _parametre(parametre: Parametre, derniere: int = 0) -> dict[str, Any]:
    """Describe a parameter; there is no publication after the newest one."""
    told: dict[str, Any] = {
        "name": parametre.nom,
        "in": "path" if parametre.dans_le_chemin else "query",
        "description": parametre.dit,
        "required": parametre.requis,
        "schema": dict(parametre.schema),
    }
    if parametre is REGISTRE:
        told["schema"]["maximum"] = derniere
    if parametre.schema.get("type") == "array":
        told |= {"style": "form", "explode": False}
        told["example"] = [float(one) for one in str(parametre.exemple).split(",")]
    else:
        told["example"] = parametre.exemple
    return told


def build_description(operations: Callable[[], Iterable[Operation]]) -> Operation:
    """Return the operation that gives the description of all of them; ``operations``: they are."""
    return Operation(
        "/openapi.json",
        "openapi",
        "Découverte",
        "La description OpenAPI 3.1",
        "Faite des déclarations mêmes qui lisent les adresses.",
        lambda demande: describe(operations(), demande.racine, demande.numero),
        {"type": "object", "required": ["openapi", "info", "paths"]},
        (),
        (Exemple("/openapi.json", "la description"),),
        (OPENAPI, JSON),
    )
