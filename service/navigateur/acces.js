// What scrolls sideways can be reached and scrolled with the keyboard.
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

  new MutationObserver((changements) => {
    for (const un of changements) un.addedNodes.forEach(chercher);
  }).observe(document.documentElement, { subtree: true, childList: true });
})();
