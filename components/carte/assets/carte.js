// Life of the map. Python calls prepare() once, then show() each time the state changes; the
// shapes stay in place and only those whose class changed are painted again.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});
  const { lecture, motifs, encarts, formes, infobulle, gestes } = atlas;

  const ZOOM_MAXIMUM = 12; // of a view that fits a territory; by hand, a little more
  const SUJETS = {
    statut: "statut de chaque territoire au regard des contrats locaux de santé",
    taux: "part de la population couverte",
    simulation: "simulation, ce qu'un scénario changerait à la couverture de chaque territoire",
  };
  // What the rates of a state count: every figure says it.
  const COMPTES = {
    signe: "un contrat signé",
    signe_ou_projet: "un contrat signé ou en projet",
  };
  const ERREUR =
    "La carte n'a pas pu être chargée. Rechargez la page\u00a0; le tableau reste disponible.";
  const FOND_IGN =
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0" +
    "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png" +
    "&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}";

  // Bottom to top: frames of the insets lie under the shapes, outlines and highlight above.
  const PLANS = { cadres: 350, formes: 400, contours: 420, selection: 430, survol: 440 };

  // One map per iframe, and this is all it remembers.
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
  };

  // ---- Preparation -------------------------------------------------------------------------

  function prepare(map, reglages) {
    Object.assign(carte, { map, reglages, styles: stylesLoaded() });
    const conteneur = map.getContainer();
    document.documentElement.lang = "fr";
    conteneur.setAttribute("role", "region");
    for (const [nom, rang] of Object.entries(PLANS)) createPlane(map, nom, rang);
    carte.aspects = motifs.prepare(reglages.aspects, conteneur);
    carte.bulle = infobulle.create(conteneur);
    carte.avis = L.DomUtil.create("div", "atlas-avis", conteneur);
    carte.avis.setAttribute("role", "status");
    map.attributionControl.setPrefix(false).addAttribution(reglages.attribution);
    gestes.setUp(map, fit);
    keepOwnClicksOnly(map);
    new ResizeObserver(followSize).observe(conteneur);
    map.on("zoomstart dragstart", hideTooltip);
    map.on("zoomend", adaptStrokes);
    map.on("movestart", () => (carte.deplacee ||= !carte.parNous));
  }

  function createPlane(map, nom, rang) {
    const plan = map.createPane(`atlas-${nom}`);
    plan.style.zIndex = rang;
    if (nom !== "formes") plan.style.pointerEvents = "none";
  }

  // st_folium does not wait for style sheets, and the size of the map depends on them.
  function stylesLoaded() {
    const liens = [...document.querySelectorAll("link[rel=stylesheet]")];
    const attente = (lien) => new Promise((suite) => (lien.onload = lien.onerror = suite));
    return Promise.all(liens.filter((lien) => !lien.sheet).map(attente));
  }

  // st_folium reports every click on the map. Only those on a territory mean something, and they
  // are fired by hand with its point: the others (sea, context) stop here.
  function keepOwnClicksOnly(map) {
    const fire = map.fire;
    map.fire = function (type, donnees, ...suite) {
      if (type !== "click" || donnees?.territoire) return fire.call(this, type, donnees, ...suite);
      hideTooltip(); // a tap beside the territories puts it away
      return this;
    };
  }

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

  function notify(message, erreur = false) {
    carte.avis.textContent = message;
    carte.avis.classList.toggle("atlas-erreur", erreur);
  }

  // ---- Display -----------------------------------------------------------------------------

  async function show(map, paquet) {
    const demande = ++carte.demande;
    const depassee = () => demande !== carte.demande;
    try {
      const etat = await lecture.readPackage(paquet);
      await carte.styles;
      const nouvelles = !sameLayers(etat, carte.etat);
      if (nouvelles) notify("Chargement de la carte…");
      const [collections, contours] = await readLayers(etat);
      if (nouvelles) await nextFrame(); // so that the notice shows before the browser is busy
      if (depassee()) return;
      paint(etat, collections, contours);
      notify("");
      await nextFrame();
      publishVersion(etat);
    } catch (erreur) {
      if (depassee()) return;
      console.warn("Carte :", erreur);
      notify(ERREUR, true);
    }
  }

  function readLayers(etat) {
    const { couches, versionCouches } = carte.reglages;
    const read = (nom) => lecture.readOnce(`${couches}${nom}.json.gz?v=${versionCouches}`);
    return Promise.all([
      Promise.all(etat.couches.map(read)),
      etat.contours ? read(etat.contours) : { features: [] },
    ]);
  }

  function nextFrame() {
    return new Promise((suite) => requestAnimationFrame(() => setTimeout(suite)));
  }

  function sameLayers(etat, autre) {
    return Boolean(autre) && etat.couches.join() === autre.couches.join();
  }

  // All in one go: the browser shows nothing of the steps in between.
  function paint(etat, collections, contours) {
    const ancien = carte.etat;
    const nouvelles = !sameLayers(etat, ancien);
    const entites = nouvelles ? collections.flatMap(({ features }) => features) : carte.formes;
    checkLength(etat, entites.length);
    measure();
    carte.etat = etat;
    carte.map.getContainer().classList.toggle("atlas-grand", etat.grand);
    if (nouvelles || etat.vue !== ancien.vue) hideTooltip();
    if (nouvelles) createShapes(etat, entites);
    else restyle(etat, ancien);
    if (etat.contours !== ancien?.contours) replaceOutlines(contours);
    layOut(etat);
    if (nouvelles || String(etat.selection) !== String(ancien.selection)) replaceSelection(etat);
    showBackground(etat);
    if (nouvelles || etat.vue !== ancien.vue) {
      carte.largeur = formes.typicalWidth(carte.formes.filter((f) => !isContext(etat, f)));
      adaptStrokes();
    }
    if (etat.vue !== ancien?.vue) {
      carte.limites = viewBounds(etat);
      fit();
    }
    if (nouvelles) addShapes(etat); // once the view is right, so that they are drawn only once
    describe(etat);
    loadNames(etat);
  }

  function checkLength({ classes }, nombre) {
    if (classes.length !== nombre) throw new Error(`${classes.length} classes, ${nombre} formes`);
  }

  function describe(etat) {
    const sujet = SUJETS[etat.mode] + (etat.mode === "taux" ? ` par ${COMPTES[etat.compte]}` : "");
    const ailleurs = etat.grand ? "Les notes de l'orateur donnent" : "Le tableau sous la carte donne";
    const etiquette =
      `Carte\u00a0: ${sujet}. ${ailleurs} les mêmes informations. ` +
      "Flèches du clavier pour se déplacer, plus et moins pour zoomer.";
    carte.map.getContainer().setAttribute("aria-label", etiquette);
    if (window.frameElement) window.frameElement.title = etiquette; // else the component's name
  }

  function countInView({ classes }) {
    return classes.length - (classes.split(carte.reglages.horsVue).length - 1);
  }

  function publishVersion(etat) {
    carte.version += 1;
    const { dataset } = carte.map.getContainer();
    dataset.peint = countInView(etat);
    dataset.version = carte.version;
  }

  // Names of contracts come after the shapes: nobody waits for them.
  function loadNames(etat) {
    const show = (noms) => {
      etat.nomsLus = noms;
      refreshTooltip();
    };
    refreshTooltip();
    // Without the names, the tooltip gives the number of contracts.
    lecture.readOnce(carte.reglages.publie + etat.noms).then(show, () => {});
  }

  // ---- Shapes ------------------------------------------------------------------------------

  // What is on a plane gives way to the new, and so does its renderer: an empty canvas left
  // above the others would catch the pointer.
  function replacePlane(nom, couches, renderer) {
    carte.plans[nom]?.groupe.remove();
    carte.plans[nom]?.renderer.remove();
    const groupe = L.featureGroup(couches).addTo(carte.map);
    carte.plans[nom] = { groupe, renderer };
    return groupe;
  }

  function createShapes(etat, entites) {
    carte.surCanvas = entites.length > formes.MAXIMUM_SVG;
    carte.renderer = formes.newRenderer("atlas-formes", carte.surCanvas);
    carte.formes = formes.create(entites, carte.renderer, { bubblingMouseEvents: false });
    carte.disposition = null;
    carte.plans.formes?.groupe.remove(); // before the view changes: they need not follow it
  }

  function addShapes(etat) {
    carte.formes.forEach((forme) => Object.assign(forme.options, styleOf(etat, forme)));
    // Light shapes first: the white borders of the dark ones then stay whole.
    const ordre = [...carte.formes].sort((a, b) => depth(etat, a) - depth(etat, b));
    replacePlane("formes", ordre, carte.renderer).on({
      mouseover: onHover, mousemove: onHover, mouseout: hideTooltip, click: onClick,
    });
    carte.formes.forEach((forme) => markContext(etat, forme));
  }

  function restyle(etat, ancien) {
    const toutes = etat.mode !== ancien.mode || opacity(etat) !== opacity(ancien);
    for (const forme of carte.formes) {
      if (!toutes && etat.classes[forme.rang] === ancien.classes[forme.rang]) continue;
      forme.setStyle(styleOf(etat, forme));
      if (depth(etat, forme) === 2) forme.bringToFront();
      else forme.bringToBack();
      markContext(etat, forme);
    }
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

  function adaptStrokes() {
    const { map, etat } = carte;
    const epaisseurs = formes.strokeWidths(currentWidth(), map.getZoom());
    for (const [nom, epaisseur] of Object.entries(epaisseurs)) {
      map.getContainer().style.setProperty(nom, epaisseur);
    }
    // A canvas is drawn again right after the zoom, and reads the options then.
    if (!carte.surCanvas) return;
    carte.formes.forEach((forme) => Object.assign(forme.options, styleOf(etat, forme)));
  }

  // A shape that leaves the view keeps its place but no longer answers the pointer.
  function markContext(etat, forme) {
    if (carte.surCanvas) return;
    forme.getElement()?.classList.toggle("atlas-contexte", isContext(etat, forme));
  }

  function replaceOutlines({ features }) {
    const renderer = formes.newRenderer("atlas-contours");
    carte.contours = formes.createOutlines(features, renderer);
    carte.disposition = null;
    replacePlane("contours", carte.contours, renderer);
  }

  // The territory a page is about, drawn in a bold line among its neighbours.
  function replaceSelection({ selection }) {
    const choisies = carte.formes.filter(({ entite }) => selection.includes(entite.id));
    const renderer = formes.newRenderer("atlas-selection");
    const traits = formes.createOutlines(choisies.map(({ entite }) => entite), renderer);
    replacePlane("selection", traits, renderer);
  }

  function showBackground(etat) {
    const voulu = etat.fond_ign && !etat.encarts; // insets would lie on the wrong place
    if (voulu === Boolean(carte.fond)) return;
    carte.fond?.remove();
    carte.fond = voulu ? L.tileLayer(FOND_IGN, { maxZoom: 18 }).addTo(carte.map) : null;
  }

  // ---- Insets and view ---------------------------------------------------------------------

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
      map.fitBounds(limites, { animate: false, padding: [10, 10], maxZoom: ZOOM_MAXIMUM });
      map.setMinZoom(map.getZoom() - 1).setMaxBounds(limites.pad(0.75));
    });
    carte.deplacee = false;
  }

  // ---- Pointer -----------------------------------------------------------------------------

  function tooltipContent(forme) {
    const { etat, reglages, aspects } = carte;
    const territoire = {
      ...forme.entite.properties,
      taux: lecture.rateAt(etat.taux, forme.rang),
      references: lecture.readReferences(etat.references[forme.rang] ?? ""),
    };
    const mots = {
      annee: reglages.annee, aspects: aspects.statut, compte: COMPTES[etat.compte],
    };
    return infobulle.content(territoire, aspectOf(etat, forme), etat.nomsLus, mots);
  }

  function onHover({ propagatedFrom: forme, containerPoint }) {
    if (isContext(carte.etat, forme)) return;
    if (carte.survolee !== forme) {
      hideTooltip();
      carte.survolee = forme;
      highlight(forme);
      carte.bulle.show(tooltipContent(forme));
    }
    carte.bulle.move(containerPoint);
  }

  function refreshTooltip() {
    if (carte.survolee) carte.bulle.show(tooltipContent(carte.survolee));
  }

  // A copy of the outline, above everything: moving the shape itself would unsettle the pointer.
  function highlight(forme) {
    const renderer = carte.plans.survol?.renderer ?? formes.newRenderer("atlas-survol");
    const trait = L.polygon(forme.getLatLngs(), {
      renderer, fill: false, interactive: false, color: "#14181c", weight: 2.2, smoothFactor: 0.5,
    });
    carte.plans.survol = { renderer, groupe: trait.addTo(carte.map) };
  }

  function hideTooltip() {
    carte.bulle.hide();
    carte.plans.survol?.groupe.remove();
    carte.survolee = null;
  }

  function onClick(evenement) {
    const forme = evenement.propagatedFrom;
    if (isContext(carte.etat, forme)) return;
    onHover(evenement); // a tap has no hover before it
    const [longitude, latitude] = forme.entite.properties.p;
    // st_folium only reports a click that differs from the last one: a hair's breadth, at random,
    // makes the second click on a territory as good as the first.
    const hasard = Math.random() * 4e-7;
    const latlng = L.latLng(latitude + hasard, longitude);
    carte.map.fire("click", { latlng, territoire: forme.entite.id });
  }

  // For tests and measures.
  function etat() {
    const { version } = carte;
    const peint = carte.etat ? countInView(carte.etat) : 0;
    return { peint, version, couches: carte.etat?.couches ?? [] };
  }

  Object.assign(atlas, { prepare, show, etat });
})();
