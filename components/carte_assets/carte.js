// Life of the map. Python calls prepare() once, then show() each time the state changes; the
// shapes stay in place and only those whose class changed are painted again.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});
  const { lecture, motifs, encarts, infobulle, gestes } = atlas;

  const MAXIMUM_SVG = 6000; // shapes; beyond, a canvas
  const ZOOM_MAXIMUM = 12;
  const ZOOM_BORDURES = 8; // below, communes are too small for borders: they would hide the colours
  const SUJETS = {
    statut: "statut de chaque territoire au regard des contrats locaux de santé",
    taux: "part de la population couverte par un contrat local de santé signé",
  };
  const FOND_IGN =
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0" +
    "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&FORMAT=image/png" +
    "&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}";

  const CONTEXTE = { remplissage: "#e4e8eb", remplissageCanvas: "#e4e8eb", bordure: "#f7f9fa" };

  // Bottom to top. Insets frames lie under the shapes, outlines and highlight above.
  const PLANS = { "atlas-cadres": 350, "atlas-formes": 400, "atlas-contours": 420, "atlas-survol": 440 };

  // One map per iframe. `shown` is the state on screen; `formes` its shapes, in the order of the
  // packed strings; `demande` numbers the calls, so that a late layer never overwrites a newer one.
  const carte = {
    map: null, reglages: null, styles: null, aspects: null, bulle: null, avis: null,
    shown: null, formes: [], groupe: null, contours: null, cadres: null, fond: null,
    disposition: "", limites: null, deplacee: false, parNous: false,
    demande: 0, version: 0, peint: 0, survolee: null, surlignage: null,
  };

  // ---- Preparation -------------------------------------------------------------------------

  function prepare(map, reglages) {
    Object.assign(carte, { map, reglages, styles: stylesLoaded() });
    const conteneur = map.getContainer();
    document.documentElement.lang = "fr";
    conteneur.setAttribute("role", "region");
    for (const [nom, rang] of Object.entries(PLANS)) map.createPane(nom).style.zIndex = rang;
    map.getPane("atlas-contours").style.pointerEvents = "none";
    map.getPane("atlas-survol").style.pointerEvents = "none";
    carte.aspects = motifs.prepare(reglages.aspects, conteneur);
    carte.bulle = infobulle.create(conteneur);
    carte.avis = L.DomUtil.create("div", "atlas-avis", conteneur);
    carte.avis.setAttribute("role", "status");
    map.attributionControl.setPrefix(false).addAttribution(reglages.attribution);
    gestes.setUp(map, fit);
    keepOwnClicksOnly(map);
    followSize(map);
    map.on("zoomstart dragstart", hideTooltip);
    map.on("zoomend", adaptStrokes);
    map.on("movestart", () => {
      if (!carte.parNous) carte.deplacee = true;
    });
  }

  // st_folium does not wait for style sheets, and the size of the map depends on them.
  function stylesLoaded() {
    const attendues = [...document.querySelectorAll("link[rel=stylesheet]")].filter((l) => !l.sheet);
    return Promise.all(
      attendues.map((lien) => new Promise((suite) => (lien.onload = lien.onerror = suite))),
    );
  }

  // st_folium reports every click on the map. Only those on a territory mean something, and they
  // are fired by hand with its point: the others (sea, context) stop here.
  function keepOwnClicksOnly(map) {
    const fire = map.fire;
    map.fire = function (type, donnees, ...suite) {
      if (type === "click" && !donnees?.territoire) return this;
      return fire.call(this, type, donnees, ...suite);
    };
  }

  function followSize(map) {
    new ResizeObserver(() => {
      measure();
      if (!carte.shown) return;
      layOut(carte.shown);
      if (!carte.deplacee) fit();
    }).observe(map.getContainer());
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
    const perimee = () => demande !== carte.demande;
    try {
      const etat = await lecture.readPackage(paquet);
      await carte.styles;
      const nouvelles = !sameLayers(etat, carte.shown);
      if (nouvelles) notify("Chargement de la carte…");
      const [collections, contours] = await readLayers(etat);
      if (perimee()) return;
      if (nouvelles) await nextFrame(); // so that the notice shows before the browser is busy
      if (perimee()) return;
      paint(etat, collections, contours);
      notify("");
      await nextFrame();
      publishVersion();
    } catch (erreur) {
      if (perimee()) return;
      console.warn("Carte :", erreur);
      notify("La carte n'a pas pu être chargée. Rechargez la page ; le tableau reste disponible.", true);
    }
  }

  function readLayers(etat) {
    const { couches, versionCouches } = carte.reglages;
    const read = (nom) => lecture.readOnce(`${couches}${nom}.json.gz?v=${versionCouches}`);
    return Promise.all([
      Promise.all(etat.couches.map(read)),
      etat.contours ? read(etat.contours) : null,
    ]);
  }

  function nextFrame() {
    return new Promise((suite) => requestAnimationFrame(() => setTimeout(suite)));
  }

  function sameLayers(etat, autre) {
    return Boolean(autre) && etat.couches.join() === autre.couches.join();
  }

  function paint(etat, collections, contours) {
    const ancien = carte.shown;
    hideTooltip();
    measure();
    if (!sameLayers(etat, ancien)) {
      buildShapes(etat, collections);
    } else {
      checkLength(etat, carte.formes.length);
      restyleChanged(etat, ancien);
    }
    if (etat.contours !== ancien?.contours) buildContours(contours);
    showBackground(etat);
    carte.shown = etat;
    layOut(etat);
    describe(etat);
    if (etat.vue !== ancien?.vue) {
      carte.limites = viewBounds(etat);
      fit();
    }
    loadNames(etat);
  }

  function checkLength(etat, nombre) {
    if (etat.classes.length !== nombre) {
      throw new Error(`${etat.classes.length} classes pour ${nombre} formes`);
    }
  }

  function describe(etat) {
    const conteneur = carte.map.getContainer();
    const etiquette =
      `Carte\u00a0: ${SUJETS[etat.mode]}. Le tableau sous la carte donne les mêmes informations. ` +
      "Flèches du clavier pour se déplacer, plus et moins pour zoomer.";
    conteneur.setAttribute("aria-label", etiquette);
    if (window.frameElement) window.frameElement.title = etiquette; // else the component's name
    carte.peint = etat.classes.length - etat.classes.split(carte.reglages.horsVue).length + 1;
  }

  function publishVersion() {
    carte.version += 1;
    const { dataset } = carte.map.getContainer();
    dataset.peint = carte.peint;
    dataset.version = carte.version;
  }

  // Names of contracts come after the shapes: nobody waits for them.
  function loadNames(etat) {
    if (!etat.noms) return;
    lecture.readOnce(carte.reglages.publie + etat.noms).then(
      (noms) => (etat.nomsLus = noms),
      () => {}, // the tooltip then gives their number
    );
  }

  // ---- Shapes ------------------------------------------------------------------------------

  function toLatLngs({ type, coordinates }) {
    return L.GeoJSON.coordsToLatLngs(coordinates, type === "Polygon" ? 1 : 2);
  }

  function buildShapes(etat, collections) {
    const entites = collections.flatMap((collection) => collection.features);
    checkLength(etat, entites.length);
    const surCanvas = entites.length > MAXIMUM_SVG;
    const renderer = newRenderer(surCanvas, "atlas-formes");
    carte.formes = entites.map((entite, rang) => {
      const forme = L.polygon(toLatLngs(entite.geometry), {
        ...style(etat, rang, surCanvas), renderer, smoothFactor: 0.5, bubblingMouseEvents: false,
      });
      return Object.assign(forme, { entite, rang, surCanvas });
    });
    // Light shapes first: the white borders of the dark ones then stay whole.
    const ordre = [...carte.formes].sort((a, b) => depth(etat, a.rang) - depth(etat, b.rang));
    const groupe = L.featureGroup(ordre).on({
      mouseover: onHover, mousemove: onHover, mouseout: hideTooltip, click: onClick,
    });
    groupe.addTo(carte.map);
    carte.groupe?.remove(); // after the new one is there: no blank in between
    Object.assign(carte, { groupe, disposition: "" });
    carte.formes.forEach((forme) => markContext(etat, forme));
  }

  function newRenderer(surCanvas, pane) {
    return surCanvas ? L.canvas({ pane, padding: 0.2 }) : L.svg({ pane, padding: 0.4 });
  }

  function restyleChanged(etat, ancien) {
    const toutes = etat.mode !== ancien.mode || etat.fond_ign !== ancien.fond_ign;
    for (const forme of carte.formes) {
      const { rang } = forme;
      if (!toutes && etat.classes[rang] === ancien.classes[rang]) continue;
      forme.setStyle(style(etat, rang, forme.surCanvas));
      depth(etat, rang) === 2 ? forme.bringToFront() : forme.bringToBack();
      markContext(etat, forme);
    }
  }

  function aspectOf(etat, rang) {
    return carte.aspects[etat.mode][etat.classes[rang]];
  }

  function isContext(etat, rang) {
    return etat.classes[rang] === carte.reglages.horsVue;
  }

  // 0 context, 1 light shapes, 2 the others: the order in which they are laid.
  function depth(etat, rang) {
    if (isContext(etat, rang)) return 0;
    return aspectOf(etat, rang).clair ? 1 : 2;
  }

  function style(etat, rang, surCanvas) {
    const contexte = isContext(etat, rang);
    const aspect = contexte ? CONTEXTE : aspectOf(etat, rang);
    const fond = surCanvas ? aspect.remplissageCanvas : aspect.remplissage;
    const bordure = aspect.bordure ?? (aspect.clair ? "#cdc8bd" : "#ffffff");
    return {
      fillColor: fond,
      fillOpacity: opacity(etat),
      // Without borders, a stroke of the colour of the shape closes the seam with its neighbour.
      color: surCanvas && carte.map.getZoom() < ZOOM_BORDURES ? fond : bordure,
      weight: 0.5, // on a canvas; CSS decides on SVG
      lineJoin: "round",
      // On a canvas this option is read at each event; on SVG only at birth, and CSS decides.
      interactive: !(surCanvas && contexte),
    };
  }

  // Strokes get thinner as territories get smaller.
  function adaptStrokes() {
    const { map, formes, shown } = carte;
    const grossir = (minimum, maximum) =>
      Math.min(maximum, Math.max(minimum, minimum + 0.22 * (map.getZoom() - 4.5)));
    map.getContainer().style.setProperty("--atlas-trait", grossir(0.25, 0.9));
    map.getContainer().style.setProperty("--atlas-contour", grossir(0.6, 1.4));
    // The canvas is drawn again right after the zoom, and reads the options then.
    if (!formes[0]?.surCanvas) return;
    formes.forEach((forme) => Object.assign(forme.options, style(shown, forme.rang, true)));
  }

  function opacity(etat) {
    return etat.fond_ign && !etat.encarts ? 0.6 : 1;
  }

  // A shape that leaves the view keeps its place but no longer answers the mouse.
  function markContext(etat, forme) {
    forme.getElement?.()?.classList.toggle("atlas-contexte", isContext(etat, forme.rang));
  }

  function buildContours(collection) {
    carte.contours?.remove();
    carte.contours = null;
    if (!collection) return;
    const renderer = newRenderer(false, "atlas-contours");
    const lignes = collection.features.map((entite) => {
      const ligne = L.polygon(toLatLngs(entite.geometry), {
        renderer, fill: false, interactive: false, color: "#46545f", opacity: 0.75,
        smoothFactor: 0.5,
      });
      return Object.assign(ligne, { entite });
    });
    carte.contours = L.featureGroup(lignes).addTo(carte.map);
    carte.contours.disposition = "";
  }

  function showBackground(etat) {
    const voulu = etat.fond_ign && !etat.encarts; // insets would lie on the wrong place
    if (voulu === Boolean(carte.fond)) return;
    carte.fond?.remove();
    carte.fond = voulu ? L.tileLayer(FOND_IGN, { maxZoom: 18 }).addTo(carte.map) : null;
  }

  // ---- Insets and view ---------------------------------------------------------------------

  function layOut(etat) {
    const disposition = etat.encarts ? encarts.layout(carte.map.getSize()) : "";
    const places = encarts.insets(disposition);
    if (carte.disposition !== disposition) moveOverseas(carte.formes, places);
    if (carte.contours && carte.contours.disposition !== disposition) {
      moveOverseas(carte.contours.getLayers(), places);
      carte.contours.disposition = disposition;
    }
    if (carte.disposition === disposition) return;
    carte.disposition = disposition;
    drawFrames(places);
    if (etat.encarts) carte.limites = viewBounds(etat);
  }

  function moveOverseas(formes, places) {
    for (const forme of formes) {
      const { geometry, properties } = forme.entite;
      if (!encarts.isOutreMer(properties.region)) continue;
      const place = places[properties.region]?.place ?? ((point) => point);
      forme.setLatLngs(mapNested(toLatLngs(geometry), place));
    }
  }

  function mapNested(points, transformation) {
    return Array.isArray(points)
      ? points.map((interieur) => mapNested(interieur, transformation))
      : transformation(points);
  }

  function drawFrames(places) {
    carte.cadres?.remove();
    const renderer = newRenderer(false, "atlas-cadres");
    const elements = Object.values(places).flatMap(({ nom, cadre }) => {
      const etiquette = document.createElement("span");
      etiquette.textContent = nom;
      const icone = L.divIcon({ className: "atlas-etiquette", html: etiquette, iconSize: null });
      return [
        L.rectangle(cadre, { renderer, interactive: false, className: "atlas-cadre" }),
        L.marker(cadre.getNorthWest(), { icon: icone, interactive: false, keyboard: false }),
      ];
    });
    carte.cadres = L.layerGroup(elements).addTo(carte.map);
  }

  function viewBounds(etat) {
    if (etat.encarts) return encarts.bounds(carte.disposition);
    const limites = L.latLngBounds([]);
    carte.formes.forEach((forme) => {
      if (!isContext(etat, forme.rang)) limites.extend(forme.getBounds());
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

  function describeTerritory(forme) {
    const { shown } = carte;
    return {
      ...forme.entite.properties,
      taux: lecture.rateAt(shown.taux, forme.rang),
      references: lecture.readReferences(shown.references[forme.rang] ?? ""),
    };
  }

  function onHover({ propagatedFrom: forme, containerPoint }) {
    if (isContext(carte.shown, forme.rang)) return;
    if (carte.survolee === forme) {
      carte.bulle.move(containerPoint);
      return;
    }
    hideTooltip();
    carte.survolee = forme;
    highlight(forme);
    const aspect = aspectOf(carte.shown, forme.rang);
    const reglages = { annee: carte.reglages.annee, aspects: carte.aspects };
    const parties = infobulle.content(describeTerritory(forme), aspect, carte.shown.nomsLus, reglages);
    carte.bulle.show(parties, containerPoint);
  }

  // A copy of the outline, above everything: moving the shape itself would unsettle the pointer.
  function highlight(forme) {
    carte.surlignage = L.polygon(forme.getLatLngs(), {
      renderer: highlightRenderer(), fill: false, interactive: false, color: "#14181c", weight: 2.2,
      smoothFactor: 0.5,
    }).addTo(carte.map);
  }

  function highlightRenderer() {
    carte.rendererSurvol ??= newRenderer(false, "atlas-survol");
    return carte.rendererSurvol;
  }

  function hideTooltip() {
    carte.bulle.hide();
    carte.surlignage?.remove();
    carte.surlignage = carte.survolee = null;
  }

  function onClick(evenement) {
    const forme = evenement.propagatedFrom;
    if (isContext(carte.shown, forme.rang)) return;
    onHover(evenement); // a tap has no hover before it
    const [longitude, latitude] = forme.entite.properties.p;
    // st_folium only reports a click that differs from the last one: a hair's breadth, at random,
    // makes the second click on a territory as good as the first.
    const hasard = Math.random() * 4e-7;
    const latlng = L.latLng(latitude + hasard, longitude);
    carte.map.fire("click", { latlng, territoire: forme.entite.id });
  }

  function etat() {
    return { peint: carte.peint, version: carte.version, couches: carte.shown?.couches ?? [] };
  }

  Object.assign(atlas, { prepare, show, etat });
})();
