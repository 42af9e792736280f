"""The errors that readers reported: what they say, and the three ways to answer."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.commun.adresse.liens import nom_et_generation
from components.commun.adresse.registre import lien_page
from components.commun.mots.formats import echappe_markdown, jour_en_lettres, pluriel
from components.saisie.publier import dit_le_refus
from data.depot.en_attente.signalements import (
    A_TRAITER,
    ACCEPTE,
    REFUSE,
    REPONDU,
    Signalement,
)
from geo.saisie.signalement import SignalementSitue

ETATS = {
    A_TRAITER: "À traiter",
    ACCEPTE: "Corrigées",
    REPONDU: "Répondues",
    REFUSE: "Refusées",
}
REPONDUS = {ACCEPTE: "corrigée", REPONDU: "répondue", REFUSE: "refusée"}
# Given a report, the state it takes and the answer; returns what went wrong, '' when it is done.
Reponse = Callable[[Signalement, str, str], str]


def choix_de_l_etat() -> str:
    """Draw the choice of what is shown; return a state."""
    chosen = st.segmented_control(
        "Montrer", list(ETATS), default=A_TRAITER, format_func=ETATS.__getitem__, key="file-etat"
    )
    return chosen or A_TRAITER


def file_des_signalements(rows: Sequence[SignalementSitue], etat: str, repond: Reponse) -> None:
    """Draw the reports of a state."""
    if not rows:
        said = "Aucune erreur à traiter." if etat == A_TRAITER else "Rien ici pour l'instant."
        st.info(said, icon=":material/inbox:")
        return
    st.caption(pluriel(len(rows), "erreur signalée", "erreurs signalées"))
    for one in rows:
        with st.container(border=True):
            contenu(one)
            if etat == A_TRAITER:
                _answers(one, repond)
    dit_le_refus("file-refus")


def contenu(one: SignalementSitue) -> None:
    """Draw what a report says."""
    found = one.signalement
    name = "contrat inconnu du registre" if one.contrat is None else nom_et_generation(one.contrat)
    when = jour_en_lettres(found.cree.date())
    st.markdown(f"**{echappe_markdown(name)}**, signalé le {when}")
    for line in found.texte.splitlines():
        st.markdown(echappe_markdown(line))
    st.markdown(f"Source indiquée\u00a0: {echappe_markdown(found.source)}")
    if found.contact:
        st.caption(f"Répondre à\u00a0: {echappe_markdown(found.contact)}")
    if found.etat in REPONDUS:
        answer = f"\u00a0: {echappe_markdown(found.reponse)}" if found.reponse else ""
        by = f" par la publication {found.publication}" if found.publication else ""
        st.markdown(f"*Erreur {REPONDUS[found.etat]}{by}*{answer}")


def _answers(one: SignalementSitue, repond: Reponse) -> None:
    found = one.signalement
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if one.contrat is not None:
            lien_page(
                "pages/saisie.py",
                {"contrat": one.contrat.id, "signalement": found.id},
                label="Corriger la fiche",
                icon=":material/edit:",
            )
        for etat, label, icon in (
            (REPONDU, "Répondre", ":material/reply:"),
            (REFUSE, "Refuser", ":material/close:"),
        ):
            with st.popover(label, icon=icon, key=f"file-{etat}-{found.id}"):
                key = f"file-texte-{etat}-{found.id}"
                st.text_area("Pourquoi, en quelques mots *", key=key, max_chars=1_500)
                st.button(
                    label,
                    key=f"file-bouton-{etat}-{found.id}",
                    on_click=_answer,
                    args=(found, etat, key, repond),
                )


def _answer(found: Signalement, etat: str, key: str, repond: Reponse) -> None:
    text = st.session_state[key].strip()
    if not text:
        st.session_state["file-refus"] = "Il manque la réponse\u00a0: elle dit pourquoi."
        return
    st.session_state["file-refus"] = repond(found, etat, text)


def a_cote(one: SignalementSitue) -> None:
    """Draw a report beside the forms in which it is being corrected."""
    with st.container(border=True, key="saisie-signalement"):
        st.caption("L'erreur signalée")
        contenu(one)
        st.caption("Elle sera marquée corrigée quand vous publierez.")


def lien_de_la_file(nombre: int) -> None:
    """Draw the link to the queue, with the number of reports that wait."""
    label = f"Erreurs signalées ({nombre} à traiter)" if nombre else "Erreurs signalées"
    lien_page("pages/signalements.py", {}, label=label, icon=":material/inbox:")
