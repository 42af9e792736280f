"""The same map and the same filter the plain way: the layer in a folium.GeoJson. See carte.py.

Only the method differs: the layer is read once, tooltips say the same things, Leaflet comes from
the same local files. Insets and outlines of the départements are left out, in favour of this way.
"""

import gzip
import json
from functools import lru_cache
from typing import Any

import folium
from streamlit_folium import st_folium

from bench import scene
from components import assets
from components.carte.carte import ANNEE_POPULATION, ATTRIBUTION, CENTRE_FRANCE
from components.commun.statuts import STATUTS
from data.paths import DOSSIER_COUCHES
from geo.couverture.carte import EtatCouches

NOMS_MONTRES = 4
BULLE = {
    "nom": "",
    "population": f"Population {ANNEE_POPULATION}",
    "statut": "Statut",
    "taux": "Population couverte par un contrat signé",
    "contrats": "Contrats",
}


@lru_cache
def read_layer() -> list[dict[str, Any]]:
    """Read the features of the layer, once."""
    content = gzip.decompress((DOSSIER_COUCHES / f"{scene.COUCHE}.json.gz").read_bytes())
    return json.loads(content)["features"]


def _contracts(references: list[tuple[int, str]], names: list[str]) -> str:
    shown = [
        f"{names[number]} ({STATUTS[statut].libelle.lower()})"
        for number, statut in references[:NOMS_MONTRES]
    ]
    others = len(references) - len(shown)
    return "<br>".join([*shown, *([f"et {others} autres"] if others else [])])


def build_geojson(etat: EtatCouches, names: list[str]) -> dict[str, Any]:
    """Write in each feature what its tooltip says and what its style depends on."""
    figures = zip(
        read_layer(), etat.statuts.tolist(), etat.taux.tolist(), etat.contrats, strict=True
    )
    features = [
        feature
        | {
            "properties": {
                "nom": feature["properties"]["nom"],
                "population": feature["properties"]["population"],
                "statut": STATUTS[statut].libelle,
                "couleur": STATUTS[statut].couleur,
                "taux": f"{taux:.1f} %".replace(".", ","),
                "contrats": _contracts(references, names),
            }
        }
        for feature, statut, taux, references in figures
    ]
    return {"type": "FeatureCollection", "features": features}


def style(feature: dict[str, Any]) -> dict[str, Any]:
    """Return the style of a feature, by status."""
    colour = feature["properties"]["couleur"]
    return {"fillColor": colour, "fillOpacity": 1, "color": "#ffffff", "weight": 0.5}


def draw(etat: EtatCouches, names: list[str]) -> None:
    """Draw the map with st_folium."""
    carte = folium.Map(CENTRE_FRANCE, zoom_start=5, tiles=None, attr=ATTRIBUTION)
    carte.default_js = [("leaflet", assets.address(assets.LEAFLET, "leaflet.js"))]
    carte.default_css = [("leaflet_css", assets.address(assets.LEAFLET, "leaflet.css"))]
    bulle = folium.GeoJsonTooltip(fields=list(BULLE), aliases=list(BULLE.values()))
    folium.GeoJson(build_geojson(etat, names), style_function=style, tooltip=bulle).add_to(carte)
    st_folium(
        carte,
        key="carte",
        height=scene.HAUTEUR,
        use_container_width=True,
        returned_objects=["last_clicked"],
    )


draw(scene.compute(scene.choose()), scene.names())
