"""The status of a contract with how sure it is, and why, in words."""

from components.commun.mots.certitude import CLASSES
from components.commun.mots.formats import date_partielle
from components.contrat.entete import RAISONS
from geo.contrat.fiche import Fiche


def raisons(fiche: Fiche) -> list[str]:
    """Return what the status rests on, or lacks, a few words each."""
    end, signature = fiche.vie.echeance, fiche.contrat.date_signature
    found = []
    if signature is not None:
        found.append(f"signature lue\u00a0: {date_partielle(signature)}")
    elif fiche.periodes.signe is not None:
        found.append("date de signature inconnue")
    if end.date is not None and not end.est_estimee:
        found.append(f"échéance lue\u00a0: {date_partielle(end.date)}")
    elif RAISONS[end.raison]:
        found.append(RAISONS[end.raison])
    if fiche.contrat.source_date is not None:
        found.append(f"dernière source datée\u00a0: {date_partielle(fiche.contrat.source_date)}")
    if fiche.contrat.fiabilite == "a_confirmer":
        found.append("une partie de ces informations a été déduite")
    return found


def statut_et_raisons(fiche: Fiche, classe: str) -> tuple[str, str]:
    """Return the word of a class, then what it means and what it rests on: plain sentences."""
    mot = CLASSES[classe]
    text = f"{mot.definition[:1].upper()}{mot.definition[1:]}."
    why = raisons(fiche)
    return mot.libelle, f"{text} Pourquoi\u00a0: {', '.join(why)}." if why else text
