"""The answer of the page Évolution, and what the reader of the curve must know."""

import pandas as pd
import streamlit as st

from components.commun.adresse.vue import EtatVue
from components.commun.mots.certitude import liste_attestee, phrase_saut, qui_publie, taux_publie
from components.commun.mots.formats import (
    echappe_markdown,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.mots.libelles import THEMES
from geo.certitude.publie import est_recent, publie_au
from geo.evolution.evolution import COMPARAISON_ANS, Evolution
from geo.territoires.millesimes import Reference

HYPOTHESE = "si aucun contrat n'est renouvelé ni signé"
HACHURES = (
    "En hachures\u00a0: habitants couverts seulement par des contrats dont les dates ne sont pas "
    "toutes lues."
)
_SIGNES_OU_PROJET = "contrats signés ou en projet"
SAUTS_DITS = 3
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
    text = head + _first(evolution, theme, what)
    either = pourcentage(now["taux_signe_ou_projet"])
    if before is None:
        return text + f", **{either}** en comptant les contrats en projet."
    years = ANS_EN_LETTRES[COMPARAISON_ANS]
    # Only what is attested compares: a contract read at the survey is no growth.
    rates = [pourcentage(row["taux_atteste"]) for row in (now, before)]
    if {*rates, either} == {pourcentage(now["taux_signe"])}:
        return f"{text}, comme {years} ans plus tôt."
    then = f"comme {years} ans plus tôt"
    if rates[0] != rates[1]:
        then = f"contre **{rates[1]}** {years} ans plus tôt"
    return (
        f"{text}, **{either}** en comptant les contrats en projet. "
        f"Par les seuls contrats aux dates lues\u00a0: **{rates[0]}**, {then}."
    )


def _first(evolution: Evolution, theme: str, what: str) -> str:
    """Return what is told first: a rate published at most eighteen months before, else a floor."""
    now = evolution.present
    found = pourcentage(now["taux_signe"])
    point = publie_au(evolution.publies, evolution.jour)
    if point is not None and est_recent(point, evolution.jour) and not theme:
        return (
            f"**{taux_publie(point)}** de la population couverte par {what}, chiffre "
            f"{qui_publie(point)}\u00a0; l'atlas en retrouve **{found}**"
        )
    if evolution.attestations and not theme:
        return f"**{found}** de la population est couverte par {what}"
    least = "" if now["population_signe"] in (0, now["population"]) else "au moins "
    return f"**{least}{found}** de la population est couverte par {what} recensé"


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
    st.markdown(f"## {phrase_evolution(evolution, etat.theme)}")
    st.caption(
        f"À toutes les dates\u00a0: population municipale {annee_population} (INSEE), communes et "
        f"membres des EPCI au 1er janvier {millesime} (COG {millesime}), pour que seuls les "
        "contrats fassent bouger la courbe. Un habitant couvert par deux contrats compte une fois. "
        f"{_attested(evolution)}"
        "Calcul de l'atlas d'après les contrats recensés\u00a0: ce n'est pas un chiffre "
        f"officiel.{other}"
    )


def _attested(evolution: Evolution) -> str:
    said = liste_attestee(evolution.attestations)
    return echappe_markdown(f"Au {jour_en_lettres(evolution.jour)}, {said}. ") if said else ""


def autres_reserves(evolution: Evolution, sans_perimetre: int) -> list[str]:
    """Return, in Markdown, what in the curve comes from the sources and not from the contracts.

    ``sans_perimetre``: contracts signed or in project of the territory that no rate can count.
    """
    past = [one for one in evolution.sauts if one.jour <= evolution.jour]
    most = sorted(past, key=lambda one: -abs(one.apres - one.avant))[:SAUTS_DITS]
    lines = [phrase_saut(one) for one in sorted(most, key=lambda one: one.jour)]
    if len(past) > len(most):
        lines.append(
            f"La courbe est interrompue à {nombre(len(past) - len(most))} autres dates, pour la "
            "même raison, et de moindre effet."
        )
    if evolution.sans_fin:
        stay = "compte" if len(evolution.sans_fin) == 1 else "comptent"
        lines.append(
            f"{pluriel(len(evolution.sans_fin), 'contrat signé', 'contrats signés')} sans aucune "
            f"échéance connue {stay} jusqu'à la date de la source plus la durée (5 ans à défaut)"
            "\u00a0: au-delà, le statut est inconnu."
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
        f"sont couverts que par {they}). Chacun compte à partir du début de la "
        "période lue, de sa fin moins sa durée (5 ans à défaut) ou de la date de sa source\u00a0: "
        "souvent trop tôt ou trop tard, et une partie des mouvements vient de là. Par les seuls "
        "contrats aux dates lues\u00a0: "
        f"**{pourcentage(now['taux_atteste'])}**"
    )
    if before is None:
        return text + "."
    return text + (
        f", contre {pourcentage(before['taux_atteste'])} "
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
    if evolution.mois["taux_signe"].gt(evolution.mois["taux_atteste"]).any():
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
        f"population sous un contrat recensé comme signé, "
        f"{pourcentage(row['taux_signe_ou_projet'])} en comptant les projets."
    )
    contracts = pluriel(int(row["nb_contrats_signes"]), "contrat signé", "contrats signés")
    st.caption(
        f"{contracts}, {nombre(row['nb_contrats_projet'])} en projet. "
        + (f"{HYPOTHESE[0].upper()}{HYPOTHESE[1:]}." if ahead else "")
    )
