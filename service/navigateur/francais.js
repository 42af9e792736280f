// The few words that Streamlit writes itself, in French: texts and the attributes that are read
// aloud or shown. One table (francais.json). What comes from pages and data is not touched: single
// words are left alone in the texts of the pages, and a text that is not in the table stays.
(function (table) {
  "use strict";

  const ATTRIBUTS = ["aria-label", "placeholder", "title", "alt", "aria-description",
    "aria-roledescription", "aria-valuetext", "data-title"];
  const LONGUEUR_MAX = 400;
  const SANS_MOTS = new Set(["SCRIPT", "STYLE", "TEXTAREA", "CODE", "PRE"]);
  const phrases = new Map(Object.entries(table.phrases));
  const mots = new Map(Object.entries(table.mots));
  const motifs = table.motifs.map(([motif, texte]) => [new RegExp(motif), texte]);
  const MOIS = /\{mois (\d)\}/g;

  // Calendars, numbers and dates follow the language of the atlas, not that of the browser.
  const LANGUES = Object.freeze(["fr-FR", "fr"]);
  Object.defineProperty(navigator, "language", { get: () => LANGUES[0], configurable: true });
  Object.defineProperty(navigator, "languages", { get: () => LANGUES, configurable: true });

  function parMotif(texte) {
    const paire = motifs.find(([motif]) => motif.test(texte));
    if (!paire) return undefined;
    const parties = texte.match(paire[0]);
    const modele = paire[1].replace(MOIS, (_, rang) => table.mois[parties[rang]] ?? parties[rang]);
    return texte.replace(paire[0], modele);
  }

  // "Search: Contrats du territoire": the tool in French, then the name that the page gives.
  function parTete(texte) {
    const place = texte.indexOf(": ");
    if (place < 0) return undefined;
    const tete = texte.slice(0, place);
    const trouve = phrases.get(tete) ?? mots.get(tete);
    return trouve === undefined ? undefined : `${trouve}\u00a0: ${texte.slice(place + 2)}`;
  }

  function enFrancais(texte, estUnAttribut, motsAussi) {
    const propre = texte.trim();
    if (!propre || propre.length > LONGUEUR_MAX) return null;
    let trouve = phrases.get(propre) ?? (motsAussi ? mots.get(propre) : undefined);
    if (propre.includes(" ")) {
      trouve ??= parMotif(propre);
      if (estUnAttribut) trouve ??= parTete(propre);
    }
    return trouve === undefined || trouve === propre ? null : texte.replace(propre, () => trouve);
  }

  // Pages write their own texts in these containers; so do Streamlit's tooltips and drop zone.
  function estDeLaPage(element) {
    return Boolean(element.closest('[data-testid="stMarkdownContainer"]'))
      && !element.closest('[data-testid="stTooltipContent"], [data-testid="stFileUploaderDropzone"]');
  }

  function traduireTexte(noeud) {
    const parent = noeud.parentElement;
    if (!parent || SANS_MOTS.has(parent.tagName) || parent.isContentEditable) return;
    const trouve = enFrancais(noeud.data, false, !estDeLaPage(parent));
    if (trouve !== null) noeud.data = trouve;
  }

  function traduireAttribut(element, nom) {
    const valeur = element.getAttribute(nom);
    const trouve = valeur ? enFrancais(valeur, true, true) : null;
    if (trouve !== null) element.setAttribute(nom, trouve);
  }

  function traduireArbre(racine) {
    if (racine.nodeType === Node.TEXT_NODE) { traduireTexte(racine); return; }
    if (racine.nodeType !== Node.ELEMENT_NODE) return;
    const marcheur = document.createTreeWalker(racine, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let noeud = racine; noeud; noeud = marcheur.nextNode()) {
      if (noeud.nodeType === Node.TEXT_NODE) traduireTexte(noeud);
      else if (noeud.hasAttributes()) {
        for (const nom of ATTRIBUTS) if (noeud.hasAttribute(nom)) traduireAttribut(noeud, nom);
      }
    }
  }

  new MutationObserver((changements) => {
    for (const un of changements) {
      if (un.type === "attributes") traduireAttribut(un.target, un.attributeName);
      else if (un.type === "characterData") traduireTexte(un.target);
      else un.addedNodes.forEach(traduireArbre);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTS,
  });
  traduireArbre(document.documentElement);
})(TABLE_DES_MOTS);
