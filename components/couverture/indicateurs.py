"""Key figures of a territory, as a strip: each one leads to what it counts."""

from collections.abc import Mapping

import streamlit as st

from components.commun.adresse.liens import PAGE_ANNUAIRE
from components.commun.adresse.registre import lien_page
from components.commun.mots.certitude import CLASSES
from components.commun.mots.formats import nombre, pluriel, pourcentage
from geo.certitude.certitude import Certitude
from geo.couverture.synthese import MOIS_D_ALERTE, Synthese


def _share(part: int, whole: int) -> str:
    return pourcentage(100 * part / whole if whole else None)


def indicateurs(certitude: Certitude) -> None:
    """Draw the residents: all of them, signed, in project, where nothing is recorded."""
    whole = certitude.population
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
            "Habitants d'un territoire pour lequel le registre ne tient aucun contrat.",
        ),
    ):
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
    ends = pluriel(len(ending), "finit", "finissent")
    said = f"{ends} sous {MOIS_D_ALERTE} mois"
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
