"""Sheets written and read as tables."""

from data.atelier.fichier.document import read_document
from data.atelier.tableau.corps import Tableau
from data.atelier.tableau.tableau import ChoixDeLecture, find_tableau

TERRITOIRES = {"CC du Pays de Craon", "CC de l'Ernée", "Laval", "Quimper", "200048551", "245300355"}

LISTE = [
    ["Territoire", "Porteur", "Date de signature", "État"],
    ["CC du Pays de Craon", "CC du Pays de Craon", "12/07/2023", "Signé"],
    ["CC de l'Ernée", "", "", "En élaboration"],
]


def lire(contenu: bytes | str, choix: ChoixDeLecture | None = None) -> Tableau:
    octets = contenu.encode() if isinstance(contenu, str) else contenu
    chosen = choix or ChoixDeLecture()
    document = read_document("essai", octets, chosen.encodage, chosen.separateur)
    return find_tableau(
        document, chosen, TERRITOIRES.__contains__, {"Mayenne", "Finistère"}.__contains__
    )


def csv(lignes: list[list[str]]) -> str:
    return "\n".join(";".join(row) for row in lignes) + "\n"


def cibles(tableau: Tableau) -> dict[str, str | None]:
    return {one.entete: one.cible for one in tableau.colonnes}
