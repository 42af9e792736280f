"""The life of a contract: its steps, and a timeline with signature, day looked at and end."""

from datetime import date
from html import escape

import streamlit as st

from components.commun.html import draw_html
from components.commun.legende import fond, pastille
from components.commun.mots.formats import date_partielle, jour_en_lettres, pourcentage
from components.commun.statuts import STATUTS
from components.contrat.entete import duree
from data.model import Etape
from geo.contrat.fiche import Fiche
from geo.contrats.statuts import Intervalle
from geo.contrats.vie import EtapeDeVie, Frise

ETATS = {
    "franchie": ("✓", "franchie"),
    "deduite": ("≈", "déduite"),
    "en_cours": ("●", "en cours"),
    "prochaine": ("→", "prochaine étape"),
    "a_venir": ("○", "à venir"),
    "inconnue": ("?", "non renseigné"),
}
GRADUATIONS_MAX = 6
DERNIERE_GRADUATION = 92  # percent of the timeline: the year is written to the right of its mark
PLACE_DE_L_ETIQUETTE = 60  # percent of the timeline, beyond which a label goes to the left


def _step(rang: int, one: EtapeDeVie) -> str:
    sign, word = ETATS[one.etat]
    if one.etat == "en_cours" and not one.lue:
        word += ", d'après la signature"
    current = ' aria-current="step"' if one.etat == "en_cours" else ""
    return (
        f'<li class="fiche-etape fiche-etape-{one.etat}"{current}>'
        f"<b>{rang}. {escape(one.etape.intitule)}</b>"
        f'<small><span aria-hidden="true">{sign}</span> {word}</small></li>'
    )


def _phrase(fiche: Fiche) -> str:
    current, following = fiche.vie.etape("en_cours"), fiche.vie.etape("prochaine")
    if current is None:
        return _sans_etape(fiche)
    text = f"Étape en cours\u00a0: **{_lower(current)}**."
    if following is not None:
        return f"{text} Prochaine étape\u00a0: **{_lower(following)}**."
    return f"{text} C'est la dernière avant un éventuel renouvellement."


def _lower(etape: Etape) -> str:
    return etape.intitule[:1].lower() + etape.intitule[1:]


def _sans_etape(fiche: Fiche) -> str:
    if fiche.statut == "projet":
        return (
            "Un renouvellement est en préparation\u00a0; aucune source lue ne dit à quelle étape."
        )
    if fiche.statut in ("echu", "renouvele"):
        evaluated = fiche.vie.etapes[-1].etat == "franchie"
        return "Son échéance est passée" + (
            ", il a été évalué." if evaluated else "\u00a0; aucune source ne dit s'il a été évalué."
        )
    if fiche.statut == "a_venir":
        return "À cette date, aucune source lue ne dit à quelle étape en est sa préparation."
    return "Aucune source lue ne dit à quelle étape en est le contrat."


def etapes(fiche: Fiche) -> None:
    """Draw the six steps, those reached and the one that comes next."""
    if not fiche.vie.etapes:
        return
    st.markdown(_phrase(fiche))
    steps = "".join(_step(rang, one) for rang, one in enumerate(fiche.vie.etapes, start=1))
    draw_html(f'<ol class="fiche-etapes">{steps}</ol>')
    note = (
        "Les six étapes sont celles que décrit l'ARS Bretagne. Franchie\u00a0: une source le dit"
        "\u00a0; déduite\u00a0: une étape suivante ou la signature le laisse penser."
    )
    if fiche.vie.etape_sans_date and fiche.contrat.source_date is not None:
        when = date_partielle(fiche.contrat.source_date)
        note += f" L'étape montrée est celle que dit une source plus récente ({when})."
    st.caption(note)


def _years(frise: Frise) -> list[int]:
    """Return the years to mark on a timeline, at most GRADUATIONS_MAX of them."""
    first = frise.debut.year + (frise.debut > date(frise.debut.year, 1, 1))
    years = list(range(first, frise.fin.year + 1))
    step = -(-len(years) // GRADUATIONS_MAX) or 1
    return years[::step]


def _band(frise: Frise, period: Intervalle | None, statut: str, left: float, scale: float) -> str:
    if period is None:
        return ""
    start = (period.debut.toordinal() - left) * scale
    end = ((period.fin or frise.fin).toordinal() - left + 1) * scale
    width = max(end - start, 0.6)
    background = fond(STATUTS[statut])
    return f'<i style="left:{start:.2f}%;width:{width:.2f}%;background:{background}"></i>'


def _timeline(frise: Frise, aujourd_hui: date) -> str:
    left = float(frise.debut.toordinal())
    scale = 100 / max(frise.fin.toordinal() - left + 1, 1)
    bands = _band(frise, frise.projet, "projet", left, scale)
    bands += _band(frise, frise.signe, "signe", left, scale)
    now = (frise.jour.toordinal() - left) * scale
    side = " fiche-a-gauche" if now > PLACE_DE_L_ETIQUETTE else ""
    label = "Aujourd'hui" if frise.jour == aujourd_hui else jour_en_lettres(frise.jour)
    starts = {year: (date(year, 1, 1).toordinal() - left) * scale for year in _years(frise)}
    marks = "".join(
        f'<span class="fiche-frise-an" style="left:{place:.2f}%">{year}</span>'
        for year, place in starts.items()
        if place <= DERNIERE_GRADUATION
    )
    return (
        '<div class="fiche-frise" aria-hidden="true">'
        f'<div class="fiche-frise-fond">{bands}</div>'
        f'<div class="fiche-frise-jour{side}" style="left:{now:.2f}%"><span>{label}</span></div>'
        f"{marks}</div>"
    )


def _legend(fiche: Fiche, frise: Frise) -> str:
    items = []
    if frise.projet is not None:
        last = jour_en_lettres(frise.projet.fin) if frise.projet.fin else "une date inconnue"
        items.append(
            f"{pastille(STATUTS['projet'])}Compté en projet du "
            f"{jour_en_lettres(frise.projet.debut)} au {last}"
        )
    if frise.signe is not None:
        contrat, end = fiche.contrat, fiche.vie.echeance
        start = (
            f"Signature\u00a0: <b>{date_partielle(contrat.date_signature)}</b>"
            if contrat.date_signature
            else "Signature\u00a0: <b>date inconnue</b>, compté à partir du "
            + jour_en_lettres(frise.signe.debut)
        )
        items.append(f"{pastille(STATUTS['signe'])}{start}")
        last = date_partielle(end.date)
        items.append(f"Échéance\u00a0: <b>{last}</b>" + (" (estimée)" if end.est_estimee else ""))
    return (
        '<ul class="fiche-frise-legende">' + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    )


def frise(fiche: Fiche, aujourd_hui: date) -> None:
    """Draw the timeline, and say how much of the contract has passed."""
    line = fiche.vie.frise
    if line is None:
        st.info(
            "Aucune date n'est renseignée\u00a0: la frise ne peut pas être tracée.",
            icon=":material/event_busy:",
        )
        return
    draw_html(_timeline(line, aujourd_hui) + _legend(fiche, line))
    if line.part_ecoulee is not None and line.mois_restants is not None:
        st.caption(_remaining(line))


def _remaining(line: Frise) -> str:
    assert line.mois_restants is not None
    if line.mois_restants < 0:
        return f"Terminé depuis {duree(-line.mois_restants)}."
    if line.part_ecoulee == 0:
        return "Le contrat n'a pas commencé."
    return (
        f"{pourcentage(line.part_ecoulee, 0)} de la durée écoulée\u00a0; reste "
        f"{duree(line.mois_restants)}."
    )
