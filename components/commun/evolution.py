"""The answer of the page Évolution, and what the reader of the curve must know."""

import pandas as pd
import streamlit as st

from components.commun.adresse.vue import EtatVue
from components.commun.mots.formats import (
    echappe_markdown,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.mots.libelles import THEMES
from geo.evolution.evolution import COMPARAISON_ANS, Evolution, has_step
from geo.territoires.millesimes import Reference

HYPOTHESE = "si aucun contrat n'est renouvelé ni signé"
HACHURES = (
    "En hachures\u00a0: habitants couverts seulement par des contrats dont la date de signature "
    "n'est pas connue."
)
_SIGNES_OU_PROJET = "contrats signés ou en projet"
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
    rates = [pourcentage(row["taux_signe"]) for row in (now, before)]
    both = [either, pourcentage(before["taux_signe_ou_projet"])]
    if rates[0] == rates[1]:
        text += f", comme {years} ans plus tôt."
    else:
        text += f", contre **{rates[1]}** {years} ans plus tôt."
    if both == rates:
        return text
    then = "comme alors" if both[0] == both[1] else f"contre {both[1]}"
    return f"{text} En comptant les contrats en projet\u00a0: {both[0]}, {then}."


def answer(
    evolution: Evolution,
    etat: EtatVue,
    annee_population: int,
    millesime: int,
    en_vigueur: Reference,
) -> None:
    """Draw the answer and, under it, what is fixed along the curve.

    ``en_vigueur``: what the coverage page counts with at that date.
    """
    other = ""
    if (en_vigueur.annee_population, en_vigueur.millesime) != (annee_population, millesime):
        other = (
            f" À cette date, la page Couverture compte avec la population "
            f"{en_vigueur.annee_population}\u00a0: son taux peut différer un peu."
        )
    if etat.reference_choisie:
        other += (
            " Les choix de population, de millésime et de périmètre faits sur la page Couverture "
            "n'y changent rien."
        )
    st.markdown(f"#### {phrase_evolution(evolution, etat.theme)}")
    st.caption(
        f"À toutes les dates\u00a0: population municipale {annee_population} (INSEE), communes et "
        f"membres des EPCI au 1er janvier {millesime} (COG {millesime}), pour que seuls les "
        "contrats fassent bouger la courbe. Un habitant couvert par deux contrats compte une fois. "
        "Calcul de l'atlas d'après les contrats recensés\u00a0: ce n'est pas un chiffre "
        f"officiel.{other}"
    )


def autres_reserves(evolution: Evolution, sans_perimetre: int) -> list[str]:
    """Return, in Markdown, what in the curve comes from the sources and not from the contracts.

    ``sans_perimetre``: contracts signed or in project of the territory that no rate can count.
    """
    lines = []
    step = evolution.releve
    if has_step(evolution):
        enter = "entre" if len(step.contrats) == 1 else "entrent"
        lines.append(
            f"**Marche artificielle au {jour_en_lettres(step.jour)}**\u00a0: "
            f"{pluriel(len(step.contrats), 'contrat')} dont aucune source ne donne de date {enter} "
            "dans la courbe ce jour-là, celui du relevé du registre (de "
            f"{nombre(step.avant)} à {nombre(step.apres)} habitants couverts)."
        )
    if evolution.sans_fin:
        stay = "reste compté" if len(evolution.sans_fin) == 1 else "restent comptés"
        lines.append(
            f"{pluriel(len(evolution.sans_fin), 'contrat signé', 'contrats signés')} sans aucune "
            f"échéance connue {stay} jusqu'au bout de la partie en tirets, qui est donc haute."
        )
    if sans_perimetre:
        counted = "n'est compté" if sans_perimetre == 1 else "ne sont comptés"
        lines.append(
            f"{pluriel(sans_perimetre, 'contrat signé ou en projet', _SIGNES_OU_PROJET)} sans "
            f"périmètre connu {counted} nulle part."
        )
    return lines


def _unknown_dates(evolution: Evolution) -> str:
    number, whole = len(evolution.signature_inconnue), len(evolution.signes)
    now, before = evolution.present, evolution.avant
    have, they = ("n'a", "lui") if number == 1 else ("n'ont", "eux")
    only = habitants(evolution.population_signature_inconnue)
    text = (
        f"**{nombre(number)} des {pluriel(whole, 'contrat signé', 'contrats signés')} au "
        f"périmètre connu {have} pas de date de signature connue** ({only} ne "
        f"sont couverts que par {they}, en hachures). Chacun compte à partir du début de la "
        "période lue, de sa fin moins sa durée (5 ans à défaut) ou de la date de sa source\u00a0: "
        "souvent trop tôt ou trop tard, et une partie des mouvements vient de là. Avec les seules "
        "dates connues\u00a0: "
        f"**{pourcentage(now['taux_date_connue'])}**"
    )
    if before is None:
        return text + "."
    return text + (
        f", contre {pourcentage(before['taux_date_connue'])} "
        f"{ANS_EN_LETTRES[COMPARAISON_ANS]} ans plus tôt."
    )


def reserve_en_bref(evolution: Evolution) -> dict[str, str]:
    """Return, for the foot of a picture, how many dates of signature are not known."""
    unknown = len(evolution.signature_inconnue)
    if not unknown:
        return {}
    signed = pluriel(len(evolution.signes), "contrat signé", "contrats signés")
    return {
        "Réserve": f"{nombre(unknown)} sur {signed} sans date de signature connue, comptés à "
        "partir du premier jour défendable"
    }


def reserve_principale(evolution: Evolution) -> None:
    """Draw, above the curve, what rests on unknown dates of signature."""
    if evolution.signature_inconnue:
        st.warning(_unknown_dates(evolution), icon=":material/warning:")


def notes(evolution: Evolution, lecture: str, sans_perimetre: int) -> None:
    """Draw, under the curve, how it reads; ``lecture``: what its marks are."""
    lines = [projection(evolution), lecture]
    if evolution.mois["taux_signe"].gt(evolution.mois["taux_date_connue"]).any():
        lines.append(HACHURES)
    lines += autres_reserves(evolution, sans_perimetre)
    st.caption("\n".join(f"- {line}" for line in lines))


def projection(evolution: Evolution) -> str:
    """Return the sentence that says what the dashed part is."""
    return f"Après le {jour_en_lettres(evolution.connu_jusqu_au)}, en tirets\u00a0: {HYPOTHESE}."


def annee(row: pd.Series) -> None:
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
        + (f"{HYPOTHESE[0].upper()}{HYPOTHESE[1:]}." if ahead else "")
    )
