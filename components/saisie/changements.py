"""What a draft changes, row by row and cell by cell, each with the way to give it up."""

from html import escape

import streamlit as st

from components.commun.html import draw_html
from components.commun.mots.formats import pluriel
from components.saisie.etat import Atelier, abandonne
from components.saisie.mots import mot, sujet
from geo.saisie.brouillon import Retouche, lue
from geo.saisie.champs import titres

RIEN = (
    "Rien n'est changé pour l'instant. Chaque formulaire garde ses changements ici, sans rien "
    "publier\u00a0: vous les relisez ensemble avant de publier."
)


def changements(atelier: Atelier) -> None:
    """Draw the changes of a draft."""
    rows = atelier.brouillon.retouches
    if not rows:
        st.caption(RIEN)
        return
    for rank, one in enumerate(rows):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            with st.container(width="stretch"):
                draw_html(_row(atelier, one))
            st.button(
                "Revenir en arrière",
                key=f"saisie-oublie-{rank}-{one.ressource}",
                icon=":material/undo:",
                type="tertiary",
                help="Laisse cette ligne comme elle est dans le registre.",
                on_click=atelier.oublie,
                args=one.place,
            )
    with st.popover(f"Abandonner {_all(len(rows))}", type="tertiary", icon=":material/delete:"):
        st.markdown("Ces changements seront perdus\u00a0: rien n'est publié.")
        st.button(
            "Abandonner le brouillon",
            key="saisie-abandonne",
            on_click=abandonne,
            args=(atelier.brouillon.contrat_id,),
        )


def _all(number: int) -> str:
    return "ce changement" if number == 1 else f"ces {pluriel(number, 'changement')}"


def _row(atelier: Atelier, one: Retouche) -> str:
    before, after = lue(atelier.tables, *one.place), one.apres
    name = escape(sujet(one.ressource, after or before or {}))
    if after is None:
        return f"<p><b>{name}</b>\u00a0: retiré</p>"
    if before is None:
        said = [column for column, text in after.items() if text and column not in MUETTES]
        cells = ", ".join(
            f"{escape(title.lower())} {escape(mot(column, after[column]))}"
            for column, title in zip(said, titres(one.ressource, said), strict=True)
        )
        return f"<p><b>{name}</b>\u00a0: ajouté{f' ({cells})' if cells else ''}</p>"
    changed = [column for column in after if after[column] != before.get(column, "")]
    items = "".join(
        f"<li>{escape(title)}\u00a0: {escape(mot(column, before.get(column, '')))}"
        f" → <b>{escape(mot(column, after[column]))}</b></li>"
        for column, title in zip(changed, titres(one.ressource, changed), strict=True)
    )
    return f"<p><b>{name}</b></p><ul>{items}</ul>"


MUETTES = ("id", "contrat_id", "nom", "libelle", "intitule", "operation", "code", "source_url")
