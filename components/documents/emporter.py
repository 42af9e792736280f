"""« Emporter »: the list of files that a page gives, each made only when it is asked for.

A page adds a file by adding an ``Export`` to its list.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from components.commun.a_la_demande import a_la_demande
from components.commun.adresse.registre import registre_lu
from components.commun.mots.formats import echappe_markdown
from components.documents.telechargements import MIMES, suffixe, telecharge

logger = logging.getLogger("atlas")
Avance = Callable[[float, str], None]
ECHEC = (
    "Ce fichier n'a pas pu être fabriqué. Réessayez\u00a0; si le problème continue, "
    "choisissez un autre format."
)


@dataclass(frozen=True)
class Export:
    """A file to take away.

    Parameters
    ----------
    groupe : heading under which it stands ("Carte", "Données"…); those of a group follow each
        other in the list.
    libelle : what is written on its button.
    contenu : what it holds and what opens it, in a short sentence; "" when it goes without saying.
    fichier : its name, with its suffix, one of MIMES; made with
        components.commun.mots.formats.slug, so that it is safe on every system.
    fabrique : returns its content. It runs in a thread of its own, when the button is pressed,
        and may not draw anything.
    suivi : for what takes more than a few seconds, instead of ``fabrique``: it is given a function
        to tell how far it is (0 to 1) and what it is doing; the reader sees a progress bar.
    """

    groupe: str
    libelle: str
    contenu: str
    fichier: str
    fabrique: Callable[[], bytes] | None = None
    suivi: Callable[[Avance], bytes] | None = None

    def __post_init__(self) -> None:
        if (self.fabrique is None) == (self.suivi is None):
            raise ValueError(f"{self.fichier}: one of fabrique and suivi expected")
        if suffixe(self.fichier) not in MIMES:
            raise ValueError(f"{self.fichier}: suffix among {', '.join(MIMES)} expected")


def emporter(
    exports: Sequence[Export] | Callable[[], Sequence[Export]],
    cle: str,
    libelle: str = "Emporter",
    note: str = "",
    version: str = "",
) -> None:
    """Draw the button that opens the list of files; nothing when the list is empty.

    The list is a third of what a page sends: it is drawn for who opens it.

    Parameters
    ----------
    exports : the files, or what makes the list of them when it is opened, never empty.
    cle : names this list in the page.
    note : what is not in the list, and why.
    version : of what the files are made of; a long file that was made of another is made again.
    """
    if not exports:
        return
    with a_la_demande(libelle, "download", cle_de_la_liste(cle)) as est_ouverte:
        if not est_ouverte:
            return
        shown = exports() if callable(exports) else exports
        for groupe, members in groupby(shown, key=lambda one: one.groupe):
            _group(groupe, list(members), f"{cle}{version}")
        if note:
            st.caption(echappe_markdown(note))


def cle_de_la_liste(cle: str) -> str:
    """Return the key of the state of a list: True once the reader has opened it."""
    return f"emporter-{cle}"


def _group(groupe: str, exports: Sequence[Export], cle: str) -> None:
    """Draw the files of a heading: their buttons in a row, then what each one holds."""
    st.markdown(f"**{echappe_markdown(groupe)}**")
    with st.container(horizontal=True, gap="small"):
        for export in exports:
            if export.suivi is None:
                _button(export, cle, export.libelle, export.fabrique)
    for export in exports:
        if export.suivi is not None:
            _followed(export, cle)
    lines = [
        f"{echappe_markdown(export.libelle)}\u00a0: {echappe_markdown(export.contenu)}"
        for export in exports
        if export.contenu
    ]
    if lines:
        st.caption("  \n".join(lines))


def _button(
    export: Export, cle: str, libelle: str, data: bytes | Callable[[], bytes] | None
) -> None:
    assert data is not None
    telecharge(libelle, export.fichier, data, f"emporter-{cle}-{export.fichier}")


@st.fragment
def _followed(export: Export, cle: str) -> None:
    """Draw a long export in two steps, so that its progress is seen: prepare, then download.

    A fragment: the rest of the page stays as it is meanwhile. The last file made is kept for the
    session, one per list.
    """
    seen = registre_lu() or ""  # a file says what was known at the publication looked at
    memory, asked = f"emporter-{cle}-pret{seen}", f"emporter-{cle}-demande"
    if st.session_state.get(asked) == export.fichier and export.suivi is not None:
        del st.session_state[asked]
        bar = st.progress(0.0, "Préparation…")
        try:
            content = export.suivi(lambda part, what: _tell(bar, part, what))
        except Exception:  # a fragment runs outside the guard of the page
            logger.exception("file %s failed", export.fichier)
            bar.empty()
            st.error(ECHEC, icon=":material/error:")
        else:
            bar.empty()
            st.session_state[memory] = (export.fichier, content)
    kept: tuple[str, bytes] | None = st.session_state.get(memory)
    if kept is not None and kept[0] == export.fichier:
        _button(export, cle, f"Télécharger {export.libelle}", kept[1])
        return

    def ask() -> None:
        st.session_state[asked] = export.fichier

    st.button(
        f"Préparer {export.libelle}",
        key=f"emporter-{cle}-{export.fichier}-preparer",
        icon=":material/hourglass_empty:",
        on_click=ask,
    )


def _tell(bar: st.delta_generator.DeltaGenerator, part: float, what: str) -> None:
    bar.progress(min(max(part, 0.0), 1.0), f"{what}…")
