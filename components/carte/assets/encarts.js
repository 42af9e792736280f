// Insets: the five overseas regions, moved and scaled beside the mainland.
//
// Everything is done in the metres of the map's projection (Mercator), which keeps angles: a
// region that is only moved and scaled there keeps its true shape.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});

  // West, south, east and north of what is drawn, in degrees.
  const METROPOLE = [-5.15, 41.33, 9.57, 51.1];
  const OUTRE_MER = {
    "01": { nom: "Guadeloupe", etendue: [-61.82, 15.82, -60.99, 16.53] },
    "02": { nom: "Martinique", etendue: [-61.24, 14.38, -60.8, 14.89] },
    "03": { nom: "Guyane", etendue: [-54.62, 2.1, -51.6, 5.78] },
    "04": { nom: "La Réunion", etendue: [55.2, -21.4, 55.85, -20.86] },
    "06": { nom: "Mayotte", etendue: [45.01, -13.02, 45.31, -12.62] },
  };
  const GRAND = "grand"; // said of a layout whose labels are read from the last row
  const ECART = 45e3; // metres between two frames
  const MARGE = 0.06; // of the frame, around the region
  const BANDEAU = 0.17; // of the frame, kept for its label
  const GRAND_BANDEAU = 0.32; // the same, for a room

  const projection = L.CRS.EPSG3857;

  function toMetres([ouest, sud, est, nord]) {
    const coins = [L.latLng(sud, ouest), L.latLng(nord, est)];
    return L.bounds(coins.map((coin) => projection.project(coin)));
  }

  const metropole = toMetres(METROPOLE);

  // How the frames are laid out for a container of this size; "" is without insets.
  function layout({ x, y }, grand = false) {
    const forme = x / y > 1.1 ? "colonne" : x / y > 0.75 ? "rangee" : "deux-rangees";
    return grand ? `colonne ${GRAND}` : forme; // side by side, large labels would overlap
  }

  // Frames in metres, in the order of OUTRE_MER.
  function frames(disposition) {
    const [forme] = disposition.split(" ");
    const { x: ouest, y: sud } = metropole.min;
    const { x: est, y: nord } = metropole.max;
    if (forme === "colonne") {
      const cote = (nord - sud - 4 * ECART) / 5;
      return [0, 1, 2, 3, 4].map((rang) => {
        const haut = nord - rang * (cote + ECART);
        return L.bounds([ouest - 2 * ECART - cote, haut - cote], [ouest - 2 * ECART, haut]);
      });
    }
    const rangees = forme === "rangee" ? [5] : [3, 2];
    const cote = (est - ouest - (rangees[0] - 1) * ECART) / rangees[0];
    const hauteur = rangees.length > 1 ? 0.72 * cote : cote;
    return rangees.flatMap((nombre, rangee) => {
      const haut = sud - ECART - rangee * (hauteur + ECART);
      const depart = (ouest + est - nombre * cote - (nombre - 1) * ECART) / 2;
      return Array.from({ length: nombre }, (_, rang) => {
        const gauche = depart + rang * (cote + ECART);
        return L.bounds([gauche, haut - hauteur], [gauche + cote, haut]);
      });
    });
  }

  // Where a region goes in its frame: one scale and one shift, below the label.
  function placement(region, cadre, bandeau) {
    const etendue = toMetres(OUTRE_MER[region].etendue);
    const [place, besoin] = [cadre.getSize(), etendue.getSize()];
    const libre = 1 - 2 * MARGE;
    const echelle = Math.min(
      (libre * place.x) / besoin.x,
      ((libre - bandeau) * place.y) / besoin.y,
    );
    const centre = cadre.getCenter().subtract([0, (bandeau / 2) * place.y]);
    const origine = etendue.getCenter();
    return (point) => {
      const metres = projection.project(point).subtract(origine).multiplyBy(echelle).add(centre);
      return projection.unproject(metres);
    };
  }

  const calculees = new Map();

  // Region code -> {nom, cadre: LatLngBounds, place: LatLng -> LatLng}; none without insets.
  function insets(disposition) {
    if (!disposition) return {};
    if (!calculees.has(disposition)) {
      const cadres = frames(disposition);
      const bandeau = disposition.endsWith(GRAND) ? GRAND_BANDEAU : BANDEAU;
      const encarts = Object.entries(OUTRE_MER).map(([region, { nom }], rang) => {
        const cadre = cadres[rang];
        const limites = L.latLngBounds(
          projection.unproject(cadre.min),
          projection.unproject(cadre.max),
        );
        return [region, { nom, cadre: limites, place: placement(region, cadre, bandeau) }];
      });
      calculees.set(disposition, Object.fromEntries(encarts));
    }
    return calculees.get(disposition);
  }

  function bounds(disposition) {
    const limites = L.latLngBounds(
      projection.unproject(metropole.min),
      projection.unproject(metropole.max),
    );
    Object.values(insets(disposition)).forEach(({ cadre }) => limites.extend(cadre));
    return limites;
  }

  atlas.encarts = { layout, insets, bounds, isOutreMer: (region) => region in OUTRE_MER };
})();
