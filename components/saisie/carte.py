"""The map on which a perimeter is chosen, territory by territory, and the way back."""

from dataclasses import replace

import streamlit as st

from components.carte.carte import EtatCarte, draw_carte
from components.carte.comptee import classes_des_territoires
from components.carte.couverture import CONTOURS, carte_des_couches
from components.commun.legende import legende
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.commun.statuts import PERIMETRE
from components.saisie.etat import Atelier, defait_perimetre, garde_perimetre, peut_defaire
from geo.saisie.brouillon import PERIMETRES
from geo.saisie.carte import CarteDuPerimetre
from geo.saisie.perimetre import PerimetreSaisi

HAUTEUR = 460
DECOUPES = {"epci": "EPCI", "commune": "Communes"}


def decoupe(contrat_id: str, niveaux: tuple[str, ...], apres: PerimetreSaisi) -> str:
    """Draw the choice of what a click takes, an EPCI or a commune; return its level."""
    if len(niveaux) == 1:
        return niveaux[0]
    fine = bool(apres.membres) and not any(one.ligne.niveau == "epci" for one in apres.membres)
    chosen = st.segmented_control(
        "Sur la carte, un clic ajoute ou retire",
        niveaux,
        format_func=DECOUPES.__getitem__,
        default="commune" if fine else "epci",
        key=f"saisie-decoupe-{contrat_id}",
    )
    return chosen or niveaux[0]


def carte(
    found: CarteDuPerimetre, contrat_id: str, codes: list[str], noms: str
) -> tuple[float, float] | None:
    """Draw the map and its legend; return the point of the territory just clicked, or None.

    ``codes``: identifier of each feature; ``noms``: published contracts.
    """
    state = _etat(found, contrat_id)
    counted = classes_des_territoires(codes, state.classes)
    legende(
        [one for one in PERIMETRE.values() if one.code in state.classes],
        counted,
        NIVEAUX_PLURIEL[found.niveau],
    )
    return draw_carte(state, noms, cle=f"carte-perimetre-{contrat_id}", hauteur=HAUTEUR)


def retours(atelier: Atelier) -> None:
    """Draw what undoes the last change of the perimeter, and what undoes them all."""
    changed = any(one.ressource == PERIMETRES for one in atelier.brouillon.retouches)
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Annuler le dernier geste",
            key="saisie-perimetre-defait",
            icon=":material/undo:",
            disabled=not peut_defaire(atelier.brouillon),
            on_click=defait_perimetre,
            args=(atelier.brouillon,),
        )
        st.button(
            "Revenir au périmètre publié",
            key="saisie-perimetre-publie",
            icon=":material/restart_alt:",
            disabled=not changed,
            on_click=_reset,
            args=(atelier,),
        )


def _reset(atelier: Atelier) -> None:
    draft = atelier.brouillon
    garde_perimetre(draft, draft.avec_perimetre_de(replace(draft, retouches=())))


def _etat(found: CarteDuPerimetre, contrat_id: str) -> EtatCarte:
    vue = f"perimetre-{contrat_id}"
    return carte_des_couches(found.etat, "perimetre", vue, contours=CONTOURS[found.niveau])
