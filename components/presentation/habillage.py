"""The name of the speaker, in the address, and the logo, kept in the session, of a presentation."""

import streamlit as st

from components.commun.adresse.reglages import ecrit, reglage
from components.diaporama.habillage import Habillage
from components.presentation.adresse import ORATEUR_MAX, EtatPresentation
from geo.presentation.logo import ALTERNATIVE_MAX, Logo, LogoRefuse, logo_du_fichier

LOGO = "presentation-logo"
DEPOT, LIBELLE = "presentation-logo-depot", "presentation-logo-libelle"
TAILLE_MO = 2
KINDS = ["png", "jpg", "jpeg", "svg"]  # an SVG is told, in French, why it is refused


def habillage_de(etat: EtatPresentation) -> Habillage:
    """Return what the speaker adds: the name of the address, the logo of the session."""
    return Habillage(etat.orateur, _held())


def _held() -> Logo | None:
    found = st.session_state.get(LOGO)
    return found if isinstance(found, Logo) else None


def _forget() -> None:
    st.session_state.pop(LOGO, None)
    st.session_state[f"{DEPOT}-rang"] = st.session_state.get(f"{DEPOT}-rang", 0) + 1


def _logo() -> None:
    """Draw where a logo is handed in, and the one that is kept."""
    key = f"{DEPOT}-{st.session_state.get(f'{DEPOT}-rang', 0)}"
    dropped = st.file_uploader(
        "Logo (PNG ou JPEG, 2\u00a0Mo au plus)",
        type=KINDS,
        key=key,
        max_upload_size=TAILLE_MO,
        help="Il est montré sur chaque diapositive, à l'écran et dans les fichiers PPTX et PDF. Il "
        "reste dans cette visite\u00a0: l'adresse ne le garde pas.",
    )
    said = st.text_input(
        "Ce que dit le logo",
        key=LIBELLE,
        max_chars=ALTERNATIVE_MAX,
        placeholder="par exemple\u00a0: ARS Bretagne",
        help="Lu à voix haute à qui ne le voit pas, à l'écran et dans les fichiers.",
    )
    held = _held()
    try:
        if dropped is not None:
            held = logo_du_fichier(dropped.getvalue(), said)
        elif held is not None and said and said != held.alternative:
            held = logo_du_fichier(held.png, said)
    except LogoRefuse as refused:
        st.error(str(refused), icon=":material/image_not_supported:")
        return
    if held is not None:
        st.session_state[LOGO] = held
        with st.container(horizontal=True, vertical_alignment="center"):
            st.image(held.png, width=120, caption=held.alternative)
            st.button("Retirer le logo", on_click=_forget, icon=":material/close:")


def draw_habillage(etat: EtatPresentation) -> None:
    """Draw the settings of what the speaker adds."""
    left, right = st.columns([3, 4])
    with left:
        reglage(
            st.text_input,
            "Nom de l'orateur",
            "presentation-orateur",
            etat.orateur,
            lambda texte: ecrit(etat, "orateur")(" ".join(texte.split())),
            max_chars=ORATEUR_MAX,
            placeholder="par exemple\u00a0: direction de la santé publique",
            help="Écrit sur la première diapositive, et gardé dans l'adresse\u00a0: qui la reçoit "
            "le lit.",
        )
    with right:
        _logo()
