"""What the map sends to the browser, seen from Python."""

import base64
import json
import re
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import folium
import pytest
import streamlit_folium

from components import assets
from components.carte import carte
from components.carte.carte import EtatCarte, draw_carte, publish_contrats
from components.carte.compact import pack_contrats, pack_taux
from tests.page_essayee import AppTest

ETAT = EtatCarte(
    couches=("region",),
    classes="sp.",
    taux="rs00--",
    contrats="S0;P15;",
    vue="france",
    encarts=True,
    contours=None,
    mode="statut",
)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Keep what would go to the browser, which answers nothing."""
    messages: list[dict[str, Any]] = []

    def keep(**arguments: Any) -> None:
        arguments.pop("on_change")
        messages.append(arguments)

    monkeypatch.setattr(streamlit_folium, "_component_func", keep)
    return messages


def test_nothing_sent_to_the_browser_points_outside(sent):
    draw_carte(ETAT, "noms.json", cle="carte")
    assert "//" not in json.dumps(sent)
    links = sent[0]["js_links"] + sent[0]["css_links"]
    assert all(link.startswith("../components.assets.") for link in links)


def test_every_linked_file_is_there(sent):
    draw_carte(ETAT, "noms.json", cle="carte")
    for link in sent[0]["js_links"] + sent[0]["css_links"]:
        name, file = re.fullmatch(r"\.\./([\w.]+)/([\w.-]+)(?:\?v=\w+)?", link).groups()
        component = {c.name: c for c in (assets.LEAFLET, assets.CARTE, assets.PUBLIE)}[name]
        assert (Path(component.path) / file).is_file()


def test_only_the_state_differs_between_two_runs(sent):
    draw_carte(ETAT, "noms.json", cle="carte")
    draw_carte(replace(ETAT, classes="se.", vue="region-53"), "noms.json", cle="carte")
    first, second = sent
    assert first.pop("feature_group") != second.pop("feature_group")
    assert first == second


def test_the_map_is_sent_as_the_component_itself_sends_it(sent):
    draw_carte(ETAT, "noms.json", cle="carte", hauteur=420)
    layer = folium.FeatureGroup()
    layer.add_child(carte._Affichage(carte._script_json(carte._package(ETAT, "noms.json"))))
    streamlit_folium.st_folium(
        carte._Carte(),
        key="carte",
        height=420,
        use_container_width=True,
        returned_objects=["last_clicked"],
        feature_group_to_add=layer,
    )
    ours, theirs = sent
    assert list(ours.items()) == list(theirs.items())  # the order too: it is that of the message


def test_the_state_reaches_the_browser_whole(sent):
    draw_carte(ETAT, "noms.json", cle="carte")
    package = re.search(r'show\(map_div, "([\w+/=]+)"\)', sent[0]["feature_group"]).group(1)
    state = json.loads(zlib.decompress(base64.b64decode(package)))
    assert state["couches"] == ["region"]
    assert (state["classes"], state["taux"], state["contrats"]) == ("sp.", "rs00--", "S0;P15;")
    assert state["noms"] == "noms.json"


def test_no_text_closes_the_script_it_is_written_in():
    written = carte._script_json(["</script><!--", "a & b", "\u2028"])
    assert not re.search("[<>&\u2028]", written)
    assert json.loads(written) == ["</script><!--", "a & b", "\u2028"]


def test_rates_are_packed_in_two_digits_each():
    assert pack_taux([0, 0.786, 1, None, float("nan")]) == "00lurs----"
    assert int("lu", 36) == 786


def test_a_rate_is_never_rounded_to_nobody_or_to_everybody():
    assert pack_taux([0.0001, 0.9999]) == pack_taux([0.001, 0.999])


def test_contracts_are_packed_by_feature():
    assert pack_contrats([[(0, "s"), (41, "p")], [], [(7, "e")]]) == "S0P15;;E7"
    assert pack_contrats([]) == ""


@pytest.mark.parametrize(
    "change", [{"taux": "00"}, {"contrats": "S0"}, {"mode": "couleur"}], ids=lambda c: next(iter(c))
)
def test_a_state_whose_parts_disagree_is_refused(change):
    with pytest.raises(ValueError, match=next(iter(change))):
        replace(ETAT, **change)


def test_names_are_published_once_under_the_hash_of_their_content():
    first = publish_contrats(["Cornouaille", "Villes Sœurs"])
    assert publish_contrats(["Cornouaille", "Villes Sœurs"]) == first
    assert publish_contrats(["Cornouaille"]) != first
    written = json.loads((assets.DOSSIER_PUBLIE / first).read_text(encoding="utf-8"))
    assert written == ["Cornouaille", "Villes Sœurs"]


def test_a_click_counts_once_however_often_the_page_runs_again(monkeypatch):
    monkeypatch.setattr(carte.st, "session_state", {})
    first = {"lat": 48.1234002, "lng": -4.1}
    assert carte._new_click(None, "a") is None
    assert carte._new_click(first, "a") == (48.1234, -4.1)
    assert carte._new_click(first, "a") is None
    assert carte._new_click(first, "b") == (48.1234, -4.1)  # another map
    again = {"lat": 48.1234001, "lng": -4.1}
    assert carte._new_click(again, "a") == (48.1234, -4.1)


def test_a_page_with_a_map_runs_without_a_browser():
    def script() -> None:
        import streamlit as st

        from components.carte.carte import EtatCarte, draw_carte, publish_contrats

        etat = EtatCarte(("region",), "s", "rs", "S0", "france", True, None, "statut")
        st.text(f"clic : {draw_carte(etat, publish_contrats(['un']), cle='carte')}")

    page = AppTest.from_function(script).run()
    assert not page.exception
    assert page.text[0].value == "clic : None"
