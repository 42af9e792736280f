"""The axes, actions and signatories of a contract: one is chosen, its form is drawn."""

from collections.abc import Mapping

import streamlit as st

from components.commun.mots.formats import pluriel
from components.saisie.etat import Atelier
from components.saisie.formulaire import Formulaire, draw_formulaire
from components.saisie.mots import court, mot
from data.depot.modele import Cellules
from geo.saisie.champs import champs, vide

AJOUTER = ""
NOMS = {
    "axes": ("axe", "Ajouter un axe", "cet axe", "l'axe"),
    "actions": ("action", "Ajouter une action", "cette action", "l'action"),
    "signataires": ("signataire", "Ajouter un signataire", "ce signataire", "le signataire"),
}


def contrat(atelier: Atelier, options: Mapping[str, Mapping[str, str]]) -> None:
    """Draw the form of the contract itself: its dates, its step, who carries it."""
    row = atelier.brouillon.contrat(atelier.tables)
    if row is None:
        return
    name = atelier.brouillon.contrat_id
    st.caption(
        "Une date s'écrit comme elle est connue\u00a0: un jour, un mois ou une année. Un champ "
        "vide veut dire qu'aucune source lue ne le dit. L'identifiant ne change pas\u00a0: "
        f"`{name}`."
    )
    form = Formulaire(
        f"{atelier.formulaires('contrats')}{atelier.version('contrats', name)}",
        champs("contrats"),
        row,
        "Garder ces changements",
        options,
    )
    draw_formulaire(form, lambda typed: atelier.ecrit("contrats", row, name, typed))


def lignes(atelier: Atelier, ressource: str, options: Mapping[str, Mapping[str, str]]) -> None:
    """Draw the rows of a table: the choice of one, its form, and the way to take it off."""
    noun, add, this, the = NOMS[ressource]
    held = atelier.lignes(ressource)
    names = {cle: _title(ressource, row) for cle, row in held.items()}
    chosen = st.selectbox(
        f"Dans ce contrat, {pluriel(len(held), noun)}\u00a0: choisir {the} à modifier"
        if held
        else f"Dans ce contrat, 0\u00a0{noun} connu",
        [AJOUTER, *names],
        format_func=lambda cle: names.get(cle, f"{add}…"),
        key=f"saisie-choix-{ressource}-{atelier.brouillon.contrat_id}",
    )
    cle = chosen or AJOUTER
    row = held.get(cle) or vide(ressource, atelier.brouillon.contrat_id)
    identity = cle or "nouvelle"
    form = Formulaire(
        f"{atelier.formulaires(ressource)}{identity}-{atelier.version(ressource, cle)}",
        champs(ressource),
        row,
        "Garder ces changements" if cle else add,
        options,
    )
    draw_formulaire(form, lambda typed: atelier.ecrit(ressource, row, cle, typed))
    if cle:
        st.button(
            f"Retirer {this} du contrat",
            key=f"saisie-retirer-{ressource}",
            icon=":material/delete:",
            type="tertiary",
            on_click=atelier.retire,
            args=(ressource, cle),
        )


def _title(ressource: str, row: Cellules) -> str:
    if ressource == "signataires":
        return f"{court(row['nom'])} ({mot('categorie', row['categorie'])})"
    number = f"{row['numero']}. " if row["numero"] else ""
    if ressource == "actions":
        return f"{number}{court(row['intitule'])} – {mot('statut', row['statut']).lower()}"
    return f"{number}{court(row['intitule'])}"
