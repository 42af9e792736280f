"""Where the contract in focus stands, as the figure of a slide: the words of its sheet, dated."""

from components.commun.mots.certitude import CLASSES
from components.commun.mots.contrat import quand
from components.commun.mots.libelles import ETAPES, STATUTS_CONTRAT
from components.figures.figure import Chiffre
from geo.certitude.classes import classe_du_contrat
from geo.certitude.dates import dates_sont_lues
from geo.contrat.fiche import Fiche

_NO_STEP = "étape non renseignée"


def figure_de_l_etat(fiche: Fiche) -> Chiffre:
    """Return the status of a contract, with the dates that this status speaks of.

    A contract that is over is never given as a project of the day it was signed: its renewal is
    the project, and the dates are those of what ended.
    """
    if fiche.statut == "signe":
        return Chiffre(
            CLASSES[
                classe_du_contrat("signe", dates_sont_lues(fiche.contrat, fiche.periodes))
            ].libelle,
            _signed(fiche),
            _end(fiche, "jusqu'au", "jusqu'en"),
        )
    if fiche.statut == "projet" and fiche.periodes.signe is not None:
        ended = _end(fiche, "le", "en")
        return Chiffre(
            "Échéance passée",
            "son renouvellement est en projet",
            f"signé {_signed(fiche)}, échéance {ended}" if ended else f"signé {_signed(fiche)}",
        )
    if fiche.statut == "projet":
        step, news = fiche.vie.etape("en_cours"), fiche.contrat.source_date
        return Chiffre(
            STATUTS_CONTRAT["projet"],
            f"à l'étape «\u00a0{ETAPES[step.code].lower()}\u00a0»" if step else _NO_STEP,
            f"d'après une source {quand('du', 'de', news)}" if news else "",
        )
    if fiche.statut in ("echu", "renouvele"):
        ended = _end(fiche, "le", "en")
        following = (
            "remplacé depuis" if fiche.statut == "renouvele" else "aucun plus récent recensé"
        )
        return Chiffre(
            STATUTS_CONTRAT[fiche.statut],
            f"échéance {ended}" if ended else "fin non renseignée",
            f"signé {_signed(fiche)}, {following}" if _is_dated(fiche) else following,
        )
    if fiche.statut == "a_venir" and _is_dated(fiche):
        return Chiffre(STATUTS_CONTRAT["a_venir"], f"signature {_signed(fiche)}")
    return Chiffre(STATUTS_CONTRAT[fiche.statut], "aucune source lue ne dit où il en est")


def _is_dated(fiche: Fiche) -> bool:
    return fiche.contrat.date_signature is not None


def _signed(fiche: Fiche) -> str:
    signed = fiche.contrat.date_signature
    return quand("le", "en", signed) if signed is not None else "à une date inconnue"


def _end(fiche: Fiche, jour: str, sinon: str) -> str:
    end = fiche.vie.echeance
    if end.date is None:
        return "échéance non renseignée" if fiche.statut == "signe" else ""
    return quand(jour, sinon, end.date) + (" (échéance estimée)" if end.est_estimee else "")
