"""The answer first: the sentence, the bar of certainty, and the caveats behind one line."""

from dataclasses import replace
from datetime import date

import streamlit as st

from components.commun.a_la_demande import a_la_demande
from components.commun.adresse.reference import phrase_reference
from components.commun.adresse.vue import EtatVue
from components.commun.mots.certitude import (
    compte_en_mots,
    encadrement,
    manquants,
    phrase,
    publie_a_cote,
)
from components.commun.mots.formats import (
    echappe_markdown,
    habitants,
    jour_en_lettres,
    pluriel,
    pourcentage,
)
from components.commun.mots.libelles import THEMES
from components.figures.certitude import barre_de_certitude
from components.figures.ecran.certitude import draw_barre, draw_lignes
from data.model import AnnonceRegion
from geo.certitude.certitude import Certitude
from geo.couverture.synthese import Reserve, Synthese
from geo.territoires.millesimes import Reference

PART_INCERTAINE = 0.2  # of the residents covered: told in the line itself, not only behind it
UNE_FOIS = "Un habitant couvert par deux contrats compte une fois."


def certitude_montree(certitude: Certitude, theme: str) -> Certitude:
    """Return what is told: with a theme, neither a rate published nor a count compares."""
    if not theme:
        return certitude
    return replace(
        certitude,
        publie=None,
        publie_signe_ou_projet=None,
        publie_ensuite=None,
        annonce=None,
        manquants=None,
        attestations=(),
    )


def reponse(certitude: Certitude, etat: EtatVue) -> None:
    """Draw the sentence and its bar."""
    told = echappe_markdown(phrase(certitude))
    if etat.theme:
        told += f" Comptés\u00a0: ceux dont un axe porte sur «\u00a0{THEMES[etat.theme]}\u00a0»."
    st.markdown(f"## {told}")
    draw_barre(barre_de_certitude(certitude))


def _chip(certitude: Certitude, synthese: Synthese, releve: date) -> str:
    """Return the caveat in one line: what most limits the figure."""
    unknown, whole = synthese.signature_inconnue.population, synthese.population_signe
    if certitude.est_attestee:
        return "Liste attestée complète"
    if synthese.jour < releve and unknown > PART_INCERTAINE * whole:
        share = pourcentage(100 * unknown / whole)
        return f"Registre incomplet\u00a0; {share} des habitants comptés, signatures non datées"
    if certitude.manquants:
        lack = pluriel(certitude.manquants, "contrat annoncé manque", "contrats annoncés manquent")
        return f"Registre incomplet\u00a0: {lack}"
    return "Registre incomplet\u00a0: ce que l'on sait, ce que l'on ne sait pas"


def fiabilite(
    certitude: Certitude,
    synthese: Synthese,
    etat: EtatVue,
    reference: Reference,
    releve: date,
    annonce: AnnonceRegion | None,
) -> None:
    """Draw the chip that opens the caveats: what is missing, what is estimated, what is counted."""
    with a_la_demande(_chip(certitude, synthese, releve), "info", "fiabilite") as est_ouverte:
        if not est_ouverte:
            return
        st.markdown("**Ce que l'on sait de ce taux**")
        barre = barre_de_certitude(certitude)
        if barre is not None:
            draw_lignes(barre)
        lines = [manquants(certitude), publie_a_cote(certitude), encadrement(certitude)]
        lines.append(compte_en_mots(certitude.contrats))
        text = [f"- {echappe_markdown(one[:1].upper() + one[1:])}" for one in lines if one]
        text += [f"- {line}" for line in reserves(synthese, releve)]
        st.markdown("\n".join(text))
        if annonce is not None and annonce.source_url:
            st.link_button("Ce que publie l'ARS", annonce.source_url, icon=":material/open_in_new:")
        st.markdown(
            f"{phrase_reference(reference, etat.reference_choisie)} {UNE_FOIS} Calcul de l'atlas "
            "d'après les contrats recensés\u00a0: ce n'est pas un chiffre officiel."
        )


def _reserve_sentence(reserve: Reserve, reason: str) -> str:
    count = pluriel(len(reserve.contrats), "contrat signé", "contrats signés")
    them = "lui" if len(reserve.contrats) == 1 else "eux"
    return f"{count} {reason} ({habitants(reserve.population)} ne sont couverts que par {them})"


def _uncounted(quantite: int, singulier: str, pluriel_: str, reason: str) -> str:
    """Say how many contracts no rate counts, and why."""
    counted = "compté" if quantite == 1 else "comptés"
    return f"{pluriel(quantite, singulier, pluriel_)} {reason}, {counted} dans aucun taux"


def reserves(synthese: Synthese, date_releve: date) -> list[str]:
    """Return what is estimated or unknown behind the figures, counted apart, a line each."""
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
                "au périmètre inconnu",
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
            f"Le registre a été relevé le {jour_en_lettres(date_releve)}\u00a0: aucune signature "
            "postérieure n'y figure"
        )
    return lines
