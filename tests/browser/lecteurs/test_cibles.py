"""What is pressed on a phone is 24 pixels wide and high, or has that room (WCAG 2.2, 2.5.8)."""

import pytest
from playwright.sync_api import expect

from tests.browser.repos import at_rest, opened
from tests.browser.visites import TELEPHONE, Visites

JOUR = "2025-01-31"
PAGES = (
    f"?region=53&date={JOUR}",
    f"territoire?code=29232&date={JOUR}",
    f"contrats?departement=29&date={JOUR}",
    f"contrat?id=cls-29-cornouaille-1&date={JOUR}",
    f"evolution?region=53&date={JOUR}",
    f"actions?date={JOUR}",
    f"simulation?region=53&date={JOUR}",
    f"presentation?region=53&date={JOUR}",
    "atelier",
    "methode",
    "accessibilite",
    "mentions",
    "donnees_personnelles",
)

# Small ones, but for what the rule excepts: a link inside a sentence; a target whose circle of 24
# pixels meets no other one; a box that a larger label presses too.
PETITES = """() => {
  const COTE = 24;
  const choisir = 'a[href], button, input, select, textarea, summary, [role=button], [role=tab], '
    + '[role=radio], [role=checkbox], [role=switch], [role=option], [role=slider], [tabindex="0"]';
  const zones = [];
  const documents = [[document, 0, 0]];
  document.querySelectorAll('iframe').forEach((one) => {
    const r = one.getBoundingClientRect();
    if (one.contentDocument && r.width) documents.push([one.contentDocument, r.x, r.y]);
  });
  for (const [doc, dx, dy] of documents) {
    doc.querySelectorAll(choisir).forEach((el) => {
      const s = doc.defaultView.getComputedStyle(el);
      if (s.visibility === 'hidden' || s.display === 'none' || el.disabled) return;
      if (!el.matches('a, button, input, select, textarea, summary, [role]')) return;
      if (el.closest('[aria-hidden=true], .a-imprimer')) return;
      const champ = el.closest('[data-testid=stSelectbox], [data-testid=stMultiSelect]');
      let label = el.tagName === 'INPUT' ? el.closest('label') : null;
      if (el.tagName === 'INPUT' && champ) {  // the whole box opens the list
        label = el;
        while (label !== champ && !parseFloat(doc.defaultView.getComputedStyle(label)
          .borderTopWidth)) label = label.parentElement;
      }
      const r = (label || el).getBoundingClientRect();
      if (r.width < 2 || r.height < 2 || r.right <= 0) return;
      const phrase = s.display === 'inline' && el.parentElement.closest('p, li, td')
        && el.parentElement.innerText.trim() !== el.innerText.trim();
      const nom = el.getAttribute('aria-label') || el.innerText || el.title || '';
      zones.push({x: r.x + dx, y: r.y + dy, l: r.width, h: r.height, phrase, el,
        nom: `${el.tagName.toLowerCase()} ${nom.replace(/\\s+/g, ' ').trim().slice(0, 50)}`});
    });
  }
  const petite = (z) => z.l < COTE - 0.5 || z.h < COTE - 0.5;
  const gene = (z) => zones.some((o) => o !== z && !o.el.contains(z.el) && !z.el.contains(o.el)
    && (() => {
      const cx = z.x + z.l / 2, cy = z.y + z.h / 2;
      const px = Math.max(o.x, Math.min(cx, o.x + o.l));
      const py = Math.max(o.y, Math.min(cy, o.y + o.h));
      const rayon = petite(o) ? COTE : COTE / 2;
      const d = petite(o) ? Math.hypot(o.x + o.l / 2 - cx, o.y + o.h / 2 - cy)
        : Math.hypot(px - cx, py - cy);
      return d < rayon - 0.5;
    })());
  return zones.filter((z) => !z.phrase && petite(z) && gene(z))
    .map((z) => `${z.nom} ${Math.round(z.l)}x${Math.round(z.h)}`);
}"""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", PAGES)
def test_what_is_pressed_on_a_phone_is_large_enough(visite: Visites, address: str):
    page = visite(address, width=390, height=844, **TELEPHONE)
    expect(page.locator("[class*='st-key-pied-legal'] a").first).to_be_visible()
    assert "\n".join(page.evaluate(PETITES)) == ""
    for button in page.get_by_test_id("stPopover").locator("button:visible").all():
        button.click()
        opened(page)
        assert "\n".join(page.evaluate(PETITES)) == ""
        page.keyboard.press("Escape")
    filters = page.get_by_test_id("stExpandSidebarButton")
    if filters.count():
        filters.click()
        expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")
        at_rest(page)  # it slides in
        assert "\n".join(page.evaluate(PETITES)) == ""
