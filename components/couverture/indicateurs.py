"""Key figures of a territory, as a strip: each one leads to what it counts."""

from collections.abc import Mapping

import streamlit as st

from components.commun.adresse.liens import PAGE_ANNUAIRE
from components.commun.adresse.registre import lien_page
from components.commun.mots.certitude import CLASSES
from components.commun.mots.formats import nombre, pluriel, pourcentage
from geo.certitude.certitude import Certitude
from geo.contrats.alerte import MOIS_D_ALERTE
from geo.couverture.synthese import Synthese


def _share(part: int, whole: int) -> str:
    return pourcentage(100 * part / whole if whole else None)


def indicateurs(certitude: Certitude) -> None:
    """Draw the residents: all of them, then parts that add up to them."""
    whole = certitude.population
    left = whole - certitude.recense - certitude.projet - certitude.aucun_recense
    last = CLASSES["non_couvert" if certitude.est_attestee else "aucun_recense"].libelle
    for label, value, detail, explanation in (
        ("Population", nombre(whole), "habitants", "Population municipale, voir les sources."),
        (
            "Signé",
            nombre(certitude.recense),
            _share(certitude.recense, whole),
            "Habitants dont la commune est dans le périmètre d'un contrat recensé comme signé.",
        ),
        (
            "En projet",
            nombre(certitude.projet),
            _share(certitude.projet, whole),
            "Habitants dans le périmètre d'un projet, hors contrats signés recensés.",
        ),
        (
            last,
            nombre(certitude.aucun_recense),
            _share(certitude.aucun_recense, whole),
            "Habitants d'une commune que ne touche aucun contrat recensé, même passé.",
        ),
        (
            "Passé ou inconnu",
            nombre(left),
            _share(left, whole),
            "Habitants sous un contrat à l'échéance passée, terminé, à venir ou de statut inconnu, "
            "et sous aucun contrat recensé signé ou en projet.",
        ),
    ):
        if label == "Passé ou inconnu" and not left:
            continue
        st.metric(
            label,
            value,
            delta=detail,
            delta_color="off",
            delta_arrow="off",
            help=explanation,
            border=True,
        )


def comptes(synthese: Synthese, annuaire: Mapping[str, str]) -> None:
    """Draw the counts of contracts, each a link to the directory that lists them.

    ``annuaire``: parameters of the directory for this territory and day.
    """
    ending = set(synthese.fins_prochaines)
    estimated = ending & set(synthese.echeance_estimee.contrats)
    said = f"{pluriel(len(ending), 'finit', 'finissent')} sous {MOIS_D_ALERTE} mois"
    if not ending:
        said = f"aucune fin connue sous {MOIS_D_ALERTE} mois"
    if estimated:
        said += f", dont {nombre(len(estimated))} à date estimée"
    for label, icon, params in (
        (
            pluriel(len(synthese.contrats_signes), "contrat signé", "contrats signés"),
            "description",
            {"statut": "signe"},
        ),
        (
            f"{pluriel(len(synthese.contrats_projet), 'projet')} en cours",
            "pending_actions",
            {"statut": "projet"},
        ),
        (said, "event_busy", {"statut": "signe", "fin": str(MOIS_D_ALERTE)}),
    ):
        lien_page(
            PAGE_ANNUAIRE,
            label=label,
            icon=f":material/{icon}:",
            params={**annuaire, **params},
        )
