"""What a speaker adds to a presentation, from the page that prepares it to the slides."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.pages.test_presentation import JOUR, salle_de

__all__ = ["salle_de"]  # the fixture of a room
pytestmark = pytest.mark.browser
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_the_name_the_logo_and_the_order_chosen_are_on_the_slides(salle_de):
    salle = salle_de(1280, 900)
    page = salle.page
    salle.open(f"region=53&date={JOUR}&diapos=titre,sources")
    page.get_by_text("Ordre des diapositives, nom de l'orateur, logo").click()
    page.get_by_role("textbox", name="Nom de l'orateur").fill("Direction <b>de la santé</b>")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("orateur=Direction"))

    drop = page.get_by_test_id("stFileUploaderDropzoneInput")
    drop.set_input_files({"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": SVG})
    expect(page.get_by_text("Un logo SVG n'est pas accepté")).to_be_visible()
    picture = BytesIO()
    Image.new("RGB", (300, 100), "#1f4e8c").save(picture, "PNG")
    buffer = picture.getvalue()
    drop.set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": buffer})
    expect(page.get_by_text("Un logo SVG n'est pas accepté")).to_have_count(0)
    page.get_by_role("textbox", name="Ce que dit le logo").fill("ARS & co")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Retirer le logo")).to_be_visible()

    later = page.locator(".st-key-presentation-ordre-titre-tard button:visible").first
    later.click()
    page.wait_for_url(re.compile(r"diapos=sources(,|%2C)titre"))
    salle.rest()
    page.get_by_role("button", name="Lancer la présentation").click()
    salle.wait_for(1, 2)
    expect(salle.title).to_have_text("Un taux compte des habitants, pas des contrats")
    expect(page.locator(".st-key-diapo-logo-pied img")).to_be_visible()
    salle.press("ArrowRight")
    salle.wait_for(2, 2)
    logo = page.get_by_role("img", name="ARS & co")
    expect(logo).to_be_visible()
    shown = logo.evaluate("one => one.naturalWidth / one.naturalHeight")
    assert shown == pytest.approx(3, abs=0.02)
    expect(page.locator(".diapo-titre")).to_contain_text("Direction <b>de la santé</b>")
    assert salle.overflow() == []
