"""Where a contract stands, after its name."""

from components.commun.mots.formats import (
    date_partielle,
)
from components.commun.mots.libelles import ETAPES
from data.dates import DatePartielle
from geo.contrat.fiche import Fiche


def _le(valeur: DatePartielle, jour: str, sinon: str) -> str:
    """Put the right word before a date: ``le 12 juillet 2023``, ``en juillet 2023``."""
    return f"{jour if valeur.jour is not None else sinon} {date_partielle(valeur)}"


def _signe(fiche: Fiche) -> str:
    signature, end = fiche.contrat.date_signature, fiche.vie.echeance
    since = (
        _le(signature, " depuis le", " depuis") if signature else " (date de signature inconnue)"
    )
    text = f"est **signé**{since}"
    if end.date is None:
        return f"{text}\u00a0; son échéance n'est pas renseignée"
    until = _le(end.date, "le", "en")
    return f"{text} et se termine {until}" + (" (échéance estimée)" if end.est_estimee else "")


def _projet(fiche: Fiche) -> str:
    if fiche.periodes.signe is not None:
        return "est arrivé à son terme\u00a0; son **renouvellement est en projet**"
    step = fiche.vie.etape("en_cours")
    text = "est **en projet**"
    if step is None:
        return f"{text}\u00a0; l'étape n'est pas renseignée"
    return f"{text}, à l'étape «\u00a0{ETAPES[step.code].lower()}\u00a0»"


def _termine(fiche: Fiche, classe: str) -> str:
    end = fiche.vie.echeance
    when = f" depuis {_le(end.date, 'le', 'fin')}" if end.date else ""
    if end.date and end.date.mois is not None and end.date.jour is None:
        when = f" depuis {date_partielle(end.date)}"
    if end.est_estimee:
        when += " (échéance estimée)"
    if fiche.statut == "renouvele":
        return f"est **terminé**{when}\u00a0; un contrat plus récent l'a remplacé"
    after = (
        "un contrat suivant est recensé"
        if fiche.generations.suivante
        else "aucun contrat plus récent n'est recensé"
    )
    if classe == "termine":
        return f"est **terminé**{when}\u00a0; {after}"
    return f"est à **échéance passée, suite inconnue**{when}\u00a0; {after}"


def etat_du_contrat(fiche: Fiche, classe: str = "") -> str:
    """Say where a contract stands, after its name (Markdown): ``est **signé** depuis 2023``.

    ``classe``: one of geo.certitude.classes.CLASSES_DE_CONTRAT, '' where it is not known: what
    became of a contract that ended is told as unknown, unless the list of its région is attested.
    """
    if fiche.statut == "signe":
        return _signe(fiche)
    if fiche.statut == "projet":
        return _projet(fiche)
    if fiche.statut in ("echu", "renouvele"):
        return _termine(fiche, classe)
    if fiche.statut == "a_venir":
        signature = fiche.contrat.date_signature
        when = f"\u00a0; il est signé {_le(signature, 'le', 'en')}" if signature else ""
        return f"n'est **pas encore signé**{when}"
    if fiche.contrat.source_date is not None:
        news = _le(fiche.contrat.source_date, "du", "de")
        return f"a un **statut inconnu**\u00a0: les dernières nouvelles lues datent {news}"
    return "a un **statut inconnu**\u00a0: aucune source lue ne dit où il en est"
