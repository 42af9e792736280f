"""Legend of the map: colour, pattern, word and number of territories."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from html import escape

import streamlit as st

from components.commun.mots.formats import nombre
from components.commun.statuts import STATUTS, Aspect

LEGENDES_GARDEES = 128
_MOTIFS = {
    "": "{couleur}",
    "hachures": "repeating-linear-gradient(-45deg, {motif} 0 1.5px, {couleur} 1.5px 6px)",
    "contre_hachures": "repeating-linear-gradient(45deg, {motif} 0 1.5px, {couleur} 1.5px 6px)",
    "points": "radial-gradient({motif} 1.2px, {couleur} 1.6px) 0 0 / 6px 6px",
    "croix": "repeating-linear-gradient(45deg, {motif} 0 1px, transparent 1px 6px), "
    "repeating-linear-gradient(-45deg, {motif} 0 1px, {couleur} 1px 6px)",
    "lignes": "repeating-linear-gradient(0deg, {motif} 0 1.5px, {couleur} 1.5px 5px)",
    "colonnes": "repeating-linear-gradient(90deg, {motif} 0 1.5px, {couleur} 1.5px 5px)",
    "rayures": "repeating-linear-gradient(-45deg, {motif} 0 2px, {couleur} 2px 7px)",
    "ronds": "radial-gradient({couleur} 1.2px, {motif} 1.6px 2.2px, {couleur} 2.6px) 0 0 / 7px 7px",
    "treillis": "repeating-linear-gradient(0deg, {motif} 0 1px, transparent 1px 6px), "
    "repeating-linear-gradient(60deg, {motif} 0 1px, transparent 1px 6px), "
    "repeating-linear-gradient(-60deg, {motif} 0 1px, {couleur} 1px 6px)",
    "semis": "radial-gradient({motif} 0.8px, {couleur} 1.2px) 0 0 / 9px 9px",
    "grille": "repeating-linear-gradient(0deg, {motif} 0 1px, transparent 1px 5px), "
    "repeating-linear-gradient(90deg, {motif} 0 1px, {couleur} 1px 5px)",
}


def fond(aspect: Aspect) -> str:
    """Return the CSS background of a class: its colour and its pattern."""
    return _MOTIFS[aspect.motif].format(couleur=aspect.couleur, motif=aspect.couleur_motif)


def pastille(aspect: Aspect) -> str:
    """Return the sample of a class, colour and pattern, as HTML to put before its word."""
    return (
        f'<span aria-hidden="true" style="display:inline-block;width:22px;height:14px;'
        f"border:1px solid #6b7280;border-radius:2px;background:{fond(aspect)};"
        'margin-right:6px;vertical-align:-2px"></span>'
    )


def legende(
    aspects: Iterable[Aspect], classes: str, territoires: str, *, nombres: bool = True
) -> None:
    """Draw the legend of a map.

    ``classes``: one code of class per territory; ``territoires``: what they are, in the plural.
    ``nombres``: whether to say how many territories are in each class, and of what kind.
    """
    st.html(_en_html(tuple(aspects), classes, territoires, nombres))


@lru_cache(maxsize=LEGENDES_GARDEES)
def _en_html(aspects: tuple[Aspect, ...], classes: str, territoires: str, nombres: bool) -> str:
    counts = Counter(classes)
    # Said only of the places of an attested list: where there is none, it is not even a class.
    said_nowhere = {STATUTS["non_couvert"].code} - counts.keys()
    shown = [aspect for aspect in aspects if aspect.code not in said_nowhere]

    def words(aspect: Aspect) -> str:
        number = f"\u00a0: <b>{nombre(counts[aspect.code])}</b>" if nombres else ""
        return f"{escape(aspect.libelle)}{number}"

    items = [
        f'<li style="margin:0 18px 4px 0" title="{escape(aspect.definition)}">{pastille(aspect)}'
        f"{words(aspect)}</li>"
        for aspect in shown
    ]
    if nombres:
        kind = f"{escape(territoires[:1].upper() + territoires[1:])}\u00a0:"
        items.insert(0, f'<li aria-hidden="true" style="margin:0 12px 4px 0">{kind}</li>')
    return (
        '<ul style="list-style:none;display:flex;flex-wrap:wrap;padding:0;margin:0;'
        f'font-size:0.9rem" aria-label="Légende, {escape(territoires)} par couleur">'
        + "".join(items)
        + "</ul>"
    )


def definitions(aspects: Iterable[Aspect]) -> None:
    """Draw what each class means, beside its sample."""
    items = [
        f"<li>{pastille(aspect)}<b>{escape(aspect.libelle)}</b>\u00a0: "
        f"{escape(aspect.definition)}.</li>"
        for aspect in aspects
    ]
    st.html('<ul style="list-style:none;padding:0;margin:0">' + "".join(items) + "</ul>")
