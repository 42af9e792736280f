"""One press of Back is one view back, on every page; the menu carries the territory and the day."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.browser.carte_affichee import CADRE
from tests.browser.repos import answered
from tests.browser.visites import Visites

PERIODE = 100  # milliseconds
AVEC_CARTE = ("/couverture", "/evolution", "/simulation", "/territoire")
JOUR = "date=2025-01-31"
PETITE = "Corse"  # its views are drawn again at each step: a large one costs more, and says no more
DIT = "() => [...document.querySelectorAll('main h1, main h2')].map((t) => t.innerText).join('|')"

pytestmark = pytest.mark.browser


class Lecteur:
    """A reader of the atlas, and the views that it goes through."""

    def __init__(self, visite: Visites) -> None:
        self.visite = visite

    def open(self, query: str) -> None:
        self.page = self.visite(query, 1366, 900)
        self.wait_for_rest()

    def wait_for_rest(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        expect(self.page.get_by_text("Méthode, définitions et sources").last).to_be_attached()
        answered(self.page)
        # A frame that loads moves what a hand is about to press, and tells the history its own way.
        if urlsplit(self.page.url).path in AVEC_CARTE:
            carte = self.page.frame_locator(CADRE).first.locator("#map_div[data-version]")
            expect(carte).to_be_attached()

    @property
    def where(self) -> str:
        return self.page.evaluate("location.pathname + location.search")

    @property
    def told(self) -> str:
        """The titles, of which the second is the answer."""
        return self.page.evaluate(DIT)

    def wait_for(self, where: str) -> None:
        self.wait_until("one => location.pathname + location.search === one", where)

    def wait_until(self, true: str, told: str, **options: int) -> None:
        """Wait until a function of what was told is true; asked at each frame, it costs a lot."""
        self.page.wait_for_function(true, arg=told, polling=PERIODE, **options)

    def wait_for_other(self, told: str) -> None:
        """Wait until the page says something else, if it will: a filter may change no figure."""
        try:
            self.wait_until(f"told => ({DIT})() !== told", told, timeout=4_000)
        except TimeoutError:
            return

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_role("combobox", name=label, exact=True).first.click()
        self.page.get_by_role("option", name=option, exact=True).first.click()

    def write(self, label: str, text: str) -> None:
        field = self.page.get_by_role("textbox", name=re.compile(f"^{label}"))
        field.fill(text)
        field.press("Enter")

    def cut(self, niveau: str) -> None:
        self.page.get_by_role("radiogroup", name="Découper par").get_by_text(niveau).click()

    def press(self, text: str) -> None:
        self.page.get_by_text(text, exact=True).locator("visible=true").first.click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def go_and_come_back(self, change: Callable[[], None]) -> None:
        """Change the view, come back by one press, and go forward again."""
        before, told = self.where, self.told
        entries = self.page.evaluate("history.length")
        change()
        self.wait_until("one => location.pathname + location.search !== one", before)
        self.wait_for_rest()
        self.wait_for_other(told)
        after, then = self.where, self.told
        assert self.page.evaluate("history.length") == min(entries + 1, 50), after
        self.page.go_back()
        self.wait_for(before)
        self.wait_for_rest()
        self.wait_until(f"told => ({DIT})() === told", told)
        self.page.go_forward()
        self.wait_for(after)
        self.wait_until(f"then => ({DIT})() === then", then)
        self.wait_for_rest()


@pytest.fixture
def lecteur(visite: Visites) -> Lecteur:
    return Lecteur(visite)


@pytest.mark.parametrize(
    ("query", "steps"),
    [
        (
            f"couverture?{JOUR}",
            [
                ("choose", "Région", PETITE),
                ("write", "Situation au", "31/01/2024"),
                ("press", "Signés ou en projet"),
                ("cut", "Département"),
                ("choose", "Département", "Haute-Corse (2B)"),
            ],
        ),
        (
            f"evolution?{JOUR}",
            [
                ("choose", "Région", PETITE),
                ("write", "Situation au", "31/01/2024"),
                ("press", "Signés ou en projet"),
            ],
        ),
        (
            f"contrats?{JOUR}",
            [
                ("choose", "Région", PETITE),
                ("write", "Situation au", "31/01/2024"),
                ("press", "Fiches"),
            ],
        ),
        (
            f"actions?{JOUR}",
            [("choose", "Région", PETITE), ("write", "Situation au", "31/01/2024")],
        ),
        (f"simulation?region=94&{JOUR}", [("write", "Situation de départ au", "31/01/2024")]),
        (f"presentation?region=94&{JOUR}", [("write", "Situation au", "31/01/2024")]),
        (f"territoire?code=29232&{JOUR}", [("follow", "Finistère")]),
    ],
)
def test_one_press_of_back_goes_back_one_view(lecteur, query, steps):
    lecteur.open(query)
    for name, *what in steps:
        lecteur.go_and_come_back(lambda name=name, what=what: getattr(lecteur, name)(*what))


def test_the_territory_and_the_day_follow_through_the_menu_and_back_undoes_each_page(lecteur):
    lecteur.open(f"couverture?region=94&{JOUR}")
    menu = lecteur.page.locator("[class*=st-key-menu-cadre]")
    views = [lecteur.where]
    for name, path, title in (
        ("Contrats", "contrats", "Annuaire"),
        ("Évolution", "evolution", f"Évolution : {PETITE}"),
        ("Mon territoire", "territoire", PETITE),
        ("Actions et priorités", "actions", "Actions"),
    ):
        menu.get_by_role("link", name=name).click()
        lecteur.page.wait_for_url(re.compile(f"/{path}[?]"))
        expect(lecteur.page.get_by_role("heading", level=1)).to_contain_text(title)
        lecteur.wait_for_rest()
        assert "region=94" in lecteur.where
        assert JOUR in lecteur.where
        views.append(lecteur.where)
    for view in reversed(views[:-1]):
        lecteur.page.go_back()
        lecteur.wait_for(view)
        lecteur.wait_for_rest()
