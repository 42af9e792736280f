"""OGC API Features, part 1: the layers, their features by pages and by box, one feature."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from api.contenus.communs import DATE, REFERENCE, REGISTRE, moteur_dessine
from api.contenus.enveloppe import LICENCE, LICENCE_URL, enveloppe
from api.contenus.pages import lien, membres_de_page, page, parametres_de_page
from api.contenus.schemas import ENVELOPPE, PAGE, TEXTE, dit, objet, reponse, suite
from api.contenus.territoires import parametres_territoire
from api.ogc.couches import COUCHES, PERIMETRES, Couche
from api.ogc.parametres import CRS84, EXEMPLE_DE_BOITE, bbox, datetime_, systemes
from api.protocole.demande import JOUR_ET_PUBLICATION, Demande
from api.protocole.operation import GEOJSON, HTML, JSON, Exemple, Operation
from api.protocole.parametres import Parametre, liste, texte
from api.protocole.problemes import Dit, inconnu
from api.ressources.perimetres import ENTITE
from geo.contrats.statuts import STATUTS
from geo.territoires.bornes import PREMIER_JOUR_CONNU
from geo.territoires.emprises import emprise

GREGORIEN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
PAR_PAGE = 10
AU_PLUS = {"perimetres": 200, "communes": 2000}
AU_PLUS_AUTREMENT = 500


def build_collections() -> Iterator[Operation]:
    """Yield the operations of the layers: the list, then each one, its features, one feature."""
    yield Operation(
        "/collections",
        "collections",
        "Couches géographiques",
        "Les couches, à ouvrir dans un système d'information géographique",
        "OGC API Features, partie 1. Dans QGIS\u00a0: Couche, Ajouter une couche WFS / OGC API - "
        "Features, avec l'adresse de la racine de l'API.",
        lambda demande: {
            "links": [
                lien("self", demande.ici(), JSON, "les couches"),
                lien("license", LICENCE_URL, HTML, LICENCE),
            ],
            "collections": [_collection(demande, couche) for couche in COUCHES],
        },
        objet({"links": PAGE["links"], "collections": suite(COLLECTION)}),
        (DATE, REGISTRE),
        (Exemple("/collections", "les couches"),),
    )
    for couche in COUCHES:
        yield from _operations(couche)


def _collection(demande: Demande, couche: Couche) -> dict[str, Any]:
    """Return what a layer is: its extent in space and time, its reference system, its ways."""
    base = f"/collections/{couche.nom}"
    return {
        "id": couche.nom,
        "title": couche.titre,
        "description": couche.dit,
        "extent": {
            "spatial": {"bbox": [list(emprise())], "crs": CRS84},
            "temporal": {
                "interval": [[f"{PREMIER_JOUR_CONNU}T00:00:00Z", None]],
                "trs": GREGORIEN,
            },
        },
        "itemType": "feature",
        "crs": [CRS84],
        "storageCrs": CRS84,
        "links": [
            lien("self", demande.lien(base), JSON, couche.titre),
            lien("items", demande.lien(f"{base}/items"), GEOJSON, f"{couche.titre}, entités"),
            lien("license", LICENCE_URL, HTML, LICENCE),
        ],
    }


def _operations(couche: Couche) -> Iterator[Operation]:
    base, tag = f"/collections/{couche.nom}", "Couches géographiques"
    title = couche.titre
    yield Operation(
        base,
        f"collection_{couche.nom}",
        tag,
        f"La couche «\u00a0{title}\u00a0»",
        couche.dit,
        lambda demande: _collection(demande, couche),
        COLLECTION,
        (DATE, REGISTRE),
        (Exemple(base, title),),
    )
    yield Operation(
        f"{base}/items",
        f"items_{couche.nom}",
        tag,
        f"Les entités de la couche «\u00a0{title}\u00a0», par pages",
        f"{couche.dit} Une limite plus grande que le maximum est ramenée à celui-ci.",
        lambda demande: _items(demande, couche),
        COLLECTION_D_ENTITES,
        (*_parametres(couche), *systemes(), DATE, *REFERENCE),
        (
            Exemple(f"{base}/items?limit=2", "les deux premières"),
            Exemple(f"{base}/items?bbox={EXEMPLE_DE_BOITE}&limit=3", "celles d'une boîte"),
        ),
        (GEOJSON, JSON),
    )
    yield Operation(
        f"{base}/items/{{fid}}",
        f"item_{couche.nom}",
        tag,
        f"Une entité de la couche «\u00a0{title}\u00a0»",
        couche.dit,
        lambda demande: _item(demande, couche),
        reponse(ENTITE),
        (_fid(couche), systemes()[0], DATE, *REFERENCE),
        (Exemple(f"{base}/items/{couche.exemple}", "une seule"),),
        (GEOJSON, JSON),
    )


def _fid(couche: Couche) -> Parametre:
    return texte(
        "fid",
        "Identifiant de l'entité.",
        couche.exemple,
        dans_le_chemin=True,
        requis=True,
    )


def _parametres(couche: Couche) -> tuple[Parametre, ...]:
    """Return what the features of a layer may be asked by."""
    most = AU_PLUS.get(couche.nom, AU_PLUS_AUTREMENT)
    pages = parametres_de_page(PAR_PAGE, most, plafonne=True)
    if couche is not PERIMETRES:
        return (bbox(), datetime_("Sans effet\u00a0: un territoire n'a pas de date."), *pages)
    return (
        bbox(),
        datetime_("Contrats signés un jour au moins de cette période, ou jamais signés."),
        *pages,
        liste("statut", "Statuts, au jour demandé.", STATUTS, "signe"),
        *parametres_territoire(),
    )


def _items(demande: Demande, couche: Couche) -> dict[str, Any]:
    moteur = moteur_dessine(demande)
    found = couche.choisit(demande, moteur)
    features = couche.entites(demande, moteur, page(found, demande))
    members = membres_de_page(demande, len(found), len(features), GEOJSON)
    members["links"] += [
        lien("alternate", demande.ici(), JSON, "en JSON"),
        _vers_la_couche(demande, couche),
    ]
    return {
        "type": "FeatureCollection",
        "timeStamp": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        **members,
        **enveloppe(demande, moteur),
        "features": features,
    }


def _item(demande: Demande, couche: Couche) -> dict[str, Any]:
    moteur = moteur_dessine(demande)
    features = couche.entites(demande, moteur, [demande["fid"]])
    if not features:
        raise inconnu(Dit("Entité de la couche", "Feature of the layer"), demande["fid"])
    return {
        **features[0],
        **enveloppe(demande, moteur),
        "links": [
            lien("self", demande.ici(), GEOJSON, "cette entité"),
            lien("alternate", demande.ici(), JSON, "en JSON"),
            _vers_la_couche(demande, couche),
        ],
    }


def _vers_la_couche(demande: Demande, couche: Couche) -> dict[str, str]:
    href = demande.lien(f"/collections/{couche.nom}", JOUR_ET_PUBLICATION)
    return lien("collection", href, JSON, couche.titre)


COLLECTION = objet(
    {
        "id": TEXTE,
        "title": TEXTE,
        "description": TEXTE,
        "extent": {"type": "object"},
        "itemType": {"enum": ["feature"]},
        "crs": suite(TEXTE),
        "storageCrs": TEXTE,
        "links": PAGE["links"],
    }
)
COLLECTION_D_ENTITES = objet(
    {
        "type": {"enum": ["FeatureCollection"]},
        "timeStamp": dit({"type": "string", "format": "date-time"}, "heure du calcul"),
        **ENVELOPPE,
        **PAGE,
        "features": suite(objet(ENTITE)),
    }
)
