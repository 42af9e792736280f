"""The ends ahead of a territory as a calendar to take away."""

from collections.abc import Callable
from datetime import UTC, datetime, time

import streamlit as st

from components.commun.adresse.liens import adresse_voisine, nom_et_generation, params_contrat
from components.commun.adresse.registre import epingle
from components.commun.mots.formats import date_partielle, habitants, jour_en_lettres, pluriel, slug
from components.documents.calendrier import Evenement, calendrier
from components.documents.emporter import Export
from data.dates import DatePartielle
from geo.evolution.echeances import ContratAEcheance, Echeancier

GROUPE = "Agenda"
CONTENU = (
    "les fins de contrat des 3 ans à venir, pour un agenda (Outlook, Thunderbird…)\u00a0; une date "
    "connue au mois ou à l'année, ou estimée, y est dite telle"
)
RAISONS = {
    "source": "lue dans une source",
    "duree": "estimée\u00a0: signature plus la durée prévue",
    "defaut": "estimée\u00a0: signature plus 5 ans, faute de durée connue",
}


def export_calendrier(echeancier: Callable[[], Echeancier], nom: str) -> Export:
    """Return the calendar of the ends ahead; ``nom``: file name without suffix."""
    page = st.context.url
    pinned = epingle({})
    return Export(
        GROUPE,
        "Échéances (ICS)",
        CONTENU,
        f"{nom}.ics",
        lambda: calendrier_des_echeances(echeancier(), page, pinned),
    )


def calendrier_des_echeances(
    found: Echeancier, page: str | None, registre: dict[str, str]
) -> bytes:
    """Return the ends ahead as an .ics file.

    ``page``: address of the page shown, for the links to the sheets; ``registre``: the publication
    looked at, as a parameter.
    """
    events = [_evenement(found, one, page, registre) for one in found.contrats]
    without = len(found.sans_echeance)
    missing = (
        f"\u00a0; {pluriel(without, 'contrat en vigueur', 'contrats en vigueur')} sans échéance "
        "connue n'y figurent pas"
        if without
        else ""
    )
    return calendrier(
        f"CLS\u00a0: échéances, {found.territoire.nom}",
        f"Situation au {jour_en_lettres(found.jour)}, jusqu'au {jour_en_lettres(found.horizon)}, "
        f"d'après les contrats recensés{missing}.",
        events or [_aucune(found)],
        datetime.combine(found.jour, time.min, UTC),
    )


def _aucune(found: Echeancier) -> Evenement:
    """Return what stands in a calendar without any end: the format wants one event at least."""
    day = found.jour
    return Evenement(
        f"aucune-{slug(found.territoire.nom)}-{day.isoformat()}",
        DatePartielle(day.year, day.month, day.day),
        f"Aucune échéance de CLS connue d'ici le {jour_en_lettres(found.horizon)}",
        f"{found.territoire.nom}, d'après les contrats recensés.",
    )


def _evenement(
    found: Echeancier, one: ContratAEcheance, page: str | None, registre: dict[str, str]
) -> Evenement:
    end = one.echeance.date
    # An end that is only a bound ("over", not since when) has no date: the day counted stands.
    known = end or DatePartielle(one.fin.year, one.fin.month, one.fin.day)
    how = RAISONS.get(one.echeance.raison, "estimée d'après l'étape connue")
    if one.est_estimee:
        title = f"Échéance estimée\u00a0: {nom_et_generation(one.contrat)}"
    else:
        title = f"Échéance\u00a0: {nom_et_generation(one.contrat)}"
    if known.jour is None:
        title += f" ({date_partielle(known)}, jour non renseigné)"
    details = [f"Fin du contrat\u00a0: {date_partielle(known)}, {how}."]
    if one.population is not None:
        details.append(f"Habitants du territoire concernés\u00a0: {habitants(one.population)}.")
    if one.suivante is not None:
        details.append(f"Suite connue\u00a0: {nom_et_generation(one.suivante)}.")
    if one.contrat.source_url:
        details.append(f"Source\u00a0: {one.contrat.source_url}")
    params = {**params_contrat(one.contrat.id, found.jour), **registre}
    sheet = adresse_voisine(page, "contrat", params)
    return Evenement(one.contrat.id, known, title, "\n".join(details), sheet)
