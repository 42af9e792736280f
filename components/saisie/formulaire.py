"""One form for one row: a field per column, in words; what is refused is said above, kept below."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from components.commun.mots.formats import echappe_markdown
from components.saisie.etat import formulaire, passe
from components.saisie.mots import LIBELLES, date_a_ecrire
from data.depot.modele import Cellules
from geo.saisie.champs import CHOIX, DATE, ENTIER, LONGUEUR, PLUSIEURS, TEXTE_LONG, Champ

COLONNES = 4
LARGES = ("nom", "intitule", "porteur", "themes", "pilote", "source_url", "lien", "action_probante")


@dataclass(frozen=True)
class Formulaire:
    """A form.

    ``cle``: names it among the others; ``options``: values to choose from, with their words, for
    the columns whose schema does not list them.
    """

    cle: str
    champs: Sequence[Champ]
    valeurs: Cellules
    bouton: str
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def draw_formulaire(form: Formulaire, ecrit: Callable[[dict[str, str]], dict[str, str]]) -> None:
    """Draw a form; ``ecrit`` is given what was typed, and returns what is wrong by column."""
    state = formulaire(form.cle)
    prefix = f"{form.cle}-{state.passages}"
    titles = {champ.colonne: champ.titre for champ in form.champs}
    with st.form(f"form-{prefix}", border=False):
        _fields(form, prefix)
        st.form_submit_button(
            form.bouton,
            key=f"{prefix}-garder",
            icon=":material/edit_note:",
            on_click=_take,
            args=(form, prefix, ecrit),
        )
    if state.refus:
        told = [_refused(titles.get(name, ""), why) for name, why in state.refus.items()]
        st.error("À corriger avant de continuer\u00a0:\n" + "\n".join(told), icon=":material/edit:")


def _take(form: Formulaire, prefix: str, ecrit: Callable[[dict[str, str]], dict[str, str]]) -> None:
    passe(form.cle, lambda: ecrit(_typed(form, prefix)))


def _refused(titre: str, pourquoi: str) -> str:
    where = f"**{echappe_markdown(titre)}**\u00a0: " if titre else ""
    return f"- {where}{echappe_markdown(pourquoi)}"


def _fields(form: Formulaire, prefix: str) -> None:
    """Draw the fields, up to four on a row."""
    row: list[Champ] = []
    for champ in form.champs:
        if sum(map(_width, [*row, champ])) > COLONNES:
            _row(row, form, prefix)
            row = []
        row.append(champ)
    _row(row, form, prefix)


def _row(row: Sequence[Champ], form: Formulaire, prefix: str) -> None:
    widths = list(map(_width, row))
    left = COLONNES - sum(widths)
    places = st.columns([*widths, left] if left else widths, gap="small")
    for champ, place in zip(row, places, strict=False):
        with place:
            _field(champ, form, f"{prefix}-{champ.colonne}")


def _width(champ: Champ) -> int:
    if champ.genre == TEXTE_LONG:
        return COLONNES
    return 2 if champ.colonne in LARGES else 1


def _field(champ: Champ, form: Formulaire, key: str) -> None:
    value = form.valeurs.get(champ.colonne, "")
    label = echappe_markdown(champ.titre) + (" *" if champ.obligatoire else "")
    words = form.options.get(champ.colonne) or _words(champ)
    if champ.genre == PLUSIEURS and words is not None:
        held = value.split()
        options = list(dict.fromkeys([*words, *held]))
        st.multiselect(
            label,
            options,
            held,
            format_func=lambda one: words.get(one, one),
            key=key,
            placeholder="Choisir…",
        )
    elif words is not None:
        options = list(dict.fromkeys([*([] if champ.obligatoire else [""]), *words, value]))
        st.selectbox(
            label,
            options,
            options.index(value),
            format_func=lambda one: words.get(one, one) or "non renseigné",
            key=key,
        )
    elif champ.genre == TEXTE_LONG:
        st.text_area(label, value, key=key, max_chars=LONGUEUR, height=80)
    else:
        shown = date_a_ecrire(value) if champ.genre == DATE else value
        st.text_input(
            label,
            shown,
            key=key,
            max_chars=60 if champ.genre in (DATE, ENTIER) else LONGUEUR,
            placeholder=champ.exemple if champ.genre == DATE else None,
            help=echappe_markdown(champ.aide.partition(". ")[0] + "."),
        )


def _words(champ: Champ) -> Mapping[str, str] | None:
    if champ.genre not in (CHOIX, PLUSIEURS):
        return None
    words = LIBELLES.get(champ.colonne, {})
    return {one: words.get(one, one) for one in champ.valeurs}


def _typed(form: Formulaire, prefix: str) -> dict[str, str]:
    """Return what the fields hold, as texts."""
    found = {}
    for champ in form.champs:
        value = st.session_state.get(f"{prefix}-{champ.colonne}", "")
        found[champ.colonne] = " ".join(value) if isinstance(value, list) else str(value or "")
    return found
