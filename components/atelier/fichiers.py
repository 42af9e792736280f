"""The files that the workshop gives: a list to fill, the user's own with what is to correct."""

from collections.abc import Sequence

import pandas as pd

from components.documents.corrige import Remarque, feuille_corrigee
from components.documents.telechargements import xlsx_bytes
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
    empty = pd.DataFrame(columns=[name for name, _, _ in MODELE])
    guide = pd.DataFrame(MODELE, columns=["Colonne", "Ce qu'il faut écrire", "Exemple"])
    about = {
        "Modèle": "Une ligne par contrat dans la feuille Liste. Une colonne inconnue est laissée.",
        "Atlas": "Déposer le fichier rempli dans la page Atelier.",
    }
    return xlsx_bytes({"Liste": empty, "Aide": guide}, about)


def a_corriger(tableau: Tableau, cellules: Sequence[CelluleACorriger]) -> bytes:
    """Return the sheet of a list with its cells to correct in colour."""
    sheet = tableau.feuille
    return feuille_corrigee(
        sheet.nom,
        [(one.numero, one.cellules) for one in sheet.lignes],
        tableau.entete.derniere,
        [Remarque(one.ligne, one.rang, one.message, one.bloque) for one in cellules],
    )
