// What the map remembers, and what follows from it: its planes, its view, the look of its shapes.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});
  const { encarts, formes } = atlas;

  const ZOOM_MAXIMUM = 12; // of a view that fits a territory; by hand, a little more
  const MARGE = 10; // pixels around what is in view
  const LEGENDE = 168; // the same on the right, when the page lays its legend there
  const LARGE = 480; // width from which it does
  // What the rates of a state count: every figure says it.
  const COMPTES = {
    signe: "un contrat signé",
    signe_ou_projet: "un contrat signé ou en projet",
  };
  // Bottom to top: frames of the insets lie under the shapes, outlines and highlight above.
  const PLANS = { cadres: 350, formes: 400, contours: 420, selection: 430, survol: 440 };

  // One map per iframe.
  const carte = {
    map: null, reglages: null, aspects: null, bulle: null, avis: null, styles: null,
    etat: null, // the state on screen
    formes: [], // its shapes, in the order of the packed strings
    surCanvas: false,
    largeur: 0, // of a typical shape in view, in pixels at zoom 0
    contours: [],
    plans: {}, // plane -> {groupe, renderer}
    fond: null,
    disposition: null, // how the insets are laid out
    limites: null, // of the territory in view
    deplacee: false, // has the reader moved the map since it was fitted?
    parNous: false, // is the present move ours?
    demande: 0, // numbers the calls: a late layer never overwrites a newer state
    version: 0,
    survolee: null, // the shape under the pointer
    surPapier: false, // is it being printed?
    clic: 0, // timer of a press that may be the first of two
  };

  // What is on a plane gives way to the new, and so does its renderer: an empty canvas left
  // above the others would catch the pointer.
  function replacePlane(nom, couches, renderer) {
    carte.plans[nom]?.groupe.remove();
    carte.plans[nom]?.renderer.remove();
    const groupe = L.featureGroup(couches).addTo(carte.map);
    carte.plans[nom] = { groupe, renderer };
    return groupe;
  }

  function isContext(etat, { rang }) {
    return etat.classes[rang] === carte.reglages.horsVue;
  }

  function aspectOf(etat, forme) {
    return isContext(etat, forme) ? null : carte.aspects[etat.mode][etat.classes[forme.rang]];
  }

  // 0 context, 1 light shapes, 2 the others: the order in which they are laid.
  function depth(etat, forme) {
    const aspect = aspectOf(etat, forme);
    return aspect ? (aspect.clair ? 1 : 2) : 0;
  }

  function opacity(etat) {
    return etat.fond_ign && !etat.encarts ? 0.6 : 1;
  }

  function styleOf(etat, forme) {
    const options = { surCanvas: carte.surCanvas, largeur: currentWidth(), opacite: opacity(etat) };
    return formes.style(aspectOf(etat, forme), options);
  }

  function currentWidth() {
    return carte.largeur * 2 ** carte.map.getZoom();
  }

  function countInView({ classes }) {
    return classes.length - (classes.split(carte.reglages.horsVue).length - 1);
  }

  // ---- View: size of the map, insets, territory it fits --------------------------------------

  function followSize() {
    measure();
    if (!carte.etat) return;
    layOut(carte.etat);
    if (!carte.deplacee) fit();
  }

  function measure() {
    byOurselves(() => carte.map.invalidateSize({ animate: false, debounceMoveend: false }));
  }

  function byOurselves(action) {
    carte.parNous = true;
    action();
    carte.parNous = false;
  }

  function layOut(etat) {
    const disposition = etat.encarts ? encarts.layout(carte.map.getSize(), etat.grand) : "";
    if (carte.disposition === disposition) return;
    carte.disposition = disposition;
    const places = encarts.insets(disposition);
    formes.moveOverseas(carte.formes, places);
    formes.moveOverseas(carte.contours, places);
    const renderer = formes.newRenderer("atlas-cadres");
    replacePlane("cadres", formes.createFrames(places, renderer), renderer);
    if (etat.encarts) carte.limites = viewBounds(etat);
  }

  function viewBounds(etat) {
    if (etat.encarts) return encarts.bounds(carte.disposition);
    const limites = L.latLngBounds([]);
    carte.formes.forEach((forme) => {
      if (!isContext(etat, forme)) limites.extend(forme.getBounds());
    });
    return limites;
  }

  function fit() {
    const { map, limites } = carte;
    if (!limites?.isValid() || !map.getSize().x || !map.getSize().y) return;
    byOurselves(() => {
      map.setMaxBounds(null).setMinZoom(0).setMaxZoom(ZOOM_MAXIMUM + 3);
      const droite = carte.etat?.legende && !carte.surPapier && map.getSize().x > LARGE ? LEGENDE : MARGE;
      map.fitBounds(limites, {
        animate: false, maxZoom: ZOOM_MAXIMUM,
        paddingTopLeft: [MARGE, MARGE], paddingBottomRight: [droite, MARGE],
      });
      map.setMinZoom(map.getZoom() - 1).setMaxBounds(limites.pad(0.75));
    });
    carte.deplacee = false;
  }

  // A sheet of paper is narrower than a screen: the whole territory is drawn at its width.
  function onPaper(largeur) {
    const { style } = carte.map.getContainer();
    if (largeur) style.setProperty("width", `${largeur}px`, "important");
    else style.removeProperty("width");
    carte.surPapier = Boolean(largeur);
    carte.deplacee = false;
    followSize();
  }

  Object.assign(atlas, {
    memoire: {
      COMPTES, PLANS, carte, replacePlane, isContext, aspectOf, depth, opacity, styleOf,
      currentWidth, countInView, followSize, measure, layOut, viewBounds, fit, onPaper,
    },
  });
})();
