"""A page with nothing but the map, for test_carte.py. The territories are real, the rest is not.

The address chooses the scene (``?scene=epci``); the widgets change it, as a page would.
"""

import gzip
import json
import math
from pathlib import Path

import streamlit as st

from components.carte.carte import EtatCarte, draw_carte, publish_contrats
from components.carte.compact import pack_contrats, pack_taux

COUCHES = Path(__file__).resolve().parents[3] / "data/referentiel/couches"
NOMS = ["<img src=x onerror=alert(1)>", *(f"Contrat local de santé n° {n}" for n in range(1, 620))]

# name of the scene: layers, outlines, insets
SCENES: dict[str, tuple[tuple[str, ...], str | None, bool]] = {
    "region": (("region",), "region", True),
    "departement": (("departement",), "region", True),
    "epci": (("epci",), "departement", True),
    "communes": (("communes",), "departement", True),
    "finistere": (("communes-29", "communes-22"), None, False),
    "manquante": (("inexistante",), None, False),
}


@st.cache_data
def read_features(couches: tuple[str, ...]) -> list[dict]:
    features = []
    for couche in couches:
        path = COUCHES / f"{couche}.json.gz"
        if path.exists():
            features += json.loads(gzip.decompress(path.read_bytes()))["features"]
    return [{"id": f["id"], **f["properties"]} for f in features]


def scatter(point: list[float], codes: str) -> str:
    """Choose a class by place, in patches as on a real map."""
    wave = math.sin(3 * point[0] + math.cos(2 * point[1])) + math.cos(4 * point[1] - point[0])
    return codes[int((wave + 2) / 4 * len(codes)) % len(codes)]


def build_etat(scene: str, region: str, mode: str, sans_projet: bool, fond: bool) -> EtatCarte:
    couches, contours, encarts = SCENES[scene]
    features = read_features(couches)
    classes, taux, contrats = [], [], []
    for rank, feature in enumerate(features):
        class_ = scatter(feature["p"], "nsneqp" if mode == "statut" else "012345")
        if sans_projet and class_ == "p":
            class_ = "n"
        if region not in ("", feature["region"]):
            class_ = "."
        classes.append(class_)
        taux.append(None if rank % 50 == 49 else (rank * 37 % 1001) / 1000)
        number = (0, 1, 0, 2, 1, 0, 0)[rank % 7] if rank else 7
        contrats.append([((rank + i) % len(NOMS), "spe"[i % 3]) for i in range(number)])
    return EtatCarte(
        couches=couches,
        classes="".join(classes),
        taux=pack_taux(taux),
        contrats=pack_contrats(contrats),
        vue=f"region-{region}" if region else "france",
        encarts=encarts and not region,
        contours=contours,
        mode=mode,
        fond_ign=fond,
    )


st.set_page_config(layout="wide", page_title="Carte")
scenes = list(SCENES)
scene = st.selectbox("Scène", scenes, index=scenes.index(st.query_params.get("scene", "epci")))
region = st.text_input("Région", st.query_params.get("region", ""))
mode = st.radio("Mode", ["statut", "taux"], horizontal=True)
sans_projet = st.checkbox("Sans projet")
fond = st.checkbox("Fond IGN")
hauteur = int(st.query_params.get("hauteur", 620))

clic = draw_carte(
    build_etat(scene, region, mode, sans_projet, fond),
    publish_contrats(NOMS),
    cle="carte",
    hauteur=hauteur,
)
st.session_state.setdefault("clics", [])
if clic:
    st.session_state["clics"].append(clic)
st.text(f"clics : {json.dumps(st.session_state['clics'])}")
