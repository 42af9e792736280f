"""The map, in a real browser and without a network."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.carte_affichee import CADRE, CarteAffichee, entites
from tests.browser.visites import DELAI

DEMO = "tests/browser/carte/demo.py"

pytestmark = pytest.mark.browser


class Carte(CarteAffichee):
    """The map of a scene, and what a reader does with it."""

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page)
        page.goto(address)
        self.wait_for_paint()

    def evaluate(self, script: str, argument: Any = None) -> Any:
        return self.frame.evaluate(script, argument)

    def wait_for_zoom(self, above: float) -> float:
        """Wait until the map is nearer than that, and moves no more; return its zoom."""
        still = "(zoom) => map.getZoom() > zoom && !map._animatingZoom"
        self.frame.wait_for_function(still, arg=above)
        return self.view()[0]

    def pixel_of(self, point: list[float], inset: str = "") -> tuple[float, float]:
        """Return the position on the page of a point (longitude, latitude) of the map."""
        x, y = self.evaluate(
            """([[longitude, latitude], region]) => {
                const point = L.latLng(latitude, longitude);
                const encart = atlasCarte.encarts.insets("colonne")[region];
                const pixel = map.latLngToContainerPoint(encart ? encart.place(point) : point);
                return [pixel.x, pixel.y];
            }""",
            [point, inset],
        )
        box = self.page.locator(CADRE).bounding_box()
        assert box
        return box["x"] + x, box["y"] + y

    def clicks(self) -> list[list[float]]:
        text = self.page.get_by_text("clics :").inner_text()
        return json.loads(text.removeprefix("clics : "))

    def click(self, point: list[float], inset: str = "") -> None:
        self.page.mouse.click(*self.pixel_of(point, inset))

    def wait_for_clicks(self, number: int) -> list[list[float]]:
        written = re.compile(r"clics : \[(\[[^\]]+\](, )?){" + str(number) + r"}\]$")
        expect(self.page.get_by_text(written)).to_be_visible()
        return self.clicks()


@pytest.fixture
def open_carte(serve: Callable[..., str], page: Page) -> Callable[[str], Carte]:
    """Return ``open_carte(query)``: the map of a scene of demo.py, painted."""
    return lambda query: Carte(page, f"{serve(DEMO)}/?{query}")


def features_of(couche: str) -> list[dict]:
    return [feature["properties"] for feature in entites(couche)]


def feature_named(nom: str, couche: str) -> dict:
    return next(feature for feature in features_of(couche) if feature["nom"] == nom)


def has_no_horizontal_scroll(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") and all(
        frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        for frame in page.frames
    )


def choose_scene(page: Page, scene: str) -> None:
    page.get_by_label("Scène").click()
    page.get_by_role("option", name=scene, exact=True).click()


def test_the_whole_country_is_drawn_with_its_overseas_regions_whatever_the_width(open_carte):
    carte = open_carte("scene=epci")
    assert carte.content.locator(".leaflet-atlas-formes-pane path").count() >= 1300
    assert carte.content.locator(".leaflet-atlas-contours-pane path").count() == 101
    etat = carte.evaluate("() => atlasCarte.etat()")
    assert etat == {"peint": len(features_of("epci")), "version": 1, "couches": ["epci"]}
    labels = carte.content.locator(".atlas-etiquette").all_inner_texts()
    assert labels == ["Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte"]
    assert frames_are_visible(carte)
    assert has_no_horizontal_scroll(carte.page)

    carte.page.set_viewport_size({"width": 600, "height": 1000})  # the map follows
    carte.frame.wait_for_function("map.getSize().x <= 600")
    carte.page.wait_for_timeout(500)
    assert frames_are_visible(carte)
    assert has_no_horizontal_scroll(carte.page)


def frames_are_visible(carte: Carte) -> bool:
    """Tell whether the insets, and the mainland with them, are within the map."""
    return carte.evaluate(
        """() => {
            const taille = map.getSize();
            const disposition = atlasCarte.encarts.layout(taille);
            return map.getBounds().contains(atlasCarte.encarts.bounds(disposition));
        }"""
    )


def test_a_filter_paints_again_in_the_same_frame_and_keeps_the_view(open_carte):
    carte = open_carte("scene=epci")
    carte.evaluate("() => { window.repere = 1; map.setView([48, -3], 8, { animate: false }); }")
    view = carte.view()
    session = carte.page.context.new_cdp_session(carte.page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 // 4),  # base64
    )
    filled = "path[fill='url(#motif-statut-p)']"
    assert carte.content.locator(filled).count() > 0

    carte.change(lambda: carte.page.get_by_text("Sans projet").click())

    assert carte.content.locator(filled).count() == 0
    assert carte.evaluate("() => window.repere") == 1
    assert carte.view() == pytest.approx(view, abs=0.003)  # less than a pixel
    assert max(sizes) < 8192, f"bytes sent for one change: {sizes}"


def test_rates_have_their_own_colours_and_another_territory_in_view_moves_the_map(open_carte):
    carte = open_carte("scene=epci")
    whole_country = carte.view()
    carte.change(lambda: carte.page.get_by_text("taux", exact=True).click())
    assert carte.content.locator(".leaflet-atlas-formes-pane path[fill='#143a6b']").count() > 0
    assert "part de la population" in (carte.container.get_attribute("aria-label") or "")

    region = carte.page.get_by_label("Région")
    carte.change(lambda: (region.fill("04"), region.press("Enter")))
    zoom, latitude, longitude = carte.view()
    assert zoom > whole_country[0] + 2
    assert (round(latitude), round(longitude)) == (-21, 56)  # La Réunion, where it really is
    in_view = [feature for feature in features_of("epci") if feature["region"] == "04"]
    assert carte.evaluate("() => atlasCarte.etat().peint") == len(in_view)
    assert carte.content.locator(".atlas-etiquette").count() == 0


def test_a_territory_tells_its_contracts_as_text_and_each_click_counts(open_carte):
    carte = open_carte("scene=departement")
    ain = features_of("departement")[0]
    carte.page.mouse.move(*carte.pixel_of(ain["p"]))
    bulle = carte.content.locator(".atlas-infobulle")
    expect(bulle).to_be_visible()
    expect(bulle).to_contain_text("<img src=x onerror=alert(1)> (signé)")
    assert bulle.locator("img").count() == 0
    text = bulle.inner_text()
    assert "Ain\n" in text
    assert "679\u202f344\u00a0hab. (2023)" in text
    assert "Population couverte par un contrat signé\u00a0: 0\u00a0%" in text
    assert bulle.locator("li").count() == 5
    assert text.endswith("et 3 autres")

    creuse = feature_named("Creuse", "departement")
    reunion = feature_named("La Réunion", "departement")
    longitude, latitude = creuse["p"]

    carte.click(creuse["p"])
    assert carte.wait_for_clicks(1) == [[latitude, longitude]]
    carte.click(creuse["p"])
    assert carte.wait_for_clicks(2) == [[latitude, longitude]] * 2

    carte.change(lambda: carte.page.get_by_text("Sans projet").click())
    assert len(carte.clicks()) == 2  # another rerun is not another click

    carte.click(reunion["p"], inset="04")
    assert carte.wait_for_clicks(3)[-1] == [reunion["p"][1], reunion["p"][0]]


def test_a_click_beside_the_territory_says_nothing_and_the_ign_background_is_all_that_is_asked(
    open_carte, faults
):
    """The background can be missing."""
    carte = open_carte("scene=epci&region=53")
    carte.click([-4.9, 47.6])  # the Iroise sea
    carte.click([-1.0, 48.5])  # in Normandie
    brest = feature_named("Brest Métropole", "epci")
    carte.click(brest["p"])
    assert carte.wait_for_clicks(1) == [[brest["p"][1], brest["p"][0]]]

    with carte.page.expect_request(re.compile(r"^https://data\.geopf\.fr/")):
        carte.change(lambda: carte.page.get_by_text("Fond IGN").click())
    carte.page.wait_for_timeout(500)
    assert faults
    assert all("https://data.geopf.fr/" in fault for fault in faults)
    assert carte.content.get_by_role("status").inner_text() == ""
    faults.clear()


def test_a_click_does_not_scroll_the_page(serve, page_of):
    page = page_of(1400, 760)  # the bottom of the map is below the fold
    carte = Carte(page, f"{serve(DEMO)}/?scene=region")
    place = page.locator(CADRE).bounding_box()
    page.mouse.click(500, 600)
    page.wait_for_timeout(300)
    assert page.locator(CADRE).bounding_box() == place
    assert carte.evaluate("() => document.activeElement.id") == "map_div"


def test_the_communes_of_the_whole_country_are_painted_on_a_canvas(open_carte):
    carte = open_carte("scene=communes")
    assert carte.evaluate("() => atlasCarte.etat().peint") == 34_875
    colours = carte.evaluate(
        """() => {
            const toile = document.querySelector(".leaflet-atlas-formes-pane canvas");
            const { data } = toile.getContext("2d").getImageData(0, 0, toile.width, toile.height);
            const couleurs = {};
            for (let i = 0; i < data.length; i += 4) {
                const cle = data[i + 3] ? data.slice(i, i + 3).join() : "vide";
                couleurs[cle] = (couleurs[cle] || 0) + 1;
            }
            return couleurs;
        }"""
    )
    painted = sum(number for colour, number in colours.items() if colour != "vide")
    assert painted > 0.1 * sum(colours.values())
    assert colours["31,78,140"] > 1000  # the blue of a signed contract
    commune = feature_named("Saint-Martin-Château", "communes")
    carte.click(commune["p"])
    assert carte.wait_for_clicks(1) == [[commune["p"][1], commune["p"][0]]]

    carte.change(lambda: choose_scene(carte.page, "region"))
    bretagne = feature_named("Bretagne", "region")
    carte.click(bretagne["p"])  # the canvas is gone, and no longer catches the pointer
    assert carte.wait_for_clicks(2)[-1] == [bretagne["p"][1], bretagne["p"][0]]


def test_several_layers_make_one_map(open_carte):
    carte = open_carte("scene=finistere")
    number = len(features_of("communes-29")) + len(features_of("communes-22"))
    assert carte.content.locator(".leaflet-atlas-formes-pane path").count() == number


def test_a_layer_that_cannot_be_read_is_said_in_french(serve, page, faults):
    page.goto(f"{serve(DEMO)}/?scene=manquante")
    notice = page.frame_locator(CADRE).get_by_role("status")
    expect(notice).to_contain_text("La carte n'a pas pu être chargée", timeout=DELAI)
    assert all("inexistante.json.gz" in fault for fault in faults)
    faults.clear()


def test_the_wheel_waits_for_a_click_and_the_keyboard_is_enough_to_move_about(open_carte, faults):
    carte = open_carte("scene=region")
    x, y = carte.pixel_of([-4.9, 46.2])
    whole = carte.view()[0]
    carte.page.mouse.move(x, y)
    carte.page.mouse.wheel(0, -200)  # scrolls the page
    carte.page.wait_for_timeout(500)
    assert carte.view()[0] == whole
    carte.page.mouse.click(x, y)
    carte.page.mouse.wheel(0, -200)
    nearer = carte.wait_for_zoom(above=whole)

    carte.container.focus()
    carte.page.keyboard.press("+")
    carte.wait_for_zoom(above=nearer)
    for title in ("Zoomer", "Dézoomer", "Vue d'ensemble"):
        carte.content.get_by_title(title, exact=True).focus()
    carte.page.keyboard.press("Enter")
    carte.frame.wait_for_function("(zoom) => Math.abs(map.getZoom() - zoom) < 1e-6", arg=whole)

    # A canvas removed between a change and its painting is no error.
    carte.evaluate(
        """async () => {
            const frame = () => new Promise((painted) => requestAnimationFrame(painted));
            const renderer = atlasCarte.formes.newRenderer("overlayPane", true);
            const carre = [[47, 1], [47, 3], [49, 3], [49, 1]];
            const forme = L.polygon(carre, { renderer }).addTo(map);
            await frame();
            forme.setStyle({ weight: 3 }); // asks for a painting at the next frame
            map.fire("moveend"); // paints at once
            forme.remove();
            renderer.remove();
            await frame();
            await frame();
        }"""
    )
    assert not faults


def test_a_phone_shows_everything_and_one_finger_scrolls_the_page(serve, page_of):
    page = page_of(390, 844, has_touch=True, is_mobile=True)
    carte = Carte(page, f"{serve(DEMO)}/?scene=epci")
    assert frames_are_visible(carte)
    assert has_no_horizontal_scroll(page)
    assert carte.evaluate("() => map.dragging.enabled()") is False
