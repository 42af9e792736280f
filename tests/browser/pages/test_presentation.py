"""A presentation moved by the keyboard, in a real browser and without a network."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from components.diaporama.contenu import DIAPOSITIVES, build_diaporama
from components.presentation.style import TAILLE_MINIMALE
from geo.couverture.moteur import load_moteur
from geo.presentation.seminaire import build_seminaire
from geo.territoires.territoire import find_territoire
from tests.browser.carte_affichee import CADRE, frame_of
from tests.browser.repos import answered, at_rest
from tests.browser.visites import DELAI, TELEPHONE, VA, Visites

JOUR = "2026-06-15"
TOUTES = f"date={JOUR}&mode=projection&diapos={','.join(DIAPOSITIVES)}"
PROJECTION = f"{TOUTES}&diapo="
CONTRASTE = 7
SONDE = re.compile(r"console: Failed to load resource: .* 404 .*/presentation/_stcore/.*")

# Every text that is drawn, with its size and its contrast with what is painted under it. Colours
# are read as they are computed; a chart says its own background, a white sheet.
TEXTES = """(racine) => {
  const lit = (c) => {
    const [r, v, b, a = 1] = (c.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
    return { r, v, b, a: c === "transparent" ? 0 : a };
  };
  const clarte = ({ r, v, b }) => {
    const [x, y, z] = [r, v, b].map((n) => {
      n /= 255;
      return n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const sous = (element) => {
    for (let e = element; e; e = e.parentElement || e.getRootNode().host) {
      const fond = lit(getComputedStyle(e).backgroundColor);
      if (fond.a > 0.99) return fond;
    }
    return { r: 255, v: 255, b: 255 };
  };
  const trouves = [];
  const visite = (noeud) => {
    if (noeud.nodeType === 3) {
      const texte = noeud.textContent.trim();
      const parent = noeud.parentElement || noeud.getRootNode().host;
      if (!texte || !parent) return;
      const style = getComputedStyle(parent);
      const boite = document.createRange();
      boite.selectNode(noeud);
      const { width, height } = boite.getBoundingClientRect();
      if (style.visibility === "hidden" || !width || !height) return;
      const dessin = parent.closest("svg");
      const encre = lit(dessin ? style.fill : style.color);
      const papier = dessin ? { r: 255, v: 255, b: 255 } : sous(parent);
      const [haut, bas] = [clarte(encre), clarte(papier)].sort((a, b) => b - a);
      trouves.push({
        texte: texte.slice(0, 60), taille: parseFloat(style.fontSize),
        contraste: (haut + 0.05) / (bas + 0.05),
        surBarre: Boolean(parent.closest(".bartext")),
      });
      return;
    }
    if (["STYLE", "SCRIPT", "TITLE", "DEFS"].includes(noeud.nodeName.toUpperCase())) return;
    if (noeud.shadowRoot) visite(noeud.shadowRoot);
    noeud.childNodes.forEach(visite);
  };
  visite(racine);
  return trouves;
}"""

# What is outside the frame, cut by the part of the slide it lies in, or scrolls.
DEBORDS = """(scene) => {
  const cadre = scene.getBoundingClientRect();
  const fautes = [];
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) fautes.push("page");
  if (cadre.left < -1 || cadre.top < -1 || cadre.right > innerWidth + 1
      || cadre.bottom > innerHeight + 1) fautes.push("scene");
  const textes = scene.querySelectorAll("h1, h2, p, li, td, th, iframe, .main-svg text");
  for (const element of textes) {
    const boite = element.getBoundingClientRect();
    if (getComputedStyle(element).visibility === "hidden" || !boite.width) continue;
    const part = element.closest("[class*=st-key-diapo-]") || scene;
    const limite = part.getBoundingClientRect();
    const dehors = boite.left < limite.left - 2 || boite.right > limite.right + 2
      || boite.top < limite.top - 2 || boite.bottom > limite.bottom + 2
      || boite.right > cadre.right + 1 || boite.bottom > cadre.bottom + 1;
    if (dehors) fautes.push(`${element.tagName} ${element.textContent.slice(0, 50)}`);
  }
  return fautes;
}"""

VISIBLE = "all => all.some((one) => one.checkVisibility({ visibilityProperty: true }))"

pytestmark = pytest.mark.browser


class Salle:
    """A presentation on a screen, and what a speaker does with it."""

    def __init__(self, page: Page, go: Callable[[str], object]) -> None:
        page.set_default_timeout(DELAI)
        self.page = page
        self.go = go

    def open(self, query: str) -> "Salle":
        self.go(f"presentation?{query}")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        if "mode=projection" in query:  # a key pressed before the buttons are there goes nowhere
            expect(self.page.locator("[data-role=compte]")).to_have_text(re.compile(r"\d+ / \d+"))
        self.rest()
        return self

    def rest(self) -> None:
        answered(self.page)

    def wait_for(self, number: int, total: int) -> None:
        """Wait until a slide is drawn: the count follows the keys, the slide the server."""
        expect(self.page.locator("[data-role=compte]")).to_have_text(f"{number} / {total}")
        drawn = self.page.locator(f"[data-diapo='{number}']")
        expect(drawn).to_be_attached()
        self.page.wait_for_url(re.compile(rf"[?&]diapo={number}(&|$)"))
        self.rest()

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    @property
    def title(self):
        return self.page.locator(".st-key-diapo h1")

    @property
    def frame(self) -> Any:
        return frame_of(self.page)

    def texts(self) -> list[dict[str, Any]]:
        """Return the texts drawn, in the slide and in its map."""
        found = self.page.locator(".st-key-scene").evaluate(TEXTES)
        if self.page.locator(CADRE).evaluate_all(VISIBLE):
            found += self.frame.locator("body").evaluate(TEXTES)
        return found

    def overflow(self) -> list[str]:
        return self.page.locator(".st-key-scene").evaluate(DEBORDS)


@pytest.fixture
def salle_de(
    serve: Callable[..., str], page_of: Callable[..., Page], faults: list[str]
) -> Iterator[Callable[..., Salle]]:
    """Return ``salle_de(width, height, mouvement=False, **options)``: a screen of that size.

    Its system asks for less motion, unless ``mouvement``.
    """

    def enter(*size: int, mouvement: bool = False, **options: Any) -> Salle:
        page = page_of(*size, **options)
        page.emulate_media(reduced_motion="no-preference" if mouvement else "reduce")
        return Salle(page, lambda address: page.goto(f"{serve('dashboard.py')}/{address}"))

    yield enter
    faults[:] = [fault for fault in faults if not SONDE.fullmatch(fault)]


@pytest.fixture
def salle_suivante(visite: Visites) -> Iterator[Callable[..., Salle]]:
    """Return what ``salle_de`` returns, in the page where the presentation before was shown."""

    def enter(*size: int, mouvement: bool = False) -> Salle:
        page = visite.page(*size)
        page.emulate_media(reduced_motion="no-preference" if mouvement else "reduce")
        return Salle(page, lambda address: visite(address, *size))

    yield enter
    visite.page().emulate_media(reduced_motion="null")


def deck(niveau: str, code: str):
    moteur = load_moteur()
    place = find_territoire(moteur.referentiel, niveau, code)
    return build_diaporama(build_seminaire(moteur, place, date.fromisoformat(JOUR)))


@pytest.mark.parametrize(
    ("width", "height", "query"),
    [(1920, 1080, "region=75&"), (1024, 768, "region=53&"), (1024, 768, "region=06&format=4-3&")],
    ids=["1920", "1024", "1024-4-3"],
)
def test_every_slide_fills_the_screen_and_is_read_from_the_last_row(
    salle_suivante, width, height, query
):
    salle = salle_suivante(width, height).open(f"{query}{PROJECTION}1")
    expected = deck("region", query[7:9]).diapositives
    for number, slide in enumerate(expected, start=1):
        salle.wait_for(number, len(expected))
        expect(salle.title).to_have_text(slide.titre.replace("\u00a0", " "))
        if slide.carte is not None:
            salle.page.frame_locator(CADRE).locator("#map_div[data-version]").wait_for()
        if slide.graphique is not None:
            salle.page.locator(".st-key-diapo .main-svg").first.wait_for()
        at_rest(salle.page)  # the last frame of the chart
        texts = salle.texts()
        assert len(texts) > 5, slide.cle
        small = [one for one in texts if one["taille"] < TAILLE_MINIMALE]
        assert small == [], slide.cle
        # A number written on a bar has its own background: tests/components checks it.
        faint = [one for one in texts if one["contraste"] < CONTRASTE and not one["surBarre"]]
        assert faint == [], slide.cle
        assert salle.overflow() == [], slide.cle
        assert [one for one in ("header", "nav[data-testid]", "footer") if _seen(salle, one)] == []
        salle.press("ArrowRight")


@pytest.mark.parametrize("query", ["region=75&diapo=3", "region=53&diapo=8"])
def test_what_a_map_tells_of_a_place_is_read_from_the_last_row(salle_suivante, query):
    salle = salle_suivante(1920, 1080).open(f"{TOUTES}&{query}")
    carte = salle.page.frame_locator(CADRE).locator("#map_div[data-version]")
    carte.wait_for()
    carte.hover()
    bulle = salle.page.frame_locator(CADRE).locator(".atlas-infobulle")
    expect(bulle.locator(".atlas-population")).to_be_visible()
    expect(bulle).to_have_css("opacity", "1")
    told = bulle.evaluate(TEXTES)
    assert len(told) >= 2
    assert [one for one in told if one["taille"] < TAILLE_MINIMALE] == []
    assert [one for one in told if one["contraste"] < CONTRASTE] == []


def _seen(salle: Salle, selector: str) -> bool:
    return any(one.is_visible() for one in salle.page.locator(selector).all())


def test_keys_move_the_slides_wherever_the_speaker_clicked(salle_suivante):
    salle = salle_suivante(1280, 720).open(f"region=53&{TOUTES}")
    expect(salle.page.locator("[data-role=compte]")).to_have_text("1 / 10")
    salle.rest()
    for key, number in [
        ("ArrowRight", 2),
        ("PageDown", 3),
        (" ", 4),
        ("Shift+ ", 3),
        (" ", 4),
        ("PageUp", 3),
        ("End", 10),
        ("ArrowRight", 10),
        ("Home", 1),
        ("ArrowLeft", 1),
    ]:
        salle.press(key)
        salle.wait_for(number, 10)
        # The address given named no slide: it follows all the same, and keeps the rest.
        expect(salle.page).to_have_url(re.compile(rf"region=53&.*&diapos=.*&diapo={number}$"))
    salle.press("ArrowRight")
    salle.press("ArrowRight")  # at once: no key is lost
    salle.wait_for(3, 10)

    salle.page.frame_locator(CADRE).locator("#map_div[data-version]").click()
    salle.press("ArrowRight")
    salle.wait_for(4, 10)
    salle.frame.evaluate("() => { window.repere = 'toujours là'; }")
    salle.press("ArrowLeft")
    salle.wait_for(3, 10)
    assert salle.frame.evaluate("window.repere") == "toujours là"  # the map never went away

    salle.page.get_by_role("button", name="Suivante").click()
    salle.wait_for(4, 10)
    salle.title.click()
    salle.wait_for(5, 10)


def test_a_speaker_in_a_hurry_lands_on_the_last_slide_asked_for(salle_suivante):
    salle = salle_suivante(1280, 720).open(f"region=53&{PROJECTION}1")
    salle.wait_for(1, 10)
    moves = ["ArrowRight"] * 7 + ["ArrowLeft"] * 5 + ["ArrowRight"] * 4
    for rank, key in enumerate(moves):
        salle.press(key)
        salle.page.wait_for_timeout(30 if rank % 4 else 500)  # some during a run, some after
    salle.wait_for(7, 10)
    expect(salle.title).to_have_text(deck("region", "53").diapositives[6].titre)
    expect(salle.page.get_by_role("dialog")).to_have_count(0)


def test_the_years_go_by_on_the_same_map(salle_suivante):
    salle = salle_suivante(1280, 720, mouvement=True).open(f"region=53&{PROJECTION}4")
    found = deck("region", "53").diapositives[3]
    hero = salle.page.locator(".st-key-diapo-cote .diapo-chiffre").first
    expect(hero).to_contain_text("fin 2016")
    salle.frame.evaluate("() => { window.repere = 'toujours là'; }")
    expect(hero).to_contain_text(found.chiffres[0].valeur.split("\u00a0")[0])
    expect(hero).to_contain_text("15 juin 2026")
    assert salle.frame.evaluate("window.repere") == "toujours là"
    salle.wait_for(4, 10)


def test_help_and_escape(salle_de):
    salle = salle_de(1280, 720)
    salle.open(f"region=75&date={JOUR}")
    salle.page.get_by_role("button", name="Lancer la présentation").click()
    salle.wait_for(1, 10)
    salle.press("ArrowRight")
    salle.press("ArrowRight")
    salle.wait_for(3, 10)
    salle.press("?")
    aide = salle.page.get_by_role("dialog", name="Touches de la présentation")
    expect(aide).to_contain_text("notes de l'orateur")
    salle.press("Escape")
    expect(aide).to_be_hidden()
    salle.press("Escape")
    expect(salle.page.get_by_role("heading", level=1, name="Présentation")).to_be_visible()
    assert "mode=" not in salle.page.url
    assert "diapo=3" in salle.page.url
    expect(salle.page.get_by_test_id("stHeader")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390)], ids=["portrait", "paysage"])
def test_a_phone_has_buttons_that_can_be_tapped_under_a_slide_that_is_whole(
    salle_de, width, height
):
    salle = salle_de(width, height, **TELEPHONE)
    salle.open(f"region=53&{PROJECTION}3")
    salle.wait_for(3, 10)
    slide = salle.page.locator(".st-key-diapo").bounding_box()
    assert slide["x"] >= -1
    assert slide["x"] + slide["width"] <= width + 1
    for button in salle.page.locator("nav[aria-label='Présentation'] button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 43.5, button.inner_text()
        assert box["y"] >= slide["y"] + slide["height"] - 1
        assert box["y"] + box["height"] <= height + 1
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width + 1
    turn = salle.page.get_by_text("Tournez le téléphone")
    expect(turn).to_be_visible(visible=height > width)
    salle.page.get_by_role("button", name="Suivante").tap()
    salle.wait_for(4, 10)
    salle.page.get_by_role("button", name="?").tap()
    aide = salle.page.get_by_role("dialog", name="Touches de la présentation").bounding_box()
    assert aide["x"] >= -1
    assert aide["y"] >= -1


def test_back_leaves_the_presentation_in_one_go(salle_de):
    salle = salle_de(1280, 720)
    salle.open(f"region=75&date={JOUR}")
    salle.page.get_by_role("button", name="Lancer la présentation").click()
    salle.wait_for(1, 10)
    for number in (2, 3):
        salle.press("ArrowRight")
        salle.wait_for(number, 10)
    salle.page.go_back()
    salle.press("ArrowRight")  # the slide may still be on the screen: this key is not for it
    expect(salle.page.get_by_role("heading", level=1, name="Présentation")).to_be_visible()
    assert "diapo=" not in salle.page.url
    for number in (8, 3):  # another address in the same visit: its slide, not the one left
        salle.page.evaluate(VA, f"/presentation?region=75&{PROJECTION}{number}")
        salle.wait_for(number, 10)
        salle.press("ArrowRight")
        salle.wait_for(number + 1, 10)


def test_autoplay_moves_and_stops_on_demand(salle_de):
    salle = salle_de(1280, 720)
    salle.page.clock.install()
    salle.open(f"region=75&date={JOUR}&mode=projection&diapos=titre,region,sources&rythme=10")
    expect(salle.page.get_by_role("button", name="Pause")).to_be_visible()
    salle.page.clock.fast_forward(10_500)
    salle.wait_for(2, 3)
    salle.press("p")
    expect(salle.page.get_by_role("button", name="Lecture")).to_be_visible()
    salle.page.clock.fast_forward(30_000)
    salle.wait_for(2, 3)


def test_the_hero_figure_is_the_one_computed(salle_suivante):
    salle = salle_suivante(1280, 720).open(f"region=06&{PROJECTION}3")
    figures = deck("region", "06").diapositives[2].chiffres
    hero = salle.page.locator(".st-key-diapo-cote .diapo-chiffre").first
    expect(hero).to_contain_text(figures[0].valeur.replace("\u00a0", " "))
    expect(hero).to_contain_text("de la population sous un contrat signé")
