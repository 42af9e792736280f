"""The deck to take home: a file is written when it is asked for, and says how far it is."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

Progression = Callable[[float, str], None]


@dataclass(frozen=True)
class FichierADeposer:
    """A file that can be made: its label, its name with its suffix, its type, what writes it."""

    libelle: str
    nom: str
    mime: str
    ecrit: Callable[[Progression], bytes]
    aide: str = ""


def _key(fichier: FichierADeposer, version: str) -> str:
    return f"fichier-{fichier.nom}-{version}"


def _make(fichier: FichierADeposer, version: str) -> None:
    """Write a file and keep it for this visitor; the ones made before are let go."""
    bar = st.progress(0.0, text=f"{fichier.libelle}\u00a0: préparation…")

    def show(done: float, what: str) -> None:
        bar.progress(min(done, 1.0), text=what)

    content = fichier.ecrit(show)
    bar.empty()
    for name in [one for one in st.session_state if str(one).startswith("fichier-")]:
        del st.session_state[name]
    st.session_state[_key(fichier, version)] = content


@st.fragment
def fichiers(proposes: tuple[FichierADeposer, ...], version: str) -> None:
    """Draw a button per file, then the way to save the one that was made.

    ``version``: names the content; a file made from another one is made again.
    """
    with st.container(horizontal=True, gap="small"):
        asked = [
            one
            for one in proposes
            if st.button(
                one.libelle, key=f"faire-{one.nom}", icon=":material/save_as:", help=one.aide
            )
        ]
    if asked:
        _make(asked[0], version)
    for one in proposes:
        content = st.session_state.get(_key(one, version))
        if content is None:
            continue
        st.download_button(
            f"Enregistrer {one.nom}",
            data=content,
            file_name=one.nom,
            mime=one.mime,
            key=f"enregistrer-{one.nom}",
            icon=":material/download:",
            type="primary",
            on_click="ignore",
        )
