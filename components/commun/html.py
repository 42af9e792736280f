"""Pieces of HTML of the sheet of a contract. Every text that comes from the data is escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from components.commun.adresse.registre import epingle
from components.commun.legende import pastille
from components.commun.mots.formats import NON_RENSEIGNE
from components.commun.statuts import Aspect

INCONNU = f'<span class="fiche-inconnu">{NON_RENSEIGNE}</span>'


def draw_html(contenu: str) -> None:
    """Draw a piece of the sheet."""
    st.html(f'<div class="fiche">{contenu}</div>')


def ou_inconnu(texte: str) -> str:
    """Return a text escaped, or *non renseigné* when there is none."""
    return escape(texte) if texte else INCONNU


def puce(texte: str, classe: str = "", aspect: Aspect | None = None, titre: str = "") -> str:
    """Return a chip: a word, after the sample of its class when it has one."""
    title = f' title="{escape(titre)}"' if titre else ""
    sample = pastille(aspect) if aspect else ""
    return f'<span class="fiche-puce {classe}"{title}>{sample}{escape(texte)}</span>'


def puces(contenus: Iterable[str]) -> str:
    """Return chips side by side."""
    return f'<div class="fiche-puces">{"".join(contenus)}</div>'


def faits(lignes: Iterable[tuple[str, str]]) -> str:
    """Return facts as pairs: ``(label, HTML already escaped)``."""
    items = "".join(f"<dt>{escape(label)}</dt><dd>{contenu}</dd>" for label, contenu in lignes)
    return f'<dl class="fiche-faits">{items}</dl>'


def site(adresse: str) -> str:
    """Return the name of the site of an address, without www."""
    return urlsplit(adresse).netloc.removeprefix("www.")


def lien(adresse: str) -> str:
    """Return a link that opens apart, named after its site; text alone when it isn't a web page."""
    label = escape(site(adresse) or adresse)
    if urlsplit(adresse).scheme not in ("http", "https"):
        return label
    return f'<a href="{escape(adresse)}" target="_blank" rel="noopener noreferrer">{label}</a>'


def tableau(titre: str, entetes: Sequence[str], lignes: Iterable[Sequence[str]]) -> str:
    """Return a small table that fits any width; figures follow the first column.

    ``lignes``: cells as HTML already escaped; the first one names its row.
    """
    head = "".join(f'<th scope="col">{escape(entete)}</th>' for entete in entetes)
    body = "".join(
        f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
        for first, *rest in lignes
    )
    return (
        f'<table class="fiche-table"><caption>{escape(titre)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def lien_interne(page: str, params: dict[str, str], texte: str) -> str:
    """Return a link to another page of the application, with its state in the address."""
    adresse = f"{page}?{urlencode(epingle(params))}"
    return f'<a href="{escape(adresse)}" target="_self">{escape(texte)}</a>'
