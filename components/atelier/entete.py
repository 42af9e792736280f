"""Top of the workshop: whose it is, where one stands among the steps, and the way on and back."""

import streamlit as st

from components.atelier.actes import TRANSITIONS, va
from components.atelier.adresse import ETAPES, PUBLICATION, RAPPORT, EtatAtelier
from components.commun.adresse.navigation import go
from components.commun.adresse.passage import draw_titre
from components.commun.adresse.reglages import reglage
from components.commun.mots.formats import echappe_markdown
from data.atelier import importation
from data.atelier.importation import Faits, raisons_de_refus
from geo.atelier.chantier import Chantier

ETATS_OUVERTS = importation.ETAPES
ETAPE_DE_L_ETAT = {etat: number for number, etat in enumerate(ETATS_OUVERTS, start=1)}


def titre() -> None:
    """Draw the title of the page."""
    draw_titre("Atelier\u00a0: apporter votre liste de contrats", anchor=False)


def lecture_seule(pourquoi: str) -> None:
    """Say what the workshop does, and how to try it where nothing can be brought in.

    ``pourquoi``: why the store cannot be written, '' when who looks may not.
    """
    if pourquoi:
        st.info(echappe_markdown(pourquoi), icon=":material/lock:")
    st.markdown(
        "L'atelier reçoit la liste de contrats que tient une agence (un tableur, quelle que soit "
        "sa forme), montre ce qu'elle change dans les taux, puis la publie. Toute publication "
        "peut être annulée.\n\n"
        "Pour l'essayer sur votre ordinateur\u00a0: installez l'atlas, lancez-le par `make run`, "
        "puis ouvrez-le à l'adresse `http://localhost:8501`. Il est alors à vous seul."
    )


def etape_de(chantier: Chantier, etat: EtatAtelier) -> int:
    """Return the step to show: that of the address, else the one where the import was left."""
    if chantier.importation.etat not in ETATS_OUVERTS:
        return RAPPORT
    asked = etat.etape if etat.etape != RAPPORT else PUBLICATION
    return asked or ETAPE_DE_L_ETAT[chantier.importation.etat]


def retour() -> None:
    """Draw the way back to the list of imports."""
    st.button(
        "Tous les imports",
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=go,
        args=(EtatAtelier(),),
        key="atelier-retour",
    )


def frise(chantier: Chantier, etape: int, faits: Faits | None) -> None:
    """Draw the steps: the one shown, what waits in each, the way to the others."""
    over = chantier.importation.etat not in ETATS_OUVERTS
    steps = {RAPPORT: ETAPES[RAPPORT]} if over else {n: t for n, t in ETAPES.items() if n < RAPPORT}
    labels = {number: _label(number, text, faits) for number, text in steps.items()}
    name = echappe_markdown(chantier.importation.fichier.nom)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        retour()
        st.markdown(f"Fichier\u00a0: **{name}**")
    if not over:
        reglage(
            st.segmented_control,
            "Étapes",
            "atelier-etapes",
            etape,
            lambda chosen: va(chantier, chosen),
            labels,
            label_visibility="collapsed",
        )


def _label(number: int, text: str, faits: Faits | None) -> str:
    seen = faits or Faits()
    counts = {3: seen.a_decider - seen.doublons, 4: seen.erreurs, 5: seen.doublons}
    waiting = counts.get(number, 0)
    more = f" ({waiting})" if waiting else ""
    return f"{number}. {text}{more}"


def fermee(chantier: Chantier, etape: int, faits: Faits) -> bool:
    """Tell why a step is not open, with the way to the one that opens it; whether it is not."""
    name = TRANSITIONS.get(min(etape, 5), "")
    reasons = raisons_de_refus(chantier.importation, name, faits) if name else ()
    if not reasons:
        return False
    st.warning(f"Cette étape n'est pas encore ouverte. {' '.join(reasons)}")
    back = 4 if faits.erreurs and faits.colonnes else 2 if faits.lu else 1
    suite(chantier, None, back, f"Revenir à l'étape «\u00a0{ETAPES[back]}\u00a0»")
    return True


def suite(chantier: Chantier, avant: int | None, apres: int | None, libelle: str = "") -> None:
    """Draw the way back and the way on."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if avant is not None:
            st.button(
                ETAPES[avant],
                icon=":material/arrow_back:",
                on_click=va,
                args=(chantier, avant),
                key="atelier-avant",
            )
        if apres is not None:
            st.button(
                libelle or f"Continuer\u00a0: {ETAPES[apres].lower()}",
                icon=":material/arrow_forward:",
                type="primary",
                on_click=va,
                args=(chantier, apres),
                key="atelier-apres",
            )
