"""The keys, the buttons and the clock of a presentation: a small script of ours, in the page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st

from components.assets import DOSSIER_DIAPORAMA, texte

CLE = "commandes"
RYTHME_PAR_DEFAUT = 20  # seconds, when autoplay is started by hand
HAUTEUR = 64


@dataclass(frozen=True)
class Position:
    """Where a presentation is: number of the slide and of its step, and how many there are."""

    diapo: int
    total: int
    etape: int = 0
    etapes: int = 0


@cache
def _component() -> Callable[..., Any]:
    """Register the component, once per server."""
    return st.components.v2.component(
        CLE,
        html=texte(DOSSIER_DIAPORAMA / "commandes.html"),
        css=texte(DOSSIER_DIAPORAMA / "commandes.css"),
        js=texte(DOSSIER_DIAPORAMA / "commandes.js"),
    )


def draw_commandes(
    position: Position,
    rythme: int,
    *,
    on_vers: Callable[[int, int], None],
    on_quitter: Callable[[], None],
) -> None:
    """Draw the progress and the buttons, and listen to the keys.

    Parameters
    ----------
    rythme : seconds between two slides, 0 when autoplay is not wanted at the start.
    on_vers : called with the slide and the step asked for.
    """

    def moved() -> None:
        asked = st.session_state[CLE].get("vers")
        if isinstance(asked, dict):
            on_vers(int(asked.get("diapo", 1)), int(asked.get("etape", 0)))

    _component()(
        key=CLE,
        data={
            "diapo": position.diapo,
            "total": position.total,
            "etape": position.etape,
            "etapes": position.etapes,
            "rythme": rythme,
            "rythmeParDefaut": RYTHME_PAR_DEFAUT,
        },
        height=HAUTEUR,
        on_vers_change=moved,
        on_quitter_change=on_quitter,
    )
