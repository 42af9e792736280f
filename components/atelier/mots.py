"""The words of the workshop: values, states of rows, what is proposed."""

from collections.abc import Mapping, Sequence
from typing import Any

from components.commun.mots.formats import date_affichee, habitants, nombre, pluriel
from components.commun.mots.libelles import ETAPES, NIVEAUX
from components.commun.statuts import LIBELLES_ACTION
from data.atelier.decisions import DISTINCT, FUSIONNER, GENERATION, IGNORER
from data.atelier.releve import Valeur
from data.atelier.tableau.colonnes_mots import CIBLES_DATE, CIBLES_TERRITOIRE, LIBELLES
from data.atelier.valeurs.lecture import A_CONFIRMER, PROPOSEE, REFUSEE, SURE

CERTITUDES = {
    SURE: "reconnu",
    PROPOSEE: "proposé",
    A_CONFIRMER: "à préciser",
    REFUSEE: "refusé",
}
DOUBLONS = {
    FUSIONNER: "C'est le même contrat\u00a0: compléter celui du registre",
    GENERATION: "C'est sa génération suivante\u00a0: les deux restent",
    DISTINCT: "C'est un autre contrat\u00a0: les garder à part",
    IGNORER: "Laisser cette ligne de côté",
}
ENUMERES: dict[str, Mapping[str, str]] = {"etape": ETAPES, "statut": LIBELLES_ACTION}
LIGNES_DITES = 8


def colonne_en_mots(cible: str) -> str:
    """Return what a column of the registre is called."""
    return LIBELLES.get(cible, cible)


def lignes_en_mots(lignes: Sequence[int]) -> str:
    """Return rows of the file: ``ligne 5``, ``lignes 5, 6 et 7``, ``14 lignes (5, 6…)``."""
    if len(lignes) == 1:
        return f"ligne\u00a0{lignes[0]}"
    shown = ", ".join(map(str, lignes[:LIGNES_DITES]))
    more = "…" if len(lignes) > LIGNES_DITES else ""
    return f"{nombre(len(lignes))}\u00a0lignes ({shown}{more})"


def territoire_en_mots(fiche: Mapping[str, Any]) -> str:
    """Return a territory with what tells it apart: name, code, level, départements, residents."""
    parts = [f"{fiche['nom']} ({fiche['code']})"]
    niveau = str(fiche.get("niveau", ""))
    parts.append(NIVEAUX.get(niveau, niveau.replace("_", " ")))
    if fiche.get("departements"):
        parts.append("dép.\u00a0" + ", ".join(fiche["departements"]))
    if fiche.get("population"):
        parts.append(habitants(int(fiche["population"])))
    return ", ".join(part for part in parts if part)


def valeur_en_mots(colonne: str, valeur: str) -> str:
    """Return a value of the registre in words."""
    if colonne in ENUMERES:
        return ENUMERES[colonne].get(valeur, valeur)
    if colonne in CIBLES_DATE:
        return date_affichee(valeur)
    if colonne == "duree_ans" and valeur.isdigit():
        return pluriel(int(valeur), "an")
    return valeur


def proposition_en_mots(valeur: Valeur) -> str:
    """Return what is proposed of a value, or what was understood; '' for nothing."""
    details = valeur.details
    if "membres" in details:
        names = ", ".join(str(one["nom"]) for one in details["membres"])
        return f"{names}, {habitants(int(details.get('population', 0)))}"
    if valeur.lecture.valeur and details.get("code") == valeur.lecture.valeur:
        return territoire_en_mots(details)
    champs = [(column or valeur.colonne, text) for column, text in valeur.lecture.champs if text]
    if len(champs) == 1 and champs[0][0] == valeur.colonne:
        return valeur_en_mots(*champs[0])
    return ", ".join(
        f"{colonne_en_mots(column).lower()}\u00a0: {valeur_en_mots(column, text)}"
        for column, text in champs
    )


def exemple_de_saisie(colonne: str) -> str:
    """Return an example of what may be typed for a column."""
    if colonne in CIBLES_TERRITOIRE:
        return "Nom ou code"
    if colonne in CIBLES_DATE:
        return "12/07/2023 ou 2023"
    return {"duree_ans": "5", "generation": "2", "departements": "29"}.get(colonne, "")
