"""``/perimetres/{id}``: the perimeter of one contract, as a GeoJSON feature (RFC 7946)."""

from typing import Any

from api.contenus.communs import DATE, REFERENCE, moteur_dessine
from api.contenus.enveloppe import enveloppe
from api.contenus.pages import lien
from api.contenus.schemas import TEXTE, objet, reponse
from api.protocole.demande import JOUR_ET_PUBLICATION, Demande
from api.protocole.operation import GEOJSON, JSON, Exemple, Operation
from api.ressources.contrat import EXEMPLE, IDENTIFIANT, check_contrat
from geo.couverture.moteur import Couverture
from geo.documents.formats_geographiques import geometrie
from geo.documents.perimetres import build_entite


def entite(couverture: Couverture, name: str) -> dict[str, Any]:
    """Return a contract as a feature: its geometry is null when no source gives its perimeter."""
    attributes, shape = build_entite(couverture, name)
    return {
        "type": "Feature",
        "id": name,
        "geometry": None if shape is None else geometrie(shape),
        "properties": attributes,
    }


def repond(demande: Demande) -> dict[str, Any]:
    """Return the perimeter of a contract."""
    moteur = moteur_dessine(demande)
    name = check_contrat(moteur.registre, demande["id"])
    feature = entite(moteur.couverture(demande.jour), name)
    layer = demande.lien("/collections/perimetres", JOUR_ET_PUBLICATION)
    return {
        **feature,
        **enveloppe(demande, moteur),
        "links": [
            lien("self", demande.ici(), GEOJSON, "ce périmètre"),
            lien("related", demande.lien(f"/contrats/{name}"), JSON, "le contrat"),
            lien("collection", layer, JSON, "la couche des périmètres"),
        ],
    }


GEOMETRIE = {
    "oneOf": [
        {"type": "null"},
        objet({"type": {"enum": ["MultiPolygon", "Polygon"]}, "coordinates": {"type": "array"}}),
    ]
}
ENTITE = {
    "type": {"enum": ["Feature"]},
    "id": TEXTE,
    "geometry": GEOMETRIE,
    "properties": {"type": "object"},
}
UN_PERIMETRE = Operation(
    "/perimetres/{id}",
    "perimetre",
    "Périmètres",
    "Le périmètre d'un contrat, en GeoJSON",
    "Longitudes et latitudes en WGS 84. La géométrie est null quand aucune source lue ne donne le "
    "périmètre\u00a0; les communes couvertes en partie sont dessinées en entier.",
    repond,
    reponse(ENTITE),
    (IDENTIFIANT, DATE, *REFERENCE),
    (Exemple(f"/perimetres/{EXEMPLE}", "le périmètre du contrat de Cornouaille"),),
    (GEOJSON, JSON),
)
