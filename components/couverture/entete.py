"""The answer first: the sentence, what it rests on, how complete the registre is."""

from datetime import date

import streamlit as st

from components.commun.adresse.reference import phrase_reference
from components.commun.adresse.vue import EtatVue
from components.commun.mots.formats import (
    date_partielle,
    echappe_markdown,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.mots.libelles import THEMES
from data.model import AnnonceRegion
from geo.couverture.synthese import Completude, Reserve, Synthese
from geo.territoires.millesimes import Reference

PART_INCERTAINE = 0.2  # of the residents covered: said above the map, not only when asked for


def phrase(synthese: Synthese, etat: EtatVue) -> str:
    """Return the answer as one Markdown sentence: date, territory, rates, population."""
    name = echappe_markdown(synthese.territoire.nom)
    what = "un contrat local de santé signé"
    if etat.theme:
        what += f" dont un axe porte sur «\u00a0{THEMES[etat.theme]}\u00a0»"
    head = f"Au {jour_en_lettres(synthese.jour)}, **{name}**\u00a0: "
    if synthese.taux_signe is None:
        return head + "aucun habitant n'y est recensé, un taux ne peut pas être calculé."
    return (
        head + f"**{pourcentage(synthese.taux_signe)}** de la population est couverte par {what} "
        f"({nombre(synthese.population_signe)} habitants sur {nombre(synthese.population)}), "
        f"**{pourcentage(synthese.taux_signe_ou_projet)}** en comptant les contrats en projet."
    )


def answer(synthese: Synthese, etat: EtatVue, reference: Reference) -> None:
    """Draw the sentence and, under it, what the population is."""
    st.markdown(f"#### {phrase(synthese, etat)}")
    st.caption(
        f"{phrase_reference(reference, etat.reference_choisie)} Un habitant couvert par deux "
        "contrats compte une fois. "
        "Calcul de l'atlas d'après les contrats recensés\u00a0: ce n'est pas un chiffre officiel."
    )


def _reserve_sentence(reserve: Reserve, reason: str) -> str:
    count = pluriel(len(reserve.contrats), "contrat signé", "contrats signés")
    them = "lui" if len(reserve.contrats) == 1 else "eux"
    return f"{count} {reason} ({habitants(reserve.population)} ne sont couverts que par {them})"


def _uncounted(quantite: int, singulier: str, pluriel_: str, reason: str) -> str:
    """Say how many contracts no rate counts, and why."""
    counted = "compté" if quantite == 1 else "comptés"
    return f"{pluriel(quantite, singulier, pluriel_)} {reason}, {counted} dans aucun taux"


def reserve_du_passe(synthese: Synthese, date_releve: date) -> None:
    """Say, of a past day, how much of the rate rests on contracts whose signature is not dated.

    They count from a day that is guessed: the rate may be too high as well as too low.
    """
    unknown, whole = synthese.signature_inconnue, synthese.population_signe
    if synthese.jour >= date_releve or unknown.population <= PART_INCERTAINE * whole:
        return
    share = pourcentage(100 * unknown.population / whole)
    st.info(
        f"**{share} des habitants comptés ici** ({habitants(unknown.population)}) ne le sont que "
        "par des contrats dont la signature n'est pas datée\u00a0: à cette date, le taux peut être "
        "trop haut ou trop bas.",
        icon=":material/event_busy:",
    )


def reserves(synthese: Synthese, date_releve: date) -> None:
    """Say what is estimated or unknown behind the figures, counted apart."""
    lines = []
    if synthese.signature_inconnue.contrats:
        lines.append(_reserve_sentence(synthese.signature_inconnue, "à date de signature inconnue"))
    if synthese.echeance_estimee.contrats:
        lines.append(_reserve_sentence(synthese.echeance_estimee, "à échéance estimée ou inconnue"))
    if synthese.sans_perimetre:
        lines.append(
            _uncounted(
                len(synthese.sans_perimetre),
                "contrat signé ou en projet",
                "contrats signés ou en projet",
                "sans périmètre connu",
            )
        )
    if synthese.contrats_inconnus:
        count = len(synthese.contrats_inconnus)
        where = "où il en est" if count == 1 else "où ils en sont"
        lines.append(_uncounted(count, "contrat", "contrats", f"dont la source ne dit pas {where}"))
    if synthese.population_partielle:
        lines.append(
            f"{habitants(synthese.population_partielle)} vivent dans une commune couverte en "
            "partie seulement (quartier, commune déléguée), non comptée"
        )
    if synthese.jour > date_releve:
        lines.append(
            f"le registre a été relevé le {jour_en_lettres(date_releve)}\u00a0: aucune signature "
            "postérieure n'y figure"
        )
    if lines:
        with st.expander("Ce qui est estimé ou inconnu dans ces chiffres", expanded=False):
            st.markdown("\n".join(f"- {line}" for line in lines))


def _published(annonce: AnnonceRegion) -> str:
    """Return the rates an ARS published, with their date, or ''."""
    parts = []
    for value, what in (
        (annonce.taux_signe_publie, "par un contrat signé"),
        (annonce.taux_signe_ou_projet_publie, "par un contrat signé ou en projet"),
    ):
        if value:
            figure = echappe_markdown(value.replace(".", ",").replace(">", "plus de "))
            parts.append(f"**{figure}\u00a0%** de la population couverte {what}")
    return " et ".join(parts)


def completude_region(completude: Completude, jour: date) -> None:
    """Say how complete the registre is for a region, beside what its ARS published."""
    annonce = completude.annonce
    ars = echappe_markdown(annonce.ars)
    held = (
        f"**{pluriel(completude.nb_signes, 'CLS signé recensé', 'CLS signés recensés')}** "
        f"pour l'{ars} au {jour_en_lettres(jour)}"
    )
    if not completude.est_annoncee:
        st.info(
            f"Registre incomplet\u00a0: {held}. Aucun nombre publié par l'agence n'a été trouvé, "
            "le taux réel peut être plus élevé.",
            icon=":material/info:",
        )
        return
    number = echappe_markdown(annonce.nb_cls_annonces.replace(">", "plus de "))
    dated = annonce.date_annonce
    when = f" ({date_partielle(dated) if dated else 'date non renseignée'})"
    text = f"Registre incomplet\u00a0: {held}, **{number} annoncés** par l'agence{when}."
    if annonce.remarque:
        text += f" Précision\u00a0: {echappe_markdown(annonce.remarque)}."
    published = _published(annonce)
    if published:
        text += f" Elle publie\u00a0: {published}{when}."
    else:
        text += " Le taux réel peut être plus élevé que celui calculé ici."
    if annonce.source_url:
        text += f" [Source]({annonce.source_url})"
    st.info(text, icon=":material/info:")


def completude_france(nb_signes: int, nb_projet: int, nb_regions_annoncees: int) -> None:
    """Say how complete the registre is for the country."""
    st.info(
        f"Registre incomplet\u00a0: **{pluriel(nb_signes, 'CLS signé', 'CLS signés')}** et "
        f"{pluriel(nb_projet, 'projet')} recensés d'après des pages publiques, sans liste "
        f"officielle. {nombre(nb_regions_annoncees)} ARS sur 18 ont publié un nombre de "
        "contrats\u00a0: choisissez une région pour comparer. Le taux réel est probablement plus "
        "élevé que celui calculé ici.",
        icon=":material/info:",
    )


def completude_locale() -> None:
    """Say, for a small territory, what the absence of a contract means."""
    st.caption(
        "Le registre est incomplet\u00a0: «\u00a0non couvert\u00a0» désigne un territoire "
        "où aucun contrat n'a été trouvé dans les sources lues."
    )
