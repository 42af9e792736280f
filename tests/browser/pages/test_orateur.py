"""The notes of the speaker in a second window: both ways, closed, blocked, in a hurry."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.test_presentation import PROJECTION, Salle, deck, salle_de
from tests.browser.visites import DELAI

__all__ = ["salle_de"]  # the fixture of a room
pytestmark = pytest.mark.browser


@pytest.fixture
def salle(salle_de: Callable[..., Salle]) -> Salle:
    return salle_de(1280, 720).open(f"region=75&{PROJECTION}3")


def plain(texte: str) -> str:
    return texte.replace("\u00a0", " ")


def open_notes(salle: Salle) -> Page:
    with salle.page.expect_popup() as opened:
        salle.press("n")
    notes = opened.value
    notes.set_default_timeout(DELAI)
    expect(notes.locator("main")).to_be_visible()
    return notes


def test_the_notes_are_in_another_window_and_the_slide_stays_whole(salle):
    before = salle.page.locator(".st-key-diapo").bounding_box()
    notes = open_notes(salle)
    slide, following = deck("region", "75").diapositives[2:4]
    expect(notes.get_by_role("heading", level=1)).to_have_text(plain(slide.titre))
    expect(notes.locator("#compte")).to_have_text("3 / 10")
    expect(notes.get_by_role("list", name="Notes de l'orateur").locator("li")).to_have_text(
        [plain(one) for one in slide.notes]
    )
    expect(notes.get_by_role("complementary", name="Ensuite")).to_contain_text(
        plain(following.titre)
    )
    expect(notes.get_by_role("timer", name="Temps écoulé")).to_have_text(re.compile(r"\d\d:\d\d"))
    expect(notes.locator("html")).to_have_attribute("lang", "fr")
    expect(salle.page.get_by_text(plain(slide.notes[0]))).to_have_count(0)
    assert salle.page.locator(".st-key-diapo").bounding_box() == before


def test_either_window_moves_both(salle):
    notes = open_notes(salle)
    slides = deck("region", "75").diapositives
    notes.get_by_role("button", name="Suivante").click()
    salle.wait_for(4, 10)
    expect(notes.get_by_role("heading", level=1)).to_have_text(plain(slides[3].titre))
    notes.keyboard.press("ArrowLeft")
    salle.wait_for(3, 10)
    salle.page.bring_to_front()
    salle.press("ArrowRight")
    salle.press("ArrowRight")
    salle.wait_for(5, 10)
    expect(notes.locator("#compte")).to_have_text("5 / 10")
    notes.keyboard.press("End")
    salle.wait_for(10, 10)
    expect(notes.get_by_role("complementary")).to_contain_text("Fin de la présentation")
    expect(notes.get_by_role("button", name="Suivante")).to_be_disabled()


def test_keys_in_a_hurry_from_both_windows_are_all_counted(salle):
    notes = open_notes(salle)
    for _ in range(3):
        notes.keyboard.press("ArrowRight")
        salle.press("ArrowRight")
    notes.keyboard.press("ArrowLeft")
    salle.wait_for(8, 10)
    expect(notes.locator("#compte")).to_have_text("8 / 10")
    expect(notes.get_by_role("heading", level=1)).to_have_text(
        plain(deck("region", "75").diapositives[7].titre)
    )


def test_the_notes_closed_or_loaded_again_change_nothing(salle):
    notes = open_notes(salle)
    notes.reload()
    expect(notes.locator("#compte")).to_have_text("3 / 10")
    notes.close()
    salle.press("ArrowRight")
    salle.wait_for(4, 10)
    again = open_notes(salle)
    expect(again.locator("#compte")).to_have_text("4 / 10")
    salle.page.reload()
    salle.wait_for(4, 10)
    again.get_by_role("button", name="Suivante").click()
    salle.wait_for(5, 10)


def test_the_clock_is_reset_and_the_end_is_told(salle):
    notes = open_notes(salle)
    timer = notes.get_by_role("timer")
    expect(timer).to_have_text(re.compile(r"00:0[2-9]|00:[1-9]\d|0[1-9]:\d\d"))
    notes.get_by_role("button", name="Remettre à zéro").click()
    expect(timer).to_have_text(re.compile(r"00:0[01]"))
    salle.press("Escape")
    expect(notes.get_by_role("status")).to_have_text(
        "La présentation est fermée : ces notes ne la suivent plus."
    )


def test_a_window_that_the_browser_blocks_is_told_with_another_way(salle):
    salle.page.evaluate("() => { window.open = () => null; }")
    salle.page.get_by_role("button", name="Notes", exact=True).click()
    told = salle.page.get_by_role("alertdialog", name="La fenêtre des notes a été bloquée")
    expect(told).to_contain_text("Autorisez-le")
    with salle.page.context.expect_page() as opened:
        told.get_by_role("link", name="Ouvrir dans un onglet").click()
    expect(opened.value.locator("#compte")).to_have_text("3 / 10")
    expect(told).to_be_hidden()
    opened.value.keyboard.press("ArrowRight")
    salle.wait_for(4, 10)


def test_notes_opened_without_a_presentation_say_how_to(salle, page_of):
    with salle.page.expect_popup() as opened:
        salle.press("n")
    address = opened.value.url
    alone = page_of(900, 700)
    alone.goto(address)
    expect(alone.get_by_role("status")).to_contain_text("Aucune présentation ne répond")
    alone.goto(address.split("&canal")[0])
    expect(alone.get_by_role("status")).to_contain_text("touche n")


def test_buttons_fade_while_the_mouse_rests_and_come_back(salle):
    button = salle.page.get_by_role("button", name="Suivante")
    salle.page.mouse.move(600, 300)
    expect(button).to_have_css("opacity", "1")
    expect(button).to_have_css("opacity", "0")
    expect(button).to_have_css("transition-duration", "0s")  # less motion was asked for
    salle.page.mouse.move(640, 300)
    expect(button).to_have_css("opacity", "1")
    expect(button).to_have_css("opacity", "0")
    salle.press("ArrowRight")
    expect(button).to_have_css("opacity", "1")
    salle.wait_for(4, 10)
    expect(button).to_have_css("opacity", "0")
    for _ in range(30):  # the keyboard reaches a button: it stays
        salle.press("Tab")
        if salle.page.evaluate("document.activeElement.shadowRoot?.activeElement?.dataset.role"):
            break
    expect(button).to_have_css("opacity", "1")
    salle.page.wait_for_timeout(4_000)
    expect(button).to_have_css("opacity", "1")
