"""Two régions, invented contracts: Bretagne attests its list, Normandie does not.

On the day looked at (JOUR), each contract is a case of its own; its identifier says its place.
"""

from dataclasses import replace
from datetime import date

from data.dates import DatePartielle
from data.model import AnnonceRegion, ChiffrePublie, Contrat, Etape, Registre
from geo.contrats.perimetres import build_perimetres
from geo.contrats.vie import ETAPES_DE_VIE
from geo.couverture.moteur import Moteur
from geo.territoires.referentiel import Referentiel
from tests.geo.conftest import build_contrat, build_registre

RELEVE = date(2026, 6, 15)
JOUR = date(2026, 9, 30)
BRETAGNE, NORMANDIE = "53", "28"
# Places of each case: their communes, by the last part of the identifier.
QUIMPER, BREST, DOUARNENEZ, LANDERNEAU, MORLAIX = "29232", "29019", "29046", "29103", "29151"
LE_HAVRE, ROUEN, DIEPPE, ELBEUF, FECAMP, YVETOT = (
    *("76351", "76540", "76217", "76231", "76259"),
    "76758",
)
LUES = {"date_signature": "2024-01-15", "date_fin": "2028"}
ETAPES = tuple(Etape(rank, code, f"Étape {code}", "") for rank, code in enumerate(ETAPES_DE_VIE, 1))
SANS_DATE = {"source_date": "2025"}


def contrats() -> list[tuple[Contrat, list[str]]]:
    """The invented contracts, each with its perimeter."""

    def breton(nom: str, commune: str, **champs: object) -> tuple[Contrat, list[str]]:
        return build_contrat(f"cls-29-{nom}", **champs), [f"commune {commune}"]

    def normand(nom: str, commune: str, **champs: object) -> tuple[Contrat, list[str]]:
        place = {"region": NORMANDIE, "departements": ("76",)}
        lines = [f"commune {commune}"] if commune else []
        return build_contrat(f"cls-76-{nom}", **place, **champs), lines

    over = {"date_signature": "2019", "date_fin": "2022"}
    return [
        breton("quimper-1", QUIMPER, **LUES),
        breton("brest-1", BREST, **SANS_DATE),
        breton("douarnenez-1", DOUARNENEZ, **over),
        breton("landerneau-1", LANDERNEAU, etape="elaboration", source_date="2026"),
        normand("le-havre-1", LE_HAVRE, etape="elaboration", **LUES),  # read before it was signed
        normand("rouen-1", ROUEN, **SANS_DATE),
        normand("dieppe-1", DIEPPE, **over),
        normand("elbeuf-1", ELBEUF, source_date="2015"),
        normand("fecamp-1", FECAMP, etape="lettre_intention", notes="souhait du maire"),
        normand("yvetot-1", YVETOT, date_signature="2016", date_fin="2019"),
        normand("yvetot-2", YVETOT, **LUES),
        normand("sans-lieu-1", "", **SANS_DATE),
    ]


def annonce(region: str, ars: str, **champs: str) -> AnnonceRegion:
    """What an ARS announced, nothing but what is given."""

    def lue(nom: str) -> DatePartielle | None:
        return DatePartielle.parse(champs[nom]) if champs.get(nom) else None

    return AnnonceRegion(
        region=region,
        ars=ars,
        nb_cls_annonces=champs.get("nb_cls_annonces", ""),
        date_annonce=lue("date_annonce"),
        taux_signe_publie=champs.get("taux_signe_publie", ""),
        taux_signe_ou_projet_publie=champs.get("taux_signe_ou_projet_publie", ""),
        remarque=champs.get("remarque", ""),
        source_url=champs.get("source_url", ""),
        completude=champs.get("completude", ""),
        completude_date=lue("completude_date"),
        completude_auteur=champs.get("completude_auteur", ""),
    )


def chiffre(objet: str, code: str, jour: str, indicateur: str, valeur: str) -> ChiffrePublie:
    """A published figure."""
    unite = "contrats" if indicateur.startswith("nb_") else "%"
    when = DatePartielle.parse(jour) if jour else None
    return ChiffrePublie(objet, code, when, indicateur, valeur, unite, "https://exemple.fr/page")


def build_deux_regions() -> Registre:
    """The registre of the two régions."""
    pairs = contrats()
    registre = build_registre(
        [contrat for contrat, _ in pairs],
        {contrat.id: lines for contrat, lines in pairs},
        regions={
            BRETAGNE: annonce(
                BRETAGNE,
                "ARS Bretagne",
                nb_cls_annonces="2",
                date_annonce="2026-01",
                completude="complete",
                completude_date="2026-06",
                completude_auteur="ARS Bretagne",
            ),
            NORMANDIE: annonce(
                NORMANDIE,
                "ARS Normandie",
                nb_cls_annonces=">9",
                date_annonce="2025-03-26",
                taux_signe_publie=">50",
                source_url="https://www.normandie.ars.sante.fr/page",
            ),
        },
        chiffres=[
            chiffre("departement", "76", "2026-03", "taux_population_signe", "70"),
            chiffre("departement", "76", "2026-03", "taux_population_signe_ou_projet", "75.5"),
            chiffre("departement", "76", "2027", "taux_population_signe", "90"),
            chiffre("departement", "29", "2025", "nb_cls_signes", "4"),
        ],
        date_releve=RELEVE,
    )
    return replace(registre, etapes=ETAPES)


def build_moteur(referentiel: Referentiel) -> Moteur:
    """The engine of the two régions, on the real territories."""
    registre = build_deux_regions()
    return Moteur(registre, referentiel, build_perimetres(registre, referentiel))
