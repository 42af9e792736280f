"""The map of the directory: perimeters found, legend, and what the map does not show."""

from dataclasses import replace

import numpy as np
import streamlit as st

from components.carte.carte import EtatCarte, draw_carte
from components.carte.comptee import classes_des_territoires
from components.carte.couverture import carte_des_couches
from components.commun.legende import legende
from components.commun.mots.formats import pluriel
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.commun.statuts import STATUTS, Aspect
from geo.annuaire.carte import CarteDesPerimetres
from geo.territoires.territoire import FRANCE, Territoire

CONTOURS = {"epci": "departement", "commune": "departement"}
HAUTEUR = 560

LEGENDE: tuple[Aspect, ...] = (
    replace(STATUTS["signe"], definition="un contrat signé trouvé couvre tout le territoire"),
    STATUTS["signe_a_confirmer"],
    STATUTS["partielle"],
    STATUTS["projet"],
    STATUTS["projet_partie"],
    STATUTS["echu"],
    STATUTS["termine"],
)


def etat_carte(carte: CarteDesPerimetres, territoire: Territoire) -> EtatCarte:
    """Return what the map component draws of the perimeters found."""
    # No rate in the tooltip: it would be that of the contracts found, not of the territory.
    nothing = np.full(len(carte.touchees), np.nan)
    etat = replace(carte.etat, dans_la_vue=carte.touchees, taux=nothing)
    return carte_des_couches(
        etat,
        "statut",
        f"annuaire-{territoire.niveau}-{territoire.code}",
        encarts=territoire == FRANCE,
        contours=CONTOURS[carte.niveau],
    )


def _missing(carte: CarteDesPerimetres) -> str:
    parts = []
    if carte.sans_perimetre:
        parts.append(f"{pluriel(len(carte.sans_perimetre), 'contrat')} sans périmètre connu")
    if carte.sans_statut:
        count = pluriel(len(carte.sans_statut), "contrat")
        parts.append(f"{count} à venir ou de statut inconnu")
    return " et ".join(parts)


def carte_des_perimetres(
    carte: CarteDesPerimetres, territoire: Territoire, noms: str
) -> tuple[float, float] | None:
    """Draw the map and its legend; return the point of the territory just clicked.

    ``noms``: the published names of the contracts (``components.carte.carte.publish_contrats``).
    """
    if not carte.etat.couches:
        st.info("Aucun contour n'est disponible pour ce territoire.", icon=":material/map:")
        return None
    missing = _missing(carte)
    absent = f"Non dessinés\u00a0: {missing} (dans le tableau)." if missing else ""
    if not carte.touchees.any():
        st.info(
            f"Aucun des contrats trouvés ne peut être dessiné. {absent}".rstrip(),
            icon=":material/map:",
        )
        return None
    etat = etat_carte(carte, territoire)
    # An EPCI drawn in two parts counts once, as on the coverage page.
    counted = classes_des_territoires(carte.codes.tolist(), etat.classes)
    legende(LEGENDE, counted, NIVEAUX_PLURIEL[carte.niveau])
    st.caption(
        "Cliquez sur un territoire pour ouvrir la fiche de son contrat, ou la liste s'il y en a "
        f"plusieurs. {absent}".rstrip()
    )
    return draw_carte(etat, noms, cle="carte-annuaire", hauteur=HAUTEUR)
