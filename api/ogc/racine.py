"""The landing page of the API, and what it conforms to."""

from typing import Any

from api.contenus.enveloppe import LICENCE, LICENCE_URL
from api.contenus.pages import lien
from api.contenus.schemas import PAGE, TEXTE, objet, suite
from api.protocole.demande import Demande
from api.protocole.operation import HTML, JSON, OPENAPI, Exemple, Operation

TITRE = "Atlas des contrats locaux de santé"
PRESENTATION = (
    "Ce que l'atlas sait des contrats locaux de santé et de la population qu'ils couvrent, pour "
    "d'autres programmes. Lecture seule, sans compte. Le registre est un relevé incomplet de pages "
    "publiques\u00a0: un taux recensé est un plancher."
)
FEATURES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CONFORMITE = (f"{FEATURES}/core", f"{FEATURES}/geojson")


def accueil(demande: Demande) -> dict[str, Any]:
    """Return the ways to everything."""
    return {
        "title": TITRE,
        "description": PRESENTATION,
        "attribution": LICENCE,
        "publication": demande.numero,
        "links": [
            lien("self", demande.ici(), JSON, "cette page"),
            lien("service-desc", demande.lien("/openapi.json"), OPENAPI, "description OpenAPI 3.1"),
            lien("service-doc", demande.lien("/documentation"), HTML, "documentation"),
            lien("conformance", demande.lien("/conformance"), JSON, "conformité"),
            lien("data", demande.lien("/collections"), JSON, "couches géographiques"),
            lien("license", LICENCE_URL, HTML, LICENCE),
            *(
                lien("related", demande.lien(path), JSON, title)
                for path, title in (
                    ("/contrats", "annuaire des contrats"),
                    ("/publications", "publications du registre"),
                )
            ),
        ],
    }


ACCUEIL = Operation(
    "",
    "accueil",
    "Découverte",
    "La racine\u00a0: les chemins vers tout le reste",
    PRESENTATION,
    accueil,
    objet(
        {
            "title": TEXTE,
            "description": TEXTE,
            "attribution": TEXTE,
            "publication": {"type": "integer"},
            "links": PAGE["links"],
        }
    ),
    (),
    (Exemple("", "la racine"),),
)
CONFORMANCE = Operation(
    "/conformance",
    "conformance",
    "Découverte",
    "Les normes que l'API respecte",
    "OGC API Features, partie 1\u00a0: cœur et GeoJSON.",
    lambda demande: {
        "conformsTo": list(CONFORMITE),
        "links": [lien("self", demande.ici(), JSON, "cette page")],
    },
    objet({"conformsTo": suite(TEXTE), "links": PAGE["links"]}),
    (),
    (Exemple("/conformance", "les classes de conformité"),),
)
