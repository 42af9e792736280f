"""The files that the workshop gives: a list to fill, the user's own with what is to correct."""

from collections.abc import Sequence

from components.documents.corrige import Remarque, feuille_corrigee, feuilles
from data.atelier.tableau.tableau import Tableau
from geo.atelier.etapes import CelluleACorriger

MODELE = (
    ("Nom du contrat", "Le nom usuel.", "CLS du Pays de …"),
    (
        "Territoire",
        "Les intercommunalités ou communes, séparées par un point-virgule\u00a0; noms ou codes.",
        "CA de …\u00a0; CC de …",
    ),
    ("Porteur", "La collectivité ou l'association qui le porte.", "PETR du …"),
    ("Génération", "1 pour un premier contrat.", "2"),
    ("Date de signature", "Le jour, le mois ou l'année.", "12/07/2023, juillet 2023 ou 2023"),
    ("Durée", "En années.", "5 ans"),
    ("Échéance", "La date de fin, si elle est connue.", "11/07/2028"),
    ("État", "Où il en est.", "Signé, en élaboration, diagnostic, échu"),
    ("Source", "L'adresse d'une page qui le dit.", "https://…"),
)


def modele() -> bytes:
    """Return a list to fill: its header, and a sheet that says what each column expects."""
    guide = [("Colonne", "Ce qu'il faut écrire", "Exemple"), *MODELE]
    header = [(1, [name for name, _, _ in MODELE])]
    return feuilles({"Liste": header, "Aide": list(enumerate(guide, start=1))})


def a_corriger(tableau: Tableau, cellules: Sequence[CelluleACorriger]) -> bytes:
    """Return the sheet of a list with its cells to correct in colour."""
    sheet = tableau.feuille
    return feuille_corrigee(
        sheet.nom,
        [(one.numero, one.cellules) for one in sheet.lignes],
        tableau.entete.derniere,
        [Remarque(one.ligne, one.rang, one.message, one.bloque) for one in cellules],
    )
