"""What a page shows or reads aloud, and the English words in it."""

import re

from playwright.sync_api import Page

LUS = """() => {
  const attributs = ["aria-label", "placeholder", "title", "alt", "aria-description",
    "aria-roledescription", "aria-valuetext", "data-title"];
  const lus = [];
  const marcheur = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  for (let noeud = marcheur.currentNode; noeud; noeud = marcheur.nextNode()) {
    if (noeud.nodeType === Node.TEXT_NODE) {
      const parent = noeud.parentElement;
      if (["SCRIPT", "STYLE"].includes(parent.tagName)) continue;
      if (parent.closest("[translate='no'][aria-hidden='true']")) continue;  // drawn as a picture
      lus.push(noeud.data.trim());
    } else if (noeud.nodeType === Node.ELEMENT_NODE) {
      attributs.forEach((nom) => lus.push(noeud.getAttribute(nom)));
    }
  }
  return lus.filter(Boolean);
}"""

# Words of the interface that no French sentence holds; "page", "option" or "format" are French too.
LISTE = """
    the and of to is are with this your please press enter apply search select choose clear close
    open show hide more less no not results result running connecting connection loading next
    previous month week day today drag drop here browse upload per files download fullscreen help
    error found skip content sort ascending descending column columns rows pin autosize remove add
    deploy settings print record rerun about sidebar collapse expand copy link heading calendar
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday tue wed thu fri sat sun value
    range empty view app you can use arrow keys dd yyyy
"""
MOTS = frozenset(LISTE.split())
ADRESSE = re.compile(r"https?:\S+|\b[\w-]+\.(?:fr|com|eu|org|net)\b\S*")
INSECABLE = "\u2060"
OPEN_DATA = re.compile("open data", re.IGNORECASE)


def mots_anglais(page: Page) -> list[str]:
    """Return the texts of a page that hold an English word."""
    return sorted({text for text in page.evaluate(LUS) if _is_english(text)})


def _is_english(text: str) -> bool:
    cleaned = OPEN_DATA.sub("", ADRESSE.sub("", text.replace(INSECABLE, "")))
    return any(word.lower() in MOTS for word in re.findall(r"[^\W\d_]+", cleaned))
