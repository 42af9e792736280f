"""Step 6: who publishes, from what and why; what will be written; nothing before the button."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from components.atelier.actes import decide, tente, va
from components.atelier.adresse import RAPPORT, EtatAtelier
from components.atelier.comparaison import comptes
from components.commun.adresse.navigation import go
from components.commun.mots.formats import echappe_markdown, pluriel
from data.atelier.gestes import Dire, LignesValidesSeules
from geo.atelier.analyse import Analyse
from geo.atelier.chantier import Chantier
from geo.atelier.publication import Attestee
from geo.territoires.territoire import FRANCE, Territoire

Publie = Callable[[Dire, Attestee | None], Chantier]


def reponse(lue: Analyse) -> None:
    """Draw the answer: what will be written, or that something is still to be decided."""
    changes = lue.changements
    contrats = sum(one.table == "contrats" for one in changes)
    others = len(changes) - contrats
    told = f"{pluriel(contrats, 'contrat')} et {pluriel(others, 'autre ligne', 'autres lignes')}"
    ready = "Prêt à publier" if lue.est_prete else "Pas encore prêt. Déjà valides"
    st.markdown(f"## {ready}\u00a0: {told} du registre.")
    st.caption(f"Dans votre fichier\u00a0: {comptes(lue)}.")


def manque(chantier: Chantier, lue: Analyse) -> bool:
    """Tell what keeps the list from being published, and what can be done; whether it is."""
    if lue.est_prete and lue.changements:
        return False
    if not lue.changements and lue.est_prete:
        st.info("Le registre dit déjà tout cela\u00a0: il n'y a rien à publier.")
        return True
    for number, one, many, step in (
        (len(lue.valeurs_a_decider), "valeur reste à préciser", "valeurs restent à préciser", 3),
        (len(lue.erreurs), "ligne est en erreur", "lignes sont en erreur", 4),
        (len(lue.doublons_a_decider), "doublon possible", "doublons possibles", 5),
    ):
        if number:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"{pluriel(number, one, many)}.")
                st.button(
                    "En décider",
                    icon=":material/arrow_back:",
                    key=f"atelier-manque-{step}",
                    on_click=va,
                    args=(chantier, step),
                )
    ready = sum(one.est_prete for one in lue.lignes)
    if ready:
        st.button(
            f"Publier seulement {pluriel(ready, 'ligne valide', 'lignes valides')}, laisser les "
            "autres",
            icon=":material/filter_list:",
            key="atelier-valides-seules",
            on_click=decide,
            args=(
                chantier,
                [LignesValidesSeules(True)],
                "Seules les lignes valides seront publiées.",
            ),
        )
    return True


def formulaire(
    chantier: Chantier, lue: Analyse, territoire: Territoire, auteur: str, publier: Publie
) -> None:
    """Draw the form of a publication, and publish when it is asked."""
    held, today = chantier.importation, date.today()
    with st.form("atelier-publier"):
        author = _champ(
            ("auteur", "Organisme qui publie", 80),
            held.auteur or auteur,
            "ARS Bretagne",
            "Un organisme, jamais une personne\u00a0: ce nom est public.",
        )
        source = _champ(
            ("source", "Source", 300),
            held.source,
            "Tableau de suivi des CLS de l'ARS, 3 mars 2026",
            "D'où vient la liste.",
        )
        reason = _champ(
            ("motif", "Motif", 300),
            held.motif,
            "Mise à jour des signatures du premier trimestre",
            "Pourquoi le registre change.",
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


def _champ(quoi: tuple[str, str, int], valeur: str, exemple: str, aide: str) -> str:
    """Draw an obligatory field: its key, its label, its greatest length; return what is written."""
    cle, label, longueur = quoi
    return st.text_input(
        label,
        value=valeur,
        key=f"atelier-publier-{cle}",
        placeholder=exemple,
        help=f"Obligatoire. {aide}",
        max_chars=longueur,
    )


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
