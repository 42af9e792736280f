"""What the maps and the tables show, in the classes that a reader is shown.

The features, the rates and the rows are those of ``geo.couverture``; their status becomes the class
of ``geo.certitude.classes``, and that of each contract too.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from geo.certitude.classes import classes_de, classes_des_contrats
from geo.certitude.encadrement import build_encadrement, encadrement_de
from geo.certitude.publie import colonnes_publiees
from geo.couverture import carte
from geo.couverture.carte import EtatCouches
from geo.couverture.moteur import Couverture, decoupe_du_territoire
from geo.couverture.synthese import colonnes_des_parties
from geo.territoires.territoire import Territoire


def classes_par_contrat(couverture: Couverture) -> list[str]:
    """Return the class of each contract of the engine, '' for one left out of the count."""
    class_of = classes_des_contrats(couverture)
    return [class_of.get(name, "") for name in couverture.moteur.perimetres.contrats]


SIGNES = ("signe_atteste", "signe_a_confirmer")
CLASSES_DE_L_EFFET = ("ajoute", "ajoute_partie", "retire")
EN_CLASSES = carte.Vocabulaire(classes_de, classes_par_contrat)


def build_etat(
    couverture: Couverture, territoire: Territoire, niveau: str, avec_projet: bool
) -> EtatCouches:
    """Return what the map shows of a territory at a level: one of CLASSES_DE_TERRITOIRE a feature.

    ``avec_projet``: the rate retained is signed or in project, instead of signed.
    """
    return carte.build_etat(couverture, territoire, niveau, avec_projet, EN_CLASSES)


def avec_effet(etat: EtatCouches, avant: Couverture, apres: Couverture) -> EtatCouches:
    """Return a map of ``apres`` that tells what it changes: CLASSES_DE_L_EFFET over the classes.

    ``ajoute``: residents who had no signed contract have one, and everyone is covered now;
    ``ajoute_partie``: not everyone is; ``retire``: some lose theirs, nobody gains one.
    """
    level = apres.moteur.referentiel.niveaux[etat.niveau]
    gained = level.touche(apres.signe & ~avant.signe)[etat.positions]
    lost = level.touche(avant.signe & ~apres.signe)[etat.positions]
    whole = np.isin(etat.statuts, SIGNES)
    return replace(
        etat,
        statuts=np.select(
            [gained & whole, gained, lost], CLASSES_DE_L_EFFET, etat.statuts.astype(object)
        ),
    )


def contrats_classes(
    couverture: Couverture, contrats: list[list[tuple[int, str]]]
) -> list[list[tuple[int, str]]]:
    """Return the contracts of each feature with their class (CLASSES_DE_CONTRAT) as status."""
    told = list(enumerate(classes_par_contrat(couverture)))
    return [[told[number] for number, _ in found] for found in contrats]


def parties(couverture: Couverture, territoire: Territoire, niveau: str) -> pd.DataFrame:
    """Return the rows of ``geo.couverture.synthese.sous_territoires``, with what may be said.

    ``statut`` is one of CLASSES_DE_TERRITOIRE, for the part inside the territory. Columns more:
    ``taux_atteste``, ``taux_plafond`` (percent, NaN where nobody lives), for the part inside; and
    COLONNES_PUBLIEES, published for the whole territory of the row.
    """
    engine, jour = couverture.moteur, couverture.jour
    cut = decoupe_du_territoire(engine.referentiel, territoire, niveau)
    bounds = encadrement_de(build_encadrement(couverture), cut)
    places = [(niveau, code, jour) for code in cut.codes]
    return pd.DataFrame(
        {
            **colonnes_des_parties(couverture, cut, classes_de(couverture, cut)),
            "taux_atteste": bounds["taux_atteste"],
            "taux_plafond": bounds["taux_plafond"],
            **colonnes_publiees(engine.registre, places),
        }
    )
