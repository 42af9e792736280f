// Life of the map. Python calls prepare() once, then show() each time the state changes; the
// shapes stay in place and only those whose class changed are painted again.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});
  const { lecture, motifs, formes, infobulle, gestes, memoire, etiquettes } = atlas;
  const { COMPTES, PLANS, carte, replacePlane, isContext, depth } = memoire;
  const { opacity, styleOf, currentWidth, countInView } = memoire;
  const { followSize, measure, layOut, viewBounds, fit, onPaper } = memoire;
  const { keepOwnClicksOnly, onHover, onClick, refreshTooltip, hideTooltip } = infobulle;

  const SUJETS = {
    statut: "statut de chaque territoire au regard des contrats locaux de santé",
    taux: "part de la population couverte",
    simulation: "simulation, ce qu'un scénario changerait à la couverture de chaque territoire",
    effet: "ce que les changements à publier feraient à la couverture de chaque territoire",
    perimetre: "ce qui est dans le périmètre du contrat\u00a0; un clic ajoute ou retire un territoire",
  };
  const LARGEUR_SUR_PAPIER = 660; // pixels: within the margins of an A4 sheet
  const ERREUR =
    "La carte n'a pas pu être chargée. Rechargez la page\u00a0; le tableau reste disponible.";
  const FOND_IGN =
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0" +
    "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png" +
    "&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}";

  // ---- Preparation -------------------------------------------------------------------------

  function prepare(map, reglages) {
    Object.assign(carte, { map, reglages, styles: stylesLoaded() });
    const conteneur = map.getContainer();
    document.documentElement.lang = "fr";
    conteneur.setAttribute("role", "region");
    for (const [nom, rang] of Object.entries(PLANS)) createPlane(map, nom, rang);
    const { statut, taux, perimetre, simulation, effet } = reglages.aspects;
    const over = { simulation: { ...statut, ...simulation }, effet: { ...statut, ...effet } };
    const aspects = { statut, taux, perimetre, ...over };
    carte.aspects = motifs.prepare(aspects, conteneur);
    carte.bulle = infobulle.create(conteneur);
    carte.avis = L.DomUtil.create("div", "atlas-avis", conteneur);
    carte.avis.setAttribute("role", "status");
    map.attributionControl.setPrefix(false).addAttribution(reglages.attribution);
    gestes.setUp(map, fit);
    keepOwnClicksOnly(map);
    new ResizeObserver(followSize).observe(conteneur);
    map.on("zoomstart dragstart", hideTooltip);
    window.parent.addEventListener("beforeprint", () => onPaper(LARGEUR_SUR_PAPIER));
    window.parent.addEventListener("afterprint", () => onPaper(0));
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
    if (nouvelles || String(etat.etiquettes) !== String(ancien.etiquettes)) {
      etiquettes.replace(carte.map, etat.etiquettes);
    }
    if (nouvelles) addShapes(etat); // once the view is right, so that they are drawn only once
    describe(etat);
    loadNames(etat);
  }

  function checkLength({ classes }, nombre) {
    if (classes.length !== nombre) throw new Error(`${classes.length} classes, ${nombre} formes`);
  }

  function elsewhere({ grand, mode }) {
    if (grand) return "Les notes de l'orateur donnent";
    return mode === "perimetre" ? "La liste et la recherche donnent" : "Le tableau sous la carte donne";
  }

  function describe(etat) {
    const sujet = SUJETS[etat.mode] + (etat.mode === "taux" ? ` par ${COMPTES[etat.compte]}` : "");
    const etiquette =
      `Carte\u00a0: ${sujet}. ${elsewhere(etat)} les mêmes informations. ` +
      "Flèches du clavier pour se déplacer, plus et moins pour zoomer.";
    carte.map.getContainer().setAttribute("aria-label", etiquette);
    if (window.frameElement) window.frameElement.title = etiquette; // else the component's name
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

  // For tests and measures.
  function etat() {
    const { version } = carte;
    const peint = carte.etat ? countInView(carte.etat) : 0;
    return { peint, version, couches: carte.etat?.couches ?? [] };
  }

  Object.assign(atlas, { prepare, show, etat });
})();
