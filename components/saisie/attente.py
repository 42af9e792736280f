"""Drafts that wait in the store: the one of the address, and those that may be taken up again."""

from collections.abc import Sequence

import streamlit as st

from components.commun.adresse.registre import lien_page
from components.commun.mots.formats import echappe_markdown, jour_en_lettres, pluriel
from components.saisie.adresse import EtatSaisie
from components.saisie.etat import (
    brouillon_de,
    efface_garde,
    garde,
    garde_de,
    recherche_de,
    reprend,
)
from data.depot.droits import Compte
from data.depot.en_attente.brouillons import BrouillonGarde
from geo.saisie.brouillon import Brouillon
from geo.saisie.gardes import lit_garde
from geo.saisie.vue import RegistreCourant

PLUS_LA = "Le brouillon de cette adresse n'existe plus\u00a0: il a été publié ou abandonné."


def brouillon_en_cours(
    etat: EtatSaisie, courant: RegistreCourant, compte: Compte
) -> tuple[Brouillon | None, list[str]]:
    """Return the draft of a contract, begun when there is none, and what must be told.

    None when nobody knows the contract. The draft that the address names is taken up again, when
    the account may publish it. One that is still empty when its writer comes to the page
    starts from the newest publication.
    """
    contrat, told = etat.contrat, []
    kept = garde_de(contrat)
    if contrat and etat.brouillon and (kept is None or kept.id != etat.brouillon):
        found = lit_garde(etat.brouillon, compte, courant.tables)
        if found is not None and found.contrat_id == contrat:
            reprend(found)
        else:
            told = [PLUS_LA]
    held = brouillon_de(contrat)
    arriving = recherche_de(contrat) not in st.session_state
    begun = held is None or (not held and arriving)
    if begun and contrat in courant.tables["contrats"]:
        held = Brouillon(contrat, courant.numero)
        garde(held)
    return held, told


def en_attente(found: Sequence[BrouillonGarde], ailleurs: bool = False) -> None:
    """Draw the drafts that wait, each to be taken up again or given up.

    ``ailleurs``: they are of other contracts than the one of the page.
    """
    for one in found:
        changes = pluriel(len(one.contenu["retouches"]), "changement")
        when = one.modifie.astimezone()
        name = f" au nom de {echappe_markdown(one.auteur)}" if one.auteur else ""
        what = "Un brouillon" if not ailleurs else f"Le brouillon de `{one.contrat_id}`"
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.info(
                f"{what} attend\u00a0: {changes}, le {jour_en_lettres(when.date())} à "
                f"{when:%H:%M}{name}.",
                icon=":material/edit_note:",
                width="stretch",
            )
            if ailleurs:
                params = {"contrat": one.contrat_id, "brouillon": one.id}
                lien_page("pages/saisie.py", params, label="Reprendre", icon=":material/redo:")
            else:
                st.button("Reprendre", key=f"reprend-{one.id}", on_click=reprend, args=(one,))
            with st.popover("Abandonner", type="tertiary"):
                st.markdown("Ses changements seront perdus, rien n'est publié.")
                st.button(
                    "Abandonner ce brouillon",
                    key=f"efface-{one.id}",
                    on_click=efface_garde,
                    args=(one,),
                )
