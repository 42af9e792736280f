"""The component of streamlit-folium, told once what never changes of a map.

At each run ``st_folium`` has folium write the whole map again, every piece of it compiled as a
template of its own. Here the map is written once for the process, by the same functions; a run
only puts the state in its place.
"""

import folium
import streamlit as st
import streamlit_folium
from streamlit_folium import generate_js_hash, get_full_id

CLIC = "last_clicked"


class CarteEcrite:
    """What ``st_folium`` sends of a map and of a layer added to it.

    Parameters
    ----------
    carte : the map, which the browser keeps from one run to the next.
    couche : the layer; its script holds ``place`` where its state goes.
    """

    def __init__(self, carte: folium.Map, couche: folium.FeatureGroup, place: str) -> None:
        carte.get_root().render()
        carte.render()
        self._html = streamlit_folium._get_html(carte)
        self._header = streamlit_folium._get_header(carte)
        self._script = streamlit_folium._get_map_string(carte)
        self._identifiant = get_full_id(carte)
        self._liens = {
            "css_links": [link for _, link in carte.default_css],
            "js_links": [link for _, link in carte.default_js],
        }
        written = streamlit_folium._get_feature_group_string(couche, map=carte)
        self._avant, self._apres = written.split(place)

    def draw(self, etat: str, *, cle: str, hauteur: int) -> dict[str, float] | None:
        """Draw the map in the width of its container; return the last click, None before any.

        ``etat``: what takes the place of ``place``; ``hauteur``: in pixels.
        """
        component = generate_js_hash(self._script, cle)

        def keep() -> None:
            st.session_state[cle] = st.session_state.get(component, {})

        returned = streamlit_folium._component_func(
            script=self._script,
            header=self._header,
            html=self._html,
            id=self._identifiant,
            key=component,
            height=hauteur,
            width=None,
            returned_objects=[CLIC],
            default={CLIC: None},
            zoom=None,
            center=None,
            feature_group=f"{self._avant}{etat}{self._apres}",
            return_on_hover=False,
            layer_control=None,
            pixelated=False,
            **self._liens,
            on_change=keep,
            wrap_longitude=False,
        )
        found: dict[str, float] | None = (returned or {}).get(CLIC)
        return found
