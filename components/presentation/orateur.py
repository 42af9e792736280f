"""The notes of the speaker, in a window of their own: what is handed to it, once per deck."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from components.assets import DOSSIER_DIAPORAMA, ORATEUR, texte, version
from components.gabarit.diapositive import Diaporama, Diapositive

CLE = "orateur"


@cache
def _component() -> Callable[..., Any]:
    """Register the component, once per server."""
    return st.components.v2.component(CLE, js=texte(DOSSIER_DIAPORAMA / "fenetre.js"))


def _slide(slide: Diapositive) -> dict[str, Any]:
    return {
        "titre": slide.titre,
        "phrase": slide.phrase,
        "notes": list(slide.notes),
        "pied": slide.pied,
    }


def draw_orateur(deck: Diaporama) -> None:
    """Make the notes of a deck ready; the browser opens their window and speaks with it.

    They are handed over once, outside what runs again at each slide.
    """
    _component()(
        key=CLE,
        data={
            "titre": deck.titre,
            # Relative to the root of the atlas: the browser knows the base path.
            "page": f"component/{ORATEUR.name}/index.html?v={version(DOSSIER_DIAPORAMA / CLE)}",
            "diapositives": [_slide(one) for one in deck.diapositives],
        },
        height=0,
    )
