// What scrolls sideways can be reached and scrolled with the keyboard; Enter opens a table's row.
(function () {
  "use strict";

  const DEFILANTS = '[class*="st-key-actions-chaleur-"]';

  function ouvrir(element) {
    element.tabIndex = 0;
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", "Graphique à faire défiler");
  }

  function chercher(noeud) {
    if (noeud.nodeType !== Node.ELEMENT_NODE) return;
    if (noeud.matches(DEFILANTS)) ouvrir(noeud);
    noeud.querySelectorAll(DEFILANTS).forEach(ouvrir);
  }

  // A table whose rows lead somewhere has a key of its own, and Streamlit writes it as a class. Its
  // names are buttons that only a pointer presses: Enter chooses the row, as Shift + Space does.
  document.addEventListener("keydown", (appui) => {
    if (appui.key !== "Enter" || appui.shiftKey || appui.ctrlKey || appui.altKey || appui.metaKey) return;
    const table = appui.target.closest?.('[data-testid="stDataFrame"]');
    const contenant = table?.closest('[data-testid="stElementContainer"]');
    if (!contenant?.matches('[class*="st-key-"]') || appui.target.matches("input, textarea, button")) return;
    appui.preventDefault();
    appui.stopPropagation();
    appui.target.dispatchEvent(new KeyboardEvent("keydown", {
      key: " ", code: "Space", keyCode: 32, shiftKey: true, bubbles: true, cancelable: true,
    }));
  }, true);

  new MutationObserver((changements) => {
    for (const un of changements) un.addedNodes.forEach(chercher);
  }).observe(document.documentElement, { subtree: true, childList: true });
})();
