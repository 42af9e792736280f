"""Columns whose header is a status, ticked row by row: one tick is read, the rest is asked."""

from data.atelier.fautes import Fautes
from data.atelier.releve import Releve
from data.atelier.tableau.colonnes import Colonne
from data.atelier.tableau.corps import Rangee, Tableau
from data.atelier.valeurs.lecture import Lecture, a_confirmer, sure
from data.atelier.valeurs.statuts import est_un_refus, est_une_croix


def lire_croix(tableau: Tableau, rangee: Rangee, releve: Releve) -> Lecture | None:
    """Return the status that a row ticks, None when it ticks none.

    Two ticks are asked, and so is what stands there and is not a tick ("partiel", "50 %", a date).
    """
    marks = {
        column: text
        for column in tableau.colonnes_de("croix")
        if not est_un_refus(text := rangee.textes.get(column.rang, ""))
    }
    others = [column for column, text in marks.items() if not est_une_croix(text)]
    if others:
        return _other_mark(others[0], marks[others[0]], rangee, releve)
    statuses = tuple(dict.fromkeys(column.statut for column in marks))
    if len(statuses) > 1:
        return _two_ticks(list(marks), tableau, rangee, releve)
    if not statuses:
        return None
    name = next(column.entete for column in marks)
    read = sure(statuses[0], f"croix dans {name}")
    return releve.lire("statut", f"croix : {name}", read, rangee.ligne)


def _other_mark(column: Colonne, texte: str, rangee: Rangee, releve: Releve) -> Lecture:
    read = a_confirmer("ce n'est pas une croix", Fautes.STATUT_INCONNU, (column.statut,))
    return releve.lire("statut", f"{column.entete}\u00a0: {texte}", read, rangee.ligne)


def _two_ticks(columns: list[Colonne], tableau: Tableau, rangee: Rangee, releve: Releve) -> Lecture:
    names = " + ".join(column.entete for column in columns)
    number = tableau.texte(rangee, "numero")
    choices = tuple(column.statut for column in columns)
    read = a_confirmer("deux statuts sont cochés", Fautes.DEUX_CROIX, choices)
    return releve.lire("statut", f"{names} (fiche {number})", read, rangee.ligne)
