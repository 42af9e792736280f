"""The map: what a page asks for, and what travels to the browser.

Shapes never pass through here: the browser fetches the layers itself (``carte_assets/``). The
script sent to the component is the same at each rerun, which keeps the iframe, and with it the zoom
and the position; only a compact description of the state changes, a few kilobytes.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache, partial
from time import sleep
from typing import Any

import folium
import streamlit as st
from folium.template import Template

from components import assets
from components.carte.composant import CarteEcrite
from components.commun.statuts import (
    CLASSES_TAUX,
    EFFET,
    HORS_VUE,
    PERIMETRE,
    SIMULATION,
    STATUTS,
    Aspect,
)
from data.tour import laisser_son_tour

ANNEE_POPULATION = 2023
"""Reference year of the populations written in the layers."""

ATTRIBUTION = "IGN – ADMIN EXPRESS, INSEE, DGCL – BANATIC (Licence Ouverte 2.0)"
MODES = ("statut", "taux", "simulation", "effet", "perimetre")

CENTRE_FRANCE = (46.6, 2.4)
SCRIPTS = (
    "lecture.js",
    "motifs.js",
    "encarts.js",
    "formes.js",
    "memoire.js",
    "infobulle.js",
    "gestes.js",
    "etiquettes.js",
    "carte.js",
)
PREMIERE_IMAGE_S = 1.2
ICI = "ETAT"  # in the script of what the map shows: where its state goes


@dataclass(frozen=True)
class EtatCarte:
    """What the map shows, one character or one field per feature, in the order of the layers.

    Parameters
    ----------
    couches : names of the layers; the features are their concatenation, in order.
    classes : one character per feature, the ``code`` of an ``Aspect`` or ``HORS_VUE`` (drawn as
        faint context, neither clickable nor counted).
    taux : two base-36 digits per feature, rate in per-mille; see ``compact.pack_taux``.
    contrats : those of each feature, for the tooltip; see ``compact.pack_contrats``.
    vue : names the territory in view; the map fits to it when the name changes.
    encarts : True for the whole country: the overseas regions are drawn in insets.
    contours : layer drawn as thicker outlines above, or None.
    mode : "statut", "taux", "perimetre" (what is in one), "simulation" or "effet" (statuses, and
        what a scenario or changes to be published do).
    fond_ign : True to lay the IGN background under the shapes, the only external request.
    selection : identifiers of the features drawn in a bold line among their neighbours.
    etiquettes : names written on the map, each with its longitude and latitude.
    compte : what the rates count, "signe" or "signe_ou_projet"; the tooltip says it.
    grand : True for a room: texts read from the last row, without the sources, said by the slide.
    legende : True when the page lays its legend over the right of a wide map.
    """

    couches: tuple[str, ...]
    classes: str
    taux: str
    contrats: str
    vue: str
    encarts: bool
    contours: str | None
    mode: str
    fond_ign: bool = False
    selection: tuple[str, ...] = ()
    compte: str = "signe"
    grand: bool = False
    legende: bool = False
    etiquettes: tuple[tuple[str, float, float], ...] = ()

    def __post_init__(self) -> None:
        number = len(self.classes)
        if len(self.taux) != 2 * number:
            raise ValueError(f"taux: {2 * number} characters expected, {len(self.taux)} given")
        if self.contrats.count(";") != max(number - 1, 0):
            raise ValueError(f"contrats: {number} fields separated by ';' expected")
        if self.mode not in MODES:
            raise ValueError(f"mode: one of {', '.join(MODES)} expected, {self.mode!r} given")


def publish_contrats(noms: Sequence[str]) -> str:
    """Publish the names that tooltips show, and return the name of the file.

    To be called at each run (it writes nothing the second time): the file lives as long as the
    server does.
    """
    return assets.publish_json("contrats", noms)


def _script_json(value: Any) -> str:
    """Write JSON that can stand in a script: nothing in it closes the script or opens a tag."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@lru_cache(maxsize=64)
def _package(etat: EtatCarte, noms_contrats: str) -> str:
    """Compress a state: the strings are long and repetitive, and are sent again at each change."""
    content = json.dumps(asdict(etat) | {"noms": noms_contrats}, separators=(",", ":"))
    return base64.b64encode(zlib.compress(content.encode(), 9)).decode("ascii")


def _aspects(aspects: Iterable[Aspect]) -> dict[str, list[str]]:
    return {a.code: [a.libelle, a.couleur, a.motif, a.couleur_motif] for a in aspects}


def _publish_settings() -> str:
    """Publish what the scripts of the map need to know and that never changes: a script, its name.

    The browser fetches it once; in the map itself, it would go with each message.
    """
    settings = _script_json(
        {
            "couches": assets.address(assets.COUCHES),
            "versionCouches": assets.version(assets.DOSSIER_COUCHES),
            "publie": assets.address(assets.PUBLIE),
            "attribution": ATTRIBUTION,
            "annee": ANNEE_POPULATION,
            "horsVue": HORS_VUE,
            "aspects": {
                "statut": _aspects(STATUTS.values()),
                "taux": _aspects(CLASSES_TAUX),
                "perimetre": _aspects(PERIMETRE.values()),
                "simulation": _aspects(SIMULATION.values()),  # over those of the statuses
                "effet": _aspects(EFFET.values()),
            },
        }
    )
    content = f"window.atlasReglages={settings};".encode()
    return assets.publish(f"reglages-{hashlib.sha256(content).hexdigest()[:16]}.js", content)


REGLAGES = _publish_settings()  # when the process starts: any instance serves it


class _Preparation(folium.MacroElement):
    """The constant part: prepares the map once, when the iframe is born."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "atlasCarte.prepare({{ this._parent.get_name() }}, atlasReglages);"
        "{% endmacro %}"
    )


class _Affichage(folium.MacroElement):
    """The changing part: hands the state to the map that is already there."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "atlasCarte.show({{ this._parent._parent.get_name() }}, {{ this.package }});"
        "{% endmacro %}"
    )

    def __init__(self, package: str) -> None:
        super().__init__()
        self.package = package


class _Carte(folium.Map):
    """A folium map without its header (a kilobyte of CSS in each message) nor its CDN links."""

    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<div class="folium-map" id={{ this.get_name()|tojson }} ></div>'
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }},"
        " {center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }}});"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__(CENTRE_FRANCE, tiles=None, zoom_start=5, zoom_control=False)
        links = {file: assets.address(assets.CARTE, file) for file in (*SCRIPTS, "carte.css")}
        self.default_js = [
            ("leaflet", assets.address(assets.LEAFLET, "leaflet.js")),
            ("reglages", assets.address(assets.PUBLIE) + REGLAGES),  # its name says its content
            *((file, links[file]) for file in SCRIPTS),
        ]
        self.default_css = [
            ("leaflet_css", assets.address(assets.LEAFLET, "leaflet.css")),
            ("carte_css", links["carte.css"]),
        ]
        self.add_child(_Preparation())


@cache
def _ecrite() -> CarteEcrite:
    affichage = folium.FeatureGroup()
    affichage.add_child(_Affichage(ICI))
    return CarteEcrite(_Carte(), affichage, ICI)


def _new_click(last_clicked: dict[str, float] | None, cle: str) -> tuple[float, float] | None:
    """Tell a click from the memory of it: the component reports the last one at every rerun.

    The browser moves each click by less than 4e-7 degree, at random, so that two clicks on one
    territory differ; rounding gives back the point of the layer.
    """
    memory = f"{cle}_clic_traite"
    if last_clicked is None or st.session_state.get(memory) == last_clicked:
        return None
    st.session_state[memory] = last_clicked
    return round(last_clicked["lat"], 6), round(last_clicked["lng"], 6)


def draw_carte(
    etat: EtatCarte, noms_contrats: str, *, cle: str, hauteur: int = 620
) -> tuple[float, float] | None:
    """Draw the map, and return the point (latitude, longitude) of the territory just clicked.

    Parameters
    ----------
    etat : what to show.
    noms_contrats : the name returned by ``publish_contrats``.
    cle : names this map in the session; two maps of one page have two names.
    hauteur : height in pixels. The width is that of the container.

    Returns
    -------
    The point ``p`` of the feature, exactly as in its layer, once per click; None otherwise,
    including the reruns that follow the same click.
    """
    package = _script_json(_package(etat, noms_contrats))
    return _new_click(_ecrite().draw(package, cle=cle, hauteur=hauteur), cle)


def leave_browser_to_carte(cle: str) -> None:
    """Hold what follows a map, once per session, while the browser draws it.

    Tables and charts bring megabytes of scripts, and the map shares its thread with them: sent
    together, they are drawn first. Nobody waits where there is no browser, nor while others run.
    """
    memory = f"{cle}_premiere_image"
    if st.session_state.get(memory) or not st.context.headers:
        return
    st.session_state[memory] = True
    laisser_son_tour(partial(sleep, PREMIERE_IMAGE_S))
