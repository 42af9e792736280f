"""Who looks at the screen: their account, the organisation they publish for, a band to say so.

The account is worked out again at each run from the headers of the session: nothing of it is kept
in the browser. The name of the organisation is asked once, and kept for the session.
"""

from collections.abc import Mapping

import streamlit as st

from components.commun.adresse.registre import lien_page, registre_lu
from components.commun.mots.formats import echappe_markdown
from data.depot.droits import (
    ADMINISTRATEUR,
    LECTEUR,
    PUBLIER,
    Compte,
    Territoire,
    compte_du_visiteur,
    peut,
)
from data.textes import sur_une_ligne

CLE_AUTEUR = "compte-organisme"
LONGUEUR_AUTEUR = 100
CHEZ_SOI = (
    "**Vous êtes chez vous**, sur l'ordinateur de cet atlas\u00a0: ce que vous publiez est daté,"
    " signé, et peut être annulé."
)
LECTURE_SEULE = (
    "Cet atlas est en lecture seule\u00a0: on n'y publie que depuis l'ordinateur où il a été"
    " installé. Une erreur se signale depuis la fiche du contrat."
)
AILLEURS = (
    "Ce territoire n'est pas l'un des vôtres\u00a0: y publier revient à l'ARS qui suit le contrat."
)


def compte_en_cours(environnement: Mapping[str, str]) -> Compte:
    """Return the account of who is looking at the page.

    ``environnement``: the operator's settings (``os.environ``).
    """
    return compte_du_visiteur(environnement, st.context.headers, st.context.ip_address or "")


def auteur_en_cours(propose: str = "") -> str:
    """Return the organisation that this session publishes for, '' while it is not known.

    ``propose``: what is known from before: the operator's setting, or the last publication.
    """
    return st.session_state.get(CLE_AUTEUR) or nettoie_auteur(propose)


def nettoie_auteur(texte: str) -> str:
    """Return the name of an organisation on one line, without invisible characters."""
    return sur_une_ligne(texte)[:LONGUEUR_AUTEUR].rstrip()


def pourquoi_non(
    compte: Compte, acte: str, territoire: Territoire, base_en_lecture_seule: str = ""
) -> str:
    """Return why an account may not do an act on a territory, '' when it may.

    ``base_en_lecture_seule``: why the store cannot be written, as readers are told.
    """
    if peut(compte, acte, territoire):
        return base_en_lecture_seule
    return LECTURE_SEULE if compte.role == LECTEUR else AILLEURS


def chez_soi(compte: Compte) -> Territoire:
    """Return where an account may do what its role says."""
    return Territoire(compte.regions, compte.departements)


def lien_d_ajout(compte: Compte, code: str = "") -> None:
    """Draw the link that adds a contract, for who publishes somewhere.

    ``code``: of the territory where it begins, '' for none.
    """
    if registre_lu() is None and peut(compte, PUBLIER, chez_soi(compte)):
        lien_page(
            "pages/saisie.py",
            {"nouveau": "oui"} | ({"territoire": code} if code else {}),
            label="Ajouter un contrat",
            icon=":material/add:",
        )


def lien_des_signalements(compte: Compte) -> None:
    """Draw the link to the errors that readers reported, for who publishes somewhere."""
    if registre_lu() is None and peut(compte, PUBLIER, chez_soi(compte)):
        lien_page("pages/signalements.py", {}, label="Erreurs signalées", icon=":material/inbox:")


def closed(why: str) -> bool:
    """Say why nothing can be written here, and tell whether it is so; the band tells readers."""
    if why and why != LECTURE_SEULE:
        st.info(why, icon=":material/lock:")
    return bool(why)


def bandeau(compte: Compte, propose: str = "") -> str:
    """Draw who publishes here and in whose name; return the organisation, '' while it is not known.

    Asked once: the name is then the session's, and can be changed. ``propose``: see
    ``auteur_en_cours``.
    """
    auteur = auteur_en_cours(propose)
    if compte.role == LECTEUR:
        st.info(LECTURE_SEULE, icon=":material/lock:")
        return auteur
    qui = CHEZ_SOI if compte.role == ADMINISTRATEUR else ""
    with st.container(border=True, key="compte-bandeau"):
        if not auteur:
            if qui:
                st.markdown(qui)
            _demande("", "Continuer")
            return ""
        said, change = st.columns([5, 1], vertical_alignment="center", gap="small")
        said.markdown(f"{qui} Vous publiez au nom de **{echappe_markdown(auteur)}**.")
        with change.popover("Changer", type="tertiary", icon=":material/edit:"):
            _demande(auteur, "Enregistrer")
    return auteur


def _demande(auteur: str, bouton: str) -> None:
    """Ask for the organisation; the answer is kept for the session."""
    with st.form("compte-form", border=False):
        st.text_input(
            "Au nom de quel organisme publiez-vous\u00a0?",
            value=auteur,
            key="compte-saisie",
            max_chars=LONGUEUR_AUTEUR,
            placeholder="ARS Bretagne, délégation du Finistère",
            help="Un organisme et non une personne\u00a0: ce nom est public, il reste dans "
            "l'historique de ce que vous publiez.",
        )
        st.form_submit_button(bouton, on_click=_garde, type="primary")


def _garde() -> None:
    written = nettoie_auteur(st.session_state.get("compte-saisie", ""))
    if written:
        st.session_state[CLE_AUTEUR] = written
