"""The effect of a list on the figures: rates, certainty and map, before and after."""

from collections.abc import Sequence

import streamlit as st

from components.atelier.style import draw_tableau
from components.carte.vue import carte_de_la_vue
from components.commun.adresse.vue import EtatVue
from components.commun.mots.certitude import qui_publie, taux_publie
from components.commun.mots.formats import echappe_markdown, jour_en_lettres, pluriel, pourcentage
from components.commun.mots.libelles import NIVEAUX
from components.figures.certitude import barre_de_certitude
from components.figures.ecran.certitude import draw_barre
from geo.atelier.ecarts.effet import Apercu, Effet
from geo.atelier.vues import VuesComparees
from geo.territoires.territoire import Territoire

NOMS_MONTRES = 40
AVANT_APRES = {"apres": "Après", "avant": "Avant"}


def phrase(apercu: Apercu, territoire: Territoire) -> str:
    """Return what the list does to the rate of its région, or of the country, in a sentence."""
    one = _effet_de(apercu.effets, territoire)
    if one is None:
        return "Cette liste ne change aucun taux."
    before, after = pourcentage(one.taux_signe_avant), pourcentage(one.taux_signe_apres)
    told = f"la part de la population sous un contrat signé recensé passe de {before} à {after}"
    if before == after:
        told = f"la part de la population sous un contrat signé recensé reste de {after}"
    published = f"\u00a0; {taux_publie(one.publie)} {qui_publie(one.publie)}" if one.publie else ""
    return f"{one.nom}\u00a0: {told}{published}."


def _effet_de(effets: Sequence[Effet], territoire: Territoire) -> Effet | None:
    place = (territoire.niveau, territoire.code)
    found = next((one for one in effets if (one.niveau, one.code) == place), None)
    return found or next((one for one in effets if one.niveau == "france"), None)


def reponse(apercu: Apercu, territoire: Territoire) -> None:
    """Draw the sentence, and from which day it is."""
    st.markdown(f"## {echappe_markdown(phrase(apercu, territoire))}")
    st.caption(f"Calculé au {jour_en_lettres(apercu.apres.jour)}. Rien n'est encore publié.")


def taux(effets: Sequence[Effet]) -> None:
    """Draw the rates of the country, of the régions and départements, before and after."""
    draw_tableau(
        "Part de la population sous un contrat recensé, avant et après cette liste",
        (
            "Territoire",
            "Signé, avant",
            "Signé, après",
            "Signé ou en projet, avant",
            "Signé ou en projet, après",
            "Publié",
        ),
        [
            (
                one.nom if one.niveau == "france" else f"{one.nom} ({NIVEAUX[one.niveau].lower()})",
                pourcentage(one.taux_signe_avant),
                pourcentage(one.taux_signe_apres),
                pourcentage(one.taux_signe_ou_projet_avant),
                pourcentage(one.taux_signe_ou_projet_apres),
                f"{taux_publie(one.publie)}, {qui_publie(one.publie)}" if one.publie else "",
            )
            for one in effets
        ],
        nombres=(1, 2, 3, 4),
        classes=["haute" if one.taux_signe_avant != one.taux_signe_apres else "" for one in effets],
    )


def certitude(vues: VuesComparees) -> None:
    """Draw the bar of certainty before, then after."""
    for label, one in (("Avant", vues.certitude_avant), ("Après", vues.certitude_apres)):
        st.markdown(f"**{label}**")
        draw_barre(barre_de_certitude(one))


def carte(vues: VuesComparees) -> None:
    """Draw the map, after or before: one map, whose view stays when the choice changes."""
    chosen = st.segmented_control(
        "Carte",
        list(AVANT_APRES),
        format_func=AVANT_APRES.__getitem__,
        default="apres",
        key="atelier-carte-quand",
        label_visibility="collapsed",
    )
    vue = vues.avant if chosen == "avant" else vues.apres
    etat = EtatVue(
        jour=vue.couverture.jour,
        territoire=vues.territoire,
        niveau=vues.niveau,
        affichage="statut",
        compte="signe",
    )
    carte_de_la_vue(vue, etat, "atelier-carte", "atelier-carte-cadre", hauteur=420)


def contrats(apercu: Apercu) -> None:
    """Draw by name the contracts that become signed, and those that stop being."""
    for names, one, many in (
        (apercu.signes_en_plus, "contrat signé de plus", "contrats signés de plus"),
        (apercu.signes_en_moins, "contrat signé de moins", "contrats signés de moins"),
    ):
        if not names:
            continue
        st.markdown(f"**{pluriel(len(names), one, many)}**")
        shown = [f"- {echappe_markdown(name)}" for name in names[:NOMS_MONTRES]]
        if len(names) > NOMS_MONTRES:
            shown.append(f"- et {len(names) - NOMS_MONTRES} de plus")
        st.markdown("\n".join(shown))
