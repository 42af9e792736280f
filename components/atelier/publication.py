"""Step 6: who publishes, from what and why; what will be written; nothing before the button."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from components.atelier.actes import tente
from components.atelier.adresse import RAPPORT, EtatAtelier
from components.atelier.comparaison import comptes
from components.commun.adresse.navigation import go
from components.commun.mots.formats import echappe_markdown, pluriel
from data.atelier.gestes import Dire
from geo.atelier.analyse import Analyse
from geo.atelier.chantier import Chantier
from geo.atelier.publication import Attestee
from geo.territoires.territoire import FRANCE, Territoire

Publie = Callable[[Dire, Attestee | None], Chantier]


def reponse(lue: Analyse) -> None:
    """Draw the answer: what will be written."""
    changes = lue.changements
    contrats = sum(one.table == "contrats" for one in changes)
    others = len(changes) - contrats
    st.markdown(
        f"#### Prêt à publier\u00a0: {pluriel(contrats, 'contrat')} et "
        f"{pluriel(others, 'autre ligne', 'autres lignes')} du registre."
    )
    st.caption(f"Dans votre fichier\u00a0: {comptes(lue)}.")


def manque(lue: Analyse) -> bool:
    """Tell what keeps the list from being published; whether something does."""
    if lue.est_prete and lue.changements:
        return False
    if not lue.changements:
        st.info("Le registre dit déjà tout cela\u00a0: il n'y a rien à publier.")
        return True
    waiting = []
    for number, one, many in (
        (len(lue.valeurs_a_decider), "valeur à préciser", "valeurs à préciser"),
        (len(lue.doublons_a_decider), "doublon possible", "doublons possibles"),
        (len(lue.erreurs), "ligne en erreur", "lignes en erreur"),
    ):
        if number:
            waiting.append(pluriel(number, one, many))
    st.warning(
        f"Il reste {', '.join(waiting)}. Décidez-en, ou choisissez à l'étape «\u00a0Contrôle\u00a0»"
        " de publier seulement les lignes valides."
    )
    return True


def formulaire(
    chantier: Chantier, lue: Analyse, territoire: Territoire, auteur: str, publier: Publie
) -> None:
    """Draw the form of a publication, and publish when it is asked."""
    held, today = chantier.importation, date.today()
    with st.form("atelier-publier"):
        author = st.text_input(
            "Organisme qui publie",
            value=held.auteur or auteur,
            key="atelier-publier-auteur",
            placeholder="ARS Bretagne",
            help="Obligatoire. Un organisme, jamais une personne\u00a0: ce nom est public.",
            max_chars=80,
        )
        source = st.text_input(
            "Source",
            value=held.source,
            key="atelier-publier-source",
            placeholder="Tableau de suivi des CLS de l'ARS, 3 mars 2026",
            help="Obligatoire. D'où vient la liste.",
            max_chars=300,
        )
        reason = st.text_input(
            "Motif",
            value=held.motif,
            key="atelier-publier-motif",
            placeholder="Mise à jour des signatures du premier trimestre",
            help="Obligatoire. Pourquoi le registre change.",
            max_chars=300,
        )
        attestee = _completude(lue, territoire, today)
        asked = st.form_submit_button("Publier", type="primary", icon=":material/publish:")
    if not asked:
        return
    dire = Dire(author.strip(), source.strip(), reason.strip())

    def act() -> None:
        with st.spinner("Publication en cours\u00a0: tout est écrit, ou rien…"):
            done = publier(dire, attestee)
        go(EtatAtelier(done.id, RAPPORT))

    tente(act)
    st.rerun()


def _completude(lue: Analyse, territoire: Territoire, today: date) -> Attestee | None:
    """Ask whether the list is complete for its région at a date."""
    if lue.genre == "actions" or territoire == FRANCE:
        return None
    name = echappe_markdown(territoire.nom)
    complete = st.checkbox(
        f"Cette liste nomme tous les contrats de la région {name}, à la date ci-dessous",
        key="atelier-publier-complete",
        help="L'organisme qui publie l'atteste. Alors seulement l'atlas peut dire d'un territoire "
        "de la région qu'il n'est pas couvert. Dans le doute, ne cochez pas.",
    )
    jour = st.date_input(
        "Date de la liste",
        value=today,
        max_value=today,
        format="DD/MM/YYYY",
        key="atelier-publier-jour",
    )
    return Attestee(territoire.code, jour) if complete and isinstance(jour, date) else None
