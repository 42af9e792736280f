"""What a person does in the workshop: done and kept, or told why it cannot be.

Nothing is lost when it is not: what was typed stays in its field.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from components.atelier.adresse import EtatAtelier
from components.commun.adresse.navigation import go
from components.commun.mots.formats import echappe_markdown
from data.atelier.decisions import DecisionsInvalides
from data.atelier.fautes import FichierRefuse
from data.atelier.gestes import Geste
from data.atelier.importation import TransitionRefusee
from data.depot.erreurs import DepotErreur, dit_a_tous
from data.errors import RegistreInvalide
from geo.atelier.chantier import Chantier, fait, passe
from geo.contrats.perimetres import PerimetreInvalide

REFUS = (TransitionRefusee, DecisionsInvalides, FichierRefuse, DepotErreur)
MESSAGES = "atelier-messages"
TRANSITIONS = {
    1: "voir_fichier",
    2: "voir_colonnes",
    3: "voir_valeurs",
    4: "controler",
    5: "comparer",
}


def dit(texte: str, genre: str = "warning") -> None:
    """Have a sentence told at the top of the page; ``genre``: warning, error or success."""
    st.session_state.setdefault(MESSAGES, []).append((genre, texte))


def draw_messages() -> None:
    """Draw what was to be told, once."""
    for genre, texte in st.session_state.pop(MESSAGES, []):
        getattr(st, genre)(echappe_markdown(texte))


def tente(acte: Callable[[], None]) -> bool:
    """Do an act; tell why when it cannot be done. Return whether it was."""
    try:
        acte()
    except REFUS as refus:
        dit(dit_a_tous(refus))
        return False
    except (RegistreInvalide, PerimetreInvalide) as refus:
        for one in refus.erreurs[:5]:
            dit(str(one), "error")
        return False
    return True


def decide(
    chantier: Chantier,
    gestes: Sequence[Geste] | Callable[[], Sequence[Geste]],
    merci: str = "",
    etape: int | None = None,
) -> None:
    """Make gestures on an import, then go to a step when one is given.

    ``merci``: what is told once they are made.
    """
    done = chantier

    def act() -> None:
        nonlocal done
        found = gestes() if callable(gestes) else gestes
        if found:
            done = fait(chantier, *found)
            if merci:
                dit(merci, "success")

    if tente(act) and etape is not None:
        va(done, etape)


def va(chantier: Chantier, etape: int) -> None:
    """Go to a step of an import, and write it in the address; tell why when it is not open."""
    transition = TRANSITIONS.get(etape)

    def act() -> None:
        if transition is not None:
            passe(chantier, transition)

    if tente(act):
        go(EtatAtelier(chantier.id, etape))
