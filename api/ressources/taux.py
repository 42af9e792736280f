"""``/taux``: the coverage of the territories of a level at a date, as ``python -m geo taux``."""

import json
from datetime import date
from typing import Any

import pandas as pd

from api.contenus.communs import DATE, REFERENCE, moteur_de
from api.contenus.enveloppe import enveloppe
from api.contenus.pages import membres_de_page, parametres_de_page
from api.contenus.schemas import LIGNE_DE_TAUX, reponse, suite
from api.contenus.territoires import check_niveau, find, parametre_code, remarques
from api.protocole.demande import Demande
from api.protocole.operation import Exemple, Operation
from api.protocole.parametres import choix
from data.memoire import une_fois
from geo.certitude.tableau import dans_les_regions, table_de_certitude
from geo.couverture.moteur import Moteur
from geo.territoires.commande import NIVEAUX_DES_COMMANDES

DECIMALES = 2
PAR_PAGE, AU_PLUS = 2000, 10_000
TABLES_GARDEES = 4
NIVEAU = choix("niveau", "Niveau des territoires.", NIVEAUX_DES_COMMANDES, "region", requis=True)


def repond(demande: Demande) -> dict[str, Any]:
    """Return the rows of a level, or the one of a code."""
    moteur, niveau, code = moteur_de(demande), demande["niveau"], demande["code"]
    level = check_niveau(moteur.referentiel, niveau)
    notes: list[dict[str, str]] = []
    if code is None:
        table = table_du_niveau(moteur, demande.jour, niveau)
        table = table[dans_les_regions(moteur.referentiel, niveau)]
    else:
        lieu = find(moteur.referentiel, niveau, code)
        notes = remarques(lieu, code)
        position = level.position(lieu.territoire.code)
        table = table_du_niveau(moteur, demande.jour, niveau).iloc[[position]]
    first = demande["offset"]
    rows = lignes(table.iloc[first : first + demande["limit"]])
    return {
        **enveloppe(demande, moteur, notes),
        **membres_de_page(demande, len(table), len(rows)),
        "resultats": rows,
    }


@une_fois(TABLES_GARDEES)
def table_du_niveau(moteur: Moteur, jour: date, niveau: str) -> pd.DataFrame:
    """Return the rows of every territory of a level, rounded as the command line does."""
    return table_de_certitude(moteur.couverture(jour), niveau).round(DECIMALES)


def lignes(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as objects, what is not known as null."""
    rows: list[dict[str, Any]] = json.loads(table.to_json(orient="records"))
    return rows


TAUX = Operation(
    "/taux",
    "taux",
    "Couverture",
    "Taux de couverture des territoires d'un niveau, un jour donné",
    "Les colonnes de la commande «\u00a0python -m geo taux\u00a0», dans le même ordre. Sans code, "
    "tous les territoires du niveau dans les 18 régions. Un taux recensé est un plancher\u00a0: le "
    "registre est un relevé incomplet de pages publiques.",
    repond,
    reponse({"resultats": suite(LIGNE_DE_TAUX)}, pages=True),
    (NIVEAU, parametre_code(), DATE, *REFERENCE, *parametres_de_page(PAR_PAGE, AU_PLUS)),
    (
        Exemple("/taux?niveau=region&code=75&date=2025-01-31", "la Nouvelle-Aquitaine"),
        Exemple("/taux?niveau=epci&date=2025-01-31", "tous les EPCI"),
        Exemple(
            "/taux?niveau=region&code=53&date=2021-06-30&millesime=2021&population=2018"
            "&perimetre=signature",
            "la Bretagne, comptée comme alors",
        ),
    ),
)
