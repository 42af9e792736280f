"""The documentation of the API for people: one page, which asks nothing of anybody else."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from api.contenus.enveloppe import CERTITUDE, LICENCE, LICENCE_URL
from api.contenus.schemas import ENVELOPPE
from api.description.champs import champs_de
from api.description.openapi import REFUS
from api.description.style import STYLE
from api.ogc.racine import PRESENTATION, TITRE
from api.protocole.demande import Demande
from api.protocole.operation import HTML, Exemple, Operation
from api.protocole.parametres import Parametre

REFUS_DITS = {
    **REFUS,
    405: "L'API se lit\u00a0: GET, HEAD et OPTIONS seulement.",
    500: "Faute de l'atlas, notée dans son journal.",
}
MOTS = {"atteste": "attesté", "recense": "recensé", "plafond": "plafond", "publie": "publié"}


def build_documentation(operations: Callable[[], Iterable[Operation]]) -> Operation:
    """Return the operation that gives the page about all of them; ``operations``: they are."""
    return Operation(
        "/documentation",
        "documentation",
        "Découverte",
        "Cette page",
        "La documentation, pour des personnes.",
        lambda demande: page(operations(), demande),
        {"type": "string"},
        (),
        (Exemple("/documentation", "cette page"),),
        (HTML,),
    )


def page(operations: Iterable[Operation], demande: Demande) -> str:
    """Return the page; every text of it is escaped."""
    groups: dict[str, list[Operation]] = {}
    for one in operations:
        groups.setdefault(one.etiquette, []).append(one)
    menu = "".join(f'<li><a href="#{_anchor(tag)}">{escape(tag)}</a></li>' for tag in groups)
    parts = "".join(_part(tag, ones, demande) for tag, ones in groups.items())
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API – {escape(TITRE)}</title>
<style>{STYLE}</style>
</head>
<body>
<a class="saut" href="#contenu">Aller au contenu</a>
<header>
<h1>L'API de l'atlas des contrats locaux de santé</h1>
<p>{escape(PRESENTATION)}</p>
<p>Racine\u00a0: <code>{escape(demande.racine)}</code>. Description pour les programmes\u00a0:
<a href="{escape(demande.lien("/openapi.json"))}">OpenAPI 3.1</a>. Dans QGIS\u00a0: Couche, Ajouter
une couche, WFS / OGC API - Features, avec cette racine. Licence des données\u00a0:
<a href="{escape(LICENCE_URL)}">{escape(LICENCE)}</a>.</p>
<nav aria-label="Parties"><ul>
<li><a href="#reponses">Ce que dit chaque réponse</a></li>{menu}
<li><a href="#erreurs">Les erreurs</a></li></ul></nav>
</header>
<main id="contenu">
{_answers()}
{parts}
{_faults()}
</main>
</body>
</html>
"""


def _anchor(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _table(titre: str, colonnes: Iterable[str], lignes: Iterable[Iterable[str]]) -> str:
    """Return a table; its cells are already HTML."""
    head = "".join(f'<th scope="col">{one}</th>' for one in colonnes)
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in ligne) + "</tr>" for ligne in lignes
    )
    return (
        f'<div class="cadre" role="region" tabindex="0" aria-label="{escape(titre)}">'
        f"<table><caption>{escape(titre)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _answers() -> str:
    members = _table(
        "Membres de chaque réponse",
        ("Champ", "Sens"),
        (
            (f"<code>{escape(nom)}</code>", escape(str(schema.get("description", ""))))
            for nom, schema in ENVELOPPE.items()
        ),
    )
    words = _table(
        "Ce que l'on peut dire d'un taux",
        ("Mot", "Champ", "Sens"),
        (
            (MOTS[mot], f"<code>{escape(dit['champ'])}</code>", escape(dit["sens"]))
            for mot, dit in CERTITUDE.items()
        ),
    )
    return f"""<section><h2 id="reponses">Ce que dit chaque réponse</h2>
<p>Les taux sont en pour cent, à deux décimales, avec le point décimal. Ce que l'on ne sait pas
est <code>null</code>, jamais zéro. Un taux recensé ne dit rien des contrats que le registre n'a
pas.</p>
{members}{words}
<p>Les longues réponses viennent par pages\u00a0: <code>limit</code>, <code>offset</code>, et un
lien <code>next</code> tant qu'il en reste. L'en-tête <code>ETag</code> change avec chaque
publication du registre\u00a0: redemander avec <code>If-None-Match</code> ne coûte rien quand rien
n'a changé. <code>registre=N</code> donne les chiffres tels qu'ils étaient connus à la
publication N. Un paramètre que l'adresse ne connaît pas est refusé par son nom. Aucun nom de
personne n'est donné\u00a0: le pilote d'une action n'est là que s'il est une structure.</p>
</section>
"""


def _faults() -> str:
    rows = (
        (f'<span id="erreur-{status}">{status}</span>', escape(REFUS_DITS[status]))
        for status in sorted(REFUS_DITS)
    )
    return f"""<section><h2 id="erreurs">Les erreurs</h2>
<p>Une erreur est un <code>application/problem+json</code> (RFC 9457), en français
(<code>title</code>, <code>detail</code>) et en anglais (<code>title_en</code>,
<code>detail_en</code>), avec un <code>code</code> qu'un programme peut lire.</p>
{_table("États des réponses", ("État", "Sens"), rows)}</section>
"""


def _part(tag: str, operations: Iterable[Operation], demande: Demande) -> str:
    told = "".join(_operation(one, demande) for one in operations)
    return f'<section><h2 id="{_anchor(tag)}">{escape(tag)}</h2>{told}</section>'


def _operation(operation: Operation, demande: Demande) -> str:
    parameters = ""
    if operation.parametres:
        parameters = _table(
            f"Paramètres de {operation.chemin}",
            ("Paramètre", "Sens", "Valeurs", "Exemple"),
            (_parametre(one) for one in operation.parametres),
        )
    examples = "".join(_exemple(one, demande) for one in operation.exemples)
    return f"""<article id="{escape(operation.nom)}">
<h3><code>GET {escape(operation.chemin or "/")}</code></h3>
<p><strong>{escape(operation.resume)}.</strong> {escape(operation.dit)}</p>
{parameters}
<p class="exemples">Exemples</p><ul>{examples}</ul>
{_fields(operation)}</article>"""


def _fields(operation: Operation) -> str:
    """Return what its answer holds, folded; nothing when it has no member of its own."""
    rows = [
        (f"<code>{escape(nom)}</code>", escape(sorte), escape(sens))
        for nom, sorte, sens in champs_de(operation.schema)
    ]
    if not rows:
        return ""
    title = f"Réponse de {operation.chemin or '/'}"
    told = _table(title, ("Champ", "Sorte", "Sens"), rows)
    return f"<details><summary>Champs de la réponse</summary>{told}</details>\n"


def _parametre(parametre: Parametre) -> tuple[str, ...]:
    needed = " <em>(nécessaire)</em>" if parametre.requis else ""
    return (
        f"<code>{escape(parametre.nom)}</code>{needed}",
        escape(parametre.dit),
        _valeurs(parametre.schema),
        f"<code>{escape(str(parametre.exemple))}</code>",
    )


def _valeurs(schema: Any) -> str:
    """Say in words what a parameter may be."""
    if "enum" in schema:
        told = ", ".join(str(one) for one in schema["enum"])
    elif schema.get("type") == "integer":
        told = f"nombre entier de {schema['minimum']} à {schema['maximum']}"
    elif schema.get("type") == "array":
        told = "nombres séparés par des virgules"
    elif schema.get("format") == "date":
        told = "jour AAAA-MM-JJ"
    else:
        told = "texte"
    default = f"\u00a0; par défaut {schema['default']}" if "default" in schema else ""
    return escape(told + default)


def _exemple(exemple: Exemple, demande: Demande) -> str:
    href = escape(f"{demande.racine}{exemple.adresse}")
    shown = escape(f"/api/v1{exemple.adresse}")
    return f'<li><a href="{href}"><code>{shown}</code></a>\u00a0: {escape(exemple.dit)}</li>'
