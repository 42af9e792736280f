"""Key figures of a territory."""

import streamlit as st

from components.commun.mots.formats import nombre, pluriel, pourcentage
from geo.couverture.synthese import MOIS_D_ALERTE, Synthese


def _share(part: int, whole: int) -> str:
    return pourcentage(100 * part / whole if whole else None)


def indicateurs(synthese: Synthese) -> None:
    """Draw the six figures: population, covered, in project, not covered, in force, ending."""
    whole = synthese.population
    estimated = set(synthese.fins_prochaines) & set(synthese.echeance_estimee.contrats)
    figures = [
        ("Population", nombre(whole), "habitants", None),
        (
            "Couverte",
            nombre(synthese.population_signe),
            _share(synthese.population_signe, whole),
            "Habitants dont la commune est dans le périmètre d'un contrat signé et en cours.",
        ),
        (
            "En projet",
            nombre(synthese.population_projet),
            _share(synthese.population_projet, whole),
            "Habitants dans le périmètre d'un projet, sans contrat signé.",
        ),
        (
            "Non couverte",
            nombre(synthese.population_non_couverte),
            _share(synthese.population_non_couverte, whole),
            "Ni contrat signé ni projet recensé. Le registre est incomplet.",
        ),
        (
            "En vigueur",
            pluriel(len(synthese.contrats_signes), "contrat"),
            f"et {nombre(len(synthese.contrats_projet))} en projet",
            "Contrats signés dont l'échéance, connue ou estimée, n'est pas passée.",
        ),
        (
            f"Fin sous {MOIS_D_ALERTE} mois",
            pluriel(len(synthese.fins_prochaines), "contrat"),
            f"dont {nombre(len(estimated))} à date estimée",
            "Contrats en vigueur dont l'échéance tombe dans l'année qui suit la date choisie.",
        ),
    ]
    for label, value, detail, explanation in figures:
        st.metric(
            label,
            value,
            delta=detail,
            delta_color="off",
            delta_arrow="off",
            help=explanation,
            border=True,
        )
