"""How the coverage of a territory moved, in passing: a small curve and the way to the whole one."""

import streamlit as st

from components.commun.adresse.evolution import lien_evolution
from components.commun.adresse.liens import params_couverture
from components.commun.evolution import HYPOTHESE
from components.commun.mots.formats import jour_en_lettres, nombre, pluriel
from components.figures.ecran.courbe import draw_courbe, figure_compacte
from geo.evolution.evolution import Evolution


def is_drawn(evolution: Evolution) -> bool:
    """Tell whether there is a curve to draw: a contract covered somebody one day."""
    return bool((evolution.mois["population_signe_ou_projet"] > 0).any())


def evolution_compacte(evolution: Evolution) -> None:
    """Draw the curve of a territory, or say that there is none to draw."""
    st.header("Depuis 2010", anchor="evolution")
    if not is_drawn(evolution):
        said = "Aucun contrat recensé n'a couvert ce territoire depuis 2010."
        if not evolution.attestations:
            said += " Le registre est incomplet\u00a0: c'est à vérifier auprès de l'ARS."
        st.caption(said)
    else:
        draw_courbe(figure_compacte(evolution), key="territoire-courbe")
        st.caption(legende_compacte(evolution))
    lien_evolution(params_couverture(evolution.territoire, evolution.jour))


def legende_compacte(evolution: Evolution) -> str:
    """Return what the small curve is, and what in it is not known."""
    row = evolution.present
    text = (
        "Part des habitants sous un contrat signé, ou signé ou en projet, à population constante. "
        f"En tirets, après le {jour_en_lettres(evolution.connu_jusqu_au)}\u00a0: {HYPOTHESE}."
    )
    unknown = len(evolution.signature_inconnue)
    if unknown:
        have = "n'a" if unknown == 1 else "n'ont"
        signed = pluriel(int(row["nb_contrats_signes"]), "contrat signé", "contrats signés")
        text += (
            f" {nombre(unknown)} des {signed} au périmètre connu {have} pas de date de signature "
            "connue\u00a0: une partie de la courbe (hachures) commence sans doute trop tôt ou trop "
            "tard."
        )
    return text
