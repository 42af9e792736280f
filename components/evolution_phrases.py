"""The answer of the page Évolution, and what the reader of the curve must know."""

import pandas as pd
import streamlit as st

from components.etat_url import EtatVue
from components.formats import (
    echappe_markdown,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from components.libelles import THEMES
from geo.evolution import COMPARAISON_ANS, Evolution
from geo.synthese import Synthese

HYPOTHESE = "si aucun contrat n'est renouvelé ni signé"
ANS_EN_LETTRES = {5: "cinq"}


def phrase_evolution(evolution: Evolution, theme: str = "") -> str:
    """Return the answer as one Markdown sentence: the rate, and what it was some years before."""
    name = echappe_markdown(evolution.territoire.nom)
    head = f"Au {jour_en_lettres(evolution.jour)}, **{name}**\u00a0: "
    now, before = evolution.present, evolution.avant
    if not now["population"]:
        return head + "aucun habitant n'y est recensé, un taux ne peut pas être calculé."
    what = "un contrat local de santé signé"
    if theme:
        what += f" dont un axe porte sur «\u00a0{THEMES[theme]}\u00a0»"
    text = head + f"**{pourcentage(now['taux_signe'])}** de la population est couverte par {what}"
    either = pourcentage(now["taux_signe_ou_projet"])
    if before is None:
        return text + f", **{either}** en comptant les contrats en projet."
    years = ANS_EN_LETTRES[COMPARAISON_ANS]
    return (
        text + f", contre **{pourcentage(before['taux_signe'])}** {years} ans plus tôt. "
        f"En comptant les contrats en projet\u00a0: {either}, contre "
        f"{pourcentage(before['taux_signe_ou_projet'])}."
    )


def answer(evolution: Evolution, etat: EtatVue, annee_population: int, millesime: int) -> None:
    """Draw the answer and, under it, what is fixed along the curve."""
    st.markdown(f"#### {phrase_evolution(evolution, etat.theme)}")
    st.caption(
        f"À toutes les dates\u00a0: population municipale {annee_population} (INSEE) et communes "
        f"du 1er janvier {millesime} (COG {millesime}), pour que seuls les contrats fassent "
        "bouger la courbe. Un habitant couvert par deux contrats compte une fois. Calcul de "
        "l'atlas d'après les contrats recensés\u00a0: ce n'est pas un chiffre officiel."
    )


def reserves_de_la_courbe(evolution: Evolution, synthese: Synthese) -> list[str]:
    """Return, in Markdown, what in the curve comes from the sources and not from the contracts."""
    lines = []
    unknown = synthese.signature_inconnue
    if unknown.contrats:
        lines.append(_unknown_dates(evolution, synthese))
    step = evolution.releve
    if step.contrats and step.apres > step.avant:
        lines.append(
            f"**Marche artificielle au {jour_en_lettres(step.jour)}**\u00a0: "
            f"{pluriel(len(step.contrats), 'contrat')} dont aucune source ne donne de date "
            f"{'entre' if len(step.contrats) == 1 else 'entrent'} ce jour-là, celui du relevé du "
            f"registre (de {nombre(step.avant)} à {habitants(step.apres)} couverts)."
        )
    if evolution.sans_fin:
        one = len(evolution.sans_fin) == 1
        lines.append(
            f"{pluriel(len(evolution.sans_fin), 'contrat signé', 'contrats signés')} sans aucune "
            f"échéance connue {'reste compté' if one else 'restent comptés'} dans la partie "
            "projetée, qui est donc haute."
        )
    return lines


def _unknown_dates(evolution: Evolution, synthese: Synthese) -> str:
    unknown = synthese.signature_inconnue
    number, whole = len(unknown.contrats), len(synthese.contrats_signes)
    now, before = evolution.present, evolution.avant
    text = (
        f"**{nombre(number)} des {pluriel(whole, 'contrat signé', 'contrats signés')} n'"
        f"{'a' if number == 1 else 'ont'} pas de date de signature connue** "
        f"({habitants(unknown.population)} ne sont couverts que par "
        f"{'lui' if number == 1 else 'eux'})\u00a0: chacun compte à partir du premier jour que "
        "ses sources permettent de défendre, souvent trop tard. Une partie de la hausse vient de "
        "là. Avec les seules dates connues\u00a0: "
        f"**{pourcentage(now['taux_date_connue'])}**"
    )
    if before is None:
        return text + "."
    return text + (
        f", contre {pourcentage(before['taux_date_connue'])} "
        f"{ANS_EN_LETTRES[COMPARAISON_ANS]} ans plus tôt."
    )


def reserves(evolution: Evolution, synthese: Synthese) -> None:
    """Draw, beside the curve, what in it is not a signature nor an end."""
    lines = reserves_de_la_courbe(evolution, synthese)
    if lines:
        st.warning("\n".join(f"- {line}" for line in lines), icon=":material/warning:")


def projection(evolution: Evolution) -> str:
    """Return the sentence that says what the dashed part is."""
    return f"Après le {jour_en_lettres(evolution.connu_jusqu_au)}, en tirets\u00a0: {HYPOTHESE}."


def annee(row: pd.Series, evolution: Evolution) -> None:
    """Draw what the map shows of a year; always two lines, so that the map does not move."""
    ahead = row["projection"]
    st.markdown(
        f"**Au {jour_en_lettres(row['date'])}"
        f"{' (projection)' if ahead else ''}**\u00a0: **{pourcentage(row['taux_signe'])}** de la "
        f"population sous un contrat signé, {pourcentage(row['taux_signe_ou_projet'])} en comptant "
        "les projets."
    )
    contracts = pluriel(int(row["nb_contrats_signes"]), "contrat signé", "contrats signés")
    st.caption(
        f"{contracts}, {nombre(row['nb_contrats_projet'])} en projet. "
        + (
            f"Après le {jour_en_lettres(evolution.connu_jusqu_au)}\u00a0: {HYPOTHESE}."
            if ahead
            else "Territoires et population actuels."
        )
    )
