"""The end of a draft: what is still wrong, source and reason, the publication, the way back."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.commun.mots.formats import echappe_markdown, pluriel
from components.saisie.etat import PUBLIEE
from data.depot.modele import Publication
from geo.saisie.controle import Anomalie

MOTIF_D_ANNULATION = "Saisie par erreur"


def anomalies(found: Sequence[Anomalie]) -> None:
    """Draw what the registre would refuse."""
    if not found:
        return
    lines = "\n".join(f"- {echappe_markdown(one.texte)}" for one in found)
    st.error(
        f"Le registre n'accepte pas ces changements en l'état\u00a0:\n{lines}",
        icon=":material/rule:",
    )


def publier(
    auteur: str,
    empeche: str,
    source: str,
    publie: Callable[[str, str], str],
) -> None:
    """Draw the form of the publication.

    ``empeche``: why it cannot be published now, '' when it can; ``source``: proposed; ``publie``:
    is given source and reason, and returns what went wrong, '' when it is published.
    """
    if empeche:
        st.info(empeche, icon=":material/lock:")
        return
    with st.form("saisie-publier", border=True):
        left, right = st.columns(2, gap="medium")
        with left:
            st.text_input(
                "Source *",
                source,
                key="saisie-source",
                max_chars=500,
                placeholder="Contrat signé, délibération du 3 mars 2026, page web…",
                help="D'après quoi\u00a0: de quoi le vérifier plus tard. Elle est publique.",
            )
        with right:
            st.text_input(
                "Motif *",
                key="saisie-motif",
                max_chars=500,
                placeholder="Avenant de prolongation, erreur de date…",
                help="Pourquoi ce changement. Il est public.",
            )
        st.form_submit_button(
            f"Publier au nom de {echappe_markdown(auteur)}",
            key="saisie-publier-bouton",
            icon=":material/publish:",
            type="primary",
            on_click=_publish,
            args=(publie,),
        )
    dit_le_refus("saisie-refus")


def dit_le_refus(cle: str) -> None:
    """Say once what went wrong, as it was left in the session under a key."""
    told = st.session_state.pop(cle, "")
    if told:
        st.error(echappe_markdown(told), icon=":material/error:")


def _publish(publie: Callable[[str, str], str]) -> None:
    source, motif = (st.session_state[f"saisie-{name}"].strip() for name in ("source", "motif"))
    missing = [name for name, text in (("la source", source), ("le motif", motif)) if not text]
    if missing:
        st.session_state["saisie-refus"] = (
            f"Il manque {' et '.join(missing)}\u00a0: ils restent dans l'historique avec ce que "
            "vous publiez."
        )
        return
    st.session_state["saisie-refus"] = publie(source, motif)


def publiee(contrat_id: str) -> Publication | None:
    """Return what this session just published of a contract, None when it did not."""
    contrat, found = st.session_state.get(PUBLIEE, ("", None))
    return found if contrat == contrat_id else None


def fait(publication: Publication, annule: Callable[[str], str] | None) -> None:
    """Say that it is published, and offer to undo it; ``annule`` returns what went wrong."""
    rows = sum(publication.lignes.values())
    what = "Annulation" if publication.nature == "annulation" else "Publication"
    st.success(
        f"**{what} {publication.numero} faite** au nom de {echappe_markdown(publication.auteur)}"
        f"\u00a0: {pluriel(rows, 'ligne')}. Toutes les pages la montrent déjà.",
        icon=":material/check_circle:",
    )
    dit_le_refus("saisie-annulation-refus")
    if publication.nature == "annulation" or annule is None:
        return
    with st.popover("Annuler cette publication", icon=":material/undo:", key="saisie-annuler"):
        st.markdown(
            "Chaque ligne revient à son état d'avant, sauf celles que quelqu'un a changées depuis. "
            "L'annulation reste dans l'historique."
        )
        st.text_input("Pourquoi *", MOTIF_D_ANNULATION, key="saisie-motif-annulation")
        st.button(
            "Annuler la publication",
            key="saisie-annuler-bouton",
            on_click=_undo,
            args=(annule,),
        )


def _undo(annule: Callable[[str], str]) -> None:
    motif = st.session_state["saisie-motif-annulation"].strip()
    told = annule(motif) if motif else "Il manque pourquoi vous l'annulez."
    st.session_state["saisie-annulation-refus"] = told
