"""When a page has all that the server sends, and when nothing of it moves any more."""

from playwright.sync_api import Page, expect

from components.commun.a_la_demande import EN_ROUTE

# Kept when nothing has changed for a while and nothing slides; what turns without end may go on.
CALME = """(duree) => new Promise((rendre) => {
  const finis = () => document.getAnimations().every((une) =>
    une.playState !== "running" || une.effect?.getComputedTiming().endTime === Infinity);
  let attente;
  const observateur = new MutationObserver(() => attends());
  const attends = () => {
    clearTimeout(attente);
    attente = setTimeout(() => {
      if (!finis()) return attends();
      observateur.disconnect();
      rendre();
    }, duree);
  };
  const tout = { subtree: true, childList: true, attributes: true, characterData: true };
  observateur.observe(document, tout);
  setTimeout(() => { observateur.disconnect(); rendre(); }, 30 * duree);
  attends();
})"""
CALME_MS = 100


def answered(page: Page) -> None:
    """Wait until the server has sent all that it had to draw."""
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()


def at_rest(page: Page) -> None:
    """Wait until the page is drawn, and nothing changed in it for a tenth of a second."""
    answered(page)
    page.evaluate(CALME, CALME_MS)


def opened(page: Page) -> None:
    """Wait until what a button of the page opens is there, drawn for who opens it."""
    body = page.get_by_test_id("stPopoverBody")
    expect(body).to_be_visible()
    expect(body).not_to_contain_text(EN_ROUTE)
    at_rest(page)
