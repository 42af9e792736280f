"""A reader without a mouse: where the keyboard stops, and whether that is seen."""

import re
from typing import Any

from playwright.sync_api import Page

ARRETS = 220
"""Stops at most before what is looked for: a reader gives up long before."""

# The element that has the keyboard, inside a frame too; its name as a screen reader says it.
OU = """() => {
  let el = document.activeElement;
  while (el && el.tagName === 'IFRAME' && el.contentDocument
         && el.contentDocument.activeElement !== el.contentDocument.body) {
    el = el.contentDocument.activeElement;
  }
  if (!el || el === document.body) return {nom: '', role: 'body'};
  const par = (el.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean)
    .map((id) => el.ownerDocument.getElementById(id)).filter(Boolean)
    .map((one) => one.innerText).join(' ');
  const icones = [...el.querySelectorAll('[data-testid="stIconMaterial"]')];
  let texte = el.innerText || '';
  icones.forEach((one) => { texte = texte.replace(one.innerText, ''); });
  const label = el.labels && el.labels.length ? el.labels[0].innerText : '';
  const nom = el.getAttribute('aria-label') || par || label || texte || el.title || '';
  return {nom: nom.replace(/\\s+/g, ' ').trim().slice(0, 120),
    role: el.getAttribute('role') || el.tagName.toLowerCase()};
}"""

# What changes around the element when the keyboard leaves it: its outline, shadow, border or
# ground, or those of what it is drawn in. The cells of a table are drawn as a picture, with their
# own frame; a map marks its shapes.
SE_VOIT = """async () => {
  let el = document.activeElement;
  if (!el || el === document.body || el.tagName === 'IFRAME') return true;
  const lit = () => {
    const styles = [];
    for (let one = el, n = 0; one && n < 5; one = one.parentElement, n += 1) {
      const s = getComputedStyle(one);
      styles.push([s.outlineStyle === 'none' ? '' : s.outline, s.boxShadow, s.borderColor,
        s.backgroundColor, s.textDecorationLine, s.transform, s.opacity].join('|'));
    }
    el.querySelectorAll('*').forEach((one) => {
      const s = getComputedStyle(one);
      styles.push([s.outlineStyle === 'none' ? '' : s.outline, s.boxShadow, s.borderColor,
        s.backgroundColor].join('|'));
    });
    return styles.join('\\n');
  };
  if (el.tagName === 'CANVAS' || el.closest('[data-testid="stDataFrame"]')) return true;
  const avec = lit();
  el.blur();
  await new Promise((next) => setTimeout(next, 60));  // the page draws it again
  const sans = lit();
  el.focus({preventScroll: true});
  await new Promise((next) => setTimeout(next, 30));
  return avec !== sans;
}"""


def ou(page: Page) -> dict[str, str]:
    """Return the name and the role of what has the keyboard."""
    found: dict[str, str] = page.evaluate(OU)
    return found


def va(page: Page, nom: str, role: str = "") -> None:
    """Press Tab until a name that matches has the keyboard; ``role``: its kind, if it matters."""
    seen: list[dict[str, Any]] = []
    for _ in range(ARRETS):
        page.keyboard.press("Tab")
        here = ou(page)
        seen.append(here)
        if re.search(nom, here["nom"]) and role in ("", here["role"]):
            return
    told = "; ".join(f"{one['role']} {one['nom'][:40]}" for one in seen[:80])
    raise AssertionError(f"{nom} is not reached by the keyboard: {told}")


def invisibles(page: Page, arrets: int) -> list[str]:
    """Press Tab so many times; return the stops that nothing on the screen tells."""
    style = page.add_style_tag(content="*, *::before, *::after { transition: none !important; }")
    lost = []
    for _ in range(arrets):
        page.keyboard.press("Tab")
        here = ou(page)
        if here["role"] == "body":
            break
        if not page.evaluate(SE_VOIT):
            lost.append(f"{here['role']} {here['nom']}")
    style.evaluate("one => one.remove()")  # the page goes on to other tests
    return lost
