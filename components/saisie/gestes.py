"""What the buttons of the page do: choose between versions, publish, undo. The store decides."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components.saisie.etat import PUBLIEE, abandonne, ferme_formulaires, garde
from data.depot.droits import Compte
from data.depot.erreurs import DepotErreur
from data.depot.modele import Entete
from data.errors import RegistreInvalide
from geo.saisie.conflits import tranche
from geo.saisie.publication import annule_publication, publie_brouillon
from geo.saisie.vue import VueDeSaisie

NATURE = "saisie"


@dataclass(frozen=True)
class Gestes:
    """The acts of one writer on one draft.

    ``apres``: is told the number of the publication, once it is made (a report is then answered).
    """

    vue: VueDeSaisie
    compte: Compte
    auteur: str
    apres: Callable[[int], None]

    def tranche(self, choix: dict[tuple[str, str], str]) -> None:
        """Make the draft from the newest publication, each row that moved as it was chosen."""
        vue, now = self.vue, self.vue.courant
        garde(tranche(vue.brouillon, vue.divergences, choix, now.tables, now.numero))
        ferme_formulaires()

    def relit(self) -> None:
        """Make the draft from the newest publication: nothing that it changes has moved."""
        self.tranche({})

    def publie(self, source: str, motif: str) -> str:
        """Publish the draft; return what went wrong, '' when it is done."""
        vue = self.vue
        entete = Entete(NATURE, self.auteur, source, motif)
        try:
            done = publie_brouillon(
                vue.courant.depot, vue.brouillon, vue.tables, self.compte, entete
            )
            self.apres(done.numero)
        except RegistreInvalide as invalide:
            return f"Rien n'a été publié\u00a0: {invalide.erreurs[0].texte}"
        except DepotErreur as erreur:
            return str(erreur)
        abandonne(vue.brouillon.contrat_id)
        st.session_state[PUBLIEE] = done
        return ""

    def annule(self, motif: str) -> str:
        """Undo what was just published; return what went wrong, or what could not be undone."""
        published = st.session_state[PUBLIEE]
        try:
            done = annule_publication(
                self.vue.courant.depot, published.numero, self.auteur, motif, self.compte
            )
        except RegistreInvalide as invalide:
            return f"Rien n'a été annulé\u00a0: {invalide.erreurs[0].texte}"
        except DepotErreur as erreur:
            return str(erreur)
        st.session_state[PUBLIEE] = done.publication
        ferme_formulaires()
        return "".join(f"{one.ressource} {one.cle}\u00a0: {one.pourquoi}. " for one in done.refus)
