"""What the buttons of the page do: choose between versions, publish, undo. The store decides."""

from dataclasses import dataclass

import streamlit as st

from components.saisie.etat import PUBLIEE, abandonne, ferme_formulaires, garde
from data.depot.droits import Compte
from data.depot.en_attente.signalements import ACCEPTE, Signalement
from data.depot.erreurs import DepotErreur, dit_a_tous
from data.depot.modele import Entete
from data.errors import RegistreInvalide
from geo.saisie.conflits import tranche
from geo.saisie.publication import annule_publication, publie_brouillon
from geo.saisie.signalement import accepte
from geo.saisie.vue import VueDeSaisie

NATURE = "saisie"


@dataclass(frozen=True)
class Gestes:
    """The acts of one writer on one draft.

    ``signalement``: the report that they follow, answered by the publication.
    """

    vue: VueDeSaisie
    compte: Compte
    auteur: str
    signalement: Signalement | None = None

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
        except RegistreInvalide as invalide:
            return f"Rien n'a été publié\u00a0: {invalide.erreurs[0].texte}"
        except DepotErreur as erreur:
            return dit_a_tous(erreur)
        abandonne(vue.brouillon.contrat_id)
        st.session_state[PUBLIEE] = vue.brouillon.contrat_id, done
        if self.signalement is None or self.signalement.etat == ACCEPTE:
            return ""
        return accepte(vue.courant.depot, self.signalement, done.numero)

    def annule(self, motif: str) -> str:
        """Undo what was just published; return what went wrong, or what could not be undone."""
        contrat, published = st.session_state[PUBLIEE]
        try:
            done = annule_publication(
                self.vue.courant.depot, published.numero, self.auteur, motif, self.compte
            )
        except RegistreInvalide as invalide:
            return f"Rien n'a été annulé\u00a0: {invalide.erreurs[0].texte}"
        except DepotErreur as erreur:
            return dit_a_tous(erreur)
        st.session_state[PUBLIEE] = contrat, done.publication
        if not self.vue.brouillon:
            abandonne(self.vue.brouillon.contrat_id)  # it starts from what is published now
        ferme_formulaires()
        return "".join(f"{one.ressource} {one.cle}\u00a0: {one.pourquoi}. " for one in done.refus)
