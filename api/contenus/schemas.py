"""What answers hold, as JSON Schemas: written once, for the description and for the tests."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

TEXTE: Schema = {"type": "string"}
TEXTE_OU_RIEN: Schema = {"type": ["string", "null"]}
ENTIER: Schema = {"type": "integer"}
ENTIER_OU_RIEN: Schema = {"type": ["integer", "null"]}
NOMBRE_OU_RIEN: Schema = {"type": ["number", "null"]}
VRAI_OU_FAUX: Schema = {"type": "boolean"}
VRAI_FAUX_OU_RIEN: Schema = {"type": ["boolean", "null"]}
JOUR: Schema = {"type": "string", "format": "date"}
JOUR_OU_RIEN: Schema = {"type": ["string", "null"], "format": "date"}
DATE_PARTIELLE: Schema = {
    "type": ["string", "null"],
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    "description": "aussi précise que la source\u00a0: 2023, 2023-07 ou 2023-07-12",
}
LIEN: Schema = {
    "type": "object",
    "required": ["rel", "href"],
    "properties": {"rel": TEXTE, "href": TEXTE, "type": TEXTE, "title": TEXTE},
}
DIT: Schema = {"type": "object", "required": ["fr", "en"], "properties": {"fr": TEXTE, "en": TEXTE}}


def dit(schema: Schema, description: str) -> Schema:
    """Return a schema with what its value means, in French."""
    return {**schema, "description": description}


def objet(proprietes: Mapping[str, Schema]) -> Schema:
    """Return the schema of an object: its properties, all there."""
    return {"type": "object", "properties": dict(proprietes), "required": list(proprietes)}


def suite(element: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": dict(element)}


TERRITOIRE = objet({"niveau": TEXTE, "code": TEXTE, "nom": TEXTE})
ENVELOPPE: Mapping[str, Schema] = {
    "jour": dit(JOUR, "jour de la situation"),
    "millesime": dit(ENTIER, "code officiel géographique dont les EPCI font les périmètres"),
    "annee_population": dit(ENTIER, "année de la population municipale"),
    "perimetre": dit(TEXTE, "membres des EPCI\u00a0: courant ou signature"),
    "publication": dit(ENTIER, "publication du registre dont viennent les chiffres"),
    "date_releve": dit(JOUR, "jour du relevé du registre"),
    "sources": dit(
        suite(objet({"quoi": TEXTE, "source": TEXTE, "licence": TEXTE})),
        "d'où viennent les contrats, la population et les territoires",
    ),
    "certitude": dit(
        {"type": "object", "additionalProperties": objet({"champ": TEXTE, "sens": TEXTE})},
        "ce que disent atteste, recense, plafond et publie, et dans quel champ",
    ),
    "avertissements": dit(suite(DIT), "ce qu'il faut savoir de la réponse, en deux langues"),
}
PAGE: Mapping[str, Schema] = {
    "numberMatched": dit(ENTIER, "nombre de résultats en tout"),
    "numberReturned": dit(ENTIER, "nombre de résultats de cette page"),
    "links": suite(LIEN),
}


def reponse(proprietes: Mapping[str, Schema], *, pages: bool = False) -> Schema:
    """Return the schema of an answer: its own members after those that every answer has."""
    links = PAGE if pages else {"links": PAGE["links"]}
    return objet({**ENVELOPPE, **links, **proprietes})


POPULATION = dit(ENTIER, "habitants (population municipale)")
TAUX: Mapping[str, Schema] = {
    "niveau": TEXTE,
    "code": TEXTE,
    "nom": TEXTE,
    "population": POPULATION,
    "population_signe": dit(ENTIER, "habitants sous un contrat signé"),
    "population_projet": dit(ENTIER, "habitants sous un projet et aucun contrat signé"),
    "population_signe_ou_projet": dit(ENTIER, "habitants sous l'un ou l'autre"),
    "taux_signe": dit(NOMBRE_OU_RIEN, "recensé, en %\u00a0: un plancher\u00a0; null sans habitant"),
    "taux_signe_ou_projet": dit(NOMBRE_OU_RIEN, "recensé, en %"),
    "nb_contrats_signes": dit(ENTIER, "contrats signés dont le périmètre touche le territoire"),
    "nb_contrats_projet": dit(ENTIER, "projets dont le périmètre touche le territoire"),
    "taux_atteste": dit(NOMBRE_OU_RIEN, "contrats aux dates lues, en %"),
    "taux_plafond": dit(NOMBRE_OU_RIEN, "avec les contrats passés sans suite connue, en %"),
    "taux_publie": dit(NOMBRE_OU_RIEN, "dernier taux publié, null quand ce n'est pas un nombre"),
    "date_publie": dit(TEXTE_OU_RIEN, "sa date, telle que publiée"),
    "taux_publie_signe_ou_projet": dit(NOMBRE_OU_RIEN, "de même, signés ou en projet"),
    "date_publie_signe_ou_projet": dit(TEXTE_OU_RIEN, "sa date, telle que publiée"),
}
LIGNE_DE_TAUX = objet(TAUX)
PROBLEME = objet(
    {
        "type": TEXTE,
        "title": TEXTE,
        "title_en": TEXTE,
        "status": ENTIER,
        "detail": TEXTE,
        "detail_en": TEXTE,
        "code": TEXTE,
    }
)
