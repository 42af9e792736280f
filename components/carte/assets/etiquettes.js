// Names written on the map, beside what is outlined; each keeps clear of the others. Holds its own
// group: there is one map per iframe.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});

  const BORD = 6; // pixels to the edge of the map
  // Where a name may stand, from its point, in sizes of its box: on it first, then around.
  const PLACES = [[0, 0], [0, -1.1], [0, 1.1], [0.55, 0], [-0.55, 0], [0, -2.2], [0, 2.2]];
  let groupe = null;

  function create([nom, longitude, latitude]) {
    const texte = document.createElement("span");
    texte.textContent = nom;
    const icone = L.divIcon({ className: "atlas-nom", html: texte, iconSize: null });
    const options = { icon: icone, interactive: false, keyboard: false };
    return L.marker([latitude, longitude], options);
  }

  function meets(boite, autre) {
    return boite.x < autre.x + autre.l && autre.x < boite.x + boite.l
      && boite.y < autre.y + autre.h && autre.y < boite.y + boite.h;
  }

  function place(map) {
    const { x: largeur, y: hauteur } = map.getSize();
    const prises = [];
    groupe?.eachLayer((marque) => {
      const texte = marque.getElement()?.firstElementChild;
      if (!texte) return;
      const { offsetWidth: l, offsetHeight: h } = texte;
      const point = map.latLngToContainerPoint(marque.getLatLng());
      const boites = PLACES.map(([dx, dy]) => ({
        x: Math.min(Math.max(point.x + dx * l - l / 2, BORD), largeur - l - BORD),
        y: Math.min(Math.max(point.y + dy * h - h / 2, BORD), hauteur - h - BORD),
        l, h,
      }));
      const vue = point.x >= 0 && point.y >= 0 && point.x <= largeur && point.y <= hauteur;
      const libre = vue && boites.find((une) => !prises.some((autre) => meets(une, autre)));
      texte.hidden = !libre;
      if (!libre) return;
      prises.push(libre);
      texte.style.transform = `translate(${libre.x - point.x}px, ${libre.y - point.y}px)`;
    });
  }

  function replace(map, noms) {
    if (!groupe) map.on("zoomend moveend resize", () => place(map));
    groupe?.remove();
    groupe = L.layerGroup(noms.map(create)).addTo(map);
    place(map);
  }

  atlas.etiquettes = { replace };
})();
