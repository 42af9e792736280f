"""The parameters that several operations have, and the engine that they ask for."""

from collections.abc import Callable

from api.protocole.demande import Demande
from api.protocole.parametres import Parametre, annee, choix, entier, jour
from data.errors import ReferentielInvalide
from data.lecture.referentiel import (
    ANNEE_POPULATION_PAR_DEFAUT,
    MILLESIME_PAR_DEFAUT,
    annees_population_disponibles,
    millesimes_disponibles,
)
from geo.couverture.moteur import PERIMETRES, Moteur, load_moteur, load_moteur_de
from geo.territoires.millesimes import Reference

EXEMPLE_DE_JOUR = "2025-01-31"


def _tenues(disponibles: Callable[[], list[int]], defaut: int) -> list[int]:
    """Return the years held; where the référentiel is refused, answers say so, not the start."""
    try:
        return disponibles()
    except ReferentielInvalide:
        return [defaut]


DATE = jour(
    "date", "Jour de la situation, AAAA-MM-JJ\u00a0; aujourd'hui par défaut.", EXEMPLE_DE_JOUR
)
REGISTRE = entier(
    "registre",
    "Numéro de publication\u00a0: les chiffres tels qu'ils étaient connus alors\u00a0; la dernière "
    "par défaut.",
    (1, 999_999_999),
    1,
)
POPULATION = annee(
    "population",
    "Année de référence de la population municipale (INSEE).",
    _tenues(annees_population_disponibles, ANNEE_POPULATION_PAR_DEFAUT),
    ANNEE_POPULATION_PAR_DEFAUT,
)
MILLESIME = annee(
    "millesime",
    "Millésime du code officiel géographique, dont les membres des EPCI font les périmètres.",
    _tenues(millesimes_disponibles, MILLESIME_PAR_DEFAUT),
    MILLESIME_PAR_DEFAUT,
)
PERIMETRE = choix(
    "perimetre",
    "Membres d'un EPCI\u00a0: ceux du millésime (courant), ou ceux du millésime le plus proche de "
    "la signature (signature).",
    PERIMETRES,
    PERIMETRES[0],
    defaut=PERIMETRES[0],
)
REFERENCE: tuple[Parametre, ...] = (MILLESIME, POPULATION, PERIMETRE, REGISTRE)


def moteur_de(demande: Demande) -> Moteur:
    """Return the engine of the command line: territories and members of the vintage asked for."""
    return load_moteur(
        demande["millesime"],
        demande["population"],
        demande["perimetre"],
        registre=demande.numero,
    )


def moteur_dessine(demande: Demande) -> Moteur:
    """Return the engine of the pages: the territories that the map draws, whatever the vintage of
    the members of the EPCI.
    """
    reference = Reference(demande["millesime"], demande["population"], demande["perimetre"])
    return load_moteur_de(reference, registre=demande.numero)
