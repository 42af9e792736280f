// Shapes: from the features of a layer to what Leaflet draws. Holds no state of its own.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});
  const { encarts } = atlas;

  const MAXIMUM_SVG = 6000; // shapes; beyond, a canvas
  const LARGEUR_BORDURES = 12; // pixels; on smaller territories, borders would hide the colours
  const CONTEXTE = { remplissage: "#e4e8eb", remplissageCanvas: "#e4e8eb", bordure: "#f7f9fa" };
  const FINESSE = { smoothFactor: 0.5 }; // simplification on screen, in pixels

  // A canvas that moves forgets the painting it had asked for, and can't call it off when it is
  // removed before the next frame: that painting then finds nothing to paint on.
  const Toile = L.Canvas.extend({
    _redraw() {
      if (this._ctx) L.Canvas.prototype._redraw.call(this);
    },
  });

  function newRenderer(pane, surCanvas = false) {
    return surCanvas ? new Toile({ pane, padding: 0.2 }) : L.svg({ pane, padding: 0.4 });
  }

  function toLatLngs({ type, coordinates }) {
    return L.GeoJSON.coordsToLatLngs(coordinates, type === "Polygon" ? 1 : 2);
  }

  // One polygon per feature, in order; each remembers its feature and its rank.
  function create(entites, renderer, options) {
    return entites.map((entite, rang) => {
      const forme = L.polygon(toLatLngs(entite.geometry), { ...FINESSE, ...options, renderer });
      return Object.assign(forme, { entite, rang });
    });
  }

  // Median width of some shapes, in pixels at zoom 0 (it doubles at each zoom).
  function typicalWidth(formes) {
    const largeurs = formes.map((forme) => {
      const limites = forme.getBounds();
      return ((limites.getEast() - limites.getWest()) * 256) / 360;
    });
    return largeurs.sort((a, b) => a - b)[largeurs.length >> 1] ?? 0;
  }

  // aspect: null for what is out of the view; largeur: of a typical shape, in pixels.
  function style(aspect, { surCanvas, largeur, opacite }) {
    const { clair, bordure, remplissage, remplissageCanvas } = aspect ?? CONTEXTE;
    const fond = surCanvas ? remplissageCanvas : remplissage;
    const trait = bordure ?? (clair ? "#cdc8bd" : "#ffffff");
    return {
      fillColor: fond,
      fillOpacity: opacite,
      // Without borders, a stroke of the colour of the shape closes the seam with its neighbour.
      color: surCanvas && largeur < LARGEUR_BORDURES ? fond : trait,
      weight: 0.5, // on a canvas; CSS decides on SVG
      lineJoin: "round",
      // On a canvas this option is read at each event; on SVG only at birth, and CSS decides.
      interactive: !surCanvas || Boolean(aspect),
    };
  }

  // Strokes get thinner as territories get smaller. Widths in pixels, read by carte.css.
  function strokeWidths(largeur, zoom) {
    const entre = (minimum, valeur, maximum) => Math.min(maximum, Math.max(minimum, valeur));
    return {
      "--atlas-trait": entre(0.25, largeur / 40, 0.9),
      "--atlas-contour": entre(0.6, 0.6 + 0.22 * (zoom - 4.5), 1.4),
    };
  }

  function createOutlines(entites, renderer) {
    const options = { fill: false, interactive: false, color: "#46545f", opacity: 0.75 };
    return create(entites, renderer, options);
  }

  function mapNested(points, transformation) {
    return Array.isArray(points)
      ? points.map((interieur) => mapNested(interieur, transformation))
      : transformation(points);
  }

  // places: what encarts.insets() gives; without insets, regions go back where they really are.
  function moveOverseas(formes, places) {
    for (const forme of formes) {
      const { geometry, properties } = forme.entite;
      if (!encarts.isOutreMer(properties.region)) continue;
      const place = places[properties.region]?.place ?? ((point) => point);
      forme.setLatLngs(mapNested(toLatLngs(geometry), place));
    }
  }

  function createFrames(places, renderer) {
    return Object.values(places).flatMap(({ nom, cadre }) => {
      const etiquette = document.createElement("span");
      etiquette.textContent = nom;
      const icone = L.divIcon({ className: "atlas-etiquette", html: etiquette, iconSize: null });
      return [
        L.rectangle(cadre, { renderer, interactive: false, className: "atlas-cadre" }),
        L.marker(cadre.getNorthWest(), { icon: icone, interactive: false, keyboard: false }),
      ];
    });
  }

  atlas.formes = {
    MAXIMUM_SVG, newRenderer, create, typicalWidth, style, strokeWidths,
    createOutlines, moveOverseas, createFrames,
  };
})();
